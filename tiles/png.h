/*
 * PNG files of parts of a picture: exact, small and the same every time.
 *
 * Up to 256 colours become a palette of 1, 2, 4 or 8 bits; more become RGB, or RGBA when a pixel
 * lets something through. Rows are not filtered: on maps filters cost time and save nothing.
 */
#ifndef OM_TILES_PNG_H
#define OM_TILES_PNG_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/text.h"

/** A window of a picture: native-endian 0xAARRGGBB, colours premultiplied by alpha. Borrows. */
typedef struct om_pixels {
    const uint32_t *first;
    size_t stride_px;       /**< from one row to the next */
    uint32_t width, height; /**< 1..16384 */
} om_pixels;

/** An encoder with its scratch; one thread at a time. */
typedef struct om_png om_png;

enum { OM_PNG_LEVEL = 6 };

/** @param level  of libdeflate's compression, 1 (fast) to 12 (small); OM_PNG_LEVEL is a good one */
om_png *om_png_new(int level);

/** NULL is fine. */
void om_png_free(om_png *png);
OM_DEFINE_AUTO(om_png)

/** Appends a whole PNG file to `ret`. */
void om_png_write(om_png *png, om_pixels pixels, om_text *ret);

#endif
