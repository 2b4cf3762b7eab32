/* Tests of engine/source/osm_tags.c: the shipped table, and tables that are wrong. */
#include "engine/source/osm_tags.h"

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_status open_shipped(const char *layer, om_osm_rules **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = NULL;
    OM_TRY(om_share_find(arena, "standards/osm_tags.csv", &path, err));
    return om_osm_rules_open(path, om_layer_find(layer), ret, err);
}

#define TAGS(...)                                                                                  \
    ((om_osm_tag_list){(const om_osm_tag[]){__VA_ARGS__},                                          \
                       sizeof((const om_osm_tag[]){__VA_ARGS__}) / sizeof(om_osm_tag)})

static void roads_that_engines_drive_are_taken(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_osm_rules) rules = NULL;
    CHECK_OK(open_shipped("road", &rules, &err));
    CHECK(om_osm_rules_take(rules, TAGS({"highway", "residential"}), OM_OSM_LINE));
    CHECK(om_osm_rules_take(rules, TAGS({"highway", "primary_link"}), OM_OSM_LINE));
    CHECK(!om_osm_rules_take(rules, TAGS({"highway", "footway"}), OM_OSM_LINE));
    CHECK(!om_osm_rules_take(rules, TAGS({"highway", "residential"}), OM_OSM_AREA));
    CHECK(!om_osm_rules_take(rules, TAGS({"name", "highway"}), OM_OSM_LINE));
}

/* The value of a road's column, for tags that are taken. */
static const char *road_value(const char *column, om_osm_tag_list tags)
{
    static char value[64];
    OM_AUTO(om_osm_rules) rules = NULL;
    OM_AUTO(om_arena) arena = om_arena_new();
    if (open_shipped("road", &rules, NULL) != OM_OK)
        return "no table";
    const char *found =
        om_osm_rules_value(rules, tags, OM_OSM_LINE, column, &(om_osm_self){.id = "way/1"}, arena);
    snprintf(value, sizeof value, "%s", found ? found : "none");
    return value;
}

static void the_direction_is_told_or_implied(void **state)
{
    (void)state;
    CHECK_TEXT(road_value("oneway", TAGS({"highway", "primary"})), "0");
    CHECK_TEXT(road_value("oneway", TAGS({"highway", "primary"}, {"oneway", "yes"})), "1");
    CHECK_TEXT(road_value("oneway", TAGS({"highway", "primary"}, {"oneway", "-1"})), "-1");
    CHECK_TEXT(road_value("oneway", TAGS({"highway", "motorway"})), "1");
    CHECK_TEXT(road_value("oneway", TAGS({"highway", "primary"}, {"junction", "roundabout"})), "1");
    CHECK_TEXT(road_value("oneway", TAGS({"oneway", "no"}, {"junction", "roundabout"})), "0");
}

static void speeds_are_read_in_any_unit(void **state)
{
    (void)state;
    CHECK_TEXT(road_value("maxspeed_kmh", TAGS({"maxspeed", "50"})), "50");
    CHECK_TEXT(road_value("maxspeed_kmh", TAGS({"maxspeed", "30 mph"})), "48.3");
    CHECK_TEXT(road_value("maxspeed_kmh", TAGS({"maxspeed", "60 km/h"})), "60");
    CHECK_TEXT(road_value("maxspeed_kmh", TAGS({"maxspeed", "10 knots"})), "18.5");
    CHECK_TEXT(road_value("maxspeed_kmh", TAGS({"maxspeed", "CH:urban"})), "50");
    CHECK_TEXT(road_value("maxspeed_kmh", TAGS({"maxspeed:type", "CH:rural"})), "80");
    CHECK_TEXT(road_value("maxspeed_kmh", TAGS({"maxspeed", "signals"})), "none");
    CHECK_TEXT(road_value("maxspeed_kmh", TAGS({"maxspeed", "50;30"})), "50;30");
    CHECK_TEXT(road_value("maxspeed_kmh", TAGS({"highway", "primary"})), "none");
}

static void bridges_tunnels_and_access_are_told(void **state)
{
    (void)state;
    CHECK_TEXT(road_value("bridge", TAGS({"bridge", "viaduct"})), "1");
    CHECK_TEXT(road_value("bridge", TAGS({"bridge", "no"})), "0");
    CHECK_TEXT(road_value("tunnel", TAGS({"tunnel", "building_passage"})), "0");
    CHECK_TEXT(road_value("level", TAGS({"layer", "-1"})), "-1");
    CHECK_TEXT(road_value("access", TAGS({"access", "private"})), "private");
    CHECK_TEXT(road_value("access", TAGS({"access", "no"}, {"emergency", "yes"})), "no");
    CHECK_TEXT(road_value("emergency", TAGS({"access", "no"}, {"emergency", "yes"})), "yes");
    CHECK_TEXT(road_value("access", TAGS({"access", "no"}, {"motor_vehicle", "permit"})), "permit");
}

static void limits_are_read_in_any_unit(void **state)
{
    (void)state;
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "3.8"})), "3.8");
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "4 m"})), "4");
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "13'6\""})), "4.115");
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "12'"})), "3.658");
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "12 ft"})), "3.658");
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "default"})), "none");
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "none"})), "none");
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "13'6"})), "13'6");
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "13'14\""})), "13'14\"");
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "3,8"})), "3,8");
    CHECK_TEXT(road_value("maxheight_m", TAGS({"maxheight", "4"}, {"maxheight:physical", "3.6"})),
               "3.6");
    CHECK_TEXT(road_value("maxweight_t", TAGS({"maxweight", "7.5"})), "7.5");
    CHECK_TEXT(road_value("maxweight_t", TAGS({"maxweight", "3500 kg"})), "3.5");
    CHECK_TEXT(road_value("maxweight_t", TAGS({"maxweight", "10 st"})), "9.072");
    CHECK_TEXT(road_value("maxweight_t", TAGS({"maxweight", "20000 lbs"})), "9.072");
    CHECK_TEXT(road_value("maxwidth_m", TAGS({"maxwidth", "2.2 m"})), "2.2");
}

static void ships_and_plans_are_no_roads(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_osm_rules) rules = NULL;
    CHECK_OK(open_shipped("road", &rules, &err));
    CHECK(!om_osm_rules_take(rules, TAGS({"route", "ferry"}), OM_OSM_LINE));
    CHECK(!om_osm_rules_take(rules, TAGS({"route", "ferry"}, {"highway", "primary"}), OM_OSM_LINE));
    CHECK(!om_osm_rules_take(rules, TAGS({"highway", "proposed"}), OM_OSM_LINE));
    CHECK(!om_osm_rules_take(rules, TAGS({"highway", "construction"}), OM_OSM_LINE));
}

/* Whom a sign shuts out: vehicles alone, or people on foot too. */
static void people_on_foot_have_an_access_of_their_own(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_osm_rules) rules = NULL;
    CHECK_TEXT(road_value("foot", TAGS({"motor_vehicle", "no"})), "yes");
    CHECK_TEXT(road_value("foot", TAGS({"access", "private"}, {"foot", "yes"})), "yes");
    CHECK_TEXT(road_value("foot", TAGS({"access", "private"}, {"vehicle", "no"})), "private");
    CHECK_TEXT(road_value("foot", TAGS({"motorroad", "yes"})), "no");
    CHECK_OK(open_shipped("walkway", &rules, &err));
    CHECK(om_osm_rules_take(rules, TAGS({"highway", "steps"}), OM_OSM_LINE));
    CHECK(!om_osm_rules_take(rules, TAGS({"highway", "primary"}), OM_OSM_LINE));
}

static void what_is_dropped_is_not_taken(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_osm_rules) rules = NULL;
    CHECK_OK(open_shipped("shelter", &rules, &err));
    CHECK(om_osm_rules_take(rules, TAGS({"amenity", "school"}), OM_OSM_AREA));
    CHECK(!om_osm_rules_take(rules, TAGS({"amenity", "school"}, {"building", "yes"}), OM_OSM_AREA));
    CHECK(!om_osm_rules_take(rules, TAGS({"amenity", "school"}), OM_OSM_NODE));
    CHECK(om_osm_rules_take(rules, TAGS({"emergency", "assembly_point"}), OM_OSM_NODE));
}

static void rules_for_areas_count_for_relations_but_not_the_other_way(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_osm_rules) shelters = NULL;
    OM_AUTO(om_osm_rules) districts = NULL;
    CHECK_OK(open_shipped("shelter", &shelters, &err));
    CHECK_OK(open_shipped("district", &districts, &err));
    CHECK(om_osm_rules_take(shelters, TAGS({"leisure", "park"}), OM_OSM_RELATION));
    CHECK(om_osm_rules_take(districts, TAGS({"boundary", "administrative"}), OM_OSM_RELATION));
    CHECK(!om_osm_rules_take(districts, TAGS({"boundary", "administrative"}), OM_OSM_AREA));
}

static void every_layer_of_the_table_reads(void **state)
{
    (void)state;
    static const char *const layers[] = {
        "road",    "building",     "water",   "turn_restriction", "road_barrier",  "waterway",
        "landuse", "fire_station", "shelter", "district",         "hazard_source", "walkway"};
    om_error err;
    for (size_t i = 0; i < sizeof layers / sizeof layers[0]; i++) {
        OM_AUTO(om_osm_rules) rules = NULL;
        CHECK_OK(open_shipped(layers[i], &rules, &err));
        CHECK(om_osm_rules_forms(rules) != 0);
    }
    OM_AUTO(om_osm_rules) none = NULL;
    CHECK_FAILS(open_shipped("supply_depot", &none, &err), OM_ERR_NOT_FOUND, "supply_depot");
}

static om_status open_row(const char *row, om_error *err)
{
    OM_AUTO(om_osm_rules) rules = NULL;
    OM_AUTO_TEXT table = {0};
    const char *path = scratch_file("osm_tags.csv");
    om_text_add_format(&table, "layer,rule,key,value,geometry,column,target\n%s\n", row);
    OM_TRY(om_file_write(path, table.bytes, table.length, err));
    return om_osm_rules_open(path, om_layer_find("water"), &rules, err);
}

static void bad_rows_are_told_with_their_line(void **state)
{
    (void)state;
    om_error err;
    CHECK_OK(open_row("water,take,natural,water,area,kind,*", &err));
    CHECK_FAILS(open_row("water,grab,natural,water,area,kind,*", &err), OM_ERR_DATA,
                "osm_tags.csv, line 2: rule \"grab\"");
    CHECK_FAILS(open_row("water,take,natural,water,circle,kind,*", &err), OM_ERR_DATA, "circle");
    CHECK_FAILS(open_row("water,take,natural,water,,kind,*", &err), OM_ERR_DATA, "geometry");
    CHECK_FAILS(open_row("water,take,,water,area,kind,*", &err), OM_ERR_DATA, "key is missing");
    CHECK_FAILS(open_row("water,take,natural,water,area,depth,*", &err), OM_ERR_DATA,
                "no column \"depth\"");
}

OM_TESTS(test(roads_that_engines_drive_are_taken), test(the_direction_is_told_or_implied),
         test(speeds_are_read_in_any_unit), test(bridges_tunnels_and_access_are_told),
         test(limits_are_read_in_any_unit), test(ships_and_plans_are_no_roads),
         test(people_on_foot_have_an_access_of_their_own), test(what_is_dropped_is_not_taken),
         test(rules_for_areas_count_for_relations_but_not_the_other_way),
         test(every_layer_of_the_table_reads), test(bad_rows_are_told_with_their_line))
