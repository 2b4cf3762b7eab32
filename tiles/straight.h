/*
 * Colours as files have them: not multiplied by alpha, nothing behind full transparency.
 */
#ifndef OM_TILES_STRAIGHT_H
#define OM_TILES_STRAIGHT_H

#include <stdint.h>

static inline uint32_t om_unmultiplied(uint32_t channel, uint32_t alpha)
{
    const uint32_t full = (channel * 255 + alpha / 2) / alpha;
    return full < 255 ? full : 255;
}

/** A premultiplied ARGB32 pixel as 0xAARRGGBB that is not. */
static inline uint32_t om_straight(uint32_t pixel)
{
    const uint32_t alpha = pixel >> 24;
    if (alpha == 255)
        return pixel;
    if (alpha == 0)
        return 0;
    return alpha << 24 | om_unmultiplied(pixel >> 16 & 255, alpha) << 16 |
           om_unmultiplied(pixel >> 8 & 255, alpha) << 8 | om_unmultiplied(pixel & 255, alpha);
}

#endif
