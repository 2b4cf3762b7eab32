/* Views. */
#include "engine/draw/view.h"

#include "tests/support/check.h"

static const om_view wuxi = {{120.3, 31.57}, 12, 800, 600, 1};

static void a_box_fits_into_its_view(void **state)
{
    (void)state;
    om_error err;
    const om_box box = {119.5, 31.1, 120.6, 32.0};
    om_view view;
    CHECK_OK(om_view_of_box(&box, 800, 600, &view, &err));
    const om_box seen = om_view_box(&view);
    CHECK(seen.west <= box.west + 0.002 && seen.east >= box.east - 0.002);
    CHECK(seen.south <= box.south + 0.002 && seen.north >= box.north - 0.002);
    view.zoom += 0.02;
    const om_box closer = om_view_box(&view);
    CHECK(closer.south > box.south || closer.west > box.west);
}

static void a_place_is_shown_closely(void **state)
{
    (void)state;
    om_error err;
    om_view view;
    CHECK_OK(om_view_of_box(&(om_box){8, 47, 8, 47}, 100, 100, &view, &err));
    CHECK_NEAR(view.zoom, 16, 0);
    CHECK_NEAR(view.center.lat, 47, 1e-9);
}

/* A degree of longitude on the equator is 111,319.49 m; at zoom 0 a px is 360 / 512 of it. */
static void a_px_is_as_long_as_the_parallel_says(void **state)
{
    (void)state;
    const om_view equator = {{0, 0}, 0, 10, 10, 1};
    CHECK_NEAR(om_view_px_m(&equator), 111319.49079 * 360 / 512, 0.01);
    /* On the ellipsoid a degree of the parallel at 60 degrees is 55,800 m. */
    const om_view north = {{0, 60}, 0, 10, 10, 1};
    CHECK_NEAR(om_view_px_m(&north), 55800.0 * 360 / 512, 2);
}

static void resizing_keeps_the_middle_and_the_extent(void **state)
{
    (void)state;
    const om_view half = om_view_resized(&wuxi, 400, 600);
    CHECK_NEAR(half.zoom, 11, 1e-12);
    CHECK_INT(half.width, 400);
    CHECK_NEAR(half.center.lon, wuxi.center.lon, 0);
}

static void values_out_of_range_are_named(void **state)
{
    (void)state;
    om_error err;
    om_view bad = wuxi;
    bad.zoom = 24.5;
    CHECK_FAILS(om_view_check(&bad, &err), OM_ERR_RANGE, "zoom 24.5");
    bad = wuxi, bad.width = 0;
    CHECK_FAILS(om_view_check(&bad, &err), OM_ERR_RANGE, "width of 0");
    bad = wuxi, bad.scale = NAN;
    CHECK_FAILS(om_view_check(&bad, &err), OM_ERR_RANGE, "scale");
    bad = wuxi, bad.center.lat = 89;
    CHECK_FAILS(om_view_check(&bad, &err), OM_ERR_RANGE, "latitude 89");
    bad = wuxi, bad.center.lon = NAN;
    CHECK_FAILS(om_view_check(&bad, &err), OM_ERR_RANGE, "longitude");
    om_view view;
    CHECK_FAILS(om_view_of_box(&(om_box){5, 1, 4, 2}, 10, 10, &view, &err), OM_ERR_RANGE, "5..4");
    CHECK_OK(om_view_check(&wuxi, &err));
}

OM_TESTS(test(a_box_fits_into_its_view), test(a_place_is_shown_closely),
         test(a_px_is_as_long_as_the_parallel_says), test(resizing_keeps_the_middle_and_the_extent),
         test(values_out_of_range_are_named))
