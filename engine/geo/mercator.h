/*
 * Web Mercator: pixels, tiles and zooms. For pictures only, never for measuring.
 */
#ifndef OM_ENGINE_GEO_MERCATOR_H
#define OM_ENGINE_GEO_MERCATOR_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/xy.h"
#include "engine/onemap.h"

/** The latitude where the square world ends. */
#define OM_MERCATOR_MAX_LAT 85.05112877980659

/** A tile of 256 px in the XYZ scheme: y counts from the north. */
typedef struct om_tile {
    int z;         /**< 0..22 */
    uint32_t x, y; /**< 0..2^z - 1 */
} om_tile;

/** A range of tiles of one zoom, all bounds inclusive. */
typedef struct om_tile_range {
    int z;
    uint32_t min_x, min_y, max_x, max_y;
} om_tile_range;

/** World coordinates: x and y in 0..1 from the north-west corner; latitude is clamped. */
om_xy om_mercator_of(om_lonlat at);
om_lonlat om_mercator_to_lonlat(om_xy world);

/** The tiles of zoom `z` that a box touches; a box that only touches a tile's edge does not count.
 */
om_tile_range om_tile_range_of(const om_box *box, int z);
uint64_t om_tile_range_count(om_tile_range range);
om_box om_tile_box(om_tile tile);
bool om_tile_is_valid(om_tile tile);

#endif
