/* Reads closures and finds the edges they hit. */
#include "engine/analysis/closures.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/stretch.h"
#include "engine/base/memory.h"
#include "engine/geo/index.h"
#include "engine/store/rows.h"

/* How far from its line or point a road may lie where the closure does not say. */
#define TOLERANCE_M 10.0

struct om_closing {
    const om_network *network;
    const om_road_facts *facts;
    om_index *index; /* of the edges' extents */
    size_t *near;
    size_t near_capacity;
    om_stretches stretches;
};

/* A closure on its way to the edges. */
typedef struct finding {
    om_closing *on;
    const om_closure *closure;
    om_paths paths;
    double tolerance_m;
    om_closure_hits *hits;
} finding;

void om_closing_free(om_closing *closing)
{
    if (!closing)
        return;
    om_index_free(closing->index);
    free(closing->near);
    free(closing->stretches.at);
    free(closing);
}

static om_rect extent_of(const om_network *network, uint32_t edge)
{
    const om_xy *points = om_network_points(network, edge);
    om_rect rect = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (uint32_t i = 0; i < om_network_edge(network, edge)->count; i++) {
        rect.min_x = fmin(rect.min_x, points[i].x);
        rect.min_y = fmin(rect.min_y, points[i].y);
        rect.max_x = fmax(rect.max_x, points[i].x);
        rect.max_y = fmax(rect.max_y, points[i].y);
    }
    return rect;
}

om_status om_closing_open(om_geo *geo, const om_network *network, const om_road_facts *facts,
                          om_closing **ret, om_error *err)
{
    OM_AUTO(om_closing) closing = om_memory_take(1, sizeof *closing);
    const size_t count = om_network_edge_count(network);
    closing->network = network;
    closing->facts = facts;
    OM_AUTO_MEMORY om_rect *extents = om_memory_take(count, sizeof *extents);
    for (uint32_t e = 0; e < count; e++)
        extents[e] = extent_of(network, e);
    OM_TRY(om_index_open(geo, extents, count, &closing->index, err));
    *ret = OM_TAKE(closing);
    return OM_OK;
}

/* ---- Which edges ---- */

static bool is_road(const char *id, const char *wanted)
{
    const size_t length = strlen(wanted);
    return strncmp(id, wanted, length) == 0 && (id[length] == '\0' || id[length] == '/');
}

static bool is_meant(const finding *find, uint32_t edge)
{
    const om_closure *closure = find->closure;
    const uint32_t road = om_network_road(find->on->network, edge);
    const bool is_on_ground = closure->shape && find->paths.kind == OM_GEOM_POLYGON;
    if (closure->road_id && !is_road(om_road_facts_id(find->on->facts, road), closure->road_id))
        return false;
    if (closure->has_level || is_on_ground)
        return find->on->facts->level[road] == (closure->has_level ? closure->level : 0);
    return true;
}

static void add_hit(const finding *find, uint32_t edge, double from, double to)
{
    om_closure_hits *hits = find->hits;
    hits->at = om_memory_grow(hits->at, hits->count + 1, &hits->capacity, sizeof *hits->at);
    hits->at[hits->count++] =
        (om_closure_hit){edge, fmax(from, 0), fmin(to, 1), find->closure->speed_factor};
}

static void hit_roads(const finding *find)
{
    for (uint32_t e = 0; e < om_network_edge_count(find->on->network); e++)
        if (is_meant(find, e))
            add_hit(find, e, 0, 1);
}

static void hit_edge(const finding *find, uint32_t edge)
{
    const om_network *network = find->on->network;
    const om_edge *of = om_network_edge(network, edge);
    const om_xy *points = om_network_points(network, edge);
    om_stretches *found = &find->on->stretches;
    found->count = 0;
    if (find->paths.kind == OM_GEOM_POLYGON)
        om_stretches_inside(&find->paths, points, of->count, found);
    else
        om_stretches_along(&find->paths, find->tolerance_m, points, of->count, found);
    for (size_t i = 0; i < found->count && of->length_m > 0; i++)
        add_hit(find, edge, found->at[i].from_m / of->length_m, found->at[i].to_m / of->length_m);
}

static om_rect widened(om_rect rect, double by_m)
{
    return (om_rect){rect.min_x - by_m, rect.min_y - by_m, rect.max_x + by_m, rect.max_y + by_m};
}

static size_t look_near(const finding *find, om_rect rect)
{
    om_closing *on = find->on;
    return om_index_find(on->index, widened(rect, find->tolerance_m), &on->near,
                         &on->near_capacity);
}

/* ---- Points ---- */

/* The nearest spot of an edge; `distance_m` stays what it is where none is nearer. */
static void approach(const om_network *network, uint32_t edge, om_xy at, om_spot *nearest)
{
    const om_edge *of = om_network_edge(network, edge);
    const om_xy *points = om_network_points(network, edge);
    double along_m = 0;
    for (uint32_t i = 1; i < of->count; i++) {
        const om_xy a = points[i - 1], b = points[i];
        const double x = b.x - a.x, y = b.y - a.y, length_m = hypot(x, y);
        const double t =
            length_m > 0 ? ((at.x - a.x) * x + (at.y - a.y) * y) / (length_m * length_m) : 0;
        const double on = fmin(fmax(t, 0), 1);
        const double away_m = hypot(at.x - a.x - on * x, at.y - a.y - on * y);
        if (away_m < nearest->distance_m && of->length_m > 0)
            *nearest = (om_spot){edge, (along_m + on * length_m) / of->length_m, away_m};
        along_m += length_m;
    }
}

static void hit_point(const finding *find, om_xy at)
{
    om_spot nearest = {UINT32_MAX, 0, nextafter(find->tolerance_m, INFINITY)};
    const size_t count = look_near(find, (om_rect){at.x, at.y, at.x, at.y});
    for (size_t i = 0; i < count; i++)
        if (is_meant(find, (uint32_t)find->on->near[i]))
            approach(find->on->network, (uint32_t)find->on->near[i], at, &nearest);
    if (nearest.edge == UINT32_MAX)
        return;
    if (find->closure->speed_factor > 0)
        add_hit(find, nearest.edge, 0, 1);
    else
        add_hit(find, nearest.edge, nearest.fraction, nearest.fraction);
}

/* ---- All ---- */

static om_status check(const om_closure *closure, om_error *err)
{
    if (!closure->shape && !closure->road_id)
        return om_fail(err, OM_ERR_DATA, "closure %s has neither a road_id nor a shape",
                       closure->id);
    if (!(closure->speed_factor >= 0 && closure->speed_factor <= 1))
        return om_fail(err, OM_ERR_RANGE, "closure %s has a speed_factor of %g, not within 0..1",
                       closure->id, closure->speed_factor);
    return OM_OK;
}

om_status om_closing_find(om_closing *closing, const om_closure *closure, om_closure_hits *hits,
                          om_error *err)
{
    OM_TRY(check(closure, err));
    OM_AUTO(om_arena) arena = om_arena_new();
    finding find = {.on = closing, .closure = closure, .hits = hits};
    find.tolerance_m = isnan(closure->tolerance_m) ? TOLERANCE_M : closure->tolerance_m;
    if (!closure->shape) {
        hit_roads(&find);
        return OM_OK;
    }
    const om_status status = om_paths_of(closure->shape, arena, &find.paths, err);
    if (status != OM_OK)
        return om_fail_within(err, status, "closure %s", closure->id);
    if (find.paths.kind == OM_GEOM_POINT) {
        for (size_t i = 0; i < find.paths.count; i++)
            hit_point(&find, find.paths.list[i].points[0]);
        return OM_OK;
    }
    const size_t count = look_near(&find, find.paths.rect);
    for (size_t i = 0; i < count; i++)
        if (is_meant(&find, (uint32_t)closing->near[i]))
            hit_edge(&find, (uint32_t)closing->near[i]);
    return OM_OK;
}

/* ---- Reading ---- */

enum { ID, FACTOR, ROAD, LEVEL, TOLERANCE, GEOMETRY };

static om_status read_row(const om_rows *rows, om_arena *arena, om_closure *ret, om_error *err)
{
    const double factor = om_rows_real(rows, FACTOR);
    om_geom *shape = NULL;
    OM_TRY(om_rows_geom_in_metres(rows, GEOMETRY, &shape, err));
    *ret = (om_closure){.id = om_arena_text(arena, om_rows_text(rows, ID)),
                        .road_id = om_arena_text(arena, om_rows_text(rows, ROAD)),
                        .shape = shape,
                        .speed_factor = isnan(factor) ? 0 : factor,
                        .has_level = !om_rows_is_null(rows, LEVEL),
                        .level = (int)om_rows_integer(rows, LEVEL),
                        .tolerance_m = om_rows_real(rows, TOLERANCE)};
    return OM_OK;
}

om_status om_closures_read(const om_run *run, om_arena *arena, om_closure **ret, size_t *ret_count,
                           om_error *err)
{
    int64_t count = 0;
    *ret = NULL;
    *ret_count = 0;
    OM_TRY(om_run_count(run, "closure", &count, err));
    if (!count)
        return OM_OK;
    *ret = OM_ARENA_ARRAY(arena, om_closure, (size_t)count);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(run->store, om_layer_find("closure"),
                              "id, speed_factor, road_id, level, tolerance_m", &rows, err));
    for (bool more = true; *ret_count < (size_t)count;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            break;
        OM_TRY(read_row(rows, arena, &(*ret)[*ret_count], err));
        ++*ret_count;
    }
    return OM_OK;
}

void om_closures_clear(om_closure *closures, size_t count)
{
    for (size_t i = 0; i < count; i++)
        om_geom_free((om_geom *)closures[i].shape);
}
