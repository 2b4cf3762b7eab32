/* Points and lines against outlines, where it is hard: corners, borders, along a side. */
#include "engine/analysis/border.h"

#include "tests/support/check.h"

static om_error err;

static om_border *open(om_geo *geo, const char *const *wkts, size_t count)
{
    om_geom *shapes[4];
    om_border *border = NULL;
    for (size_t i = 0; i < count; i++)
        CHECK_OK(om_geom_of_wkt(geo, wkts[i], OM_METRES, &shapes[i], &err));
    CHECK_OK(om_border_open(geo, (const om_geom *const *)shapes, count, &border, &err));
    for (size_t i = 0; i < count; i++)
        om_geom_free(shapes[i]);
    return border;
}

static void a_ray_through_a_corner_counts_once(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_border)
    border = open(geo, (const char *[]){"POLYGON((0 0,10 -10,20 0,10 10,0 0))"}, 1);
    CHECK(om_border_find(border, (om_xy){5, 0}, 0, 1) == 0);
    CHECK(om_border_find(border, (om_xy){-5, 0}, 0, 1) == OM_NO_SHAPE);
    CHECK(om_border_find(border, (om_xy){5, 10}, 0, 1) == OM_NO_SHAPE);
    CHECK(om_border_find(border, (om_xy){5, -10}, 0, 1) == OM_NO_SHAPE);
    CHECK(om_border_find(border, (om_xy){10, 10}, 0, 1) == 0);
    CHECK(om_border_find(border, (om_xy){0, 0}, 0, 1) == 0);
}

static void every_point_of_a_split_square_has_one_owner(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_border)
    border = open(
        geo,
        (const char *[]){"POLYGON((0 0,7 3,10 10,0 10,0 0))", "POLYGON((0 0,10 0,10 10,7 3,0 0))"},
        2);
    for (int x = 0; x <= 40; x++)
        for (int y = 0; y <= 40; y++) {
            const om_xy at = {x / 4.0, y / 4.0};
            CHECK(om_border_find(border, at, 0, 2) != OM_NO_SHAPE);
        }
    CHECK(om_border_find(border, (om_xy){7, 3}, 0, 2) == 0);
    CHECK(om_border_find(border, (om_xy){7, 3}, 1, 2) == 1);
}

static void crossings_are_where_they_are(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_border)
    border = open(
        geo, (const char *[]){"MULTIPOLYGON(((0 0,10 0,10 10,0 10,0 0),(4 4,6 4,6 6,4 6,4 4)))"},
        1);
    const double *at = NULL;
    CHECK_INT(om_border_crossings(border, (om_xy){-10, 5}, (om_xy){10, 5}, &at), 4);
    CHECK_NEAR(at[0], 0.5, 1e-12);
    CHECK_NEAR(at[1], 0.7, 1e-12);
    CHECK_NEAR(at[2], 0.8, 1e-12);
    CHECK_NEAR(at[3], 1, 1e-12);
    CHECK_INT(om_border_crossings(border, (om_xy){1, 1}, (om_xy){3, 3}, &at), 0);
    CHECK(om_border_is_near(border, (om_rect){9, 9, 11, 11}));
    CHECK(!om_border_is_near(border, (om_rect){1, 1, 3, 3}));
}

OM_TESTS(test(a_ray_through_a_corner_counts_once),
         test(every_point_of_a_split_square_has_one_owner), test(crossings_are_where_they_are))
