/*
 * PNG files of parts of a picture: exact, small and the same every time.
 *
 * Up to 256 colours become a palette of 1, 2, 4 or 8 bits; more become RGB, or RGBA when a pixel
 * lets something through. Rows are not filtered: on maps filters cost time and save nothing.
 */
#ifndef OM_TILES_PNG_H
#define OM_TILES_PNG_H

#include "engine/base/text.h"
#include "engine/canvas/picture.h"

/** An encoder with its scratch; one thread at a time. */
typedef struct om_png om_png;

enum { OM_PNG_LEVEL = 6 };

/** @param level  of libdeflate's compression, 1 (fast) to 12 (small); OM_PNG_LEVEL is a good one */
om_png *om_png_new(int level);

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
