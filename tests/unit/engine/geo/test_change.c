/* Shapes made from shapes keep their areas honest. */
#include "engine/geo/geom.h"

#include "tests/support/check.h"

static om_error err;

static om_geom *shape(om_geo *geo, const char *wkt)
{
    om_geom *made = NULL;
    CHECK_OK(om_geom_of_wkt(geo, wkt, OM_METRES, &made, &err));
    return made;
}

static void a_bow_tie_becomes_two_triangles(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) bow_tie = shape(geo, "POLYGON((0 0,10 10,10 0,0 10,0 0))");
    OM_AUTO_TEXT reason = {0};
    CHECK(!om_geom_is_valid(bow_tie, &reason));
    CHECK(strstr(reason.bytes, "Self-intersection") != NULL);
    OM_AUTO(om_geom) repaired = NULL;
    CHECK_OK(om_geom_repair(bow_tie, &repaired, &err));
    CHECK(om_geom_is_valid(repaired, NULL));
    CHECK_INT(om_geom_part_count(repaired), 2);
    CHECK_NEAR(om_geom_area_m2(repaired), 50, 1e-9);
}

static void overlap_and_rest_make_the_whole(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) a = shape(geo, "POLYGON((0 0,10 0,10 10,0 10,0 0))");
    OM_AUTO(om_geom) b = shape(geo, "POLYGON((6 -5,20 -5,20 5,6 5,6 -5))");
    OM_AUTO(om_geom) both = NULL;
    OM_AUTO(om_geom) rest = NULL;
    CHECK_OK(om_geom_overlap(a, b, &both, &err));
    CHECK_OK(om_geom_without(a, b, &rest, &err));
    CHECK_NEAR(om_geom_area_m2(both), 20, 1e-9);
    CHECK_NEAR(om_geom_area_m2(both) + om_geom_area_m2(rest), 100, 1e-9);
}

static void a_union_counts_overlaps_once(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) a = shape(geo, "POLYGON((0 0,10 0,10 10,0 10,0 0))");
    OM_AUTO(om_geom) b = shape(geo, "POLYGON((5 0,15 0,15 10,5 10,5 0))");
    const om_geom *const both[] = {a, b};
    OM_AUTO(om_geom) all = NULL;
    CHECK_OK(om_geom_unite(geo, both, 2, OM_METRES, &all, &err));
    CHECK_NEAR(om_geom_area_m2(all), 150, 1e-9);
    OM_AUTO(om_geom) none = NULL;
    CHECK_OK(om_geom_unite(geo, NULL, 0, OM_METRES, &none, &err));
    CHECK(om_geom_is_empty(none));
}

static void only_the_polygons_of_a_collection_are_taken(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom)
    mixed = shape(geo, "GEOMETRYCOLLECTION(POINT(0 0),MULTIPOLYGON(((0 0,1 0,1 1,"
                       "0 0)),((5 5,6 5,6 6,5 5))),LINESTRING(0 0,1 1))");
    OM_AUTO(om_geom) polygons = NULL;
    CHECK_OK(om_geom_polygons(mixed, &polygons, &err));
    CHECK(om_geom_kind_of(polygons) == OM_GEOM_MULTIPOLYGON);
    CHECK_INT(om_geom_part_count(polygons), 2);
}

static void clipping_keeps_what_lies_in_the_rectangle(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) ring = shape(geo, "POLYGON((0 0,10 0,10 10,0 10,0 0),(4 4,6 4,6 6,4 6,4 4))");
    OM_AUTO(om_geom) part = NULL;
    CHECK_OK(om_geom_clip(ring, (om_rect){5, 5, 20, 20}, &part, &err));
    CHECK_NEAR(om_geom_area_m2(part), 24, 1e-9);
}

OM_TESTS(test(clipping_keeps_what_lies_in_the_rectangle), test(a_bow_tie_becomes_two_triangles),
         test(overlap_and_rest_make_the_whole), test(a_union_counts_overlaps_once),
         test(only_the_polygons_of_a_collection_are_taken))
