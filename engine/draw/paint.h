/*
 * How a style layer draws each feature at one zoom: its properties, evaluated once, in device px.
 */
#ifndef OM_ENGINE_DRAW_PAINT_H
#define OM_ENGINE_DRAW_PAINT_H

#include "engine/canvas/canvas.h"
#include "engine/draw/features.h"
#include "engine/draw/pattern.h"

/** What a feature's paint is when the layer does not draw it. */
#define OM_PAINT_NONE UINT32_MAX

/** The most entries of a dash array that are drawn. */
enum { OM_DASH_MAX = 16 };

/** How fills, lines and circles are painted. Compared byte by byte: always made from zeros. */
typedef struct om_paint {
    om_colour fill;   /**< of a fill or circle, opacity included; of a pattern its alpha only */
    uint32_t pattern; /**< of a fill, a number of the painting's patterns; 0: a colour */
    om_pen pen;       /**< of a line, or the outline of a fill or circle; width 0: none */
    om_xy shift;      /**< px */
    double radius_px; /**< of a circle */
    double offset_px; /**< of a line, to its right */
    double dashes_px[OM_DASH_MAX];
    uint32_t dash_count;
    bool smooth; /**< antialiased */
} om_paint;

/** A style layer at one zoom. */
typedef struct om_painting {
    const om_style_layer *layer;
    const om_features *features;
    uint32_t *paint_of; /**< one a feature: a number of `paints`, or OM_PAINT_NONE; NULL for
                             backgrounds and symbols */
    float *keys;        /**< one a feature, when the layer has a sort key */
    om_paint *paints;
    size_t paint_count, paint_capacity;
    om_patterns patterns;
    double reach_px; /**< how far from a shape its paint may go */
    om_colour background;
    size_t drawn; /**< features */
} om_painting;

void om_painting_clear(om_painting *painting);

/**
 * Evaluates a layer for all of its features.
 *
 * @param features  of the layer's table; NULL for a background
 * @param scale     device px a CSS px
 * @param ret       zero-initialised
 */
void om_painting_make(const om_style_layer *layer, const om_features *features, double zoom,
                      double scale, om_painting *ret);

/** The evaluation of a feature; `arena` for scratch. */
om_evaluation om_evaluation_of(const om_features *features, size_t number, double zoom,
                               om_arena *arena);

#endif
