/* Turn restrictions and barriers out of OpenStreetMap files: one row a turn, and what lacks told.
 */
#include "engine/source/osm_turn.h"

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

/*
 * A chain of ways 1-2-3 over the nodes 1, 2, 3, 4, and way 9 that touches none of them. A bollard
 * at node 2, a low gate at node 3.
 */
static const char crossroads[] =
    "<node id='1' lon='9.1' lat='47.1'/>"
    "<node id='2' lon='9.2' lat='47.1'><tag k='barrier' v='bollard'/><tag k='access' v='no'/>"
    "<tag k='emergency' v='yes'/></node>"
    "<node id='3' lon='9.3' lat='47.1'><tag k='barrier' v='gate'/><tag k='maxheight' "
    "v=\"9'10&quot;\"/>"
    "</node>"
    "<node id='4' lon='9.4' lat='47.1'><tag k='barrier' v='fence'/></node>"
    "<node id='5' lon='9.5' lat='47.5'/><node id='6' lon='9.6' lat='47.5'/>"
    "<way id='1'><nd ref='1'/><nd ref='2'/><tag k='highway' v='primary'/></way>"
    "<way id='2'><nd ref='2'/><nd ref='3'/><tag k='highway' v='primary'/></way>"
    "<way id='3'><nd ref='4'/><nd ref='3'/><tag k='highway' v='primary'/></way>"
    "<way id='9'><nd ref='5'/><nd ref='6'/><tag k='highway' v='primary'/></way>";

static om_store *load(const char *name, const char *layer, const char *relations,
                      om_json **ret_report)
{
    OM_AUTO_TEXT xml = {0};
    om_store *store = town_new(name);
    const char *path = scratch_file("turns.osm");
    char *report = NULL;
    om_text_add_format(&xml, "<?xml version='1.0'?><osm version='0.6'>%s%s</osm>", crossroads,
                       relations);
    CHECK_OK(om_file_write(path, xml.bytes, xml.length, &err));
    CHECK_OK(om_load(store, layer, path, NULL, NULL, &report, &err));
    if (ret_report)
        CHECK_OK(om_json_parse(report, strlen(report), "report", ret_report, &err));
    om_text_free(report);
    return store;
}

#define MEMBER(type, ref, role) "<member type='" type "' ref='" ref "' role='" role "'/>"
#define TURN(id, members, tags)                                                                    \
    "<relation id='" id "'>" members "<tag k='type' v='restriction'/>" tags "</relation>"
#define NO_TURN "<tag k='restriction' v='no_left_turn'/>"

static const char *turn(om_store *store, const char *column, const char *id)
{
    char sql[160];
    snprintf(sql, sizeof sql, "select %s from turn_restriction where id = 'relation/%s'", column,
             id);
    return town_ask(store, sql);
}

static void a_turn_stands_where_its_roads_meet(void **state)
{
    (void)state;
    OM_AUTO(om_store)
    store = load(
        "turn_node.onemap", "turn_restriction",
        TURN("7", MEMBER("way", "1", "from") MEMBER("node", "2", "via") MEMBER("way", "2", "to"),
             NO_TURN "<tag k='except' v='psv;emergency'/>"),
        NULL);
    CHECK_TEXT(turn(store, "kind", "7"), "no_left_turn");
    CHECK_TEXT(turn(store, "from_road || '>' || to_road || '@' || via_node", "7"), "way/1>way/2@2");
    CHECK_TEXT(turn(store, "via_roads is null and vehicle is null", "7"), "1");
    CHECK_TEXT(turn(store, "exempt", "7"), "psv;emergency");
    CHECK_TEXT(turn(store, "ST_X(geometry)", "7"), "9.2");
}

static void ways_in_between_come_in_the_order_of_driving(void **state)
{
    (void)state;
    OM_AUTO(om_store)
    store = load("turn_ways.onemap", "turn_restriction",
                 TURN("7",
                      MEMBER("way", "3", "from") MEMBER("way", "1", "via") MEMBER("way", "2", "via")
                          MEMBER("way", "1", "to"),
                      "<tag k='restriction' v='no_u_turn'/>"),
                 NULL);
    CHECK_TEXT(turn(store, "via_roads", "7"), "way/2 way/1");
    CHECK_TEXT(turn(store, "via_node", "7"), "3");
    CHECK_TEXT(turn(store, "ST_X(geometry)", "7"), "9.3");
}

static void several_ways_in_make_several_turns(void **state)
{
    (void)state;
    OM_AUTO(om_store)
    store = load("turn_entry.onemap", "turn_restriction",
                 TURN("7",
                      MEMBER("way", "1", "from") MEMBER("way", "2", "from")
                          MEMBER("node", "2", "via") MEMBER("way", "2", "to"),
                      "<tag k='restriction' v='no_entry'/>"),
                 NULL);
    CHECK_TEXT(town_ask(store, "select group_concat(from_road) from turn_restriction"),
               "way/1,way/2");
    CHECK_TEXT(turn(store, "to_road", "7/2"), "way/2");
}

static void what_binds_some_vehicles_or_at_times_says_so(void **state)
{
    (void)state;
    OM_AUTO(om_store)
    store = load(
        "turn_some.onemap", "turn_restriction",
        TURN("7", MEMBER("way", "1", "from") MEMBER("node", "2", "via") MEMBER("way", "2", "to"),
             "<tag k='restriction:hgv' v='no_left_turn'/>")
            TURN("8",
                 MEMBER("way", "1", "from") MEMBER("node", "2", "via") MEMBER("way", "2", "to"),
                 "<tag k='restriction:conditional' v='no_left_turn @ (Mo-Fr)'/>")
                TURN("9",
                     MEMBER("way", "1", "from") MEMBER("node", "2", "via") MEMBER("way", "2", "to"),
                     "<tag k='restriction:bicycle' v='no_left_turn'/>"),
        NULL);
    CHECK_TEXT(turn(store, "kind || ' ' || vehicle", "7"), "no_left_turn hgv");
    CHECK_TEXT(turn(store, "kind", "8"), "conditional");
    CHECK_TEXT(turn(store, "condition", "8"), "no_left_turn @ (Mo-Fr)");
    CHECK_TEXT(town_ask(store, "select count(*) from turn_restriction"), "2");
}

static void a_turn_without_all_its_members_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_json) report = NULL;
    OM_AUTO(om_store)
    store = load(
        "turn_torn.onemap", "turn_restriction",
        TURN("1", MEMBER("node", "2", "via") MEMBER("way", "2", "to"), NO_TURN) TURN(
            "2", MEMBER("way", "1", "from") MEMBER("node", "2", "via") MEMBER("way", "77", "to"),
            NO_TURN) TURN("3", MEMBER("way", "1", "from") MEMBER("way", "2", "to"), NO_TURN)
            TURN("4",
                 MEMBER("way", "1", "from") MEMBER("node", "88", "via") MEMBER("way", "2", "to"),
                 NO_TURN)
                TURN("5",
                     MEMBER("way", "1", "from") MEMBER("way", "9", "via") MEMBER("way", "2", "to"),
                     NO_TURN),
        &report);
    CHECK_TEXT(town_ask(store, "select count(*) from turn_restriction"), "0");
    CHECK_TEXT(om_json_text(om_json_at(om_json_get(report, "notices"), 1)),
               "5 turn restrictions lack a member or lead over roads that do not meet, and were "
               "left out, first: relation/1");
}

static void barriers_keep_their_node_access_and_height(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = load("barriers.onemap", "road_barrier", "", NULL);
    CHECK_TEXT(town_ask(store, "select group_concat(kind) from road_barrier"), "bollard,gate");
    CHECK_TEXT(town_ask(store, "select access || emergency || node from road_barrier"), "noyes2");
    CHECK_TEXT(town_ask(store, "select maxheight_m from road_barrier where kind = 'gate'"),
               "2.997");
}

/*
 * Counted with osmium-tool: 85 relations of type restriction. One has no way from; one of the rest
 * leads from two ways onto one, and makes two turns. 126 nodes bear the tag barrier, one of them a
 * fence, which is none on a road.
 */
static void liechtenstein_has_its_turns_and_barriers(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = town_new("turn_li.onemap");
    static const char *const layers[] = {"turn_restriction", "road_barrier"};
    for (size_t i = 0; i < 2; i++)
        CHECK_OK(om_load(store, layers[i], shipped_data("liechtenstein/liechtenstein.osm.pbf"),
                         NULL, NULL, NULL, &err));
    CHECK_TEXT(town_ask(store, "select count(*) from turn_restriction"), "85");
    CHECK_TEXT(town_ask(store, "select count(distinct from_road) > 50 from turn_restriction"), "1");
    CHECK_TEXT(town_ask(store, "select count(*) from turn_restriction where via_roads is not null"),
               "7");
    CHECK_TEXT(town_ask(store, "select count(*) from road_barrier"), "125");
    CHECK_TEXT(town_ask(store, "select count(*) from road_barrier where kind = 'lift_gate'"), "12");
}

OM_TESTS(test(a_turn_stands_where_its_roads_meet),
         test(ways_in_between_come_in_the_order_of_driving),
         test(several_ways_in_make_several_turns),
         test(what_binds_some_vehicles_or_at_times_says_so),
         test(a_turn_without_all_its_members_is_told),
         test(barriers_keep_their_node_access_and_height),
         test(liechtenstein_has_its_turns_and_barriers))
