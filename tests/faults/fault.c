/*
 * Makes the program that preloads it fail or die at one of its writes: FAULT_AT says at which,
 * counted from 1, FAULT_KIND how: "error" lets it fail with ENOSPC, "half" after half of the bytes,
 * "kill" kills the process before it, "torn" after half of the bytes. FAULT_COUNT names a file that
 * gets the number of writes when the process ends.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static atomic_long writes;

/* Whether this write is the one, only those to files count. */
static bool is_due(int fd)
{
    struct stat found;
    if (fd >= 0 && (fstat(fd, &found) != 0 || !S_ISREG(found.st_mode)))
        return false;
    const char *at = getenv("FAULT_AT");
    return atomic_fetch_add(&writes, 1) + 1 == (at ? atol(at) : 0);
}

static bool is_kind(const char *kind)
{
    const char *wanted = getenv("FAULT_KIND");
    return wanted && strcmp(wanted, kind) == 0;
}

static void die(void)
{
    kill(getpid(), SIGKILL);
    for (;;)
        pause();
}

static long fail(void)
{
    errno = ENOSPC;
    return -1;
}

__attribute__((destructor)) static void tell_count(void)
{
    const char *path = getenv("FAULT_COUNT");
    FILE *file = path ? fopen(path, "w") : NULL;
    if (!file)
        return;
    fprintf(file, "%ld\n", atomic_load(&writes));
    fclose(file);
}

typedef ssize_t write_fn(int, const void *, size_t);
typedef ssize_t pwrite_fn(int, const void *, size_t, off_t);

ssize_t write(int fd, const void *bytes, size_t size)
{
    write_fn *real = (write_fn *)dlsym(RTLD_NEXT, "write");
    if (!is_due(fd))
        return real(fd, bytes, size);
    if ((is_kind("half") || is_kind("torn")) && size > 1)
        (void)!real(fd, bytes, size / 2);
    if (is_kind("kill") || is_kind("torn"))
        die();
    return fail();
}

static ssize_t pwrite_by(const char *name, int fd, const void *bytes, size_t size, off_t at)
{
    pwrite_fn *real = (pwrite_fn *)dlsym(RTLD_NEXT, name);
    if (!is_due(fd))
        return real(fd, bytes, size, at);
    if ((is_kind("half") || is_kind("torn")) && size > 1)
        (void)!real(fd, bytes, size / 2, at);
    if (is_kind("kill") || is_kind("torn"))
        die();
    return fail();
}

ssize_t pwrite(int fd, const void *bytes, size_t size, off_t at)
{
    return pwrite_by("pwrite", fd, bytes, size, at);
}

ssize_t pwrite64(int fd, const void *bytes, size_t size, off_t at)
{
    return pwrite_by("pwrite64", fd, bytes, size, at);
}

int rename(const char *from, const char *to)
{
    int (*real)(const char *, const char *) =
        (int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename");
    if (!is_due(-1))
        return real(from, to);
    if (is_kind("kill") || is_kind("torn"))
        die();
    return (int)fail();
}
