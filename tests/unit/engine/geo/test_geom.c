/* Shapes are read, asked and written as they are. */
#include "engine/geo/geom.h"

#include "tests/support/check.h"

static om_error err;

static om_geom *shape(om_geo *geo, const char *wkt)
{
    om_geom *made = NULL;
    CHECK_OK(om_geom_of_wkt(geo, wkt, OM_METRES, &made, &err));
    return made;
}

static void a_square_kilometre_has_a_million_square_metres(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) square = shape(geo, "POLYGON((0 0,1000 0,1000 1000,0 1000,0 0))");
    CHECK_NEAR(om_geom_area_m2(square), 1e6, 0);
    CHECK_NEAR(om_geom_length_m(square), 4000, 0);
    CHECK(om_geom_kind_of(square) == OM_GEOM_POLYGON);
    CHECK(om_geom_is_valid(square, NULL));
}

static void wkb_comes_back_as_it_went(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) line = shape(geo, "LINESTRING Z(0 0 9,3 4 9)");
    OM_AUTO_TEXT wkb = {0};
    CHECK_OK(om_geom_write_wkb(line, &wkb, &err));
    OM_AUTO(om_geom) back = NULL;
    CHECK_OK(om_geom_of_wkb(geo, wkb.bytes, wkb.length, OM_METRES, &back, &err));
    CHECK_NEAR(om_geom_length_m(back), 5, 0);
    OM_AUTO_MEMORY om_xy *points = NULL;
    size_t count = 0;
    CHECK_OK(om_geom_points(back, &points, &count, &err));
    CHECK_INT(count, 2);
    CHECK_NEAR(points[1].y, 4, 0);
}

static void rubbish_is_no_shape(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    om_geom *none = NULL;
    CHECK_FAILS(om_geom_of_wkt(geo, "POLYGON((0 0", OM_METRES, &none, &err), OM_ERR_GEOMETRY,
                "not a shape");
    CHECK_FAILS(om_geom_of_wkb(geo, "\1\2\3", 3, OM_METRES, &none, &err), OM_ERR_GEOMETRY,
                "not a shape");
    const om_xy two[] = {{0, 0}, {1, 1}};
    CHECK_FAILS(om_geom_of_ring(geo, two, 2, OM_METRES, &none, &err), OM_ERR_GEOMETRY,
                "4 points, not 2");
    CHECK(none == NULL);
}

static void an_empty_shape_has_an_empty_extent_and_no_point_inside(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) empty = shape(geo, "POLYGON EMPTY");
    const om_rect rect = om_geom_rect(empty);
    CHECK(rect.min_x > rect.max_x);
    om_xy inside;
    CHECK_FAILS(om_geom_point_inside(empty, &inside, &err), OM_ERR_GEOMETRY, "empty");
}

static void a_point_inside_a_ring_is_not_in_its_hole(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) ring = shape(geo, "POLYGON((0 0,10 0,10 10,0 10,0 0),(1 1,9 1,9 9,1 9,1 1))");
    om_xy at;
    CHECK_OK(om_geom_point_inside(ring, &at, &err));
    CHECK(at.x < 1 || at.x > 9 || at.y < 1 || at.y > 9);
}

OM_TESTS(test(a_square_kilometre_has_a_million_square_metres), test(wkb_comes_back_as_it_went),
         test(rubbish_is_no_shape), test(an_empty_shape_has_an_empty_extent_and_no_point_inside),
         test(a_point_inside_a_ring_is_not_in_its_hole))
