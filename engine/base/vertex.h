/*
 * Places in whole numbers of the world square (Web Mercator), eight bytes each.
 */
#ifndef OM_ENGINE_BASE_VERTEX_H
#define OM_ENGINE_BASE_VERTEX_H

#include <stdbool.h>
#include <stdint.h>

/** The side of the world square; one is 9 mm at the equator. */
#define OM_WORLD 4294967296.0

/** A place in the world square, from the north-west corner. */
typedef struct om_vertex {
    uint32_t x, y;
} om_vertex;

/** What a shape covers, all bounds inclusive; empty when a minimum exceeds its maximum. */
typedef struct om_extent {
    uint32_t min_x, min_y, max_x, max_y;
} om_extent;

/** An extent that covers nothing yet. */
#define OM_EXTENT_NONE ((om_extent){UINT32_MAX, UINT32_MAX, 0, 0})

/** A point, a line or a ring of a shape. */
typedef struct om_part {
    uint32_t first, count; /**< vertices; a ring does not repeat its first */
    om_extent extent;
    bool hole;
} om_part;

#endif
