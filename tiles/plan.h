/*
 * Which tiles an export makes: arithmetic, never a list.
 *
 * A plan is the tiles of some zooms that a box touches, or those of them that a cutline touches.
 * They are drawn in batches, squares of `metatile` x `metatile` tiles.
 */
#ifndef OM_TILES_PLAN_H
#define OM_TILES_PLAN_H

#include "engine/base/status.h"
#include "engine/geo/mercator.h"
#include "tiles/runs.h"

enum {
    OM_TILE_PLAN_MAX_ZOOM = 22,
    OM_TILE_PLAN_ZOOMS = OM_TILE_PLAN_MAX_ZOOM + 1,
    OM_TILE_PLAN_MAX_METATILE = 32,
    OM_TILE_PLAN_MAX_TILES = 50000000 /* of an export; more is surely a mistake */
};

typedef struct om_tile_plan {
    om_box box;
    int min_zoom, max_zoom; /**< 0..OM_TILE_PLAN_MAX_ZOOM */
    int metatile;           /**< a power of two, 1..OM_TILE_PLAN_MAX_METATILE */
} om_tile_plan;

/** @return OM_OK; OM_ERR_RANGE: box, zooms or metatile out of range, or too many tiles */
OM_CHECKED om_status om_tile_plan_check(const om_tile_plan *plan, om_error *err);

/** The tiles of one zoom. */
om_tile_range om_tile_plan_range(const om_tile_plan *plan, int z);

/** The tiles of all zooms. */
uint64_t om_tile_plan_tile_count(const om_tile_plan *plan);

/** Adds the tiles of all zooms to the empty set `ret`. */
void om_tile_plan_runs(const om_tile_plan *plan, om_runs *ret);

/** The extent of a range of tiles, widened by `margin` tiles on each side within the world. */
om_box om_tile_plan_range_box(om_tile_range range, uint32_t margin);

#endif
