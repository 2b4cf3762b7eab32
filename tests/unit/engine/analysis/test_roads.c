/* The real streets of Washington: a station's times against a search by brute force. */
#include "engine/analysis/roads.h"

#include "engine/analysis/facilities.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static void load(om_store *store, const char *layer, const char *file, const char *const *map,
                 size_t count)
{
    const om_load_options options = {.map = map, .map_count = count};
    CHECK_OK(om_load(store, layer, shipped_data(file), &options, NULL, NULL, &err));
}

/* Relaxes every edge until nothing changes (Bellman and Ford). */
static void brute_force(const om_network *network, const om_start *start, double *at)
{
    const om_edge *first = om_network_edge(network, start->edge);
    for (size_t v = 0; v < om_network_vertex_count(network); v++)
        at[v] = INFINITY;
    if (first->forward)
        at[first->to] = start->seconds + (1 - start->fraction) * first->seconds;
    if (first->backward)
        at[first->from] = fmin(at[first->from], start->seconds + start->fraction * first->seconds);
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
            const om_edge *edge = om_network_edge(network, e);
            const double there = edge->forward ? at[edge->from] + edge->seconds : INFINITY;
            const double back = edge->backward ? at[edge->to] + edge->seconds : INFINITY;
            changed |= there < at[edge->to] || back < at[edge->from];
            at[edge->to] = fmin(at[edge->to], there);
            at[edge->from] = fmin(at[edge->from], back);
        }
    }
}

static void a_stations_times_agree_with_brute_force(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("dc_roads.onemap"), OM_STORE_CREATE, &store, &err));
    load(store, "road", "washington-dc/roads.fgb",
         (const char *[]){"LINEARID=id", "FULLNAME=name", "class=class"}, 3);
    load(store, "fire_station", "washington-dc/fire_stations.geojson",
         (const char *[]){"GIS_ID=id", "NAME=name"}, 2);

    OM_AUTO(om_json) report = om_json_object_new();
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = store, .notices = notices};
    OM_AUTO(om_roads) roads = NULL;
    CHECK_OK(
        om_roads_open(&run, &(om_driving){"engine", "design", 1, false}, report, &roads, &err));
    const om_network *network = om_roads_network(roads);
    const size_t vertices = om_network_vertex_count(network);
    CHECK(vertices > 10000);
    CHECK(om_network_piece_share(network, 0) > 0.99);

    OM_AUTO(om_arena) arena = om_arena_new();
    const om_facility_layer layer = {"fire_station", "turnout_s", NULL};
    om_facilities stations = {0};
    CHECK_OK(om_facilities_read(&run, &layer, network, 200, arena, &stations, &err));
    OM_AUTO(om_search) search = om_search_new(network);
    double *truth = OM_ARENA_ARRAY(arena, double, vertices);
    for (size_t i = 0; i < 3; i++) {
        const om_facility *station = &stations.list[stations.usable[i]];
        const om_start start = {station->spot.edge, station->spot.fraction, 60};
        CHECK_OK(om_search_run(search, &start, 1, INFINITY, &err));
        brute_force(network, &start, truth);
        size_t reached = 0;
        for (uint32_t v = 0; v < vertices; v++) {
            const double got = om_search_at_vertex(search, v).seconds;
            CHECK(isinf(got) == isinf(truth[v]));
            if (isinf(got))
                continue;
            CHECK_NEAR(got, truth[v], 1e-9);
            reached++;
        }
        CHECK(reached > 10000);
    }
}

static void a_speed_factor_divides_all_times(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = NULL;
    CHECK_OK(om_store_open(scratch_file("dc_slow.onemap"), OM_STORE_CREATE, &store, &err));
    load(store, "road", "washington-dc/roads.fgb",
         (const char *[]){"LINEARID=id", "FULLNAME=name", "class=class"}, 3);
    OM_AUTO(om_json) report = om_json_object_new();
    OM_AUTO(om_json) again = om_json_object_new();
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = store, .notices = notices};
    OM_AUTO(om_roads) fast = NULL;
    OM_AUTO(om_roads) slow = NULL;
    CHECK_OK(om_roads_open(&run, &(om_driving){"engine", "design", 1, false}, report, &fast, &err));
    CHECK_OK(
        om_roads_open(&run, &(om_driving){"engine", "design", 0.5, false}, again, &slow, &err));
    const om_network *free_flow = om_roads_network(fast), *rush_hour = om_roads_network(slow);
    for (uint32_t e = 0; e < om_network_edge_count(free_flow); e++)
        CHECK_NEAR(om_network_edge(rush_hour, e)->seconds,
                   2 * om_network_edge(free_flow, e)->seconds, 1e-9);
}

OM_TESTS(test(a_stations_times_agree_with_brute_force), test(a_speed_factor_divides_all_times))
