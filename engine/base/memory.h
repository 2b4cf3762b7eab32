/*
 * Memory that is there or ends the program: no caller has to think of NULL.
 */
#ifndef OM_ENGINE_BASE_MEMORY_H
#define OM_ENGINE_BASE_MEMORY_H

#include <stddef.h>

/** `count` zeroed elements of `size` bytes; never NULL. Freed with free(). */
void *om_memory_take(size_t count, size_t size);

/** Grows (or shrinks) an array to `count` elements; what is new is not zeroed. Never NULL. */
void *om_memory_resize(void *memory, size_t count, size_t size);

/**
 * Makes room for one more element in a growing array, doubling as it must.
 *
 * @param capacity  elements there is room for; updated
 * @return the array, perhaps moved
 */
void *om_memory_grow(void *memory, size_t needed, size_t *capacity, size_t size);

/**
 * `size` bytes that are not zeroed, for what is large and read here and there; never NULL.
 *
 * Lies in large pages where the system has them. Freed with free().
 */
void *om_memory_block(size_t size);

/** A copy of a text; NULL stays NULL. Freed with free(). */
char *om_memory_text(const char *text);

/** Ends the program: there is no memory, and half a map is worse than none. */
_Noreturn void om_memory_exhausted(void);

#endif
