/* A pyramid reports as it goes, repeats nothing and notices what is missing. */
#include "tiles/pyramid.h"

#include <stdlib.h>

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/tiles.h"

/* A sink that only counts, and loses the tile that it is told to lose. */
typedef struct counter {
    uint64_t put, kept;
    om_tile lost;
    bool loses;
} counter;

static om_status count_tile(void *self, const om_tile_file *file, om_error *err)
{
    (void)err;
    ((counter *)self)->put += file->size > 0;
    return OM_OK;
}

static om_status count_keep(void *self, const char *manifest, bool *ret_is_safe, om_error *err)
{
    (void)manifest;
    (void)err;
    *ret_is_safe = true;
    ((counter *)self)->kept++;
    return OM_OK;
}

static om_status has_tile(void *self, om_tile tile, bool *ret, om_error *err)
{
    (void)err;
    const counter *own = self;
    *ret = !(own->loses && own->lost.z == tile.z && own->lost.x == tile.x && own->lost.y == tile.y);
    return OM_OK;
}

static const om_sink_kind counting = {.put = count_tile, .keep = count_keep, .has = has_tile};

static om_status make(pattern_export *all, counter *count, om_kept *kept, om_error *err)
{
    const om_painter painter = pattern_painter(&all->painter);
    OM_AUTO_RUNS tiles = {0};
    om_tile_plan_runs(&all->job.plan, &tiles);
    const om_pyramid pyramid = {.tiles = &tiles,
                                .metatile = all->job.plan.metatile,
                                .painter = &painter,
                                .kind = &counting,
                                .sink = count,
                                .settings = all->job.settings,
                                .tile_px = 256,
                                .threads = 2,
                                .listener = all->job.listener};
    om_pyramid_effort effort;
    return om_pyramid_make(&pyramid, kept, &effort, err);
}

static void every_tile_is_put_once_and_every_batch_kept(void **state)
{
    (void)state;
    om_error err;
    pattern_export all;
    pattern_export_init(&all, "a");
    counter count = {0};
    om_kept kept = {0};
    CHECK_OK(make(&all, &count, &kept, &err));
    CHECK_INT(count.put, om_tile_plan_tile_count(&all.job.plan));
    CHECK_INT(count.kept, plan_batches(&all.job.plan, 5));
    CHECK_INT(kept.batches, count.kept);
    CHECK_INT(all.painter.opened, 5);
    pattern_export_clear(&all);
}

static void zooms_that_are_done_are_not_even_opened(void **state)
{
    (void)state;
    om_error err;
    pattern_export all;
    pattern_export_init(&all, "a");
    counter count = {0};
    om_kept kept = {.batches = plan_batches(&all.job.plan, 4) + 1};
    CHECK_OK(make(&all, &count, &kept, &err));
    CHECK_INT(all.painter.opened, 1);
    CHECK(count.put < om_tile_range_count(om_tile_plan_range(&all.job.plan, 4)));
    pattern_export_clear(&all);
}

static void a_tile_that_is_missing_at_the_end_is_told(void **state)
{
    (void)state;
    om_error err;
    pattern_export all;
    pattern_export_init(&all, "a");
    counter count = {.loses = true, .lost = {3, 4, 3}};
    om_kept kept = {0};
    CHECK_FAILS(make(&all, &count, &kept, &err), OM_ERR_PARTIAL,
                "tiles are missing, 3/4/3 among them");
    pattern_export_clear(&all);
}

OM_TESTS(test(every_tile_is_put_once_and_every_batch_kept),
         test(zooms_that_are_done_are_not_even_opened),
         test(a_tile_that_is_missing_at_the_end_is_told))
