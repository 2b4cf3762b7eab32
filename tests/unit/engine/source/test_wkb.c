/* Tests of engine/source/wkb.c: coordinates out of WKB and back into it. */
#include "engine/source/wkb.h"
#include "tests/support/check.h"

static void write_square(om_text *wkb)
{
    const om_xy ring[] = {{0, 0}, {1, 0}, {1, 1}, {0, 0}};
    om_wkb_begin(wkb, OM_WKB_MULTIPOLYGON);
    om_wkb_add_count(wkb, 1);
    om_wkb_begin(wkb, OM_WKB_POLYGON);
    om_wkb_add_count(wkb, 1);
    om_wkb_add_count(wkb, 4);
    om_wkb_add_points(wkb, ring, 4);
}

static void coordinates_come_out_in_their_order(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_TEXT wkb = {0};
    OM_AUTO_XY_LIST points = {0};
    write_square(&wkb);
    CHECK_OK(om_wkb_points(&wkb, &points, &err));
    CHECK_INT(points.count, 4);
    CHECK_NEAR(points.at[2].x, 1, 0);
    CHECK_NEAR(points.at[2].y, 1, 0);
}

static void coordinates_go_back_where_they_were(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_TEXT wkb = {0};
    OM_AUTO_XY_LIST points = {0};
    OM_AUTO_XY_LIST again = {0};
    write_square(&wkb);
    CHECK_OK(om_wkb_points(&wkb, &points, &err));
    for (size_t i = 0; i < points.count; i++)
        points.at[i].x += 10;
    om_wkb_set_points(&wkb, points.at);
    CHECK_OK(om_wkb_points(&wkb, &again, &err));
    CHECK_NEAR(again.at[1].x, 11, 0);
    CHECK_NEAR(again.at[1].y, 0, 0);
}

static void every_cut_of_the_bytes_is_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_TEXT wkb = {0};
    OM_AUTO_XY_LIST points = {0};
    write_square(&wkb);
    for (size_t length = 0; length < wkb.length; length++) {
        const om_text cut = {.bytes = wkb.bytes, .length = length};
        CHECK_FAILS(om_wkb_points(&cut, &points, &err), OM_ERR_GEOMETRY, "damaged");
        CHECK_INT(points.count, 0);
    }
}

static void a_count_beyond_the_bytes_is_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO_TEXT wkb = {0};
    OM_AUTO_XY_LIST points = {0};
    om_wkb_begin(&wkb, OM_WKB_LINE);
    om_wkb_add_count(&wkb, 0xFFFFFFFF);
    CHECK_FAILS(om_wkb_points(&wkb, &points, &err), OM_ERR_GEOMETRY, "damaged");
}

OM_TESTS(test(coordinates_come_out_in_their_order), test(coordinates_go_back_where_they_were),
         test(every_cut_of_the_bytes_is_refused), test(a_count_beyond_the_bytes_is_refused))
