/*
 * What a symbol layer wants for a feature: its text and icon, in device px.
 */
#ifndef OM_ENGINE_DRAW_SYMBOL_H
#define OM_ENGINE_DRAW_SYMBOL_H

#include "engine/canvas/letters.h"
#include "engine/style/style.h"

enum { OM_ANCHORS_MAX = 9 };

/** A text as it is wanted. Borrows from the style and the evaluation's arena. */
typedef struct om_symbol_text {
    const char *words; /**< "" for none */
    om_setting setting;
    om_style_anchor anchors[OM_ANCHORS_MAX]; /**< the first that has room */
    size_t anchor_count;
    om_xy offset_px; /**< right and down; with several anchors: away from the place */
    double padding_px, halo_px, turn_deg, max_angle_deg;
    om_colour colour, halo_colour;
    bool overlaps, is_ignored, is_optional, keeps_upright;
} om_symbol_text;

/** An icon as it is wanted. */
typedef struct om_symbol_icon {
    const char *name; /**< "" for none */
    double factor;    /**< device px a px of the file */
    om_style_anchor anchor;
    om_xy offset_px;
    double turn_deg, opacity;
    double padding_px[4]; /**< from the top clockwise */
    bool overlaps, is_ignored, is_optional;
} om_symbol_icon;

typedef struct om_symbol {
    om_symbol_text text;
    om_symbol_icon icon;
} om_symbol;

/** Evaluates a symbol layer for a feature. */
void om_symbol_make(const om_style_layer *layer, const om_evaluation *at, double scale,
                    om_symbol *ret);

/** Which share of a box lies left of and above its anchor, 0..1. */
om_xy om_anchor_share(om_style_anchor anchor);

#endif
