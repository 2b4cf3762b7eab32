/*
 * Which of many extents are near: a packed tree of 16 a node, sorted along a Z-order curve.
 *
 * Immutable once made; any number of threads may search it.
 */
#ifndef OM_ENGINE_DRAW_NEAR_H
#define OM_ENGINE_DRAW_NEAR_H

#include "engine/draw/figures.h"

typedef struct om_near om_near;

/** Indexes `count` extents `stride` bytes apart, numbered from 0; empty ones are never found. */
om_near *om_near_new(const om_extent *extents, size_t count, size_t stride);
/** NULL is fine. */
void om_near_free(om_near *near);
OM_DEFINE_AUTO(om_near)

/** Numbers that were found. Zero-initialise, use again and again, free `numbers` with free(). */
typedef struct om_found {
    uint32_t *numbers;
    size_t count, capacity;
} om_found;

/** Finds the extents that touch `where`; `found` is replaced, in ascending order. */
void om_near_find(const om_near *near, om_extent where, om_found *found);

/** What all extents together cover. */
om_extent om_near_extent(const om_near *near);

#endif
