/*
 * Laying finished pieces, masks of letters and pictures of icons, over a picture.
 *
 * Whole pixels and whole numbers only: a piece looks the same wherever it is cut.
 */
#ifndef OM_ENGINE_CANVAS_BLEND_H
#define OM_ENGINE_CANVAS_BLEND_H

#include "engine/base/colour.h"
#include "engine/canvas/picture.h"

/** How much of each pixel something covers, 0..255, rows without gaps. Borrows. */
typedef struct om_mask {
    uint16_t width, height;
    int16_t left, top; /**< from the place it belongs to to its north-west corner, px */
    uint8_t *coverage;
} om_mask;

/** A premultiplied pixel of a colour. */
uint32_t om_colour_pixel(om_colour colour);

/** Keeps, pixel by pixel, the greater coverage; what lies outside of `onto` is cut off. */
void om_mask_merge(om_mask *onto, const om_mask *mask, int64_t x, int64_t y);

/** Colours what a mask covers, its place standing at `x`, `y`. */
void om_picture_blend_mask(om_picture *picture, int64_t x, int64_t y, const om_mask *mask,
                           om_colour colour);

/** Lays `over` with its north-west corner at `x`, `y`. @param opacity  0..1 */
void om_picture_blend(om_picture *picture, int64_t x, int64_t y, const om_picture *over,
                      double opacity);

#endif
