/* Scratch memory in growing blocks. */
#include "engine/base/arena.h"

#include <stdalign.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/base/pages.h"

typedef struct block {
    struct block *next;
    size_t size, used;
    alignas(max_align_t) unsigned char bytes[];
} block;

/* Memory from elsewhere; the entry itself lives in the arena. */
typedef struct kept {
    struct kept *next;
    void *memory;
    size_t size; /* of pages; 0: from malloc() */
} kept;

struct om_arena {
    block *first; /* the block that is filled now, newest first */
    block *spare; /* blocks kept by a reset */
    kept *kept;
    size_t handed_out;
};

static const size_t smallest_block = 64 * 1024;

om_arena *om_arena_new(void)
{
    return om_memory_take(1, sizeof(om_arena));
}

static void free_blocks(block *list)
{
    while (list) {
        block *next = list->next;
        om_pages_free(list, sizeof(block) + list->size);
        list = next;
    }
}

static void free_kept(om_arena *arena)
{
    for (const kept *at = arena->kept; at; at = at->next)
        if (at->size)
            om_pages_free(at->memory, at->size);
        else
            free(at->memory);
    arena->kept = NULL;
}

void om_arena_free(om_arena *arena)
{
    if (!arena)
        return;
    free_kept(arena);
    free_blocks(arena->first);
    free_blocks(arena->spare);
    free(arena);
}

void om_arena_reset(om_arena *arena)
{
    free_kept(arena);
    while (arena->first) {
        block *next = arena->first->next;
        arena->first->used = 0;
        arena->first->next = arena->spare;
        arena->spare = arena->first;
        arena->first = next;
    }
    arena->handed_out = 0;
}

static block *spare_block(om_arena *arena, size_t size)
{
    for (block **slot = &arena->spare; *slot; slot = &(*slot)->next) {
        block *found = *slot;
        if (found->size >= size) {
            *slot = found->next;
            return found;
        }
    }
    return NULL;
}

static block *block_with_room(om_arena *arena, size_t size)
{
    if (arena->first && arena->first->size - arena->first->used >= size)
        return arena->first;

    block *fresh = spare_block(arena, size);
    if (!fresh) {
        const size_t room = size > smallest_block ? size : smallest_block;
        fresh = om_pages_resize(NULL, 0, sizeof(block) + room);
        fresh->size = room;
    }
    fresh->next = arena->first;
    arena->first = fresh;
    return fresh;
}

void *om_arena_take(om_arena *arena, size_t size)
{
    if (size > SIZE_MAX / 2)
        om_memory_exhausted();
    const size_t rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
    block *from = block_with_room(arena, rounded);
    void *taken = from->bytes + from->used;
    from->used += rounded;
    arena->handed_out += rounded;
    return memset(taken, 0, rounded);
}

void *om_arena_take_array(om_arena *arena, size_t count, size_t size)
{
    if (size && count > SIZE_MAX / 2 / size)
        om_memory_exhausted();
    return om_arena_take(arena, count * size);
}

char *om_arena_text(om_arena *arena, const char *text)
{
    return text ? om_arena_text_part(arena, text, strlen(text)) : NULL;
}

char *om_arena_text_part(om_arena *arena, const char *text, size_t length)
{
    char *copy = om_arena_take(arena, length + 1);
    memcpy(copy, text, length);
    return copy;
}

char *om_arena_format(om_arena *arena, const char *format, ...)
{
    va_list arguments, again;
    va_start(arguments, format);
    va_copy(again, arguments);
    const int length = vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    char *text = om_arena_take(arena, (size_t)(length < 0 ? 0 : length) + 1);
    vsnprintf(text, (size_t)(length < 0 ? 0 : length) + 1, format, again);
    va_end(again);
    return text;
}

void om_arena_keep_pages(om_arena *arena, void *pages, size_t size)
{
    kept *added = om_arena_take(arena, sizeof *added);
    *added = (kept){arena->kept, pages, size};
    arena->kept = added;
}

void om_arena_keep(om_arena *arena, void *memory)
{
    om_arena_keep_pages(arena, memory, 0);
}

size_t om_arena_used(const om_arena *arena)
{
    return arena->handed_out;
}
