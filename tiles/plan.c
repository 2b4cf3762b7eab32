/* The arithmetic of tiles and batches. */
#include "tiles/plan.h"

#include <assert.h>
#include <inttypes.h>
#include <math.h>

/* Batches along the sides of a zoom's range. */
typedef struct batch_grid {
    uint32_t min_x, min_y; /* of the batches: tiles divided by the metatile */
    uint64_t columns, rows;
} batch_grid;

static om_status check_box(const om_box *box, om_error *err)
{
    const bool is_on_earth =
        box->west >= -180 && box->east <= 180 && box->south >= -90 && box->north <= 90;
    if (!(is_on_earth && box->west <= box->east && box->south <= box->north))
        return om_fail(err, OM_ERR_RANGE, "the box %g,%g,%g,%g is not west,south,east,north",
                       box->west, box->south, box->east, box->north);
    if (box->south > OM_MERCATOR_MAX_LAT || box->north < -OM_MERCATOR_MAX_LAT)
        return om_fail(err, OM_ERR_RANGE, "the box %g,%g,%g,%g lies beyond where tiles end",
                       box->west, box->south, box->east, box->north);
    return OM_OK;
}

om_status om_tile_plan_check(const om_tile_plan *plan, om_error *err)
{
    OM_TRY(check_box(&plan->box, err));
    if (plan->min_zoom < 0 || plan->max_zoom > OM_TILE_PLAN_MAX_ZOOM ||
        plan->min_zoom > plan->max_zoom)
        return om_fail(err, OM_ERR_RANGE, "zooms %d-%d are not within 0-%d", plan->min_zoom,
                       plan->max_zoom, OM_TILE_PLAN_MAX_ZOOM);
    if (plan->metatile < 1 || plan->metatile > OM_TILE_PLAN_MAX_METATILE)
        return om_fail(err, OM_ERR_RANGE, "a metatile of %d tiles is not within 1..%d",
                       plan->metatile, OM_TILE_PLAN_MAX_METATILE);
    const uint64_t count = om_tile_plan_tile_count(plan);
    if (count > OM_TILE_PLAN_MAX_TILES)
        return om_fail(err, OM_ERR_RANGE,
                       "zooms %d-%d of this box are %" PRIu64
                       " tiles, more than the %d of one export; export fewer zooms or parts",
                       plan->min_zoom, plan->max_zoom, count, OM_TILE_PLAN_MAX_TILES);
    return OM_OK;
}

om_tile_range om_tile_plan_range(const om_tile_plan *plan, int z)
{
    return om_tile_range_of(&plan->box, z);
}

uint64_t om_tile_plan_tile_count(const om_tile_plan *plan)
{
    uint64_t count = 0;
    for (int z = plan->min_zoom; z <= plan->max_zoom; z++)
        count += om_tile_range_count(om_tile_plan_range(plan, z));
    return count;
}

static batch_grid grid_of(const om_tile_plan *plan, int z)
{
    const om_tile_range range = om_tile_plan_range(plan, z);
    const uint32_t side = (uint32_t)plan->metatile;
    return (batch_grid){
        .min_x = range.min_x / side,
        .min_y = range.min_y / side,
        .columns = (uint64_t)range.max_x / side - range.min_x / side + 1,
        .rows = (uint64_t)range.max_y / side - range.min_y / side + 1,
    };
}

uint64_t om_tile_plan_first_batch(const om_tile_plan *plan, int z)
{
    uint64_t first = 0;
    for (int below = plan->min_zoom; below < z; below++) {
        const batch_grid grid = grid_of(plan, below);
        first += grid.columns * grid.rows;
    }
    return first;
}

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
}

om_tile_range om_tile_plan_batch(const om_tile_plan *plan, uint64_t number)
{
    int z = plan->min_zoom;
    batch_grid grid = grid_of(plan, z);
    while (number >= grid.columns * grid.rows) {
        number -= grid.columns * grid.rows;
        assert(z < plan->max_zoom);
        grid = grid_of(plan, ++z);
    }
    const om_tile_range all = om_tile_plan_range(plan, z);
    const uint32_t side = (uint32_t)plan->metatile;
    const uint32_t left = (grid.min_x + (uint32_t)(number % grid.columns)) * side;
    const uint32_t top = (grid.min_y + (uint32_t)(number / grid.columns)) * side;
    return (om_tile_range){
        .z = z,
        .min_x = larger(left, all.min_x),
        .min_y = larger(top, all.min_y),
        .max_x = smaller(left + side - 1, all.max_x),
        .max_y = smaller(top + side - 1, all.max_y),
    };
}

om_box om_tile_plan_range_box(om_tile_range range, uint32_t margin)
{
    const uint32_t last = (1u << range.z) - 1;
    const om_tile north_west = {range.z, range.min_x - smaller(range.min_x, margin),
                                range.min_y - smaller(range.min_y, margin)};
    const om_tile south_east = {range.z, smaller(range.max_x + margin, last),
                                smaller(range.max_y + margin, last)};
    const om_box first = om_tile_box(north_west), second = om_tile_box(south_east);
    return (om_box){first.west, second.south, second.east, first.north};
}
