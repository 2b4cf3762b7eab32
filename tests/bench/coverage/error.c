/* Measures the error of pictures of reach: of rasters by cell size, and of buffers around roads. */
#include <math.h>

#include "engine/analysis/border.h"
#include "engine/analysis/reach.h"
#include "engine/base/memory.h"
#include "tests/bench/coverage/bench.h"

/* Buffers are slow: fewer stations show as much of them. */
enum { SAMPLED = 4000, BUFFERED_STATIONS = 10 };

/* A place and its exact answer. */
typedef struct asked {
    om_xy at;
    bool covered;
} asked;

/* Places all over the ground that a station reaches, and places along its roads, where houses are.
 */
typedef struct sample {
    asked anywhere[SAMPLED], roadside[SAMPLED];
} sample;

/* What a method got wrong. */
typedef struct tally {
    size_t covered, false_covered, false_uncovered;
} tally;

/* A method's tallies over all stations, and what it took without the search. */
typedef struct result {
    const char *name;
    tally anywhere, roadside;
    double ms;
    size_t stations;
} result;

/* Steps of the golden kind: they share their places with no raster. */
static double step_u(size_t i)
{
    return fmod((double)i * 0.7548776662466927, 1);
}

static double step_v(size_t i)
{
    return fmod((double)i * 0.5698402909980532, 1);
}

static bool is_covered(const bench_city *city, const om_search *search, om_xy at)
{
    om_spot spot;
    if (!om_network_snap(city->network, at, access_on_foot.within_m, &spot))
        return false;
    return om_search_at(search, spot.edge, spot.fraction).seconds +
               spot.distance_m / access_on_foot.speed_ms <=
           LIMIT_S;
}

/* Beside a place on an edge, 8 to 60 m off, to either side. */
static om_xy place_beside(const om_network *network, uint32_t edge, size_t i)
{
    const double along = step_u(i) * 0.98;
    const om_xy a = om_network_place(network, edge, along);
    const om_xy b = om_network_place(network, edge, along + 0.02);
    const double length_m = fmax(hypot(b.x - a.x, b.y - a.y), 1e-9);
    const double off_m = (8 + 52 * step_v(i)) * (i % 2 ? 1 : -1);
    return (om_xy){a.x - (b.y - a.y) / length_m * off_m, a.y + (b.x - a.x) / length_m * off_m};
}

static void draw_sample(const bench_city *city, const om_field *field, const om_search *search,
                        sample *ret)
{
    const om_rect rect = om_field_rect(field);
    size_t edge_count = 0;
    const uint32_t *edges = om_field_edges(field, &edge_count);
    for (size_t i = 0; i < SAMPLED; i++) {
        const om_xy any = {rect.min_x + step_u(i) * (rect.max_x - rect.min_x),
                           rect.min_y + step_v(i) * (rect.max_y - rect.min_y)};
        const om_xy beside = place_beside(city->network, edges[i * edge_count / SAMPLED], i);
        ret->anywhere[i] = (asked){any, is_covered(city, search, any)};
        ret->roadside[i] = (asked){beside, is_covered(city, search, beside)};
    }
}

static void count(const asked *places, const bool *shown, tally *ret)
{
    for (size_t i = 0; i < SAMPLED; i++) {
        ret->covered += places[i].covered;
        ret->false_covered += shown[i] && !places[i].covered;
        ret->false_uncovered += !shown[i] && places[i].covered;
    }
}

/* ---- Methods ---- */

static void judge_outline(const sample *asked_of, const om_outline *outline, result *ret)
{
    static bool shown[SAMPLED];
    OM_AUTO(om_outline_index) index = om_outline_index_new(outline);
    for (size_t i = 0; i < SAMPLED; i++)
        shown[i] = om_outline_index_has(index, asked_of->anywhere[i].at);
    count(asked_of->anywhere, shown, &ret->anywhere);
    for (size_t i = 0; i < SAMPLED; i++)
        shown[i] = om_outline_index_has(index, asked_of->roadside[i].at);
    count(asked_of->roadside, shown, &ret->roadside);
    ret->stations++;
}

static void judge_field(om_field *field, om_search *search, const sample *asked_of, result *ret)
{
    OM_AUTO_OUTLINE outline = {0};
    om_field_fill(field, search, LIMIT_S); /* once unmeasured, so that its places are snapped */
    const double begun = clock_ms();
    om_field_fill(field, search, LIMIT_S);
    om_field_outline(field, LIMIT_S, NULL, &outline);
    ret->ms += clock_ms() - begun;
    judge_outline(asked_of, &outline, ret);
}

/* The stretch of an edge between two fractions of it. */
static om_status line_of(om_geo *geo, const om_network *network, uint32_t edge, om_span span,
                         om_geom **ret, om_error *err)
{
    const om_edge *of = om_network_edge(network, edge);
    const om_xy *points = om_network_points(network, edge);
    const double *along_m = om_network_along_m(network, edge);
    OM_AUTO_MEMORY om_xy *line = om_memory_take(of->count + 2, sizeof *line);
    size_t kept = 0;
    line[kept++] = om_network_place(network, edge, span.from);
    for (uint32_t i = 1; i + 1 < of->count; i++) {
        const double at = (along_m[i] - along_m[0]) / of->length_m;
        if (at > span.from && at < span.to)
            line[kept++] = points[i];
    }
    line[kept++] = om_network_place(network, edge, span.to);
    return om_geom_of_line(geo, line, kept, OM_METRES, ret, err);
}

/* Shapes that are gathered, to be united. */
typedef struct pile {
    om_geom **list;
    size_t count, capacity;
} pile;

static void pile_clear(pile *shapes)
{
    for (size_t i = 0; i < shapes->count; i++)
        om_geom_free(shapes->list[i]);
    free(shapes->list);
}

static om_status pile_buffers(const bench_city *city, const om_field *field, om_search *search,
                              double radius_m, pile *shapes, om_error *err)
{
    size_t edge_count = 0;
    const uint32_t *edges = om_field_edges(field, &edge_count);
    for (size_t e = 0; e < edge_count; e++) {
        const om_span *spans;
        const size_t span_count = om_search_spans(search, edges[e], LIMIT_S, &spans);
        for (size_t s = 0; s < span_count; s++) {
            OM_AUTO(om_geom) line = NULL;
            OM_AUTO(om_geom) buffer = NULL;
            if (!(spans[s].to > spans[s].from))
                continue;
            OM_TRY(
                line_of(om_store_geo(city->store), city->network, edges[e], spans[s], &line, err));
            OM_TRY(om_geom_buffer_m(line, radius_m, &buffer, err));
            shapes->list = om_memory_grow(shapes->list, shapes->count + 1, &shapes->capacity,
                                          sizeof(om_geom *));
            shapes->list[shapes->count++] = OM_TAKE(buffer);
        }
    }
    return OM_OK;
}

static om_status judge_buffer(const bench_city *city, const om_field *field, om_search *search,
                              double radius_m, const sample *asked_of, result *ret, om_error *err)
{
    static bool shown[SAMPLED];
    const double begun = clock_ms();
    __attribute__((cleanup(pile_clear))) pile shapes = {0};
    OM_AUTO(om_geom) united = NULL;
    OM_AUTO(om_border) border = NULL;
    OM_TRY(pile_buffers(city, field, search, radius_m, &shapes, err));
    OM_TRY(om_geom_unite(om_store_geo(city->store), (const om_geom *const *)shapes.list,
                         shapes.count, OM_METRES, &united, err));
    ret->ms += clock_ms() - begun;
    const om_geom *const only[] = {united};
    OM_TRY(om_border_open(om_store_geo(city->store), only, 1, &border, err));
    for (size_t i = 0; i < SAMPLED; i++)
        shown[i] = om_border_find(border, asked_of->anywhere[i].at, 0, 1) == 0;
    count(asked_of->anywhere, shown, &ret->anywhere);
    for (size_t i = 0; i < SAMPLED; i++)
        shown[i] = om_border_find(border, asked_of->roadside[i].at, 0, 1) == 0;
    count(asked_of->roadside, shown, &ret->roadside);
    ret->stations++;
    return OM_OK;
}

/* ---- All stations ---- */

enum { CELLS = 3, BUFFERS = 2 };
static const double cells_m[CELLS] = {10, 25, 50};
static const double radii_m[BUFFERS] = {50, 100};

static om_status measure_station(const bench_city *city, om_field *const *fields, om_search *search,
                                 size_t number, result *results, om_error *err)
{
    static sample asked_of;
    /* Far enough for the coarsest raster, and the same for all. */
    OM_TRY(om_search_run(search, &city->starts[number], 1, LIMIT_S + 60, err));
    om_field_fill(fields[0], search, LIMIT_S);
    draw_sample(city, fields[0], search, &asked_of);
    for (int c = 0; c < CELLS; c++)
        judge_field(fields[c], search, &asked_of, &results[c]);
    for (int b = 0; b < BUFFERS && number < BUFFERED_STATIONS; b++)
        OM_TRY(
            judge_buffer(city, fields[0], search, radii_m[b], &asked_of, &results[CELLS + b], err));
    return OM_OK;
}

static void tell(om_arena *arena, const result *of)
{
    const struct {
        const char *where;
        const tally *errors;
    } both[] = {{"anywhere", &of->anywhere}, {"roadside", &of->roadside}};
    for (int i = 0; i < 2; i++) {
        const double percent = 100 / (double)both[i].errors->covered;
        figure(om_arena_format(arena, "error_%s_%s_false_covered", of->name, both[i].where),
               (double)both[i].errors->false_covered * percent, "%");
        figure(om_arena_format(arena, "error_%s_%s_false_uncovered", of->name, both[i].where),
               (double)both[i].errors->false_uncovered * percent, "%");
    }
    figure(om_arena_format(arena, "error_%s_outline", of->name), of->ms / (double)of->stations,
           "ms");
}

om_status measure_error(const char *store, om_error *err)
{
    AUTO_CITY city = {0};
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    OM_AUTO(om_search) search = om_search_new(city.network);
    om_ground *grounds[CELLS] = {0};
    om_field *fields[CELLS] = {0};
    result results[CELLS + BUFFERS] = {{.name = "raster_10m"},
                                       {.name = "raster_25m"},
                                       {.name = "raster_50m"},
                                       {.name = "buffers_50m"},
                                       {.name = "buffers_100m"}};
    om_status status = OM_OK;
    for (int c = 0; c < CELLS && status == OM_OK; c++) {
        status = om_ground_open(city.network, &access_on_foot, cells_m[c], &grounds[c], err);
        if (status == OM_OK)
            fields[c] = om_field_new(grounds[c]);
    }
    for (size_t i = 0; i < STATIONS && status == OM_OK; i++)
        status = measure_station(&city, fields, search, i, results, err);
    for (int r = 0; r < CELLS + BUFFERS && status == OM_OK; r++)
        tell(city.arena, &results[r]);
    for (int c = 0; c < CELLS; c++) {
        om_field_free(fields[c]);
        om_ground_free(grounds[c]);
    }
    return status;
}
