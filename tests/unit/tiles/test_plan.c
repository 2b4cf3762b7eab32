/* A plan covers every tile of its box once, whatever the metatile. */
#include "tiles/plan.h"

#include <stdlib.h>

#include "tests/support/check.h"

static const om_box washington = {-77.12, 38.79, -76.91, 39.0};

static void batches_cover_each_tile_once(void **state)
{
    (void)state;
    for (int metatile = 1; metatile <= 32; metatile = metatile * 2 + 1) {
        const om_tile_plan plan = {washington, 8, 14, metatile > 32 ? 32 : metatile};
        const uint64_t end = om_tile_plan_first_batch(&plan, plan.max_zoom + 1);
        uint64_t tiles = 0;
        for (uint64_t number = 0; number < end; number++) {
            const om_tile_range batch = om_tile_plan_batch(&plan, number);
            const om_tile_range all = om_tile_plan_range(&plan, batch.z);
            CHECK(batch.min_x >= all.min_x && batch.max_x <= all.max_x);
            CHECK(batch.min_y >= all.min_y && batch.max_y <= all.max_y);
            CHECK(batch.min_x / (uint32_t)plan.metatile == batch.max_x / (uint32_t)plan.metatile);
            CHECK(number >= om_tile_plan_first_batch(&plan, batch.z));
            CHECK(number < om_tile_plan_first_batch(&plan, batch.z + 1));
            tiles += om_tile_range_count(batch);
        }
        CHECK_INT(tiles, om_tile_plan_tile_count(&plan));
    }
}

static void the_world_is_one_tile_then_four_then_sixteen(void **state)
{
    (void)state;
    const om_tile_plan plan = {{-180, -90, 180, 90}, 0, 2, 8};
    CHECK_INT(om_tile_plan_tile_count(&plan), 1 + 4 + 16);
    CHECK_INT(om_tile_plan_first_batch(&plan, 3), 3);
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

OM_TESTS(test(batches_cover_each_tile_once), test(the_world_is_one_tile_then_four_then_sixteen),
         test(a_plan_that_makes_no_sense_is_refused_with_the_reason),
         test(too_many_tiles_are_refused_with_their_number),
         test(a_margin_widens_the_box_but_not_beyond_the_world))
