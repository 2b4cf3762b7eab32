/* Large arrays in mappings of their own, small ones from malloc(). */
#define _GNU_SOURCE /* mremap() */
#include "engine/base/pages.h"

#include <malloc.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "engine/base/memory.h"

/* What is smaller shares its pages with others. */
#define LARGE ((size_t)1 << 20)
/* No page is smaller, and this is a part of every larger one. */
#define PAGE ((size_t)4096)

static bool is_large(size_t size)
{
    return size >= LARGE;
}

static void *map(size_t size)
{
    void *pages = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        om_memory_exhausted();
    return pages;
}

/* The last page may still hold what was given up of it. */
static void *remap(void *pages, size_t from, size_t to)
{
    const size_t rest = -from % PAGE;
    void *moved = mremap(pages, from, to, MREMAP_MAYMOVE);
    if (moved == MAP_FAILED)
        om_memory_exhausted();
    if (to > from)
        memset((char *)moved + from, 0, to - from < rest ? to - from : rest);
    return moved;
}

static void *resize_small(void *pages, size_t from, size_t to)
{
    char *resized = om_memory_resize(pages, to, 1);
    if (to > from)
        memset(resized + from, 0, to - from);
    return resized;
}

void om_pages_free(void *pages, size_t size)
{
    if (pages && is_large(size))
        munmap(pages, size);
    else
        free(pages);
}

void *om_pages_resize(void *pages, size_t from, size_t to)
{
    if (to == 0) {
        om_pages_free(pages, from);
        return NULL;
    }
    if (!is_large(from) && !is_large(to))
        return resize_small(pages, from, to);
    if (is_large(from) && is_large(to))
        return remap(pages, from, to);
    void *moved = is_large(to) ? map(to) : om_memory_take(to, 1);
    if (pages)
        memcpy(moved, pages, from < to ? from : to);
    om_pages_free(pages, from);
    return moved;
}

void *om_pages_grow(void *pages, size_t needed, size_t *capacity, size_t size)
{
    size_t roomier = *capacity > 16 ? *capacity : 16;
    if (needed <= *capacity)
        return pages;
    if (needed > SIZE_MAX / 2 / size)
        om_memory_exhausted();
    while (roomier < needed)
        roomier += roomier / 2;
    pages = om_pages_resize(pages, *capacity * size, roomier * size);
    *capacity = roomier;
    return pages;
}

void om_pages_give_back(void)
{
#ifdef __GLIBC__
    (void)malloc_trim(0);
#endif
}
