/* Blending in whole numbers. */
#include "engine/canvas/blend.h"

#include <math.h>

#include "engine/canvas/inside.h"

/* x / 255, rounded, for x up to 255 * 255. */
static uint32_t share_of_255(uint32_t x)
{
    x += 128;
    return (x + (x >> 8)) >> 8;
}

/* All four channels of a pixel times `share` / 255. */
static uint32_t scaled(uint32_t pixel, uint32_t share)
{
    uint32_t even = (pixel & 0xff00ff) * share + 0x800080;
    uint32_t odd = ((pixel >> 8) & 0xff00ff) * share + 0x800080;
    even = ((even + ((even >> 8) & 0xff00ff)) >> 8) & 0xff00ff;
    odd = (odd + ((odd >> 8) & 0xff00ff)) & 0xff00ff00;
    return even | odd;
}

static uint32_t over(uint32_t above, uint32_t below)
{
    return above + scaled(below, 255 - (above >> 24));
}

static uint32_t byte_of(double share)
{
    return (uint32_t)lround(share * 255);
}

uint32_t om_colour_pixel(om_colour colour)
{
    const uint32_t alpha = byte_of(colour.alpha);
    return alpha << 24 | share_of_255(byte_of(colour.red) * alpha) << 16 |
           share_of_255(byte_of(colour.green) * alpha) << 8 |
           share_of_255(byte_of(colour.blue) * alpha);
}

/* The part of a piece of `size` px at `at` that lies within 0..`limit`. */
typedef struct stretch {
    int64_t from, to; /* px of the piece; nothing when from >= to */
} stretch;

static stretch within(int64_t at, int64_t size, int64_t limit)
{
    return (stretch){.from = at < 0 ? -at : 0, .to = at + size > limit ? limit - at : size};
}

void om_mask_merge(om_mask *onto, const om_mask *mask, int64_t x, int64_t y)
{
    const int64_t left = x + mask->left - onto->left;
    const int64_t top = y + mask->top - onto->top;
    const stretch columns = within(left, mask->width, onto->width);
    const stretch rows = within(top, mask->height, onto->height);

    for (int64_t row = rows.from; row < rows.to; row++) {
        const uint8_t *from = mask->coverage + row * mask->width;
        uint8_t *to = onto->coverage + (top + row) * onto->width + left;
        for (int64_t i = columns.from; i < columns.to; i++)
            to[i] = from[i] > to[i] ? from[i] : to[i];
    }
}

void om_picture_blend_mask(om_picture *picture, int64_t x, int64_t y, const om_mask *mask,
                           om_colour colour)
{
    const uint32_t pixel = om_colour_pixel(colour);
    const int64_t left = x + mask->left;
    const int64_t top = y + mask->top;
    const stretch columns = within(left, mask->width, picture->width);
    const stretch rows = within(top, mask->height, picture->height);

    for (int64_t row = rows.from; row < rows.to; row++) {
        const uint8_t *coverage = mask->coverage + row * mask->width;
        uint32_t *to = picture->pixels + (top + row) * (int64_t)picture->stride + left;
        for (int64_t i = columns.from; i < columns.to; i++)
            if (coverage[i])
                to[i] = over(scaled(pixel, coverage[i]), to[i]);
    }
}

void om_picture_blend(om_picture *picture, int64_t x, int64_t y, const om_picture *above,
                      double opacity)
{
    if (picture->page) {
        om_page_lay(picture, x, y, above, opacity);
        return;
    }
    const uint32_t share = byte_of(opacity);
    const stretch columns = within(x, above->width, picture->width);
    const stretch rows = within(y, above->height, picture->height);

    for (int64_t row = rows.from; row < rows.to; row++) {
        const uint32_t *from = above->pixels + row * (int64_t)above->stride;
        uint32_t *to = picture->pixels + (y + row) * (int64_t)picture->stride + x;
        for (int64_t i = columns.from; i < columns.to; i++)
            if (from[i])
                to[i] = over(scaled(from[i], share), to[i]);
    }
}
