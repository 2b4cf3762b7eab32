/* Writes the same network, stations and answers for the other programs to read. */
#include <math.h>
#include <stdio.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tests/bench/coverage/bench.h"

/* Junctions are numbered from 1 there: SpatiaLite takes no node 0. */
static unsigned outside(uint32_t vertex)
{
    return vertex + 1;
}

static void add_line(om_text *text, const om_network *network, uint32_t number)
{
    const om_edge *edge = om_network_edge(network, number);
    const om_xy *points = om_network_points(network, number);
    om_text_add(text, "LINESTRING(");
    for (uint32_t i = 0; i < edge->count; i++)
        om_text_add_format(text, "%s%.2f %.2f", i ? "," : "", points[i].x, points[i].y);
    om_text_add(text, ")");
}

/* id, source, target, length, cost, reverse cost (-1: not that way), line; tabs between them. */
static void add_edges(om_text *text, const om_network *network)
{
    for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
        const om_edge *edge = om_network_edge(network, e);
        if (!edge->forward && !edge->backward)
            continue;
        om_text_add_format(text, "%u\t%u\t%u\t%.17g\t%.17g\t%.17g\t", e + 1, outside(edge->from),
                           outside(edge->to), edge->length_m, edge->forward ? edge->seconds : -1,
                           edge->backward ? edge->seconds : -1);
        add_line(text, network, e);
        om_text_add(text, "\n");
    }
}

/* Degrees of a point of an edge; enough digits to tell which point of a map it is. */
static om_status add_point(om_text *text, const om_transform *to_degrees, om_xy at, om_error *err)
{
    OM_TRY(om_transform_points(to_degrees, &at, 1, err));
    om_text_add_format(text, "\t%.7f %.7f", at.x, at.y);
    return OM_OK;
}

/* id, source, target, and the first, the second and the last point of its line: whose edge it is.
 */
static om_status add_ends(om_text *text, const bench_city *city, om_error *err)
{
    const om_transform *to_degrees = NULL;
    OM_TRY(om_store_to_degrees(city->store, &to_degrees, err));
    for (uint32_t e = 0; e < om_network_edge_count(city->network); e++) {
        const om_edge *edge = om_network_edge(city->network, e);
        const om_xy *points = om_network_points(city->network, e);
        om_text_add_format(text, "%u\t%u\t%u", e + 1, outside(edge->from), outside(edge->to));
        OM_TRY(add_point(text, to_degrees, points[0], err));
        OM_TRY(add_point(text, to_degrees, points[1], err));
        OM_TRY(add_point(text, to_degrees, points[edge->count - 1], err));
        om_text_add(text, "\n");
    }
    return OM_OK;
}

/* junction, edge, 1 or -1: on which edge a station has come to its junction, and which way. */
static void add_starts(om_text *text, const bench_city *city)
{
    for (size_t i = 0; i < STATIONS; i++)
        om_text_add_format(text, "%u\t%u\t%d\n", outside(city->vertices[i]),
                           city->starts[i].edge + 1, city->starts[i].fraction > 0 ? 1 : -1);
}

static om_xy place_of_vertex(const om_network *network, const om_start *start)
{
    return om_network_place(network, start->edge, start->fraction);
}

static om_status add_stations(om_text *text, const bench_city *city, om_error *err)
{
    const om_transform *to_degrees = NULL;
    OM_TRY(om_store_to_degrees(city->store, &to_degrees, err));
    for (size_t i = 0; i < STATIONS; i++) {
        om_xy at = place_of_vertex(city->network, &city->starts[i]);
        OM_TRY(om_transform_points(to_degrees, &at, 1, err));
        om_text_add_format(text, "%u\t%.7f\t%.7f\n", outside(city->vertices[i]), at.x, at.y);
    }
    return OM_OK;
}

/* The places of the matrix: degrees. */
static om_status add_places(om_text *text, const bench_city *city, om_error *err)
{
    const om_transform *to_degrees = NULL;
    OM_AUTO_MEMORY om_xy *places = om_memory_take(DEMAND, sizeof *places);
    OM_TRY(om_store_to_degrees(city->store, &to_degrees, err));
    places_choose(city->network, DEMAND, places);
    OM_TRY(om_transform_points(to_degrees, places, DEMAND, err));
    for (size_t i = 0; i < DEMAND; i++)
        om_text_add_format(text, "%.7f\t%.7f\n", places[i].x, places[i].y);
    return OM_OK;
}

/* station, junction, seconds: what the engine says, for the others to be held against. */
static om_status add_answers(om_text *text, const bench_city *city, double limit_s, om_error *err)
{
    OM_AUTO(om_search) search = om_search_new(city->network);
    for (size_t i = 0; i < STATIONS; i++) {
        OM_TRY(om_search_run(search, &city->starts[i], 1, limit_s, err));
        for (uint32_t v = 0; v < om_network_vertex_count(city->network); v++) {
            const om_arrival arrival = om_search_at_vertex(search, v);
            if (arrival.source != OM_NO_SOURCE)
                om_text_add_format(text, "%u\t%u\t%.17g\n", outside(city->vertices[i]), outside(v),
                                   arrival.seconds);
        }
    }
    return OM_OK;
}

static om_status write(const bench_city *city, const char *folder, const char *name,
                       const om_text *text, om_error *err)
{
    const char *path = om_arena_format(city->arena, "%s/%s", folder, name);
    return om_file_write(path, text->bytes, text->length, err);
}

om_status measure_export(const char *store, const char *folder, double limit_s, om_error *err)
{
    AUTO_CITY city = {0};
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    OM_AUTO_TEXT edges = {0}, stations = {0}, places = {0}, answers = {0};
    OM_AUTO_TEXT ends = {0}, starts = {0};
    add_edges(&edges, city.network);
    add_starts(&starts, &city);
    OM_TRY(add_ends(&ends, &city, err));
    OM_TRY(add_stations(&stations, &city, err));
    OM_TRY(add_places(&places, &city, err));
    OM_TRY(add_answers(&answers, &city, limit_s, err));
    OM_TRY(write(&city, folder, "edges.tsv", &edges, err));
    OM_TRY(write(&city, folder, "ends.tsv", &ends, err));
    OM_TRY(write(&city, folder, "starts.tsv", &starts, err));
    OM_TRY(write(&city, folder, "stations.tsv", &stations, err));
    OM_TRY(write(&city, folder, "places.tsv", &places, err));
    return write(&city, folder, "answers.tsv", &answers, err);
}
