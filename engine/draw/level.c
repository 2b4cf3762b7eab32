/* Making a scene ready for a zoom, and windows out of blocks. */
#include "engine/draw/level.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

void om_level_free(om_level *level)
{
    if (!level)
        return;
    for (size_t i = 0; i < level->painting_count; i++)
        om_painting_clear(&level->paintings[i]);
    for (size_t i = 0; level->shapes && i < level->scene->table_count; i++)
        om_figures_clear(&level->shapes[i]);
    om_labels_free(level->labels);
    free(level->paintings);
    free(level->shapes);
    free(level->reach_px);
    free(level);
}

/* Evaluates the layers that show. */
static om_status make_paintings(om_level *level, om_error *err)
{
    const om_style *style = level->scene->style;
    const size_t count = om_style_layer_count(style);
    level->paintings = om_memory_take(count ? count : 1, sizeof *level->paintings);
    for (size_t i = 0; i < count; i++) {
        const om_style_layer *layer = om_style_layer_at(style, i);
        const om_features *features =
            layer->table ? level->scene->features[layer->table->index] : NULL;
        if (!om_style_layer_shows(layer, level->zoom) || (layer->table && !features))
            continue;
        om_painting *painting = &level->paintings[level->painting_count++];
        om_painting_make(layer, features, level->zoom, level->scale, painting);
        OM_TRY(om_patterns_draw(&painting->patterns, style, layer, level->scale, err));
    }
    return OM_OK;
}

/* Which features of a table any layer paints. */
static bool mark_painted(const om_level *level, size_t table, bool *wanted)
{
    const size_t count = level->scene->features[table]->shapes.shape_count;
    bool any = false;
    for (size_t p = 0; p < level->painting_count; p++) {
        const om_painting *painting = &level->paintings[p];
        if (!painting->paint_of || painting->layer->table->index != table)
            continue;
        for (size_t i = 0; i < count; i++)
            wanted[i] = wanted[i] || painting->paint_of[i] != OM_PAINT_NONE;
        level->reach_px[table] = fmax(level->reach_px[table], painting->reach_px);
        any = true;
    }
    return any;
}

static void make_shapes(om_level *level)
{
    const om_scene *scene = level->scene;
    const size_t count = scene->table_count ? scene->table_count : 1;
    level->shapes = om_memory_take(count, sizeof *level->shapes);
    level->reach_px = om_memory_take(count, sizeof *level->reach_px);
    for (size_t table = 0; table < scene->table_count; table++) {
        if (!scene->features[table])
            continue;
        const om_figures *shapes = &scene->features[table]->shapes;
        OM_AUTO_MEMORY bool *wanted =
            om_memory_take(shapes->shape_count ? shapes->shape_count : 1, sizeof *wanted);
        if (mark_painted(level, table, wanted))
            om_figures_generalise(shapes, level->px_per_unit, wanted, &level->shapes[table]);
    }
}

om_status om_level_open(const om_scene *scene, double zoom, double scale, const om_box *extent,
                        om_level **ret, om_error *err)
{
    if (!(zoom >= 0 && zoom <= OM_SCENE_MAX_ZOOM))
        return om_fail(err, OM_ERR_RANGE, "zoom %g is not within 0..%g", zoom, OM_SCENE_MAX_ZOOM);
    if (!(scale >= 1 && scale <= 4))
        return om_fail(err, OM_ERR_RANGE, "scale %g is not within 1..4", scale);

    OM_AUTO(om_level) level = om_memory_take(1, sizeof *level);
    level->scene = scene;
    level->zoom = zoom;
    level->scale = scale;
    level->px_per_unit = 512 * exp2(zoom) * scale / OM_WORLD;
    OM_TRY(make_paintings(level, err));
    make_shapes(level);

    const om_ground ground = {
        .zoom = zoom,
        .scale = scale,
        .px_per_unit = level->px_per_unit,
        .extent = extent ? om_extent_of_box(extent) : (om_extent){0, 0, UINT32_MAX, UINT32_MAX},
        .style = scene->style,
        .paintings = level->paintings,
        .painting_count = level->painting_count,
    };
    OM_TRY(om_labels_open(&ground, &level->labels, err));
    *ret = OM_TAKE(level);
    return OM_OK;
}

static uint32_t held(double unit)
{
    return unit <= 0 ? 0 : unit >= OM_WORLD - 1 ? UINT32_MAX : (uint32_t)unit;
}

om_extent om_level_extent(const om_level *level, const om_window *window, double by_px)
{
    const double units = 1 / level->px_per_unit;
    const double left = (double)window->left_px - by_px;
    const double top = (double)window->top_px - by_px;
    return (om_extent){
        .min_x = held(floor(left * units) - 1),
        .min_y = held(floor(top * units) - 1),
        .max_x = held(ceil((left + window->width_px + 2 * by_px) * units) + 1),
        .max_y = held(ceil((top + window->height_px + 2 * by_px) * units) + 1),
    };
}

static int64_t block_of(int64_t px)
{
    return px >= 0 ? px / OM_BLOCK_PX : -((-px + OM_BLOCK_PX - 1) / OM_BLOCK_PX);
}

/* Copies what a block and a window share. */
static void copy_block(const om_picture *block, int64_t left, int64_t top, const om_window *window,
                       om_picture *picture)
{
    const int64_t x = left - window->left_px;
    const int64_t y = top - window->top_px;
    const int64_t from = x < 0 ? -x : 0;
    const int64_t to = x + OM_BLOCK_PX > picture->width ? picture->width - x : OM_BLOCK_PX;
    for (int64_t row = y < 0 ? -y : 0; row < OM_BLOCK_PX && y + row < picture->height; row++)
        memcpy(picture->pixels + (y + row) * (int64_t)picture->stride + x + from,
               block->pixels + row * (int64_t)block->stride + from,
               (size_t)(to - from) * sizeof(uint32_t));
}

static om_status draw_blocks(const om_level *level, const om_window *window, om_bench *bench,
                             om_picture *picture, om_error *err)
{
    const int64_t last_column = block_of(window->left_px + window->width_px - 1);
    const int64_t last_row = block_of(window->top_px + window->height_px - 1);
    OM_AUTO(om_picture) block = om_picture_new(OM_BLOCK_PX, OM_BLOCK_PX);
    for (int64_t row = block_of(window->top_px); row <= last_row; row++)
        for (int64_t column = block_of(window->left_px); column <= last_column; column++) {
            memset(block->pixels, 0, (size_t)OM_BLOCK_PX * OM_BLOCK_PX * sizeof(uint32_t));
            OM_TRY(om_block_draw(level, column, row, bench, block, err));
            copy_block(block, column * OM_BLOCK_PX, row * OM_BLOCK_PX, window, picture);
        }
    return OM_OK;
}

om_status om_level_draw(const om_level *level, const om_window *window, om_picture *picture,
                        om_error *err)
{
    if (window->width_px != picture->width || window->height_px != picture->height)
        return om_fail(err, OM_ERR_RANGE,
                       "a window of %u x %u px does not fit a picture of "
                       "%u x %u px",
                       window->width_px, window->height_px, picture->width, picture->height);
    om_bench bench = {0};
    const om_status status = draw_blocks(level, window, &bench, picture, err);
    om_bench_clear(&bench);
    return status;
}

om_status om_level_draw_on_page(const om_level *level, const om_window *window, om_picture *page,
                                const om_page_part *part, om_error *err)
{
    om_bench bench = {0};
    om_page_enter(page, part);
    const om_status status = om_window_draw(level, window, &bench, page, err);
    om_page_leave(page);
    om_bench_clear(&bench);
    return status;
}

/* What the backgrounds come to, painted as a block paints them. */
static uint32_t background_of(const om_level *level)
{
    uint32_t pixel = 0;
    om_picture picture = {.width = 1, .height = 1, .stride = 1, .pixels = &pixel};
    OM_AUTO(om_canvas) canvas = om_canvas_new(&picture);
    for (size_t i = 0; i < level->painting_count; i++)
        if (level->paintings[i].layer->kind == OM_STYLE_BACKGROUND)
            om_canvas_cover(canvas, level->paintings[i].background);
    om_canvas_free(OM_TAKE(canvas));
    return pixel;
}

static bool shows_nothing(const om_level *level, const om_window *window, om_found *found)
{
    om_labels_find(level->labels, om_level_extent(level, window, 0), found);
    if (found->count)
        return false;
    for (size_t p = 0; p < level->painting_count; p++) {
        const om_painting *painting = &level->paintings[p];
        if (!painting->paint_of)
            continue;
        om_near_find(painting->features->near, om_level_extent(level, window, painting->reach_px),
                     found);
        for (size_t i = 0; i < found->count; i++)
            if (painting->paint_of[found->numbers[i]] != OM_PAINT_NONE)
                return false;
    }
    return true;
}

bool om_level_is_blank(const om_level *level, const om_window *window, uint32_t *ret_pixel)
{
    om_found found = {0};
    const bool blank = shows_nothing(level, window, &found);
    free(found.numbers);
    if (blank)
        *ret_pixel = background_of(level);
    return blank;
}

void om_level_report(const om_level *level, om_json *report)
{
    size_t placed = 0, left_out = 0, missing = 0;
    om_json *layers = om_json_put(report, "layers", om_json_object_new());
    for (size_t p = 0; p < level->painting_count; p++) {
        const om_painting *painting = &level->paintings[p];
        const om_label_tally tally = om_labels_tally(level->labels, p);
        if (painting->layer->kind != OM_STYLE_BACKGROUND)
            om_json_put_integer(layers, painting->layer->id,
                                (int64_t)(painting->drawn + tally.placed));
        placed += tally.placed;
        left_out += tally.left_out;
        missing += tally.missing;
    }
    om_json_put_integer(report, "labels_placed", (int64_t)placed);
    om_json_put_integer(report, "labels_left_out", (int64_t)left_out);
    om_json_put_integer(report, "glyphs_missing", (int64_t)missing);

    om_json *empty = om_json_put(report, "empty", om_json_array_new());
    for (size_t i = 0; i < level->scene->table_count; i++)
        if (level->scene->features[i] && level->scene->features[i]->is_empty_layer)
            om_json_add(empty,
                        om_json_text_new(om_style_table_at(level->scene->style, i)->layer->name));
}
