/* The real streets of Washington: a station's times against a search by brute force. */
#include "engine/analysis/roads.h"

#include "engine/analysis/facilities.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/streets.h"

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

/* ---- Closures and times of day, on a street of one kilometre with a way around ---- */

static const om_xy west = {0, 0}, east = {1000, 0};

/* Way 10 is the street, in two minutes; way 11 leads around it over 2 km. */
static streets street(const char *name)
{
    streets on = streets_new(name);
    streets_node(&on, 1, (om_xy){0, 0}, "");
    streets_node(&on, 2, (om_xy){1000, 0}, "");
    streets_node(&on, 3, (om_xy){0, 500}, "");
    streets_node(&on, 4, (om_xy){1000, 500}, "");
    streets_way(&on, 10, "1 2", "highway=residential");
    streets_way(&on, 11, "1 3 4 2", "highway=residential");
    streets_load(&on);
    return on;
}

static void add_closure(streets *on, const char *id, double factor, const char *road_id,
                        const char *wkt)
{
    const om_value values[] = {om_value_real(factor), om_value_text(road_id), om_value_text("test"),
                               om_value_text(NULL),   om_value_text(NULL),    (om_value){0},
                               om_value_real(NAN)};
    town_add(on->town, "closure", id, values, wkt);
}

static void a_closure_of_the_store_leads_around(void **state)
{
    (void)state;
    AUTO_STREETS on = street("roads_closed.onemap");
    CHECK_NEAR(streets_drive(&on, "engine", west, east), 120, 0.1);
    add_closure(&on, "flood", NAN, NULL, "MULTIPOLYGON(((400 -50,600 -50,600 50,400 50,400 -50)))");
    CHECK_NEAR(streets_drive(&on, "engine", west, east), 240, 0.1);
    /* What lies before the flood is reached, what lies in it is not. */
    CHECK_NEAR(streets_drive(&on, "engine", west, (om_xy){390, 0}), 46.8, 0.1);
    CHECK(isinf(streets_drive(&on, "engine", west, (om_xy){500, 0})));
}

static void a_slowed_street_is_slow_where_it_is_slowed(void **state)
{
    (void)state;
    AUTO_STREETS on = street("roads_slowed.onemap");
    add_closure(&on, "works", 0.5, NULL, "LINESTRING(0 2,500 2)");
    CHECK_NEAR(streets_drive(&on, "engine", west, east), 180, 0.1);
}

static void a_closure_that_hits_nothing_is_told_by_its_name(void **state)
{
    (void)state;
    AUTO_STREETS on = street("roads_missed.onemap");
    add_closure(&on, "far off", NAN, NULL, "POINT(500 200)");
    add_closure(&on, "no such", NAN, "way/99", "POINT(500 0)");
    OM_AUTO(om_json) report = om_json_object_new();
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = on.town, .notices = notices};
    OM_AUTO(om_roads) roads = NULL;
    CHECK_OK(
        om_roads_open(&run, &(om_driving){"engine", "design", 1, false}, report, &roads, &err));
    CHECK_INT(om_json_count(notices), 2);
    CHECK_TEXT(om_json_text(om_json_at(notices, 0)),
               "closure far off hits no road that engine drives on");
    CHECK_TEXT(om_json_text(om_json_at(notices, 1)),
               "closure no such hits no road that engine drives on");
    const om_json *names = om_json_get(om_json_get(report, "network"), "closures_beside");
    CHECK_INT(om_json_count(names), 2);
    CHECK_TEXT(om_json_text(om_json_at(names, 1)), "no such");
}

static void roads_vary_by_time_and_by_more_closures(void **state)
{
    (void)state;
    AUTO_STREETS on = street("roads_varied.onemap");
    OM_AUTO(om_roads) roads = streets_open(&on, "engine");
    const om_network *network = om_roads_network(roads);
    /* Ten metres up way 11, which is not closed. */
    const om_xy from = streets_at(&on, (om_xy){0, 10}), to = streets_at(&on, (om_xy){1000, 10});
    const om_driving peak = {"engine", "peak", 1, false}, design = {"engine", "design", 1, false};
    const om_driving metres = {"engine", "peak", 1, true};
    const om_closure closed = {.id = "c", .road_id = "way/10", .tolerance_m = NAN};
    OM_AUTO(om_network) at_peak = NULL;
    OM_AUTO(om_network) around = NULL;
    OM_AUTO(om_network) far = NULL;
    CHECK_OK(om_roads_vary(roads, &peak, NULL, 0, &at_peak, &err));
    CHECK_OK(om_roads_vary(roads, &design, &closed, 1, &around, &err));
    CHECK_OK(om_roads_vary(roads, &metres, &closed, 1, &far, &err));
    CHECK_NEAR(streets_seconds(network, from, to), 122.4, 0.1);
    CHECK_NEAR(streets_seconds(at_peak, from, to), 122.4 * 30 / 22, 0.1);
    CHECK_NEAR(streets_seconds(around, from, to), 237.6, 0.1);
    CHECK_NEAR(streets_seconds(far, from, to), 1980, 0.5);
    CHECK_INT(om_network_edge_count(at_peak), om_network_edge_count(network));
}

static void bad_driving_is_refused(void **state)
{
    (void)state;
    AUTO_STREETS on = street("roads_bad.onemap");
    OM_AUTO(om_json) report = om_json_object_new();
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = on.town, .notices = notices};
    OM_AUTO(om_roads) roads = NULL;
    OM_AUTO(om_network) varied = NULL;
    CHECK_FAILS(
        om_roads_open(&run, &(om_driving){"fire", "design", 1, false}, report, &roads, &err),
        OM_ERR_NOT_FOUND, "no vehicle 'fire'");
    CHECK_FAILS(
        om_roads_open(&run, &(om_driving){"engine", "noon", 1, false}, report, &roads, &err),
        OM_ERR_RANGE, "'noon' is none of design");
    roads = streets_open(&on, "engine");
    const om_driving truck = {"truck", "design", 1, false}, engine = {"engine", "design", 1, false};
    const om_closure missed = {.id = "m", .road_id = "way/99", .tolerance_m = NAN};
    const om_closure empty = {.id = "e", .tolerance_m = NAN};
    CHECK_FAILS(om_roads_vary(roads, &truck, NULL, 0, &varied, &err), OM_ERR_RANGE,
                "opened for engine, not for truck");
    CHECK_FAILS(om_roads_vary(roads, &engine, &missed, 1, &varied, &err), OM_ERR_DATA,
                "closure m hits no road");
    CHECK_FAILS(om_roads_vary(roads, &engine, &empty, 1, &varied, &err), OM_ERR_DATA,
                "neither a road_id nor a shape");
}

OM_TESTS(test(a_stations_times_agree_with_brute_force), test(a_speed_factor_divides_all_times),
         test(a_closure_of_the_store_leads_around),
         test(a_slowed_street_is_slow_where_it_is_slowed),
         test(a_closure_that_hits_nothing_is_told_by_its_name),
         test(roads_vary_by_time_and_by_more_closures), test(bad_driving_is_refused))
