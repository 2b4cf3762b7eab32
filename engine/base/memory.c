/* Checked allocation. */
#include "engine/base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* What the processor maps at once instead of 4 KiB. */
#define LARGE_PAGE ((size_t)2 << 20)

_Noreturn void om_memory_exhausted(void)
{
    abort();
}

void *om_memory_take(size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size ? size : 1);
    if (!memory)
        om_memory_exhausted();
    return memory;
}

void *om_memory_resize(void *memory, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / size)
        om_memory_exhausted();
    void *resized = realloc(memory, count > 0 && size > 0 ? count * size : 1);
    if (!resized)
        om_memory_exhausted();
    return resized;
}

void *om_memory_grow(void *memory, size_t needed, size_t *capacity, size_t size)
{
    if (needed <= *capacity)
        return memory;
    size_t roomier = *capacity > 16 ? *capacity : 16;
    while (roomier < needed)
        roomier += roomier / 2;
    memory = om_memory_resize(memory, roomier, size);
    *capacity = roomier;
    return memory;
}

void *om_memory_block(size_t size)
{
    if (size < LARGE_PAGE || size > SIZE_MAX - LARGE_PAGE)
        return om_memory_resize(NULL, size + !size, 1);
    const size_t rounded = (size + LARGE_PAGE - 1) / LARGE_PAGE * LARGE_PAGE;
    void *block = aligned_alloc(LARGE_PAGE, rounded);
    if (!block)
        om_memory_exhausted();
#ifdef MADV_HUGEPAGE
    /* A wish: small pages are right too. What is left over shall not fill a large one. */
    (void)madvise(block, size / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);
#endif
    return block;
}

char *om_memory_text(const char *text)
{
    if (!text)
        return NULL;
    const size_t size = strlen(text) + 1;
    return memcpy(om_memory_take(size, 1), text, size);
}
