/*
 * PNG files of parts of a picture: small and the same every time.
 *
 * Up to 256 colours become a palette of 1, 2, 4 or 8 bits, exactly. More become a palette of 8 bits
 * that comes close, or stay what they are as RGB, or RGBA when a pixel lets something through.
 * Rows are not filtered: on maps filters cost time and save nothing.
 */
#ifndef OM_TILES_PNG_H
#define OM_TILES_PNG_H

#include "engine/base/text.h"
#include "engine/canvas/picture.h"
#include "tiles/quantise.h"

/** An encoder with its scratch; one thread at a time. */
typedef struct om_png om_png;

enum { OM_PNG_LEVEL = 6 };

/** What is done with pictures of more than 256 colours. */
typedef enum om_png_quality {
    OM_PNG_GOOD,    /**< a palette by boxes */
    OM_PNG_BEST,    /**< a palette by clusters */
    OM_PNG_LOSSLESS /**< no palette */
} om_png_quality;

/** @param level  of libdeflate's compression, 1 (fast) to 12 (small); OM_PNG_LEVEL is a good one */
om_png *om_png_new(int level, om_png_quality quality);

/** Colours that stay exact in palettes from now on. Copies. */
void om_png_pin(om_png *png, om_pins pins);

/** NULL is fine. */
void om_png_free(om_png *png);
OM_DEFINE_AUTO(om_png)

/**
 * Appends a whole PNG file to `ret`.
 *
 * @param picture  may be a part of a larger one by its stride
 */
void om_png_write(om_png *png, const om_picture *picture, om_text *ret);

#endif
