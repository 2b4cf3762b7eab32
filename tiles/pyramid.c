/* Painting, encoding and writing a pyramid, batch by batch. */
#include "tiles/pyramid.h"

#include <inttypes.h>
#include <time.h>

#include "engine/base/memory.h"
#include "engine/base/pipeline.h"
#include "tiles/batch.h"
#include "tiles/tile_id.h"

typedef struct work {
    const om_pyramid *pyramid;
    om_batches batches;
    om_kept *kept;
    uint64_t safe[OM_TILE_PLAN_ZOOMS]; /* tiles that no interruption can take back */
    om_pyramid_effort *effort;
    om_brush *brushes; /* one a thread */
    int brush_count;
} work;

/* ---- Painting, on any thread ---- */

static om_status make_batch(void *context, uint64_t number, int thread, void **ret_item,
                            om_error *err)
{
    const work *all = context;
    om_batch *made = NULL;
    OM_TRY(om_batch_make(all->pyramid, om_batches_at(&all->batches, number), &all->brushes[thread],
                         &made, err));
    *ret_item = made;
    return OM_OK;
}

static void drop_batch(void *item)
{
    om_batch_free(item);
}

/* ---- Writing, on the caller's thread ---- */

static om_status tell(const work *all, int z, om_error *err)
{
    OM_AUTO_TEXT stage = {0};
    om_text_add_format(&stage, "z%d", z);
    const om_progress progress = {
        .stage = stage.bytes,
        .done = all->safe[z],
        .total =
            om_runs_total_within(all->pyramid->tiles, om_tile_id_first(z), om_tile_id_first(z + 1)),
        .unit = "tiles",
    };
    return om_listener_tell(all->pyramid->listener, &progress, err);
}

static om_status put_tiles(const om_pyramid *pyramid, const om_batch *made, om_error *err)
{
    for (size_t i = 0; i < made->count; i++) {
        const om_batch_tile *tile = &made->tiles[i];
        const om_tile_file file = {om_tile_of_id(tile->id), made->files.bytes + tile->start,
                                   tile->size, tile->hash};
        OM_TRY(pyramid->kind->put(pyramid->sink, &file, err));
    }
    return OM_OK;
}

static void count(om_kept *kept, int z, const om_batch *made)
{
    kept->batches++;
    kept->tiles[z] += made->count;
    for (size_t i = 0; i < made->count; i++) {
        kept->bytes[z] += made->tiles[i].size;
        om_tiles_hash_add(&kept->hash, made->tiles[i].id, made->tiles[i].hash);
    }
}

static om_status take_batch(void *context, uint64_t number, void *item, om_error *err)
{
    work *all = context;
    const om_pyramid *pyramid = all->pyramid;
    const om_batch *made = item;
    const int z = made->z;
    (void)number;
    OM_TRY(put_tiles(pyramid, made, err));

    om_kept kept = *all->kept;
    count(&kept, z, made);
    OM_AUTO_MEMORY char *manifest = om_manifest_write(pyramid->settings, &kept);
    bool is_safe = false;
    OM_TRY(pyramid->kind->keep(pyramid->sink, manifest, &is_safe, err));
    *all->kept = kept;
    all->effort->painted[z] += made->count;
    all->effort->uniform[z] += made->uniform_count;
    if (is_safe)
        all->safe[z] = kept.tiles[z];
    return tell(all, z, err);
}

/* ---- All zooms ---- */

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static om_status settle(work *all, int z, om_error *err)
{
    const om_pyramid *pyramid = all->pyramid;
    if (pyramid->kind->settle)
        OM_TRY(pyramid->kind->settle(pyramid->sink, err));
    all->safe[z] = all->kept->tiles[z];
    return tell(all, z, err);
}

static om_status open_zoom(work *all, int z, om_error *err)
{
    const om_painter *painter = all->pyramid->painter;
    OM_TRY(painter->open_zoom(painter->context, z, err));
    const om_pins pins = painter->pins ? painter->pins(painter->context) : (om_pins){0};
    for (int i = 0; i < all->brush_count; i++)
        om_encoder_pin(all->brushes[i].encoder, pins);
    return OM_OK;
}

static om_status make_zoom(work *all, int z, om_error *err)
{
    const uint64_t first = om_batches_first(&all->batches, z);
    const uint64_t end = om_batches_first(&all->batches, z + 1);
    if (first == end || all->kept->batches >= end)
        return OM_OK;
    const double start_s = now_s();
    OM_TRY(tell(all, z, err));
    OM_TRY(open_zoom(all, z, err));
    const om_pipeline line = {
        .first = all->kept->batches > first ? all->kept->batches : first,
        .end = end,
        .threads = all->brush_count,
        .make = make_batch,
        .take = take_batch,
        .drop = drop_batch,
        .context = all,
    };
    OM_TRY(om_pipeline_run(&line, err));
    OM_TRY(settle(all, z, err));
    all->effort->seconds[z] = now_s() - start_s;
    return OM_OK;
}

/* Asks the sink for each tile that there must be. */
static om_status check_all(const om_pyramid *pyramid, om_error *err)
{
    uint64_t missing = 0;
    om_tile first = {0};
    for (size_t i = 0; i < pyramid->tiles->count; i++)
        for (uint64_t id = pyramid->tiles->items[i].first; id < pyramid->tiles->items[i].end;
             id++) {
            const om_tile tile = om_tile_of_id(id);
            bool is_there = false;
            OM_TRY(pyramid->kind->has(pyramid->sink, tile, &is_there, err));
            if (!is_there && !missing++)
                first = tile;
        }
    if (!missing)
        return OM_OK;
    return om_fail(err, OM_ERR_PARTIAL,
                   "%" PRIu64 " of %" PRIu64 " tiles are missing, %d/%u/%u among them", missing,
                   om_runs_total(pyramid->tiles), first.z, first.x, first.y);
}

static om_status make_all(work *all, om_error *err)
{
    for (int z = 0; z <= OM_TILE_PLAN_MAX_ZOOM; z++)
        OM_TRY(make_zoom(all, z, err));
    return check_all(all->pyramid, err);
}

om_status om_pyramid_make(const om_pyramid *pyramid, om_kept *kept, om_pyramid_effort *effort,
                          om_error *err)
{
    const int threads = om_pipeline_threads(pyramid->threads);
    OM_AUTO_MEMORY om_brush *brushes = om_memory_take((size_t)threads, sizeof *brushes);
    for (int i = 0; i < threads; i++)
        brushes[i].encoder = om_encoder_new(pyramid->encoding);
    *effort = (om_pyramid_effort){0};
    work all = {.pyramid = pyramid,
                .kept = kept,
                .effort = effort,
                .brushes = brushes,
                .brush_count = threads};
    for (int z = 0; z <= OM_TILE_PLAN_MAX_ZOOM; z++)
        all.safe[z] = kept->tiles[z];
    om_batches_make(pyramid->tiles, pyramid->metatile, &all.batches);
    const om_status status = make_all(&all, err);
    for (int i = 0; i < threads; i++)
        om_brush_clear(&brushes[i]);
    om_batches_clear(&all.batches);
    return status;
}
