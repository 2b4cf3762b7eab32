/* Drawing one block of a level, layer by layer. */
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/draw/level.h"

void om_bench_clear(om_bench *bench)
{
    for (size_t i = 0; i < bench->table_count; i++)
        free(bench->found[i].numbers);
    free(bench->found);
    free(bench->symbols.numbers);
    free(bench->sorted.numbers);
    free(bench->run.points);
    *bench = (om_bench){0};
}

/* What every step of drawing a block needs. */
typedef struct drawing {
    const om_level *level;
    om_bench *bench;
    om_picture *picture;
    om_frame frame;
} drawing;

static void add_polygon(om_canvas *canvas, const drawing *at, const om_figures *shapes,
                        const om_figure *shape)
{
    for (uint32_t p = 0; p < shape->count; p++) {
        const om_part *part = &shapes->parts[shape->first + p];
        om_trim_ring(canvas, &at->frame, shapes->vertices + part->first, part->count,
                     &at->bench->run);
    }
}

static void add_line(om_canvas *canvas, const drawing *at, const om_figures *shapes,
                     const om_figure *shape, const om_paint *paint, double reach_px)
{
    for (uint32_t p = 0; p < shape->count; p++) {
        const om_part *part = &shapes->parts[shape->first + p];
        om_trim_line(canvas, &at->frame, shapes->vertices + part->first, part->count,
                     shape->kind == OM_FEATURE_POLYGON, paint, reach_px, &at->bench->run);
    }
}

static void add_circles(om_canvas *canvas, const drawing *at, const om_figures *shapes,
                        const om_figure *shape, const om_paint *paint)
{
    for (uint32_t p = 0; p < shape->count; p++)
        om_canvas_circle(
            canvas,
            om_frame_place(&at->frame, shapes->vertices[shapes->parts[shape->first + p].first]),
            paint->radius_px);
}

/* Consecutive features of one paint, drawn as one path. */
typedef struct same_paint {
    const om_painting *painting;
    const om_paint *paint;
    const uint32_t *numbers;
    size_t count;
} same_paint;

static void add_outlines(om_canvas *canvas, const drawing *at, const om_figures *shapes,
                         const same_paint *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        add_line(canvas, at, shapes, &shapes->shapes[batch->numbers[i]], batch->paint,
                 batch->painting->reach_px);
}

/* Patterns begin at the pyramid's corner, so that blocks meet without a seam. */
static void fill_with_pattern(om_canvas *canvas, const drawing *at, const same_paint *batch)
{
    const om_paint *paint = batch->paint;
    const om_picture *tile = batch->painting->patterns.pictures[paint->pattern - 1];
    const om_xy origin = {-fmod(at->frame.left_px, tile->width),
                          -fmod(at->frame.top_px, tile->height)};
    om_canvas_fill_pattern(canvas, tile, origin, paint->fill.alpha, paint->smooth);
}

static void fill(om_canvas *canvas, const drawing *at, const om_figures *shapes,
                 const same_paint *batch)
{
    for (size_t i = 0; i < batch->count; i++)
        add_polygon(canvas, at, shapes, &shapes->shapes[batch->numbers[i]]);
    if (batch->paint->pattern)
        fill_with_pattern(canvas, at, batch);
    else
        om_canvas_fill(canvas, batch->paint->fill, batch->paint->smooth);
    if (!(batch->paint->pen.width_px > 0))
        return;
    add_outlines(canvas, at, shapes, batch);
    om_canvas_stroke(canvas, &batch->paint->pen);
}

/* Circles may overlap, and each must show its own outline. */
static void dot(om_canvas *canvas, const drawing *at, const om_figures *shapes,
                const same_paint *batch)
{
    for (size_t i = 0; i < batch->count; i++) {
        const om_paint *paint = batch->paint;
        add_circles(canvas, at, shapes, &shapes->shapes[batch->numbers[i]], paint);
        if (paint->pen.width_px > 0)
            om_canvas_fill_and_stroke(canvas, paint->fill, &paint->pen);
        else
            om_canvas_fill(canvas, paint->fill, true);
    }
}

static void draw_batch(om_canvas *canvas, drawing *at, const same_paint *batch)
{
    const om_figures *shapes = &at->level->shapes[batch->painting->layer->table->index];
    at->frame.shift = batch->paint->shift;
    switch (batch->painting->layer->kind) {
    case OM_STYLE_FILL:
        fill(canvas, at, shapes, batch);
        break;
    case OM_STYLE_LINE:
        add_outlines(canvas, at, shapes, batch);
        om_canvas_stroke(canvas, &batch->paint->pen);
        break;
    case OM_STYLE_CIRCLE:
        dot(canvas, at, shapes, batch);
        break;
    case OM_STYLE_BACKGROUND:
    case OM_STYLE_SYMBOL:
        break;
    }
}

/* Insertion by key; what is found in one block is little and mostly in order. */
static void sort_by_key(om_found *found, const float *keys)
{
    for (size_t i = 1; i < found->count; i++) {
        const uint32_t number = found->numbers[i];
        size_t j = i;
        for (; j > 0 && keys[found->numbers[j - 1]] > keys[number]; j--)
            found->numbers[j] = found->numbers[j - 1];
        found->numbers[j] = number;
    }
}

/* Those of the found features that a painting paints, in its order. */
static const om_found *painted(const om_painting *painting, const om_found *found, om_found *ret)
{
    ret->count = 0;
    for (size_t i = 0; i < found->count; i++) {
        if (painting->paint_of[found->numbers[i]] == OM_PAINT_NONE)
            continue;
        ret->numbers =
            om_memory_grow(ret->numbers, ret->count + 1, &ret->capacity, sizeof *ret->numbers);
        ret->numbers[ret->count++] = found->numbers[i];
    }
    if (painting->keys)
        sort_by_key(ret, painting->keys);
    return ret;
}

static om_status draw_shapes(drawing *at, const om_painting *painting, om_error *err)
{
    const om_found *found =
        painted(painting, &at->bench->found[painting->layer->table->index], &at->bench->sorted);
    if (!found->count)
        return OM_OK;
    OM_AUTO(om_canvas) canvas = om_canvas_new(at->picture);
    for (size_t i = 0, next; i < found->count; i = next) {
        const uint32_t paint = painting->paint_of[found->numbers[i]];
        for (next = i + 1; next < found->count; next++)
            if (painting->paint_of[found->numbers[next]] != paint)
                break;
        const same_paint batch = {painting, &painting->paints[paint], found->numbers + i, next - i};
        draw_batch(canvas, at, &batch);
    }
    return om_canvas_status(canvas, err);
}

static void find_features(const om_level *level, const om_window *window, om_bench *bench)
{
    if (!bench->found && level->scene->table_count) {
        bench->table_count = level->scene->table_count;
        bench->found = om_memory_take(bench->table_count, sizeof *bench->found);
    }
    for (size_t i = 0; i < bench->table_count; i++)
        if (level->shapes[i].shape_count)
            om_near_find(level->scene->features[i]->near,
                         om_level_extent(level, window, level->reach_px[i]), &bench->found[i]);
    om_labels_find(level->labels, om_level_extent(level, window, 0), &bench->symbols);
}

om_status om_block_draw(const om_level *level, int64_t column, int64_t row, om_bench *bench,
                        om_picture *picture, om_error *err)
{
    const om_window window = {column * OM_BLOCK_PX, row * OM_BLOCK_PX, OM_BLOCK_PX, OM_BLOCK_PX};
    return om_window_draw(level, &window, bench, picture, err);
}

om_status om_window_draw(const om_level *level, const om_window *window, om_bench *bench,
                         om_picture *picture, om_error *err)
{
    drawing at = {
        .level = level,
        .bench = bench,
        .picture = picture,
        .frame = {.px_per_unit = level->px_per_unit,
                  .left_px = (double)window->left_px,
                  .top_px = (double)window->top_px,
                  .width_px = window->width_px,
                  .height_px = window->height_px},
    };
    find_features(level, window, bench);
    for (size_t p = 0; p < level->painting_count; p++) {
        const om_painting *painting = &level->paintings[p];
        at.frame.shift = (om_xy){0};
        if (painting->layer->kind == OM_STYLE_BACKGROUND) {
            OM_AUTO(om_canvas) canvas = om_canvas_new(picture);
            om_canvas_cover(canvas, painting->background);
        } else if (painting->layer->kind == OM_STYLE_SYMBOL) {
            om_labels_draw(level->labels, &bench->symbols, p, &at.frame, picture);
        } else {
            OM_TRY(draw_shapes(&at, painting, err));
        }
    }
    return OM_OK;
}
