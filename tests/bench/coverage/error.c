/* Measures the error of pictures of reach: of rasters by cell size, and of buffers around roads. */
#include <math.h>

#include "engine/base/memory.h"
#include "tests/bench/coverage/sample.h"

/* ---- Methods ---- */

static void judge_field(om_field *field, om_search *search, const sample *places, result *ret)
{
    OM_AUTO_OUTLINE outline = {0};
    om_field_fill(field, search, LIMIT_S); /* once unmeasured, so that its places are snapped */
    const double begun = clock_ms();
    om_field_fill(field, search, LIMIT_S);
    om_field_outline(field, LIMIT_S, NULL, &outline);
    ret->ms += clock_ms() - begun;
    judge_outline(places, &outline, ret);
}

/* The stretch of an edge between two fractions of it. */
static om_status line_of(om_geo *geo, const om_network *network, uint32_t edge, om_span span,
                         om_geom **ret, om_error *err)
{
    const om_edge *of = om_network_edge(network, edge);
    const om_xy *points = om_network_points(network, edge);
    OM_AUTO_MEMORY om_xy *line = om_memory_take(of->count + 2, sizeof *line);
    size_t kept = 0;
    line[kept++] = om_network_place(network, edge, span.from);
    for (uint32_t i = 1; i + 1 < of->count; i++) {
        const double at = om_network_along_m(network, edge, i) / of->length_m;
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
                              double radius_m, const sample *places, result *ret, om_error *err)
{
    const double begun = clock_ms();
    __attribute__((cleanup(pile_clear))) pile shapes = {0};
    OM_AUTO(om_geom) united = NULL;
    OM_TRY(pile_buffers(city, field, search, radius_m, &shapes, err));
    OM_TRY(om_geom_unite(om_store_geo(city->store), (const om_geom *const *)shapes.list,
                         shapes.count, OM_METRES, &united, err));
    ret->ms += clock_ms() - begun;
    return judge_shape(om_store_geo(city->store), places, united, ret, err);
}

/* ---- All stations ---- */

enum { CELLS = 3, BUFFERS = 2 };
static const double cells_m[CELLS] = {SAMPLE_CELL_M, 25, 50};
static const double radii_m[BUFFERS] = {50, 100};

static om_status measure_station(const bench_city *city, om_field *const *fields, om_search *search,
                                 size_t number, result *results, om_error *err)
{
    static sample places;
    OM_TRY(sample_of_station(city, fields[0], search, number, &places, err));
    for (int c = 0; c < CELLS; c++)
        judge_field(fields[c], search, &places, &results[c]);
    for (int b = 0; b < BUFFERS; b++)
        OM_TRY(
            judge_buffer(city, fields[0], search, radii_m[b], &places, &results[CELLS + b], err));
    return OM_OK;
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
        tell_result(city.arena, &results[r]);
    for (int c = 0; c < CELLS; c++) {
        om_field_free(fields[c]);
        om_ground_free(grounds[c]);
    }
    return status;
}
