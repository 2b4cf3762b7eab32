/*
 * Reads PNG files back with libpng, so that our encoder is judged by somebody else's decoder.
 */
#ifndef OM_TESTS_PNG_READ_H
#define OM_TESTS_PNG_READ_H

#include <stddef.h>
#include <stdint.h>

/** A decoded picture: R, G, B, A bytes, colours not multiplied. Free `rgba` with free(). */
typedef struct png_picture {
    uint32_t width, height;
    int bit_depth, colour_type; /**< as the file has them */
    unsigned char *rgba;
} png_picture;

/** Decodes a PNG file in memory; fails the test when it is none. */
png_picture png_read_bytes(const void *bytes, size_t size);

/** The pixel as 0xAARRGGBB, not premultiplied. */
uint32_t png_pixel(const png_picture *picture, uint32_t x, uint32_t y);

#endif
