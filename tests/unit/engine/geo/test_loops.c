/* Outlines of polygons: their order, their turn and what they enclose. */
#include "engine/geo/loops.h"

#include "tests/support/check.h"

static om_error err;

static om_geom *shape_of(om_geo *geo, const char *wkt)
{
    om_geom *shape = NULL;
    CHECK_OK(om_geom_of_wkt(geo, wkt, OM_METRES, &shape, &err));
    return shape;
}

static void rings_of_all_parts_are_added_with_what_they_enclose(void **state)
{
    OM_AUTO(om_loops) loops = om_loops_new();
    OM_AUTO(om_geom)
    shape = shape_of(*state, "MULTIPOLYGON(((0 0,4 0,4 3,0 3,0 0),"
                             "(1 1,1 2,2 2,2 1,1 1)),((9 0,9 1,10 1,9 0)))");
    CHECK_OK(om_loops_add(loops, shape, &err));
    CHECK_INT(loops->count, 3);
    CHECK_INT(loops->point_count, 5 + 5 + 4);
    CHECK_NEAR(loops->list[0].area_m2, 12, 0);
    CHECK_NEAR(loops->list[1].area_m2, -1, 0);
    CHECK_NEAR(loops->list[2].area_m2, 0.5, 0);
    CHECK_INT(loops->list[1].first, 5);
    CHECK_NEAR(loops->points[9].x, 1, 0);
    /* However a loop is drawn, its turn says which way adds. */
    CHECK_NEAR(loops->list[0].turn, 1, 0);
    CHECK_NEAR(loops->list[2].turn, -1, 0);
}

static void what_is_cleared_is_gone(void **state)
{
    OM_AUTO(om_loops) loops = om_loops_new();
    OM_AUTO(om_geom) shape = shape_of(*state, "POLYGON((0 0,4 0,4 3,0 0))");
    OM_AUTO(om_geom) empty = shape_of(*state, "MULTIPOLYGON EMPTY");
    CHECK_OK(om_loops_add(loops, shape, &err));
    om_loops_clear(loops);
    CHECK_OK(om_loops_add(loops, empty, &err));
    CHECK_INT(loops->count, 0);
    CHECK_INT(loops->point_count, 0);
}

static void points_have_no_rings(void **state)
{
    OM_AUTO(om_loops) loops = om_loops_new();
    OM_AUTO(om_geom) point = shape_of(*state, "POINT(1 2)");
    CHECK_FAILS(om_loops_add(loops, point, &err), OM_ERR_GEOMETRY, "only polygons");
}

static int open_geo(void **state)
{
    return om_geo_open((om_geo **)state, &err);
}

static int close_geo(void **state)
{
    om_geo_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(rings_of_all_parts_are_added_with_what_they_enclose),
        test(what_is_cleared_is_gone),
        test(points_have_no_rings),
    };
    return cmocka_run_group_tests(tests, open_geo, close_geo);
}
