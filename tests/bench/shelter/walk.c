/* Opens a walking network with shelters and places, and writes it for
 * pgRouting. */
#include <stdio.h>

#include "engine/base/file.h"
#include "tests/bench/shelter/bench.h"

double random_share(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static void choose_shelters(walk_city *city)
{
    const size_t edges = om_network_edge_count(city->network);
    uint64_t random = 2024;
    city->vertices = OM_ARENA_ARRAY(city->arena, uint32_t, city->shelter_count);
    city->starts = OM_ARENA_ARRAY(city->arena, om_start, city->shelter_count);
    city->groups = OM_ARENA_ARRAY(city->arena, om_catch_group, city->shelter_count);
    bool *taken = OM_ARENA_ARRAY(city->arena, bool, om_network_vertex_count(city->network));
    for (size_t i = 0; i < city->shelter_count; i++) {
        uint32_t edge = 0;
        do
            edge = (uint32_t)(random_share(&random) * (double)edges);
        while (taken[om_network_edge(city->network, edge)->to]);
        city->vertices[i] = om_network_edge(city->network, edge)->to;
        taken[city->vertices[i]] = true;
        city->starts[i] = (om_start){edge, 1, 0};
        city->groups[i] = (om_catch_group){&city->starts[i], 1, city->limit_m};
    }
}

static void choose_places(walk_city *city)
{
    om_xy *at = OM_ARENA_ARRAY(city->arena, om_xy, city->place_count + 1);
    city->places = OM_ARENA_ARRAY(city->arena, om_catch_place, city->place_count + 1);
    places_choose(city->network, city->place_count, at);
    const double begin_ms = clock_ms();
    for (size_t i = 0; i < city->place_count; i++) {
        om_spot spot;
        city->places[i] = om_network_snap(city->network, at[i], 200, &spot)
                              ? (om_catch_place){spot.edge, spot.fraction, spot.distance_m}
                              : (om_catch_place){OM_NO_EDGE, 0, 0};
    }
    city->snap_ms = clock_ms() - begin_ms;
}

om_status walk_city_open(const char *path, walk_city *city, om_error *err)
{
    const om_driving on_foot = {"pedestrian", "design", 1, true};
    city->arena = om_arena_new();
    city->notices = om_json_array_new();
    city->report = om_json_object_new();
    OM_TRY(om_store_open(path, OM_STORE_WRITE, &city->store, err));
    city->run = (om_run){.store = city->store, .notices = city->notices};
    OM_TRY(om_roads_open(&city->run, &on_foot, city->report, &city->roads, err));
    city->network = om_roads_network(city->roads);
    choose_shelters(city);
    choose_places(city);
    return OM_OK;
}

void walk_city_close(walk_city *city)
{
    om_roads_free(city->roads);
    om_store_free(city->store);
    om_json_free(city->report);
    om_json_free(city->notices);
    om_arena_free(city->arena);
}

/* Junctions are numbered from 1 there. */
static void add_edges(om_text *text, const om_network *network)
{
    for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
        const om_edge *edge = om_network_edge(network, e);
        om_text_add_format(text, "%u\t%u\t%u\t%.17g\t%.17g\t%.17g\tLINESTRING(0 0,1 1)\n", e + 1,
                           edge->from + 1, edge->to + 1, edge->length_m,
                           edge->forward ? edge->seconds : -1, edge->backward ? edge->seconds : -1);
    }
}

static om_status add_answers(om_text *stations, om_text *answers, const walk_city *city,
                             om_error *err)
{
    OM_AUTO(om_search) search = om_search_new(city->network);
    for (size_t i = 0; i < city->shelter_count; i++) {
        om_text_add_format(stations, "%u\t0\t0\n", city->vertices[i] + 1);
        OM_TRY(om_search_run(search, &city->starts[i], 1, city->limit_m, err));
        for (uint32_t v = 0; v < om_network_vertex_count(city->network); v++) {
            const om_arrival arrival = om_search_at_vertex(search, v);
            if (arrival.source != OM_NO_SOURCE)
                om_text_add_format(answers, "%u\t%u\t%.17g\n", city->vertices[i] + 1, v + 1,
                                   arrival.seconds);
        }
    }
    return OM_OK;
}

/* edge, fraction, metres beside it: of the places that have a way near them. */
static void add_people(om_text *text, const walk_city *city)
{
    for (size_t i = 0; i < city->place_count; i++)
        if (city->places[i].edge != OM_NO_EDGE)
            om_text_add_format(text, "%u\t%.17g\t%.17g\n", city->places[i].edge + 1,
                               city->places[i].fraction, city->places[i].access_s);
}

om_status measure_walk_export(const char *store, const char *folder, om_error *err)
{
    AUTO_WALK city = {.shelter_count = 1000, .limit_m = 1000, .place_count = 500000};
    OM_TRY(walk_city_open(store, &city, err));
    OM_AUTO_TEXT edges = {0}, stations = {0}, answers = {0}, people = {0};
    add_edges(&edges, city.network);
    add_people(&people, &city);
    OM_TRY(om_file_write(om_arena_format(city.arena, "%s/people.tsv", folder), people.bytes,
                         people.length, err));
    OM_TRY(add_answers(&stations, &answers, &city, err));
    OM_TRY(om_file_write(om_arena_format(city.arena, "%s/edges.tsv", folder), edges.bytes,
                         edges.length, err));
    OM_TRY(om_file_write(om_arena_format(city.arena, "%s/stations.tsv", folder), stations.bytes,
                         stations.length, err));
    return om_file_write(om_arena_format(city.arena, "%s/answers.tsv", folder), answers.bytes,
                         answers.length, err);
}
