/* The arithmetic of tiles. */
#include "tiles/plan.h"

#include <inttypes.h>
#include <math.h>

#include "tiles/tile_id.h"

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
    if (plan->metatile < 1 || plan->metatile > OM_TILE_PLAN_MAX_METATILE ||
        (plan->metatile & (plan->metatile - 1)) != 0)
        return om_fail(err, OM_ERR_RANGE, "a metatile of %d tiles is not 1, 2, 4, 8, 16 or 32",
                       plan->metatile);
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

/* The part of a zoom's range that lies below the tile `above`, of its zoom or a smaller one. */
static bool overlaps(om_tile_range range, om_tile above, bool *ret_within)
{
    const int down = range.z - above.z;
    const uint32_t left = above.x << down, top = above.y << down;
    const uint32_t last = (1u << down) - 1;
    *ret_within = left >= range.min_x && left + last <= range.max_x && top >= range.min_y &&
                  top + last <= range.max_y;
    return left <= range.max_x && left + last >= range.min_x && top <= range.max_y &&
           top + last >= range.min_y;
}

/* Adds the tiles of one zoom below `above`: all at once where it lies within the range. */
static void add_runs(om_tile_range range, om_tile above, om_runs *ret)
{
    bool is_within = false;
    if (!overlaps(range, above, &is_within))
        return;
    if (is_within) {
        const int bits = 2 * (range.z - above.z);
        const uint64_t square = om_tile_id(above) - om_tile_id_first(above.z);
        const uint64_t first = om_tile_id_first(range.z) + (square << bits);
        om_runs_add(ret, first, first + (UINT64_C(1) << bits));
        return;
    }
    for (uint32_t quarter = 0; quarter < 4; quarter++)
        add_runs(range,
                 (om_tile){above.z + 1, above.x * 2 + quarter % 2, above.y * 2 + quarter / 2}, ret);
}

void om_tile_plan_runs(const om_tile_plan *plan, om_runs *ret)
{
    for (int z = plan->min_zoom; z <= plan->max_zoom; z++)
        add_runs(om_tile_plan_range(plan, z), (om_tile){0, 0, 0}, ret);
    om_runs_tidy(ret);
}

static uint32_t smaller(uint32_t a, uint32_t b)
{
    return a < b ? a : b;
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
