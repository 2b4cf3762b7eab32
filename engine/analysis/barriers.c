/* Reads barriers and finds the roads they stand on. */
#include "engine/analysis/barriers.h"

#include <math.h>

#include "engine/analysis/road_cut.h"
#include "engine/base/memory.h"
#include "engine/geo/index.h"
#include "engine/store/rows.h"

/* A barrier whose node nobody knows stands on what is so near. */
#define NEAR_M 5.0
/* Roads as near as that to one place meet there. */
#define SAME_M 0.05

enum { KIND, ACCESS, EMERGENCY, MAXHEIGHT, MAXWIDTH, NODE, GEOMETRY };
static const char columns[] = "kind, access, emergency, maxheight_m, maxwidth_m, node";

/* Barriers on their way to the roads. */
typedef struct placing {
    const om_road_list *list;
    om_index *index; /* of the roads' extents */
    size_t *near;
    size_t near_capacity;
    om_road_cut *cuts;
    size_t cut_count, cut_capacity;
    om_barrier_counts counts;
} placing;

static void placing_clear(placing *on)
{
    om_index_free(on->index);
    free(on->near);
    free(on->cuts);
}

static om_status index_roads(placing *on, om_geo *geo, om_error *err)
{
    OM_AUTO_MEMORY om_rect *extents = om_memory_take(on->list->count, sizeof *extents);
    for (size_t r = 0; r < on->list->count; r++) {
        const om_xy *points = om_road_points(&on->list->table, r);
        extents[r] = (om_rect){INFINITY, INFINITY, -INFINITY, -INFINITY};
        for (size_t i = 0; i < on->list->table.roads[r].count; i++) {
            extents[r].min_x = fmin(extents[r].min_x, points[i].x);
            extents[r].min_y = fmin(extents[r].min_y, points[i].y);
            extents[r].max_x = fmax(extents[r].max_x, points[i].x);
            extents[r].max_y = fmax(extents[r].max_y, points[i].y);
        }
    }
    return om_index_open(geo, extents, on->list->count, &on->index, err);
}

/* Where on a road something stands; along_m is NaN when it does not. */
typedef struct footing {
    double along_m, away_m;
} footing;

static footing find_node(const om_road_table *table, size_t road, om_point_key node)
{
    const om_xy *points = om_road_points(table, road);
    double along_m = 0;
    for (size_t i = 0; i < table->roads[road].count; i++) {
        if (i > 0)
            along_m += hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
        if (om_road_keys(table, road)[i] == node)
            return (footing){along_m, 0};
    }
    return (footing){NAN, INFINITY};
}

static footing find_foot(const om_road_table *table, size_t road, om_xy at)
{
    const om_xy *points = om_road_points(table, road);
    footing best = {NAN, INFINITY};
    double along_m = 0;
    for (size_t i = 1; i < table->roads[road].count; i++) {
        const om_xy a = points[i - 1], b = points[i];
        const double length_m = hypot(b.x - a.x, b.y - a.y);
        const double t = length_m > 0 ? ((at.x - a.x) * (b.x - a.x) + (at.y - a.y) * (b.y - a.y)) /
                                            (length_m * length_m)
                                      : 0;
        const double on = fmin(fmax(t, 0), 1);
        const double away_m = hypot(at.x - a.x - on * (b.x - a.x), at.y - a.y - on * (b.y - a.y));
        if (away_m <= NEAR_M && away_m < best.away_m)
            best = (footing){along_m + on * length_m, away_m};
        along_m += length_m;
    }
    return best;
}

static void add_cut(placing *on, size_t road, double along_m, double delay_s)
{
    on->cuts = om_memory_grow(on->cuts, on->cut_count + 1, &on->cut_capacity, sizeof *on->cuts);
    on->cuts[on->cut_count++] = (om_road_cut){road, along_m, delay_s};
}

/* Where on a road the barrier of the current row stands. */
static footing foot_on(const om_road_table *table, size_t road, const om_rows *rows, om_xy at)
{
    const bool has_node = table->roads[road].by_node && !om_rows_is_null(rows, NODE);
    return has_node ? find_node(table, road, om_key_of_node(om_rows_integer(rows, NODE)))
                    : find_foot(table, road, at);
}

/* Cuts the nearest road, and all that meet there. @return how many there are */
static size_t place(placing *on, const om_rows *rows, om_xy at, double delay_s)
{
    const om_rect around = {at.x - NEAR_M, at.y - NEAR_M, at.x + NEAR_M, at.y + NEAR_M};
    const size_t count = om_index_find(on->index, around, &on->near, &on->near_capacity);
    double nearest_m = INFINITY;
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        nearest_m = fmin(nearest_m, foot_on(&on->list->table, on->near[i], rows, at).away_m);
    for (size_t i = 0; i < count; i++) {
        const footing foot = foot_on(&on->list->table, on->near[i], rows, at);
        if (isnan(foot.along_m) || foot.away_m > nearest_m + SAME_M)
            continue;
        found++;
        if (delay_s > 0)
            add_cut(on, on->near[i], foot.along_m, delay_s);
    }
    return found;
}

static om_status place_row(placing *on, const om_rows *rows, om_error *err)
{
    OM_AUTO(om_geom) shape = NULL;
    om_xy at;
    bool known = true;
    OM_TRY(om_rows_geom_in_metres(rows, GEOMETRY, &shape, err));
    if (!shape)
        return OM_OK;
    OM_TRY(om_geom_point_inside(shape, &at, err));
    const om_barrier barrier = {
        om_rows_text(rows, KIND),
        om_rows_text(rows, ACCESS),
        om_rows_text(rows, EMERGENCY),
        {om_rows_real(rows, MAXHEIGHT), NAN, om_rows_real(rows, MAXWIDTH)},
    };
    const double delay_s = om_vehicle_barrier_s(on->list->vehicle, &barrier, &known);
    om_barrier_counts *counts = &on->counts;
    if (!place(on, rows, at, delay_s)) {
        counts->beside++;
        return OM_OK;
    }
    *(isfinite(delay_s) ? &counts->opened : &counts->shut) += 1;
    if (!known && counts->unknown++ == 0)
        snprintf(counts->unknown_kind, sizeof counts->unknown_kind, "%s", barrier.kind);
    return OM_OK;
}

om_status om_barriers_apply(const om_run *run, om_road_list *list, om_barrier_counts *ret,
                            om_error *err)
{
    int64_t count = 0;
    *ret = (om_barrier_counts){0};
    OM_TRY(om_run_count(run, "road_barrier", &count, err));
    if (!count)
        return OM_OK;
    __attribute__((cleanup(placing_clear))) placing on = {.list = list};
    OM_TRY(index_roads(&on, om_store_geo(run->store), err));
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(run->store, om_layer_find("road_barrier"), columns, &rows, err));
    for (bool more = true;;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            break;
        OM_TRY(place_row(&on, rows, err));
    }
    om_road_list_cut(list, on.cuts, on.cut_count);
    *ret = on.counts;
    return OM_OK;
}
