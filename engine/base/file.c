/* Files: whole reads, atomic writes, checksums, and what is shipped with onemap. */
#include "engine/base/file.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include "engine/base/memory.h"

bool om_file_exists(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISREG(found.st_mode);
}

bool om_folder_exists(const char *path)
{
    struct stat found;
    return stat(path, &found) == 0 && S_ISDIR(found.st_mode);
}

static om_status fail_to_open(const char *path, int why, om_error *err)
{
    const om_status status = why == ENOENT || why == ENOTDIR ? OM_ERR_NOT_FOUND : OM_ERR_DISK;
    return om_fail(err, status, "cannot read %s: %s", path, strerror(why));
}

static om_status open_for_reading(const char *path, FILE **ret, om_error *err)
{
    if (om_folder_exists(path))
        return om_fail(err, OM_ERR_NOT_FOUND, "%s is a folder, not a file", path);
    FILE *file = fopen(path, "rb");
    if (!file)
        return fail_to_open(path, errno, err);
    *ret = file;
    return OM_OK;
}

om_status om_file_read(const char *path, om_text *text, om_error *err)
{
    OM_AUTO_FILE file = NULL;
    OM_TRY(open_for_reading(path, &file, err));
    char chunk[65536];
    size_t got;
    om_text_add(text, "");
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        om_text_add_bytes(text, chunk, got);
    return ferror(file) ? fail_to_open(path, EIO, err) : OM_OK;
}

static om_status write_all(int descriptor, const void *bytes, size_t count)
{
    const char *at = bytes;
    while (count) {
        const ssize_t wrote = write(descriptor, at, count);
        if (wrote < 0 && errno == EINTR)
            continue;
        if (wrote <= 0)
            return OM_ERR_DISK;
        at += wrote;
        count -= (size_t)wrote;
    }
    return OM_OK;
}

om_status om_file_write(const char *path, const void *bytes, size_t count, om_error *err)
{
    OM_AUTO_TEXT part = {0};
    om_text_add_format(&part, "%s.%ld.part", path, (long)getpid());
    const int descriptor = open(part.bytes, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
    if (descriptor < 0)
        return om_fail(err, OM_ERR_DISK, "cannot write %s: %s", path, strerror(errno));

    om_status status = write_all(descriptor, bytes, count);
    int why = errno;
    if (close(descriptor) != 0 && status == OM_OK) {
        status = OM_ERR_DISK;
        why = errno;
    }
    if (status == OM_OK && rename(part.bytes, path) != 0) {
        status = OM_ERR_DISK;
        why = errno;
    }
    if (status == OM_OK)
        return OM_OK;
    unlink(part.bytes);
    return om_fail(err, status, "cannot write %s: %s", path, strerror(why));
}

om_status om_folder_make(const char *path, om_error *err)
{
    OM_AUTO_MEMORY char *partial = om_memory_text(path);
    for (char *at = partial + (partial[0] == '/'); *at; at++) {
        if (*at != '/')
            continue;
        *at = '\0';
        mkdir(partial, 0755);
        *at = '/';
    }
    if (mkdir(path, 0755) != 0 && !om_folder_exists(path))
        return om_fail(err, OM_ERR_DISK, "cannot make the folder %s: %s", path, strerror(errno));
    return OM_OK;
}

static void checksum_text(XXH128_hash_t hash, char ret[OM_CHECKSUM_SIZE])
{
    snprintf(ret, OM_CHECKSUM_SIZE, "xxh3:%016llx%016llx", (unsigned long long)hash.high64,
             (unsigned long long)hash.low64);
}

void om_bytes_checksum(const void *bytes, size_t count, char ret[OM_CHECKSUM_SIZE])
{
    checksum_text(XXH3_128bits(bytes, count), ret);
}

om_hash om_bytes_hash(const void *bytes, size_t count)
{
    const XXH128_hash_t hash = XXH3_128bits(bytes, count);
    return (om_hash){hash.high64, hash.low64};
}

static om_status add_to_checksum(XXH3_state_t *state, const char *path, om_error *err)
{
    OM_AUTO_FILE file = NULL;
    OM_TRY(open_for_reading(path, &file, err));
    char chunk[65536];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        XXH3_128bits_update(state, chunk, got);
    return ferror(file) ? fail_to_open(path, EIO, err) : OM_OK;
}

static om_status add_siblings(XXH3_state_t *state, const char *path, om_error *err)
{
    static const char *const siblings[] = {".dbf", ".shx", ".prj", ".cpg"};
    for (size_t i = 0; i < sizeof siblings / sizeof *siblings; i++) {
        OM_AUTO_TEXT sibling = {0};
        om_text_add_bytes(&sibling, path, strlen(path) - 4);
        om_text_add(&sibling, siblings[i]);
        if (om_file_exists(sibling.bytes))
            OM_TRY(add_to_checksum(state, sibling.bytes, err));
    }
    return OM_OK;
}

om_status om_file_checksum(const char *path, char ret[OM_CHECKSUM_SIZE], om_error *err)
{
    XXH3_state_t *state = XXH3_createState();
    if (!state)
        om_memory_exhausted();
    XXH3_128bits_reset(state);
    om_status status = add_to_checksum(state, path, err);
    if (status == OM_OK && om_text_ends(path, ".shp"))
        status = add_siblings(state, path, err);
    if (status == OM_OK)
        checksum_text(XXH3_128bits_digest(state), ret);
    XXH3_freeState(state);
    return status;
}

const char *om_path_base(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

const char *om_path_beside(om_arena *arena, const char *beside, const char *path)
{
    const char *slash = strrchr(beside, '/');
    if (path[0] == '/' || !slash)
        return om_arena_text(arena, path);
    return om_arena_format(arena, "%.*s/%s", (int)(slash - beside), beside, path);
}

/* The share folder that stands beside the running program, "" when /proc does not tell. */
static const char *share_beside_program(om_arena *arena)
{
    char program[4096];
    const ssize_t length = readlink("/proc/self/exe", program, sizeof program - 1);
    if (length <= 0)
        return "";
    program[length] = '\0';
    return om_path_beside(arena, program, "../share/onemap");
}

om_status om_share_find(om_arena *arena, const char *name, const char **ret, om_error *err)
{
    const char *const chosen = getenv("ONEMAP_SHARE");
    const char *const places[] = {chosen ? chosen : "", share_beside_program(arena),
                                  OM_SHARE_INSTALLED};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        if (!places[i][0])
            continue;
        const char *path = om_arena_format(arena, "%s/%s", places[i], name);
        if (om_file_exists(path)) {
            *ret = path;
            return OM_OK;
        }
    }
    return om_fail(err, OM_ERR_NOT_FOUND,
                   "%s is not in $ONEMAP_SHARE (%s), in %s or in " OM_SHARE_INSTALLED, name,
                   chosen ? chosen : "not set", places[1]);
}
