/* Batches cover each tile once, whatever the metatile, in the order of the tiles. */
#include "tiles/batches.h"

#include <stdlib.h>

#include "tests/support/check.h"
#include "tiles/plan.h"
#include "tiles/tile_id.h"

static void batches_cover_each_tile_once(void **state)
{
    (void)state;
    for (int metatile = 1; metatile <= 32; metatile *= 2) {
        const om_tile_plan plan = {{-77.12, 38.79, -76.91, 39.0}, 2, 14, metatile};
        OM_AUTO_RUNS tiles = {0};
        om_tile_plan_runs(&plan, &tiles);
        OM_AUTO_BATCHES batches = {0};
        om_batches_make(&tiles, metatile, &batches);
        uint64_t covered = 0, last_end = 0;
        for (uint64_t number = 0; number < batches.total; number++) {
            const om_batch_square square = om_batches_at(&batches, number);
            const uint64_t wanted = om_runs_total_within(&tiles, square.first, square.end);
            CHECK(wanted > 0);
            CHECK(square.first >= last_end);
            CHECK_INT(square.end - square.first, om_tile_range_count(square.range));
            CHECK(number >= om_batches_first(&batches, square.range.z));
            CHECK(number < om_batches_first(&batches, square.range.z + 1));
            covered += wanted;
            last_end = square.end;
        }
        CHECK_INT(covered, om_runs_total(&tiles));
    }
}

static void a_square_is_the_range_that_it_says(void **state)
{
    (void)state;
    OM_AUTO_RUNS tiles = {0};
    const uint64_t id = om_tile_id((om_tile){6, 37, 22});
    om_runs_add(&tiles, id, id + 1);
    OM_AUTO_BATCHES batches = {0};
    om_batches_make(&tiles, 8, &batches);
    CHECK_INT(batches.total, 1);
    const om_batch_square square = om_batches_at(&batches, 0);
    CHECK_INT(square.range.min_x, 32);
    CHECK_INT(square.range.max_x, 39);
    CHECK_INT(square.range.min_y, 16);
    CHECK_INT(square.range.max_y, 23);
    for (uint64_t i = square.first; i < square.end; i++) {
        const om_tile tile = om_tile_of_id(i);
        CHECK(tile.x / 8 == 4 && tile.y / 8 == 2);
    }
}

static void nothing_has_no_batches(void **state)
{
    (void)state;
    OM_AUTO_RUNS tiles = {0};
    OM_AUTO_BATCHES batches = {0};
    om_batches_make(&tiles, 8, &batches);
    CHECK_INT(batches.total, 0);
    CHECK_INT(om_batches_first(&batches, 3), 0);
}

OM_TESTS(test(batches_cover_each_tile_once), test(a_square_is_the_range_that_it_says),
         test(nothing_has_no_batches))
