/*
 * Which tiles an export makes and in which order: arithmetic, never a list.
 *
 * The tiles of each zoom that a box touches are drawn in batches, squares of `metatile` x
 * `metatile` tiles on a grid that begins at tile 0/0. Batches are numbered through all zooms, from
 * the smallest zoom up and row by row.
 */
#ifndef OM_TILES_PLAN_H
#define OM_TILES_PLAN_H

#include "engine/base/status.h"
#include "engine/geo/mercator.h"

enum {
    OM_TILE_PLAN_MAX_ZOOM = 22,
    OM_TILE_PLAN_ZOOMS = OM_TILE_PLAN_MAX_ZOOM + 1,
    OM_TILE_PLAN_MAX_METATILE = 32,
    OM_TILE_PLAN_MAX_TILES = 50000000 /* of an export; more is surely a mistake */
};

typedef struct om_tile_plan {
    om_box box;
    int min_zoom, max_zoom; /**< 0..OM_TILE_PLAN_MAX_ZOOM */
    int metatile;           /**< 1..OM_TILE_PLAN_MAX_METATILE */
} om_tile_plan;

/** @return OM_OK; OM_ERR_RANGE: box, zooms or metatile out of range, or too many tiles */
OM_CHECKED om_status om_tile_plan_check(const om_tile_plan *plan, om_error *err);

/** The tiles of one zoom. */
om_tile_range om_tile_plan_range(const om_tile_plan *plan, int z);

/** The tiles of all zooms. */
uint64_t om_tile_plan_tile_count(const om_tile_plan *plan);

/** The number of the first batch of zoom `z`; of `max_zoom` + 1: how many batches there are. */
uint64_t om_tile_plan_first_batch(const om_tile_plan *plan, int z);

/** The tiles of a batch. @param number  below om_tile_plan_first_batch(plan, max_zoom + 1) */
om_tile_range om_tile_plan_batch(const om_tile_plan *plan, uint64_t number);

/** The extent of a range of tiles, widened by `margin` tiles on each side within the world. */
om_box om_tile_plan_range_box(om_tile_range range, uint32_t margin);

#endif
