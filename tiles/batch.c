/* Marking, painting and encoding of a batch. */
#include "tiles/batch.h"

#include <string.h>

#include "engine/base/memory.h"
#include "tiles/tile_id.h"

typedef enum mark { NOT_WANTED, UNIFORM, TO_PAINT, PAINTED } mark;

enum { MOST_TILES = OM_TILE_PLAN_MAX_METATILE * OM_TILE_PLAN_MAX_METATILE };

/* A square on the easel; tiles are counted from its upper left corner, row by row. */
typedef struct easel {
    const om_pyramid *pyramid;
    om_batch_square square;
    uint32_t side; /* tiles */
    mark marks[MOST_TILES];
    uint32_t pixels[MOST_TILES]; /* of what is uniform */
} easel;

void om_batch_free(om_batch *batch)
{
    if (!batch)
        return;
    om_text_clear(&batch->files);
    free(batch->tiles);
    free(batch);
}

void om_brush_clear(om_brush *brush)
{
    om_encoder_free(brush->encoder);
    om_picture_free(brush->canvas);
    om_text_clear(&brush->blank);
}

static size_t place_of(const easel *at, om_tile tile)
{
    return (size_t)(tile.y - at->square.range.min_y) * at->side + (tile.x - at->square.range.min_x);
}

/* ---- Marking ---- */

static void mark_wanted(easel *at, om_batch_square part, mark as, uint32_t pixel)
{
    for (uint64_t id = part.first; id < part.end; id++) {
        if (!om_runs_have(at->pyramid->tiles, id))
            continue;
        const size_t place = place_of(at, om_tile_of_id(id));
        at->marks[place] = as;
        at->pixels[place] = pixel;
    }
}

static om_batch_square quarter_of(om_batch_square whole, uint64_t number)
{
    const uint64_t length = (whole.end - whole.first) / 4;
    const uint64_t first = whole.first + number * length;
    const om_tile any = om_tile_of_id(first);
    const uint32_t last = (whole.range.max_x - whole.range.min_x) / 2;
    const uint32_t left = any.x & ~last, top = any.y & ~last;
    return (om_batch_square){
        {whole.range.z, left, top, left + last, top + last}, first, first + length};
}

/* Asks of ever smaller squares whether they are of one colour. */
static void mark_square(easel *at, om_batch_square part)
{
    const om_painter *painter = at->pyramid->painter;
    uint32_t pixel = 0;
    if (!om_runs_total_within(at->pyramid->tiles, part.first, part.end))
        return;
    if (painter->is_blank && painter->is_blank(painter->context, part.range, &pixel))
        mark_wanted(at, part, UNIFORM, pixel);
    else if (part.end - part.first == 1 || !painter->is_blank)
        mark_wanted(at, part, TO_PAINT, 0);
    else
        for (uint64_t i = 0; i < 4; i++)
            mark_square(at, quarter_of(part, i));
}

/* ---- Painting ---- */

static bool row_is_to_paint(const easel *at, uint32_t left, uint32_t end, uint32_t row)
{
    for (uint32_t x = left; x < end; x++)
        if (at->marks[row * at->side + x] != TO_PAINT)
            return false;
    return true;
}

/* The largest rectangle that begins at `left`, `top`, first to the right and then down. */
static om_tile_range rectangle_at(easel *at, uint32_t left, uint32_t top)
{
    uint32_t end = left, bottom = top;
    while (end < at->side && at->marks[top * at->side + end] == TO_PAINT)
        end++;
    while (bottom < at->side && row_is_to_paint(at, left, end, bottom)) {
        for (uint32_t x = left; x < end; x++)
            at->marks[bottom * at->side + x] = PAINTED;
        bottom++;
    }
    const om_tile_range *all = &at->square.range;
    return (om_tile_range){all->z, all->min_x + left, all->min_y + top, all->min_x + end - 1,
                           all->min_y + bottom - 1};
}

/* A part of the brush's canvas; what it holds is not said. */
static om_picture canvas_for(const easel *at, om_brush *brush, om_tile_range range)
{
    const uint32_t px = at->pyramid->tile_px;
    if (!brush->canvas) {
        const uint32_t largest_px = (uint32_t)at->pyramid->metatile * px;
        brush->canvas = om_picture_new(largest_px, largest_px);
    }
    om_picture part = *brush->canvas;
    part.pixels += (size_t)(range.min_y - at->square.range.min_y) * px * part.stride +
                   (size_t)(range.min_x - at->square.range.min_x) * px;
    part.width = (range.max_x - range.min_x + 1) * px;
    part.height = (range.max_y - range.min_y + 1) * px;
    return part;
}

static om_status paint(easel *at, om_brush *brush, om_error *err)
{
    const om_painter *painter = at->pyramid->painter;
    for (uint32_t y = 0; y < at->side; y++)
        for (uint32_t x = 0; x < at->side; x++) {
            if (at->marks[y * at->side + x] != TO_PAINT)
                continue;
            const om_tile_range range = rectangle_at(at, x, y);
            om_picture canvas = canvas_for(at, brush, range);
            OM_TRY(painter->paint(painter->context, range, &canvas, err));
        }
    return OM_OK;
}

/* ---- Encoding ---- */

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
static om_hash add_uniform(om_brush *brush, uint32_t tile_px, uint32_t pixel, om_text *files)
{
    if (!brush->blank.length || brush->blank_pixel != pixel) {
        OM_AUTO(om_picture) tile = om_picture_new(tile_px, tile_px);
        for (size_t i = 0; i < (size_t)tile_px * tile_px; i++)
            tile->pixels[i] = pixel;
        brush->blank.length = 0;
        brush->blank_pixel = pixel;
        om_encoder_write(brush->encoder, tile, &brush->blank);
        brush->blank_hash = om_bytes_hash(brush->blank.bytes, brush->blank.length);
    }
    om_text_add_bytes(files, brush->blank.bytes, brush->blank.length);
    return brush->blank_hash;
}

static om_hash add_painted(const easel *at, om_brush *brush, om_tile tile, om_text *files)
{
    const om_picture picture =
        canvas_for(at, brush, (om_tile_range){tile.z, tile.x, tile.y, tile.x, tile.y});
    if (is_of_one_colour(&picture))
        return add_uniform(brush, at->pyramid->tile_px, picture.pixels[0], files);
    const size_t start = files->length;
    om_encoder_write(brush->encoder, &picture, files);
    return om_bytes_hash(files->bytes + start, files->length - start);
}

static void add_tiles(const easel *at, om_brush *brush, om_batch *ret)
{
    const om_batch_square *square = &at->square;
    ret->tiles = om_memory_take((size_t)(square->end - square->first), sizeof *ret->tiles);
    for (uint64_t id = square->first; id < square->end; id++) {
        const om_tile tile = om_tile_of_id(id);
        const size_t place = place_of(at, tile);
        if (at->marks[place] == NOT_WANTED)
            continue;
        const size_t start = ret->files.length;
        const bool is_uniform = at->marks[place] == UNIFORM;
        const om_hash hash =
            is_uniform ? add_uniform(brush, at->pyramid->tile_px, at->pixels[place], &ret->files)
                       : add_painted(at, brush, tile, &ret->files);
        ret->tiles[ret->count++] = (om_batch_tile){id, start, ret->files.length - start, hash};
        ret->uniform_count += is_uniform;
    }
}

om_status om_batch_make(const om_pyramid *pyramid, om_batch_square square, om_brush *brush,
                        om_batch **ret, om_error *err)
{
    OM_AUTO_MEMORY easel *at = om_memory_take(1, sizeof *at);
    at->pyramid = pyramid;
    at->square = square;
    at->side = square.range.max_x - square.range.min_x + 1;
    mark_square(at, square);
    OM_TRY(paint(at, brush, err));
    om_batch *made = om_memory_take(1, sizeof *made);
    made->z = square.range.z;
    add_tiles(at, brush, made);
    *ret = made;
    return OM_OK;
}
