/* Tiles are encoded as their words ask for. */
#include "tiles/encoder.h"

#include <stdlib.h>

#include "tests/support/check.h"
#include "tests/support/png_read.h"

enum { SIDE = 64 };

static void words_choose_an_encoding(void **state)
{
    (void)state;
    om_error err;
    om_encoding encoding;
    CHECK_OK(om_encoding_parse(NULL, NULL, &encoding, &err));
    CHECK(encoding.format == OM_TILE_PNG && encoding.quality == OM_PNG_GOOD);
    CHECK_OK(om_encoding_parse("png", "best", &encoding, &err));
    CHECK_TEXT(om_encoding_quality(&encoding), "best");
    CHECK_OK(om_encoding_parse("webp", NULL, &encoding, &err));
    CHECK_TEXT(om_tile_format_name(encoding.format), "webp");
    CHECK_TEXT(om_encoding_quality(&encoding), "lossless");
    CHECK_FAILS(om_encoding_parse("gif", NULL, &encoding, &err), OM_ERR_USAGE, "'gif'");
    CHECK_FAILS(om_encoding_parse("png", "fine", &encoding, &err), OM_ERR_USAGE, "'fine'");
    CHECK_FAILS(om_encoding_parse("webp", "good", &encoding, &err), OM_ERR_USAGE, "lossless");
}

static om_text encoded(om_encoding encoding, om_pins pins)
{
    uint32_t pixels[SIDE * SIDE];
    for (uint32_t i = 0; i < SIDE * SIDE; i++)
        pixels[i] = 0xFF000000u | i * 4001;
    OM_AUTO(om_encoder) encoder = om_encoder_new(encoding);
    om_encoder_pin(encoder, pins);
    om_text file = {0};
    om_encoder_write(encoder, &(om_picture){SIDE, SIDE, SIDE, pixels, NULL}, &file);
    return file;
}

static void good_and_best_are_palettes_and_lossless_is_none(void **state)
{
    (void)state;
    const struct {
        om_png_quality quality;
        int colour_type;
    } cases[] = {{OM_PNG_GOOD, 3}, {OM_PNG_BEST, 3}, {OM_PNG_LOSSLESS, 2}};
    for (size_t i = 0; i < 3; i++) {
        OM_AUTO_TEXT file = encoded((om_encoding){OM_TILE_PNG, cases[i].quality}, (om_pins){0});
        png_picture picture = png_read_bytes(file.bytes, file.length);
        CHECK_INT(picture.colour_type, cases[i].colour_type);
        free(picture.rgba);
    }
}

static void a_pinned_colour_is_exact_in_the_file(void **state)
{
    (void)state;
    const uint32_t pinned = 0xFF000000u | 17 * 4001;
    OM_AUTO_TEXT file = encoded((om_encoding){0}, (om_pins){&pinned, 1});
    png_picture picture = png_read_bytes(file.bytes, file.length);
    CHECK_INT(png_pixel(&picture, 17, 0), pinned);
    free(picture.rgba);
}

OM_TESTS(test(words_choose_an_encoding), test(good_and_best_are_palettes_and_lossless_is_none),
         test(a_pinned_colour_is_exact_in_the_file))
