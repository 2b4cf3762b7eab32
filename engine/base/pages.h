/*
 * Arrays that may become large: where they grow their pages are moved and not their bytes, and
 * what they no longer need goes back to the system at once.
 */
#ifndef OM_ENGINE_BASE_PAGES_H
#define OM_ENGINE_BASE_PAGES_H

#include <stddef.h>

/**
 * Makes an array of `from` bytes one of `to` bytes; what is new is zeroed.
 *
 * @param pages  NULL when `from` is 0
 * @return the array, perhaps moved; NULL when `to` is 0
 */
void *om_pages_resize(void *pages, size_t from, size_t to);

/** Gives an array of `size` bytes back; NULL is fine. */
void om_pages_free(void *pages, size_t size);

/**
 * Makes room for `needed` items, and for half as many again when there is none.
 *
 * @param capacity  items there is room for; updated
 */
void *om_pages_grow(void *pages, size_t needed, size_t *capacity, size_t size);

/** Gives back to the system what was freed and lies between what was not. */
void om_pages_give_back(void);

#endif
