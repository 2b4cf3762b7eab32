/* Painting, encoding and writing a pyramid, batch by batch. */
#include "tiles/pyramid.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "engine/base/memory.h"
#include "engine/base/pipeline.h"
#include "tiles/png.h"

/* What a painting thread has of its own. */
typedef struct brush {
    om_png *png;
    om_picture *canvas; /* of a whole batch; NULL before the first */
    om_text blank;      /* the file of the last tile of one colour … */
    uint32_t blank_pixel;
} brush;

/* A batch on its way to the sink: the files of its tiles, one after another. */
typedef struct batch {
    om_tile_range range;
    om_text files;
    size_t *ends; /* where each file ends */
    size_t count;
} batch;

typedef struct work {
    const om_pyramid *pyramid;
    om_kept *kept;
    om_pyramid_effort *effort;
    brush *brushes; /* one a thread */
    int brush_count;
} work;

static void batch_free(void *item)
{
    batch *done = item;
    om_text_clear(&done->files);
    free(done->ends);
    free(done);
}

static batch *batch_new(om_tile_range range)
{
    batch *begun = om_memory_take(1, sizeof *begun);
    begun->range = range;
    begun->ends = om_memory_take((size_t)om_tile_range_count(range), sizeof *begun->ends);
    return begun;
}

/* ---- Painting, on any thread ---- */

static uint32_t side(uint32_t from, uint32_t to, uint32_t tile_px)
{
    return (to - from + 1) * tile_px;
}

/* The brush's canvas as a picture of the size of `range`; what it holds is not said. */
static om_picture canvas_for(const om_pyramid *pyramid, brush *own, om_tile_range range)
{
    if (!own->canvas) {
        const uint32_t largest_px = (uint32_t)pyramid->plan->metatile * pyramid->tile_px;
        own->canvas = om_picture_new(largest_px, largest_px);
    }
    om_picture part = *own->canvas;
    part.width = side(range.min_x, range.max_x, pyramid->tile_px);
    part.height = side(range.min_y, range.max_y, pyramid->tile_px);
    return part;
}

static bool is_of_one_colour(const om_picture *tile)
{
    const size_t row_size = tile->width * sizeof *tile->pixels;
    for (uint32_t x = 1; x < tile->width; x++)
        if (tile->pixels[x] != tile->pixels[0])
            return false;
    for (uint32_t y = 1; y < tile->height; y++)
        if (memcmp(tile->pixels, tile->pixels + y * tile->stride, row_size) != 0)
            return false;
    return true;
}

/* Adds the file of a tile of one colour; the same colour again costs nothing. */
static void add_blank(brush *own, const om_picture *tile, om_text *files)
{
    if (!own->blank.length || own->blank_pixel != tile->pixels[0]) {
        own->blank.length = 0;
        own->blank_pixel = tile->pixels[0];
        om_png_write(own->png, tile, &own->blank);
    }
    om_text_add_bytes(files, own->blank.bytes, own->blank.length);
}

static void add_tile(brush *own, const om_picture *tile, batch *ret)
{
    if (is_of_one_colour(tile))
        add_blank(own, tile, &ret->files);
    else
        om_png_write(own->png, tile, &ret->files);
    ret->ends[ret->count++] = ret->files.length;
}

static void add_tiles(const om_pyramid *pyramid, brush *own, const om_picture *canvas, batch *ret)
{
    const uint32_t px = pyramid->tile_px;
    for (uint32_t top = 0; top < canvas->height; top += px)
        for (uint32_t left = 0; left < canvas->width; left += px) {
            const om_picture tile = {px, px, canvas->stride,
                                     canvas->pixels + top * canvas->stride + left, NULL};
            add_tile(own, &tile, ret);
        }
}

static void add_blanks(const om_pyramid *pyramid, brush *own, uint32_t pixel, batch *ret)
{
    const om_tile_range one = {ret->range.z, 0, 0, 0, 0};
    om_picture tile = canvas_for(pyramid, own, one);
    for (uint32_t y = 0; y < tile.height; y++)
        for (uint32_t x = 0; x < tile.width; x++)
            tile.pixels[y * tile.stride + x] = pixel;
    for (uint64_t i = om_tile_range_count(ret->range); i > 0; i--) {
        add_blank(own, &tile, &ret->files);
        ret->ends[ret->count++] = ret->files.length;
    }
}

static om_status make_batch(void *context, uint64_t number, int thread, void **ret_item,
                            om_error *err)
{
    const work *all = context;
    const om_pyramid *pyramid = all->pyramid;
    const om_painter *painter = pyramid->painter;
    brush *own = &all->brushes[thread];
    batch *made = batch_new(om_tile_plan_batch(pyramid->plan, number));

    uint32_t pixel = 0;
    if (painter->is_blank && painter->is_blank(painter->context, made->range, &pixel)) {
        add_blanks(pyramid, own, pixel, made);
        *ret_item = made;
        return OM_OK;
    }
    om_picture canvas = canvas_for(pyramid, own, made->range);
    const om_status status = painter->paint(painter->context, made->range, &canvas, err);
    if (status != OM_OK) {
        batch_free(made);
        return status;
    }
    add_tiles(pyramid, own, &canvas, made);
    *ret_item = made;
    return OM_OK;
}

/* ---- Writing, on the caller's thread ---- */

static om_status tell(const work *all, int z, om_error *err)
{
    OM_AUTO_TEXT stage = {0};
    om_text_add_format(&stage, "z%d", z);
    const om_progress progress = {
        .stage = stage.bytes,
        .done = all->kept->tiles[z],
        .total = om_tile_range_count(om_tile_plan_range(all->pyramid->plan, z)),
        .unit = "tiles",
    };
    return om_listener_tell(all->pyramid->listener, &progress, err);
}

static om_status put_tiles(const om_pyramid *pyramid, const batch *made, om_error *err)
{
    size_t number = 0, start = 0;
    for (uint32_t y = made->range.min_y; y <= made->range.max_y; y++)
        for (uint32_t x = made->range.min_x; x <= made->range.max_x; x++) {
            const om_tile tile = {made->range.z, x, y};
            OM_TRY(pyramid->kind->put(pyramid->sink, tile, made->files.bytes + start,
                                      made->ends[number] - start, err));
            start = made->ends[number++];
        }
    return OM_OK;
}

static om_status take_batch(void *context, uint64_t number, void *item, om_error *err)
{
    work *all = context;
    const om_pyramid *pyramid = all->pyramid;
    const batch *made = item;
    const int z = made->range.z;
    OM_TRY(put_tiles(pyramid, made, err));

    om_kept kept = *all->kept;
    kept.batches = number + 1;
    kept.tiles[z] += made->count;
    kept.bytes[z] += made->files.length;
    OM_AUTO_MEMORY char *manifest = om_manifest_write(pyramid->settings, &kept);
    OM_TRY(pyramid->kind->keep(pyramid->sink, manifest, err));
    *all->kept = kept;
    all->effort->painted[z] += made->count;
    return tell(all, z, err);
}

/* ---- All zooms ---- */

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static om_status make_zoom(work *all, int z, om_error *err)
{
    const om_pyramid *pyramid = all->pyramid;
    const uint64_t first = om_tile_plan_first_batch(pyramid->plan, z);
    const uint64_t end = om_tile_plan_first_batch(pyramid->plan, z + 1);
    if (all->kept->batches >= end)
        return OM_OK;
    const double start_s = now_s();
    OM_TRY(tell(all, z, err));
    OM_TRY(pyramid->painter->open_zoom(pyramid->painter->context, z, err));
    const om_pipeline line = {
        .first = all->kept->batches > first ? all->kept->batches : first,
        .end = end,
        .threads = all->brush_count,
        .make = make_batch,
        .take = take_batch,
        .drop = batch_free,
        .context = all,
    };
    OM_TRY(om_pipeline_run(&line, err));
    all->effort->seconds[z] = now_s() - start_s;
    return OM_OK;
}

static om_status check_range(const om_pyramid *pyramid, om_tile_range range, om_error *err)
{
    uint64_t missing = 0;
    om_tile first = {0};
    for (uint32_t y = range.min_y; y <= range.max_y; y++)
        for (uint32_t x = range.min_x; x <= range.max_x; x++) {
            const om_tile tile = {range.z, x, y};
            bool is_there = false;
            OM_TRY(pyramid->kind->has(pyramid->sink, tile, &is_there, err));
            if (!is_there && !missing++)
                first = tile;
        }
    if (!missing)
        return OM_OK;
    return om_fail(err, OM_ERR_PARTIAL,
                   "%" PRIu64 " of %" PRIu64 " tiles of zoom %d are missing, %d/%u/%u among them",
                   missing, om_tile_range_count(range), range.z, first.z, first.x, first.y);
}

static om_status make_all(work *all, om_error *err)
{
    const om_tile_plan *plan = all->pyramid->plan;
    for (int z = plan->min_zoom; z <= plan->max_zoom; z++)
        OM_TRY(make_zoom(all, z, err));
    for (int z = plan->min_zoom; z <= plan->max_zoom; z++)
        OM_TRY(check_range(all->pyramid, om_tile_plan_range(plan, z), err));
    return OM_OK;
}

om_status om_pyramid_make(const om_pyramid *pyramid, om_kept *kept, om_pyramid_effort *effort,
                          om_error *err)
{
    const int threads = om_pipeline_threads(pyramid->threads);
    OM_AUTO_MEMORY brush *brushes = om_memory_take((size_t)threads, sizeof *brushes);
    for (int i = 0; i < threads; i++)
        brushes[i].png = om_png_new(OM_PNG_LEVEL);
    *effort = (om_pyramid_effort){0};
    work all = {pyramid, kept, effort, brushes, threads};
    const om_status status = make_all(&all, err);
    for (int i = 0; i < threads; i++) {
        om_png_free(brushes[i].png);
        om_picture_free(brushes[i].canvas);
        om_text_clear(&brushes[i].blank);
    }
    return status;
}
