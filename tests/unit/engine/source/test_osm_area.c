/* Tests of engine/source/osm_area.c: rings joined from ways, holes cut out, gaps told. */
#include "engine/source/osm_area.h"

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

/* Nodes 1..4 are a square of one degree, 5..8 a square of a fifth of a degree in it. */
static const char nodes[] =
    "<node id='1' lon='9' lat='47'/><node id='2' lon='10' lat='47'/>"
    "<node id='3' lon='10' lat='48'/><node id='4' lon='9' lat='48'/>"
    "<node id='5' lon='9.4' lat='47.4'/><node id='6' lon='9.6' lat='47.4'/>"
    "<node id='7' lon='9.6' lat='47.6'/><node id='8' lon='9.4' lat='47.6'/>";

static const char square[] = "<way id='10'><nd ref='1'/><nd ref='2'/><nd ref='3'/></way>"
                             /* against the other's direction */
                             "<way id='11'><nd ref='1'/><nd ref='4'/><nd ref='3'/></way>";
static const char hole[] = "<way id='12'><nd ref='5'/><nd ref='6'/><nd ref='7'/><nd ref='8'/>"
                           "<nd ref='5'/></way>";

/* The area of the only lake of a file in square degrees; NAN when it is not whole. */
static double area_deg2(const char *ways, const char *members)
{
    om_error err;
    OM_AUTO_TEXT xml = {0};
    const char *path = scratch_file("area.osm");
    om_text_add_format(&xml,
                       "<?xml version='1.0'?><osm version='0.6'>%s%s<relation id='20'>%s"
                       "<tag k='type' v='multipolygon'/><tag k='natural' v='water'/></relation>"
                       "</osm>",
                       nodes, ways, members);
    CHECK_OK(om_file_write(path, xml.bytes, xml.length, &err));

    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_osm_rules) rules = NULL;
    OM_AUTO(om_osm_filter) filter = NULL;
    OM_AUTO(om_osm_file) file = NULL;
    OM_AUTO(om_geo) geo = NULL;
    const char *table = NULL;
    CHECK_OK(om_share_find(arena, "standards/osm_tags.csv", &table, &err));
    CHECK_OK(om_osm_rules_open(table, om_layer_find("water"), &rules, &err));
    CHECK_OK(om_osm_filter_open(NULL, &filter, &err));
    CHECK_OK(om_geo_open(&geo, &err));
    const om_osm_wanted wanted = {.rules = rules, .filter = filter};
    CHECK_OK(om_osm_file_open(path, &wanted, &file, &err));
    size_t count;
    const om_osm_element *elements = om_osm_elements(file, &count);
    CHECK_INT(count, 1);

    OM_AUTO_TEXT wkb = {0};
    OM_AUTO(om_geom) shape = NULL;
    bool is_whole;
    CHECK_OK(om_osm_area(geo, file, &elements[0], &wkb, &is_whole, &err));
    if (!is_whole)
        return NAN;
    /* Degrees are called metres here only to have their area. */
    CHECK_OK(om_geom_of_wkb(geo, wkb.bytes, wkb.length, OM_METRES, &shape, &err));
    return om_geom_area_m2(shape);
}

#define OUTER(id) "<member type='way' ref='" id "' role='outer'/>"
#define INNER(id) "<member type='way' ref='" id "' role='inner'/>"

static void ways_are_joined_whatever_their_direction(void **state)
{
    (void)state;
    CHECK_NEAR(area_deg2(square, OUTER("10") OUTER("11")), 1, 1e-12);
    CHECK_NEAR(area_deg2(square, OUTER("11") OUTER("10")), 1, 1e-12);
}

static void inner_rings_are_holes(void **state)
{
    (void)state;
    OM_AUTO_TEXT ways = {0};
    om_text_add_format(&ways, "%s%s", square, hole);
    CHECK_NEAR(area_deg2(ways.bytes, OUTER("10") OUTER("11") INNER("12")), 0.96, 1e-12);
}

static void an_area_that_is_not_all_there_is_told(void **state)
{
    (void)state;
    CHECK(isnan(area_deg2(square, OUTER("10"))));
    CHECK(isnan(area_deg2(square, OUTER("10") OUTER("11") INNER("12"))));
    CHECK(isnan(area_deg2(square, OUTER("10") OUTER("99"))));
    CHECK(isnan(area_deg2(
        "<way id='10'><nd ref='1'/><nd ref='2'/><nd ref='77'/><nd ref='1'/></way>", OUTER("10"))));
    CHECK(isnan(area_deg2(square, INNER("10") INNER("11"))));
}

static void a_ring_that_crosses_itself_is_repaired(void **state)
{
    (void)state;
    /* 1-2-4-3: a bow tie; its two triangles are a quarter each. */
    CHECK_NEAR(area_deg2("<way id='10'><nd ref='1'/><nd ref='2'/><nd ref='4'/><nd ref='3'/>"
                         "<nd ref='1'/></way>",
                         OUTER("10")),
               0.5, 1e-12);
}

OM_TESTS(test(ways_are_joined_whatever_their_direction), test(inner_rings_are_holes),
         test(an_area_that_is_not_all_there_is_told), test(a_ring_that_crosses_itself_is_repaired))
