/* Gates, bollards and low bars on a street of one kilometre, from an OpenStreetMap file on. */
#include "engine/analysis/barriers.h"

#include "engine/network/network.h"
#include "tests/support/check.h"
#include "tests/support/streets.h"

#define NEAR_S 0.05

static om_error err;

/* A street from 1 over 2 to 3, one kilometre; at 30 km/h it takes two minutes. */
static streets street(const char *name, const char *barrier_tags, const char *tags)
{
    streets on = streets_new(name);
    char residential[128];
    snprintf(residential, sizeof residential, "highway=residential %s", tags);
    streets_node(&on, 1, (om_xy){0, 0}, "");
    streets_node(&on, 2, (om_xy){500, 0}, barrier_tags);
    streets_node(&on, 3, (om_xy){1000, 0}, "");
    streets_way(&on, 10, "1 2 3", residential);
    return on;
}

static double drive(streets *on, const char *vehicle)
{
    return streets_drive(on, vehicle, (om_xy){0, 0}, (om_xy){1000, 0});
}

static double crossing_s(const char *vehicle, const char *barrier_tags)
{
    AUTO_STREETS on = street("barrier.onemap", barrier_tags, "");
    streets_load(&on);
    return drive(&on, vehicle);
}

static double delay_s(const char *vehicle, const char *kind)
{
    bool known;
    OM_AUTO(om_vehicle) found = NULL;
    CHECK_OK(om_vehicle_open(vehicle, &found, &err));
    return om_vehicle_barrier_s(found, &(om_barrier){kind, NULL, NULL, {NAN, NAN, NAN}}, &known);
}

static void a_gate_costs_what_its_table_says(void **state)
{
    (void)state;
    CHECK_NEAR(crossing_s("engine", ""), 120, NEAR_S);
    CHECK_NEAR(crossing_s("engine", "barrier=gate"), 120 + delay_s("engine", "gate"), NEAR_S);
    CHECK_NEAR(crossing_s("truck", "barrier=gate"), 180 + delay_s("truck", "gate"), NEAR_S);
    CHECK_NEAR(crossing_s("engine", "barrier=entrance"), 120, NEAR_S);
}

static void what_does_not_open_lets_nobody_through(void **state)
{
    (void)state;
    CHECK(isinf(crossing_s("engine", "barrier=bollard")));
    CHECK(isinf(crossing_s("engine", "barrier=gate access=no")));
    CHECK(isfinite(crossing_s("engine", "barrier=gate access=no emergency=yes")));
    CHECK(isinf(crossing_s("truck", "barrier=gate access=no emergency=yes")));
    CHECK(isfinite(crossing_s("engine", "barrier=bollard emergency=yes")));
    CHECK(isinf(crossing_s("engine", "barrier=height_restrictor maxheight=2.2")));
    CHECK_NEAR(crossing_s("engine", "barrier=height_restrictor maxheight=4.5"), 120, NEAR_S);
}

/* What lies before and behind is still reached from its own end. */
static void both_sides_of_a_bollard_are_reached_from_their_ends(void **state)
{
    (void)state;
    AUTO_STREETS on = street("barrier_sides.onemap", "barrier=bollard", "");
    streets_load(&on);
    CHECK_NEAR(streets_drive(&on, "engine", (om_xy){0, 0}, (om_xy){490, 0}), 58.8, NEAR_S);
    CHECK_NEAR(streets_drive(&on, "engine", (om_xy){1000, 0}, (om_xy){510, 0}), 58.8, NEAR_S);
}

/* The gate stands where one way ends and another begins, and a side street leaves. */
static void a_gate_between_two_ways_costs_once(void **state)
{
    (void)state;
    AUTO_STREETS on = streets_new("barrier_ways.onemap");
    streets_node(&on, 1, (om_xy){0, 0}, "");
    streets_node(&on, 2, (om_xy){500, 0}, "barrier=gate");
    streets_node(&on, 3, (om_xy){1000, 0}, "");
    streets_way(&on, 10, "1 2", "highway=residential");
    streets_way(&on, 11, "3 2", "highway=residential");
    streets_load(&on);
    CHECK_NEAR(drive(&on, "engine"), 120 + delay_s("engine", "gate"), NEAR_S);
}

static void a_gate_on_a_footpath_is_beside_the_roads(void **state)
{
    (void)state;
    AUTO_STREETS on = street("barrier_beside.onemap", "", "");
    streets_node(&on, 7, (om_xy){500, 3}, "barrier=gate");
    streets_load(&on);
    CHECK_NEAR(drive(&on, "engine"), 120, NEAR_S);
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = on.town, .notices = notices};
    OM_AUTO(om_road_list) list = NULL;
    om_barrier_counts counts;
    CHECK_OK(om_road_list_read(&run, "engine", &list, &err));
    CHECK_OK(om_barriers_apply(&run, list, &counts, &err));
    CHECK_INT(counts.beside, 1);
    CHECK_INT(counts.opened + counts.shut, 0);
}

static void add_barrier(om_store *town, const char *id, const char *kind, const char *wkt)
{
    const om_value values[] = {om_value_text(kind), om_value_text(NULL), om_value_text(NULL),
                               om_value_real(NAN),  om_value_real(NAN),  (om_value){0}};
    town_add(town, "road_barrier", id, values, wkt);
}

/* From a source without node ids a barrier stands on the nearest road, and on no other. */
static void a_barrier_without_a_node_stands_on_the_nearest_road(void **state)
{
    (void)state;
    AUTO_STREETS on = street("barrier_near.onemap", "", "");
    streets_node(&on, 4, (om_xy){0, 4}, "");
    streets_node(&on, 5, (om_xy){1000, 4}, "");
    streets_way(&on, 11, "4 5", "highway=residential");
    streets_load(&on);
    add_barrier(on.town, "b", "bollard", "POINT(250 1)");
    CHECK(isinf(drive(&on, "engine")));
    CHECK_NEAR(streets_drive(&on, "engine", (om_xy){0, 4}, (om_xy){1000, 4}), 120, NEAR_S);
}

static void limits_and_access_close_a_street_for_some(void **state)
{
    (void)state;
    const struct {
        const char *tags;
        bool engine, ladder, truck;
    } cases[] = {
        {"maxheight=3.6", true, false, false},
        {"maxweight=18", false, false, false},
        {"maxweight=28", true, false, true},
        {"maxwidth=2.2", false, false, false},
        {"maxheight=default", true, true, true},
        {"maxheight=13&apos;6&quot;", true, true, true},
        {"maxheight=12&apos;6&quot;", true, false, false},
        {"access=no emergency=yes", true, true, false},
        {"access=private", true, true, true},
        {"motor_vehicle=forestry", true, true, false},
        {"access=no", false, false, false},
        {"emergency=no", false, false, true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        AUTO_STREETS on = street("limits.onemap", "", cases[i].tags);
        streets_node(&on, 21, (om_xy){0, 5000}, "");
        streets_node(&on, 22, (om_xy){100, 5000}, "");
        streets_way(&on, 20, "21 22", "highway=residential");
        streets_load(&on);
        static const char *const vehicles[] = {"engine", "large_engine", "truck"};
        const bool open[] = {cases[i].engine, cases[i].ladder, cases[i].truck};
        for (size_t v = 0; v < 3; v++) {
            om_spot spot;
            OM_AUTO(om_roads) roads = streets_open(&on, vehicles[v]);
            const bool found = om_network_snap(om_roads_network(roads),
                                               streets_at(&on, (om_xy){500, 0}), 20, &spot);
            if (found != open[v])
                fail_msg("%s is %s to %s", cases[i].tags, found ? "open" : "closed", vehicles[v]);
        }
    }
}

static void a_kind_that_the_table_does_not_know_is_told(void **state)
{
    (void)state;
    AUTO_STREETS on = street("barrier_odd.onemap", "", "");
    streets_load(&on);
    add_barrier(on.town, "b", "moat", "POINT(250 1)");
    OM_AUTO(om_json) report = om_json_object_new();
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = on.town, .notices = notices};
    OM_AUTO(om_roads) roads = NULL;
    CHECK_OK(
        om_roads_open(&run, &(om_driving){"engine", "design", 1, false}, report, &roads, &err));
    CHECK_TEXT(om_json_text(om_json_at(notices, 0)),
               "1 barriers are of a kind that standards/barriers.csv does not know (the first: "
               "'moat'); its row 'default' was used for them");
    CHECK_NEAR(om_json_number(om_json_get(om_json_get(report, "network"), "barriers_shut")), 1, 0);
}

OM_TESTS(test(a_gate_costs_what_its_table_says), test(what_does_not_open_lets_nobody_through),
         test(both_sides_of_a_bollard_are_reached_from_their_ends),
         test(a_gate_between_two_ways_costs_once), test(a_gate_on_a_footpath_is_beside_the_roads),
         test(a_barrier_without_a_node_stands_on_the_nearest_road),
         test(limits_and_access_close_a_street_for_some),
         test(a_kind_that_the_table_does_not_know_is_told))
