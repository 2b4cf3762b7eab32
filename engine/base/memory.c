/* Checked allocation. */
#include "engine/base/memory.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

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
    size_t roomier = *capacity ? *capacity : 16;
    while (roomier < needed)
        roomier += roomier / 2;
    memory = om_memory_resize(memory, roomier, size);
    *capacity = roomier;
    return memory;
}

char *om_memory_text(const char *text)
{
    if (!text)
        return NULL;
    const size_t size = strlen(text) + 1;
    return memcpy(om_memory_take(size, 1), text, size);
}
