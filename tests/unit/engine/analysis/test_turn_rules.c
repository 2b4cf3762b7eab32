/* Turn restrictions from an OpenStreetMap file to the time that they cost. */
#include "engine/analysis/turn_rules.h"

#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/streets.h"

#define NEAR_S 0.1

static om_error err;

/*
 * A block of 600 by 300 m: way 10 leads from the west to the crossing 2, way 11 on to the east,
 * way 12 from 2 to the north, and way 13 around the block from the east's end to the north's.
 * At 30 km/h 300 m take 36 s.
 */
static streets block(const char *name)
{
    streets on = streets_new(name);
    streets_node(&on, 1, (om_xy){0, 0}, "");
    streets_node(&on, 2, (om_xy){300, 0}, "");
    streets_node(&on, 3, (om_xy){600, 0}, "");
    streets_node(&on, 4, (om_xy){300, 300}, "");
    streets_node(&on, 5, (om_xy){600, 300}, "");
    streets_way(&on, 10, "1 2", "highway=residential");
    streets_way(&on, 11, "2 3", "highway=residential");
    streets_way(&on, 12, "2 4", "highway=residential");
    streets_way(&on, 13, "3 5 4", "highway=residential");
    return on;
}

static const om_xy west = {0, 0}, east = {600, 0}, north = {300, 290};

static double west_to_north_s(const char *vehicle, const char *members, const char *tags)
{
    AUTO_STREETS on = block("turns_block.onemap");
    if (*members)
        streets_turn(&on, 1, members, tags);
    streets_load(&on);
    return streets_drive(&on, vehicle, west, north);
}

#define LEFT "way/10/from node/2/via way/12/to"

/* Left into way 12 and up it, or on to the east's end, back, and then right. */
static const double direct_s = 36 + 34.8, back_s = 36 + 72 + 34.8;

static void a_forbidden_turn_is_not_made(void **state)
{
    (void)state;
    CHECK_NEAR(west_to_north_s("engine", "", ""), direct_s, NEAR_S);
    CHECK_NEAR(west_to_north_s("engine", LEFT, "restriction=no_left_turn"), back_s, NEAR_S);
    CHECK_NEAR(west_to_north_s("engine", "way/10/from node/2/via way/11/to",
                               "restriction=only_straight_on"),
               back_s, NEAR_S);
    CHECK_NEAR(
        west_to_north_s("engine", "way/11/from node/2/via way/12/to", "restriction=no_right_turn"),
        direct_s, NEAR_S);
}

static void exemptions_and_vehicles_count(void **state)
{
    (void)state;
    CHECK_NEAR(west_to_north_s("engine", LEFT, "restriction=no_left_turn except=psv;emergency"),
               direct_s, NEAR_S);
    CHECK_NEAR(west_to_north_s("engine", LEFT, "restriction=no_left_turn except=psv"), back_s,
               NEAR_S);
    CHECK_NEAR(west_to_north_s("engine", LEFT, "restriction:hgv=no_left_turn"), direct_s, NEAR_S);
    CHECK(west_to_north_s("truck", LEFT, "restriction:hgv=no_left_turn") >
          west_to_north_s("truck", LEFT, "restriction:goods=no_u_turn except=hgv") + 60);
    CHECK_NEAR(west_to_north_s("engine", LEFT, "restriction:conditional=no_left_turn@(Mo-Fr)"),
               direct_s, NEAR_S);
}

/* Over way 11: who comes from the west may not turn into way 13; who starts on way 11 may. */
static void a_turn_over_a_third_way_binds_those_who_came_so(void **state)
{
    (void)state;
    AUTO_STREETS on = block("turns_via.onemap");
    streets_turn(&on, 1, "way/10/from way/11/via way/13/to", "restriction=no_left_turn");
    streets_load(&on);
    const om_xy beyond = {600, 150};
    /* Over the north instead: 300 + 300 + 300 + 150 m. */
    CHECK_NEAR(streets_drive(&on, "engine", west, beyond), 126, NEAR_S);
    CHECK_NEAR(streets_drive(&on, "engine", (om_xy){450, 0}, beyond), 36, NEAR_S);
    CHECK_NEAR(streets_drive(&on, "engine", (om_xy){300, 100}, beyond), 66, NEAR_S);
}

/* The gate cuts way 10 into parts; the one that ends at the crossing is meant. */
static void a_road_that_is_cut_keeps_its_restriction(void **state)
{
    (void)state;
    AUTO_STREETS on = streets_new("turns_cut.onemap");
    streets_node(&on, 1, (om_xy){0, 0}, "");
    streets_node(&on, 6, (om_xy){150, 0}, "barrier=entrance maxheight=9");
    streets_node(&on, 7, (om_xy){200, 0}, "barrier=gate");
    streets_node(&on, 2, (om_xy){300, 0}, "");
    streets_node(&on, 3, (om_xy){600, 0}, "");
    streets_node(&on, 4, (om_xy){300, 300}, "");
    streets_node(&on, 5, (om_xy){600, 300}, "");
    streets_way(&on, 10, "1 6 7 2", "highway=residential");
    streets_way(&on, 11, "2 3", "highway=residential");
    streets_way(&on, 12, "2 4", "highway=residential");
    streets_way(&on, 13, "3 5 4", "highway=residential");
    streets_turn(&on, 1, LEFT, "restriction=no_left_turn");
    streets_load(&on);
    const double to_east_s = streets_drive(&on, "engine", west, east);
    CHECK(to_east_s > 72 + 5);
    CHECK_NEAR(streets_drive(&on, "engine", west, north), to_east_s + 36 + 34.8, NEAR_S);
}

static om_turn_rules rules_of(om_store *town)
{
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = town, .notices = notices};
    OM_AUTO(om_road_list) list = NULL;
    om_turn_rules rules;
    CHECK_OK(om_road_list_read(&run, "engine", &list, &err));
    CHECK_OK(om_turn_rules_read(&run, list, &rules, &err));
    om_turn_rules counts = rules;
    om_turn_rules_clear(&rules);
    counts.arena = NULL;
    counts.list = NULL;
    return counts;
}

static void what_is_not_built_is_counted_by_its_reason(void **state)
{
    (void)state;
    AUTO_STREETS on = block("turns_counts.onemap");
    streets_way(&on, 14, "3 5", "highway=footway");
    streets_turn(&on, 1, LEFT, "restriction=no_left_turn");
    streets_turn(&on, 2, LEFT, "restriction=no_left_turn except=emergency");
    streets_turn(&on, 3, LEFT, "restriction:conditional=no_left_turn@(Mo-Fr)");
    streets_turn(&on, 4, "way/11/from node/3/via way/14/to", "restriction=no_left_turn");
    streets_turn(&on, 5, "way/10/from node/5/via way/12/to", "restriction=no_left_turn");
    streets_turn(&on, 6, LEFT, "restriction=maybe_left_turn");
    streets_load(&on);
    const om_turn_rules rules = rules_of(on.town);
    CHECK_INT(rules.count, 1);
    CHECK_INT(rules.exempt, 1);
    CHECK_INT(rules.timed, 1);
    CHECK_INT(rules.beside, 2);
    CHECK_INT(rules.unknown, 1);
    CHECK_TEXT(rules.unknown_kind, "maybe_left_turn");
}

/* From a source without node ids: roads by their ids, the turn by its place. */
static void a_turn_from_any_source_bans_too(void **state)
{
    (void)state;
    static const char *const lines[][2] = {{"a", "LINESTRING(0 0,300 0)"},
                                           {"b", "LINESTRING(300 0,600 0)"},
                                           {"c", "LINESTRING(300 0,300 300)"},
                                           {"d", "LINESTRING(600 0,600 300,300 300)"}};
    AUTO_STREETS on = streets_new("turns_table.onemap");
    for (size_t i = 0; i < 4; i++) {
        om_value road[16] = {om_value_text("residential")};
        town_add(on.town, "road", lines[i][0], road, lines[i][1]);
    }
    CHECK_NEAR(streets_drive(&on, "engine", west, north), direct_s, NEAR_S);
    const om_value turn[8] = {om_value_text("no_left_turn"), om_value_text("a"),
                              om_value_text(NULL), om_value_text("c")};
    town_add(on.town, "turn_restriction", "t", turn, "POINT(300 0)");
    CHECK_NEAR(streets_drive(&on, "engine", west, north), back_s, NEAR_S);
}

/* Of 85 rows those whose roads engines do not drive on are beside; the rest are on the network. */
static void most_of_liechtenstein_s_turns_are_built(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("turns_li.onemap");
    static const char *const layers[] = {"road", "turn_restriction", "road_barrier"};
    for (size_t i = 0; i < 3; i++)
        CHECK_OK(om_load(town, layers[i], shipped_data("liechtenstein/liechtenstein.osm.pbf"), NULL,
                         NULL, NULL, &err));
    OM_AUTO(om_json) report = om_json_object_new();
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = town, .notices = notices};
    OM_AUTO(om_roads) roads = NULL;
    CHECK_OK(
        om_roads_open(&run, &(om_driving){"engine", "design", 1, false}, report, &roads, &err));
    const om_json *told = om_json_get(report, "network");
    const double built = om_json_number(om_json_get(told, "turn_restrictions"));
    const double beside = om_json_number(om_json_get(told, "turn_restrictions_beside_roads"));
    CHECK_NEAR(built + beside, 85, 0);
    CHECK(built >= 80);
    CHECK_NEAR(om_json_number(om_json_get(told, "barriers_opened")) +
                   om_json_number(om_json_get(told, "barriers_shut")) +
                   om_json_number(om_json_get(told, "barriers_beside_roads")),
               125, 0);
}

OM_TESTS(test(a_forbidden_turn_is_not_made), test(exemptions_and_vehicles_count),
         test(a_turn_over_a_third_way_binds_those_who_came_so),
         test(a_road_that_is_cut_keeps_its_restriction),
         test(what_is_not_built_is_counted_by_its_reason), test(a_turn_from_any_source_bans_too),
         test(most_of_liechtenstein_s_turns_are_built))
