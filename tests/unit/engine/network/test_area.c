/* The ground within a time, on cities whose answer is known. */
#include "engine/network/area.h"

#include "tests/support/check.h"
#include "tests/support/city.h"

static om_error err;
static const om_access access_100_m = {.within_m = 100, .speed_ms = 10};

static double area_of(const om_outline *outline)
{
    double twice = 0;
    for (size_t r = 0; r < outline->ring_count; r++) {
        const om_xy *points = &outline->points[outline->rings[r].first];
        for (size_t i = 1; i < outline->rings[r].count; i++)
            twice += points[i - 1].x * points[i].y - points[i].x * points[i - 1].y;
    }
    return twice / 2;
}

/* A street driven at 10 m/s: 500 m either way in 50 s, and the same speed to the sides. */
static void a_street_is_reached_to_both_sides(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a---------b", 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 5, &ground, &err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    const om_start middle = {0, 0.5, 0};
    CHECK_OK(om_search_run(search, &middle, 1, 50, &err));
    __attribute__((cleanup(om_outline_clear))) om_outline outline = {0};
    om_ground_outline(ground, search, 50, &outline);
    CHECK_INT(outline.ring_count, 1);
    const double truth_m2 = 200 * 800 + 4 * 0.5 * 100 * 100;
    CHECK_NEAR(area_of(&outline), truth_m2, 0.03 * truth_m2);
    CHECK(om_outline_has(&outline, (om_xy){2500 + 480, 0}));
    CHECK(!om_outline_has(&outline, (om_xy){2500 + 480, 40}));
    CHECK(!om_outline_has(&outline, (om_xy){2500, 110}));
}

static void a_block_keeps_its_hole_and_nothing_is_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a-b\n| |\nd-c\n", 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 10, &ground, &err));
    OM_AUTO(om_search) search = om_search_new(city->network);
    const om_start start = {0, 0, 0};
    CHECK_OK(om_search_run(search, &start, 1, 1000, &err));
    __attribute__((cleanup(om_outline_clear))) om_outline outline = {0};
    om_ground_outline(ground, search, 1000, &outline);
    CHECK_INT(outline.ring_count, 2);
    CHECK(!om_outline_has(&outline, (om_xy){500, -500}));

    __attribute__((cleanup(om_outline_clear))) om_outline nothing = {0};
    CHECK_OK(om_search_run(search, &start, 0, 1000, &err));
    om_ground_outline(ground, search, 1000, &nothing);
    CHECK_INT(nothing.ring_count, 0);
}

static void a_raster_that_is_too_fine_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a-b\n|  \nd\n", 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_FAILS(om_ground_open(city->network, &access_100_m, 0.001, &ground, &err), OM_ERR_RANGE,
                "cells of 0.001 m");
}

OM_TESTS(test(a_street_is_reached_to_both_sides),
         test(a_block_keeps_its_hole_and_nothing_is_nothing),
         test(a_raster_that_is_too_fine_is_refused))
