/* What goes into a PNG comes out of it, in the smallest form that holds it. */
#include "tiles/png.h"

#include <stdlib.h>

#include "tests/support/check.h"
#include "tests/support/png_read.h"

enum { RGB = 2, PALETTE = 3, RGBA = 6, SIDE = 64 };

static png_picture through_png(uint32_t *pixels, uint32_t width, uint32_t height, size_t stride)
{
    OM_AUTO(om_png) png = om_png_new(OM_PNG_LEVEL, OM_PNG_LOSSLESS);
    OM_AUTO_TEXT file = {0};
    om_png_write(png, &(om_picture){width, height, stride, pixels, NULL}, &file);
    return png_read_bytes(file.bytes, file.length);
}

/* A picture of `count` colours, drawn by `colour_of`. */
static png_picture picture_of(uint32_t count, uint32_t (*colour_of)(uint32_t index))
{
    static uint32_t pixels[SIDE * SIDE];
    for (uint32_t i = 0; i < SIDE * SIDE; i++)
        pixels[i] = colour_of(i % count);
    png_picture picture = through_png(pixels, SIDE, SIDE, SIDE);
    CHECK_INT(picture.width, SIDE);
    CHECK_INT(picture.height, SIDE);
    for (uint32_t i = 0; i < SIDE * SIDE; i++)
        CHECK_INT(png_pixel(&picture, i % SIDE, i / SIDE), colour_of(i % count));
    free(picture.rgba);
    return picture;
}

static uint32_t opaque(uint32_t index)
{
    return 0xFF000000u | index * 0x010305u;
}

static void few_colours_become_a_palette_of_as_few_bits_as_they_need(void **state)
{
    (void)state;
    const struct {
        uint32_t colours;
        int bits;
    } cases[] = {{1, 1}, {2, 1}, {3, 2}, {4, 2}, {5, 4}, {16, 4}, {17, 8}, {256, 8}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const png_picture picture = picture_of(cases[i].colours, opaque);
        CHECK_INT(picture.colour_type, PALETTE);
        CHECK_INT(picture.bit_depth, cases[i].bits);
    }
}

static void many_opaque_colours_become_rgb(void **state)
{
    (void)state;
    CHECK_INT(picture_of(257, opaque).colour_type, RGB);
}

static uint32_t straight_of(uint32_t alpha, uint32_t channel)
{
    return alpha ? (channel * 255 + alpha / 2) / alpha : 0;
}

static void every_premultiplied_value_is_unmultiplied_exactly(void **state)
{
    (void)state;
    /* All pairs of alpha and channel, one row an alpha. */
    uint32_t *pixels = calloc(256 * 256, sizeof *pixels);
    for (uint32_t alpha = 0; alpha < 256; alpha++)
        for (uint32_t channel = 0; channel <= alpha; channel++)
            pixels[alpha * 256 + channel] = alpha << 24 | channel << 16 | (alpha - channel) << 8;
    png_picture picture = through_png(pixels, 256, 256, 256);
    CHECK_INT(picture.colour_type, RGBA);
    for (uint32_t alpha = 1; alpha < 256; alpha++)
        for (uint32_t channel = 0; channel <= alpha; channel++)
            CHECK_INT(png_pixel(&picture, channel, alpha),
                      alpha << 24 | straight_of(alpha, channel) << 16 |
                          straight_of(alpha, alpha - channel) << 8);
    free(picture.rgba);
    free(pixels);
}

static void a_palette_keeps_what_is_see_through(void **state)
{
    (void)state;
    uint32_t pixels[] = {0xFF102030, 0x80402010, 0x00000000, 0xFF102030};
    png_picture picture = through_png(pixels, 2, 2, 2);
    CHECK_INT(picture.colour_type, PALETTE);
    CHECK_INT(picture.bit_depth, 2);
    CHECK_INT(png_pixel(&picture, 0, 0), 0xFF102030);
    CHECK_INT(png_pixel(&picture, 1, 0), 0x80804020);
    CHECK_INT(png_pixel(&picture, 0, 1), 0);
    free(picture.rgba);
}

static void widths_that_fill_no_byte_are_packed_right(void **state)
{
    (void)state;
    uint32_t pixels[7 * 3];
    for (uint32_t i = 0; i < 21; i++)
        pixels[i] = opaque(i % 3);
    png_picture picture = through_png(pixels, 7, 3, 7);
    CHECK_INT(picture.bit_depth, 2);
    for (uint32_t i = 0; i < 21; i++)
        CHECK_INT(png_pixel(&picture, i % 7, i / 7), opaque(i % 3));
    free(picture.rgba);
}

static void a_window_is_cut_out_of_a_wider_picture(void **state)
{
    (void)state;
    uint32_t pixels[16 * 16];
    for (uint32_t i = 0; i < 256; i++)
        pixels[i] = opaque(i);
    png_picture picture = through_png(pixels + 3 * 16 + 5, 4, 2, 16);
    CHECK_INT(picture.width, 4);
    CHECK_INT(png_pixel(&picture, 3, 1), opaque(4 * 16 + 8));
    free(picture.rgba);
}

static void the_bytes_do_not_depend_on_what_was_encoded_before(void **state)
{
    (void)state;
    uint32_t first[] = {opaque(1), opaque(2), opaque(3), opaque(4)};
    uint32_t second[] = {opaque(9), opaque(9), opaque(7), opaque(9)};
    OM_AUTO(om_png) used = om_png_new(OM_PNG_LEVEL, OM_PNG_LOSSLESS);
    OM_AUTO(om_png) fresh = om_png_new(OM_PNG_LEVEL, OM_PNG_LOSSLESS);
    OM_AUTO_TEXT forgotten = {0}, from_used = {0}, from_fresh = {0};
    om_png_write(used, &(om_picture){2, 2, 2, first, NULL}, &forgotten);
    om_png_write(used, &(om_picture){2, 2, 2, second, NULL}, &from_used);
    om_png_write(fresh, &(om_picture){2, 2, 2, second, NULL}, &from_fresh);
    CHECK_INT(from_used.length, from_fresh.length);
    CHECK(memcmp(from_used.bytes, from_fresh.bytes, from_used.length) == 0);
}

OM_TESTS(test(few_colours_become_a_palette_of_as_few_bits_as_they_need),
         test(many_opaque_colours_become_rgb),
         test(every_premultiplied_value_is_unmultiplied_exactly),
         test(a_palette_keeps_what_is_see_through), test(widths_that_fill_no_byte_are_packed_right),
         test(a_window_is_cut_out_of_a_wider_picture),
         test(the_bytes_do_not_depend_on_what_was_encoded_before))
