/* Draws places around stations, asks the network exactly, and counts what pictures get wrong. */
#include "tests/bench/coverage/sample.h"

#include <math.h>

#include "engine/analysis/border.h"
#include "engine/base/memory.h"

const char *const kind_names[KINDS] = {"anywhere", "roadside"};

/* Steps of the golden kind: they share their places with no raster. */
static double step_u(size_t i)
{
    return fmod((double)i * 0.7548776662466927, 1);
}

static double step_v(size_t i)
{
    return fmod((double)i * 0.5698402909980532, 1);
}

static asked ask(const bench_city *city, const om_search *search, om_xy at)
{
    om_spot spot;
    if (!om_network_snap(city->network, at, access_on_foot.within_m, &spot))
        return (asked){at, INFINITY, false};
    const double seconds = om_search_at(search, spot.edge, spot.fraction).seconds +
                           spot.distance_m / access_on_foot.speed_ms;
    return (asked){at, spot.distance_m, seconds <= LIMIT_S};
}

/* Beside a place on an edge, 8 to 60 m off, to either side. */
static om_xy place_beside(const om_network *network, uint32_t edge, double share, size_t i)
{
    const double along = share * 0.98;
    const om_xy a = om_network_place(network, edge, along);
    const om_xy b = om_network_place(network, edge, along + 0.02);
    const double length_m = fmax(hypot(b.x - a.x, b.y - a.y), 1e-9);
    const double off_m = (8 + 52 * step_v(i)) * (i % 2 ? 1 : -1);
    return (om_xy){a.x - (b.y - a.y) / length_m * off_m, a.y + (b.x - a.x) / length_m * off_m};
}

static void draw_roadside(const bench_city *city, const om_field *field, const om_search *search,
                          asked *ret)
{
    size_t edge_count = 0, e = 0;
    const uint32_t *edges = om_field_edges(field, &edge_count);
    double all_m = 0, before_m = 0;
    for (size_t i = 0; i < edge_count; i++)
        all_m += om_network_edge(city->network, edges[i])->length_m;
    for (size_t i = 0; i < SAMPLED; i++) {
        const double at_m = ((double)i + step_u(i)) / SAMPLED * all_m;
        double length_m = om_network_edge(city->network, edges[e])->length_m;
        while (e + 1 < edge_count && at_m > before_m + length_m) {
            before_m += length_m;
            length_m = om_network_edge(city->network, edges[++e])->length_m;
        }
        const double share = fmin((at_m - before_m) / length_m, 1);
        ret[i] = ask(city, search, place_beside(city->network, edges[e], share, i));
    }
}

static void draw_anywhere(const bench_city *city, const om_field *field, const om_search *search,
                          asked *ret)
{
    const om_rect rect = om_field_rect(field);
    for (size_t i = 0; i < SAMPLED; i++) {
        const om_xy at = {rect.min_x + step_u(i) * (rect.max_x - rect.min_x),
                          rect.min_y + step_v(i) * (rect.max_y - rect.min_y)};
        ret[i] = ask(city, search, at);
    }
}

om_status sample_of_station(const bench_city *city, om_field *field, om_search *search,
                            size_t station, sample *ret, om_error *err)
{
    OM_TRY(om_search_run(search, &city->starts[station], 1, LIMIT_S + BEYOND_S, err));
    om_field_fill(field, search, LIMIT_S);
    draw_anywhere(city, field, search, ret->of[ANYWHERE]);
    draw_roadside(city, field, search, ret->of[ROADSIDE]);
    return OM_OK;
}

static void count(const asked *places, const bool *shown, tally *ret)
{
    for (size_t i = 0; i < SAMPLED; i++) {
        ret->covered += places[i].covered;
        ret->false_covered += shown[i] && !places[i].covered;
        ret->false_uncovered += !shown[i] && places[i].covered;
    }
}

void judge_outline(const sample *places, const om_outline *outline, result *ret)
{
    OM_AUTO_MEMORY bool *shown = om_memory_take(SAMPLED, sizeof *shown);
    OM_AUTO(om_outline_index) index = om_outline_index_new(outline);
    for (int kind = 0; kind < KINDS; kind++) {
        for (size_t i = 0; i < SAMPLED; i++)
            shown[i] = om_outline_index_has(index, places->of[kind][i].at);
        count(places->of[kind], shown, &ret->tallies[kind]);
    }
    ret->stations++;
}

om_status judge_shape(om_geo *geo, const sample *places, const om_geom *shape, result *ret,
                      om_error *err)
{
    OM_AUTO_MEMORY bool *shown = om_memory_take(SAMPLED, sizeof *shown);
    OM_AUTO(om_border) border = NULL;
    OM_TRY(om_border_open(geo, &shape, 1, &border, err));
    for (int kind = 0; kind < KINDS; kind++) {
        for (size_t i = 0; i < SAMPLED; i++)
            shown[i] = om_border_find(border, places->of[kind][i].at, 0, 1) == 0;
        count(places->of[kind], shown, &ret->tallies[kind]);
    }
    ret->stations++;
    return OM_OK;
}

void tell_result(om_arena *arena, const result *of)
{
    for (int kind = 0; kind < KINDS; kind++) {
        const tally *errors = &of->tallies[kind];
        const double percent = 100 / (double)errors->covered;
        figure(om_arena_format(arena, "error_%s_%s_false_covered", of->name, kind_names[kind]),
               (double)errors->false_covered * percent, "%");
        figure(om_arena_format(arena, "error_%s_%s_false_uncovered", of->name, kind_names[kind]),
               (double)errors->false_uncovered * percent, "%");
    }
    figure(om_arena_format(arena, "error_%s_stations", of->name), (double)of->stations, "stations");
    if (of->ms > 0)
        figure(om_arena_format(arena, "error_%s_outline", of->name), of->ms / (double)of->stations,
               "ms");
}
