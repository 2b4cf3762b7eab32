/* A plan covers every tile of its box once, whatever the metatile. */
#include "tiles/plan.h"

#include <stdlib.h>

#include "tests/support/check.h"
#include "tiles/tile_id.h"

static const om_box washington = {-77.12, 38.79, -76.91, 39.0};

static void runs_are_the_tiles_of_the_range_and_no_others(void **state)
{
    (void)state;
    const om_tile_plan plan = {washington, 8, 14, 8};
    OM_AUTO_RUNS runs = {0};
    om_tile_plan_runs(&plan, &runs);
    CHECK_INT(om_runs_total(&runs), om_tile_plan_tile_count(&plan));
    for (int z = plan.min_zoom; z <= plan.max_zoom; z++) {
        const om_tile_range range = om_tile_plan_range(&plan, z);
        for (uint32_t y = range.min_y; y <= range.max_y; y++)
            for (uint32_t x = range.min_x; x <= range.max_x; x++)
                CHECK(om_runs_have(&runs, om_tile_id((om_tile){z, x, y})));
    }
}

static void runs_of_the_whole_world_are_one(void **state)
{
    (void)state;
    const om_tile_plan plan = {{-180, -90, 180, 90}, 2, 12, 8};
    OM_AUTO_RUNS runs = {0};
    om_tile_plan_runs(&plan, &runs);
    CHECK_INT(runs.count, 1);
    CHECK_INT(runs.items[0].first, om_tile_id_first(2));
    CHECK_INT(runs.items[0].end, om_tile_id_first(13));
}

static void the_world_is_one_tile_then_four_then_sixteen(void **state)
{
    (void)state;
    const om_tile_plan plan = {{-180, -90, 180, 90}, 0, 2, 8};
    CHECK_INT(om_tile_plan_tile_count(&plan), 1 + 4 + 16);
}

static void a_plan_that_makes_no_sense_is_refused_with_the_reason(void **state)
{
    (void)state;
    om_error err;
    CHECK_FAILS(om_tile_plan_check(&(om_tile_plan){washington, 9, 8, 8}, &err), OM_ERR_RANGE,
                "zooms 9-8");
    CHECK_FAILS(om_tile_plan_check(&(om_tile_plan){washington, 0, 23, 8}, &err), OM_ERR_RANGE,
                "zooms 0-23");
    CHECK_FAILS(om_tile_plan_check(&(om_tile_plan){washington, -1, 3, 8}, &err), OM_ERR_RANGE,
                "zooms -1-3");
    CHECK_FAILS(om_tile_plan_check(&(om_tile_plan){washington, 1, 3, 33}, &err), OM_ERR_RANGE,
                "33 tiles");
    CHECK_FAILS(om_tile_plan_check(&(om_tile_plan){washington, 1, 3, 3}, &err), OM_ERR_RANGE,
                "a metatile of 3 tiles is not 1, 2, 4, 8, 16 or 32");
    CHECK_FAILS(om_tile_plan_check(&(om_tile_plan){{5, 1, 4, 2}, 1, 3, 8}, &err), OM_ERR_RANGE,
                "5,1,4,2");
    CHECK_FAILS(om_tile_plan_check(&(om_tile_plan){{1, 1, (double)NAN, 2}, 1, 3, 8}, &err),
                OM_ERR_RANGE, "west,south,east,north");
    CHECK_FAILS(om_tile_plan_check(&(om_tile_plan){{1, 88, 2, 89}, 1, 3, 8}, &err), OM_ERR_RANGE,
                "beyond where tiles end");
}

static void too_many_tiles_are_refused_with_their_number(void **state)
{
    (void)state;
    om_error err;
    const om_tile_plan plan = {{-180, -85, 180, 85}, 0, 13, 8};
    CHECK_FAILS(om_tile_plan_check(&plan, &err), OM_ERR_RANGE, "are 89");
    CHECK_OK(om_tile_plan_check(&(om_tile_plan){washington, 0, 20, 8}, &err));
}

static void a_margin_widens_the_box_but_not_beyond_the_world(void **state)
{
    (void)state;
    const om_box inner = om_tile_plan_range_box((om_tile_range){2, 1, 1, 2, 2}, 0);
    CHECK_NEAR(inner.west, -90, 1e-9);
    CHECK_NEAR(inner.east, 90, 1e-9);
    const om_box outer = om_tile_plan_range_box((om_tile_range){2, 1, 1, 2, 2}, 5);
    CHECK_NEAR(outer.west, -180, 1e-9);
    CHECK_NEAR(outer.north, OM_MERCATOR_MAX_LAT, 1e-9);
}

OM_TESTS(test(runs_are_the_tiles_of_the_range_and_no_others), test(runs_of_the_whole_world_are_one),
         test(the_world_is_one_tile_then_four_then_sixteen),
         test(a_plan_that_makes_no_sense_is_refused_with_the_reason),
         test(too_many_tiles_are_refused_with_their_number),
         test(a_margin_widens_the_box_but_not_beyond_the_world))
