/* Evaluating fills, lines and circles. */
#include "engine/draw/paint.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

void om_painting_clear(om_painting *painting)
{
    free(painting->paint_of);
    free(painting->keys);
    free(painting->paints);
    om_patterns_clear(&painting->patterns);
    *painting = (om_painting){0};
}

om_evaluation om_evaluation_of(const om_features *features, size_t number, double zoom,
                               om_arena *arena)
{
    const om_figure *figure = &features->shapes.shapes[number];
    return (om_evaluation){
        .zoom = zoom,
        .shape = figure->kind,
        .outline = {features->shapes.vertices, features->shapes.parts + figure->first,
                    figure->count},
        .id = features->ids[number],
        .values = features->values ? features->values + number * features->column_count : NULL,
        .arena = arena,
    };
}

static om_colour with_opacity(om_colour colour, double opacity)
{
    colour.alpha *= opacity;
    return colour;
}

static om_xy shift_of(const om_style_layer *layer, om_property property, const om_evaluation *at,
                      double scale)
{
    const double *shift;
    if (om_style_numbers(layer, property, at, &shift) < 2)
        return (om_xy){0};
    return (om_xy){shift[0] * scale, shift[1] * scale};
}

static void paint_fill(const om_style_layer *layer, const om_evaluation *at, double scale,
                       om_paint *ret)
{
    const double opacity = om_style_number(layer, OM_PROPERTY_FILL_OPACITY, at);
    ret->fill = with_opacity(om_style_colour(layer, OM_PROPERTY_FILL_COLOR, at), opacity);
    ret->smooth = om_style_flag(layer, OM_PROPERTY_FILL_ANTIALIAS, at);
    ret->shift = shift_of(layer, OM_PROPERTY_FILL_TRANSLATE, at, scale);
    if (!om_style_is_set(layer, OM_PROPERTY_FILL_OUTLINE_COLOR) || !ret->smooth)
        return;
    ret->pen.colour =
        with_opacity(om_style_colour(layer, OM_PROPERTY_FILL_OUTLINE_COLOR, at), opacity);
    ret->pen.width_px = scale;
    ret->pen.miter_limit = 2;
    ret->pen.join = OM_JOIN_ROUND;
}

static void take_dashes(const om_style_layer *layer, const om_evaluation *at, om_paint *ret)
{
    const double *dashes;
    const size_t count = om_style_numbers(layer, OM_PROPERTY_LINE_DASHARRAY, at, &dashes);
    double sum = 0;
    for (size_t i = 0; i < count && i < OM_DASH_MAX; i++) {
        ret->dashes_px[i] = dashes[i] * ret->pen.width_px;
        sum += ret->dashes_px[i];
    }
    ret->dash_count = sum > 0 ? (uint32_t)(count < OM_DASH_MAX ? count : OM_DASH_MAX) : 0;
}

static void paint_line(const om_style_layer *layer, const om_evaluation *at, double scale,
                       om_paint *ret)
{
    static const om_cap caps[] = {[OM_STYLE_CAP_BUTT] = OM_CAP_BUTT,
                                  [OM_STYLE_CAP_ROUND] = OM_CAP_ROUND,
                                  [OM_STYLE_CAP_SQUARE] = OM_CAP_SQUARE};
    static const om_join joins[] = {[OM_STYLE_JOIN_BEVEL] = OM_JOIN_BEVEL,
                                    [OM_STYLE_JOIN_ROUND] = OM_JOIN_ROUND,
                                    [OM_STYLE_JOIN_MITER] = OM_JOIN_MITER};

    ret->pen.colour = with_opacity(om_style_colour(layer, OM_PROPERTY_LINE_COLOR, at),
                                   om_style_number(layer, OM_PROPERTY_LINE_OPACITY, at));
    ret->pen.width_px = om_style_number(layer, OM_PROPERTY_LINE_WIDTH, at) * scale;
    ret->pen.gap_px = om_style_number(layer, OM_PROPERTY_LINE_GAP_WIDTH, at) * scale;
    ret->pen.miter_limit = om_style_number(layer, OM_PROPERTY_LINE_MITER_LIMIT, at);
    ret->pen.cap = caps[om_style_choice(layer, OM_PROPERTY_LINE_CAP, at)];
    ret->pen.join = joins[om_style_choice(layer, OM_PROPERTY_LINE_JOIN, at)];
    ret->offset_px = om_style_number(layer, OM_PROPERTY_LINE_OFFSET, at) * scale;
    ret->shift = shift_of(layer, OM_PROPERTY_LINE_TRANSLATE, at, scale);
    take_dashes(layer, at, ret);
}

static void paint_circle(const om_style_layer *layer, const om_evaluation *at, double scale,
                         om_paint *ret)
{
    ret->radius_px = om_style_number(layer, OM_PROPERTY_CIRCLE_RADIUS, at) * scale;
    ret->fill = with_opacity(om_style_colour(layer, OM_PROPERTY_CIRCLE_COLOR, at),
                             om_style_number(layer, OM_PROPERTY_CIRCLE_OPACITY, at));
    ret->shift = shift_of(layer, OM_PROPERTY_CIRCLE_TRANSLATE, at, scale);
    ret->pen.width_px = om_style_number(layer, OM_PROPERTY_CIRCLE_STROKE_WIDTH, at) * scale;
    ret->pen.colour = with_opacity(om_style_colour(layer, OM_PROPERTY_CIRCLE_STROKE_COLOR, at),
                                   om_style_number(layer, OM_PROPERTY_CIRCLE_STROKE_OPACITY, at));
    ret->pen.miter_limit = 2;
}

/* How each kind of layer is evaluated, and what else it has: by om_style_layer_kind. */
static const struct kind {
    void (*paint)(const om_style_layer *layer, const om_evaluation *at, double scale,
                  om_paint *ret);
    om_property first, last, key;
} kinds[] = {
    [OM_STYLE_FILL] = {paint_fill, OM_PROPERTY_FILL_SORT_KEY, OM_PROPERTY_FILL_PATTERN,
                       OM_PROPERTY_FILL_SORT_KEY},
    [OM_STYLE_LINE] = {paint_line, OM_PROPERTY_LINE_CAP, OM_PROPERTY_LINE_GRADIENT,
                       OM_PROPERTY_LINE_SORT_KEY},
    [OM_STYLE_CIRCLE] = {paint_circle, OM_PROPERTY_CIRCLE_SORT_KEY,
                         OM_PROPERTY_CIRCLE_STROKE_OPACITY, OM_PROPERTY_CIRCLE_SORT_KEY},
};

static bool draws(om_style_layer_kind layer, om_feature_shape shape)
{
    return layer == OM_STYLE_FILL     ? shape == OM_FEATURE_POLYGON
           : layer == OM_STYLE_CIRCLE ? shape == OM_FEATURE_POINT
                                      : shape != OM_FEATURE_POINT;
}

static bool is_seen(const om_paint *paint, om_style_layer_kind kind)
{
    const bool stroked = paint->pen.width_px > 0 && paint->pen.colour.alpha > 0;
    if (kind == OM_STYLE_LINE)
        return stroked;
    return (paint->fill.alpha > 0 && (kind == OM_STYLE_FILL || paint->radius_px > 0)) || stroked;
}

static double reach_of(const om_paint *paint)
{
    const double half = paint->pen.gap_px / 2 + paint->pen.width_px;
    return half * fmax(paint->pen.miter_limit, M_SQRT2) + paint->radius_px +
           fabs(paint->offset_px) + fmax(fabs(paint->shift.x), fabs(paint->shift.y)) + 2;
}

/* The number of a paint, each kept once. Layers have few: the last ones are looked at first. */
static uint32_t number_of(om_painting *painting, const om_paint *paint)
{
    for (size_t i = painting->paint_count; i-- > 0;)
        if (!memcmp(&painting->paints[i], paint, sizeof *paint))
            return (uint32_t)i;
    painting->paints = om_memory_grow(painting->paints, painting->paint_count + 1,
                                      &painting->paint_capacity, sizeof *painting->paints);
    memcpy(&painting->paints[painting->paint_count], paint, sizeof *paint);
    painting->reach_px = fmax(painting->reach_px, reach_of(paint));
    return (uint32_t)painting->paint_count++;
}

/* A pattern takes the place of the colour. False: there is one for others, but none here. */
static bool take_pattern(om_painting *painting, const om_evaluation *at, om_paint *paint)
{
    if (!om_style_is_set(painting->layer, OM_PROPERTY_FILL_PATTERN))
        return true;
    const char *name = om_style_text(painting->layer, OM_PROPERTY_FILL_PATTERN, at);
    if (!name[0])
        return false;
    const double opacity = om_style_number(painting->layer, OM_PROPERTY_FILL_OPACITY, at);
    paint->pattern = om_patterns_number(&painting->patterns, name);
    paint->fill = (om_colour){.alpha = opacity};
    return true;
}

static uint32_t paint_at(om_painting *painting, const om_evaluation *at, double scale)
{
    om_paint paint;
    memset(&paint, 0, sizeof paint);
    kinds[painting->layer->kind].paint(painting->layer, at, scale, &paint);
    if (painting->layer->kind == OM_STYLE_FILL && !take_pattern(painting, at, &paint))
        return OM_PAINT_NONE;
    return is_seen(&paint, painting->layer->kind) ? number_of(painting, &paint) : OM_PAINT_NONE;
}

static bool hangs_on_feature(const om_style_layer *layer)
{
    const struct kind *kind = &kinds[layer->kind];
    for (om_property p = kind->first; p <= kind->last; p++)
        if (om_style_depends(layer, p) & OM_DEPENDS_ON_FEATURE)
            return true;
    return false;
}

static void paint_features(om_painting *painting, double zoom, double scale)
{
    const om_features *features = painting->features;
    const om_style_layer *layer = painting->layer;
    const size_t count = features->shapes.shape_count;
    const bool each = hangs_on_feature(layer);
    const bool sorted = om_style_is_set(layer, kinds[layer->kind].key);
    OM_AUTO(om_arena) arena = om_arena_new();
    uint32_t common = OM_PAINT_NONE;
    bool first = true;

    painting->paint_of = om_memory_take(count ? count : 1, sizeof *painting->paint_of);
    if (sorted)
        painting->keys = om_memory_take(count ? count : 1, sizeof *painting->keys);
    for (size_t i = 0; i < count; i++) {
        painting->paint_of[i] = OM_PAINT_NONE;
        om_arena_reset(arena);
        const om_evaluation at = om_evaluation_of(features, i, zoom, arena);
        if (!draws(layer->kind, at.shape) || !om_style_filter(layer, &at))
            continue;
        if (each || first)
            common = paint_at(painting, &at, scale);
        first = false;
        painting->paint_of[i] = common;
        painting->drawn += common != OM_PAINT_NONE;
        if (sorted)
            painting->keys[i] = (float)om_style_number(layer, kinds[layer->kind].key, &at);
    }
}

void om_painting_make(const om_style_layer *layer, const om_features *features, double zoom,
                      double scale, om_painting *ret)
{
    *ret = (om_painting){.layer = layer, .features = features};
    if (layer->kind == OM_STYLE_BACKGROUND) {
        OM_AUTO(om_arena) arena = om_arena_new();
        const om_evaluation at = {.zoom = zoom, .arena = arena};
        ret->background = with_opacity(om_style_colour(layer, OM_PROPERTY_BACKGROUND_COLOR, &at),
                                       om_style_number(layer, OM_PROPERTY_BACKGROUND_OPACITY, &at));
    } else if (layer->kind != OM_STYLE_SYMBOL) {
        paint_features(ret, zoom, scale);
    }
}
