/*
 * Scratch memory with one owner: much is allocated, all of it is freed at once.
 *
 * One arena serves one analysis, drawn picture or request. Running out of memory ends the program
 * with a message from the C library: a map that could not be finished must not look finished.
 */
#ifndef OM_ENGINE_BASE_ARENA_H
#define OM_ENGINE_BASE_ARENA_H

#include <stddef.h>

#include "engine/base/own.h"

typedef struct om_arena om_arena;

/** A new, empty arena; never NULL. */
om_arena *om_arena_new(void);

/** Frees the arena and all that lives in it; NULL is fine. */
void om_arena_free(om_arena *arena);
OM_DEFINE_AUTO(om_arena)

/** Forgets everything in the arena but keeps its memory for reuse. */
void om_arena_reset(om_arena *arena);

/** `size` bytes, zeroed, aligned for any type; never NULL. `size` may be 0. */
void *om_arena_take(om_arena *arena, size_t size);

/** An array of `count` zeroed elements; never NULL. */
#define OM_ARENA_ARRAY(arena, type, count) ((type *)om_arena_take_array(arena, count, sizeof(type)))
void *om_arena_take_array(om_arena *arena, size_t count, size_t size);

/** A copy of `text`; NULL stays NULL. */
char *om_arena_text(om_arena *arena, const char *text);

/** A copy of `length` bytes of `text`, with a terminator. */
char *om_arena_text_part(om_arena *arena, const char *text, size_t length);

/** A formatted text. */
char *om_arena_format(om_arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/** Makes the arena the owner of memory from malloc(): it is freed with the rest, or by a reset. */
void om_arena_keep(om_arena *arena, void *memory);

/** The same with memory from om_pages_resize(). */
void om_arena_keep_pages(om_arena *arena, void *pages, size_t size);

/** Bytes handed out since the last reset. */
size_t om_arena_used(const om_arena *arena);

#endif
