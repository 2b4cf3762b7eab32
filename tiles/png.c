/* The PNG encoder: chunks by hand, compression by libdeflate. */
#include "tiles/png.h"

#include <assert.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <string.h>

#include "engine/base/memory.h"
#include "tiles/straight.h"

/* Colour types of PNG, section 11.2.1 of the specification (ISO/IEC 15948). */
enum { COLOUR_RGB = 2, COLOUR_PALETTE = 3, COLOUR_RGBA = 6 };

/* How a picture is laid out in the file. */
typedef struct layout {
    int colour_type, bit_depth;
    size_t row_size; /* bytes, with the filter byte before it */
} layout;

struct om_png {
    struct libdeflate_compressor *compressor;
    om_png_quality quality;
    uint32_t *pinned;
    size_t pinned_count;
    om_census census;
    om_reduced palette;
    om_text raw;    /* rows as PNG wants them */
    om_text packed; /* the same, compressed */
};

om_png *om_png_new(int level, om_png_quality quality)
{
    assert(level >= 1 && level <= 12);
    om_png *png = om_memory_take(1, sizeof *png);
    png->quality = quality;
    png->compressor = libdeflate_alloc_compressor(level);
    if (!png->compressor)
        om_memory_exhausted();
    return png;
}

void om_png_free(om_png *png)
{
    if (!png)
        return;
    libdeflate_free_compressor(png->compressor);
    om_census_clear(&png->census);
    om_reduced_clear(&png->palette);
    om_text_clear(&png->raw);
    om_text_clear(&png->packed);
    free(png->pinned);
    free(png);
}

void om_png_pin(om_png *png, om_pins pins)
{
    png->pinned = om_memory_resize(png->pinned, pins.count ? pins.count : 1, sizeof *png->pinned);
    if (pins.count)
        memcpy(png->pinned, pins.colours, pins.count * sizeof *png->pinned);
    png->pinned_count = pins.count;
}

/* ---- Colours ---- */

static uint32_t alpha_of(uint32_t pixel)
{
    return pixel >> 24;
}

static bool has_see_through(const om_census *census)
{
    uint32_t every = UINT32_MAX;
    for (size_t i = 0; i < census->count; i++)
        every &= census->colours[i];
    return alpha_of(every) != 255;
}

/* ---- Rows ---- */

static layout layout_for(om_png *png, const om_picture *picture)
{
    const size_t width = picture->width;
    om_census_take(&png->census, picture);
    if (png->census.count <= OM_PALETTE_MAX || png->quality != OM_PNG_LOSSLESS) {
        const om_pins pins = {png->pinned, png->pinned_count};
        om_quantise(&png->census, pins,
                    png->quality == OM_PNG_BEST ? OM_REDUCE_BY_CLUSTERS : OM_REDUCE_BY_BOXES,
                    &png->palette);
        const size_t count = png->palette.count;
        const int bits = count <= 2 ? 1 : count <= 4 ? 2 : count <= 16 ? 4 : 8;
        return (layout){COLOUR_PALETTE, bits, 1 + (width * (size_t)bits + 7) / 8};
    }
    if (has_see_through(&png->census))
        return (layout){COLOUR_RGBA, 8, 1 + width * 4};
    return (layout){COLOUR_RGB, 8, 1 + width * 3};
}

static void lay_palette_row(const unsigned char *places, const uint32_t *numbers, uint32_t width,
                            const layout *as, unsigned char *to)
{
    if (as->bit_depth == 8) {
        for (uint32_t x = 0; x < width; x++)
            to[x] = places[numbers[x]];
        return;
    }
    const unsigned bits = (unsigned)as->bit_depth;
    for (uint32_t x = 0; x < width; x++) {
        const unsigned at = x * bits;
        to[at / 8] |= (unsigned char)(places[numbers[x]] << (8 - bits - at % 8));
    }
}

static void lay_colour_row(const uint32_t *row, uint32_t width, bool with_alpha, unsigned char *to)
{
    for (uint32_t x = 0; x < width; x++) {
        const uint32_t pixel = om_straight(row[x]);
        *to++ = (unsigned char)(pixel >> 16);
        *to++ = (unsigned char)(pixel >> 8);
        *to++ = (unsigned char)pixel;
        if (with_alpha)
            *to++ = (unsigned char)(pixel >> 24);
    }
}

/* Makes `size` bytes of a buffer; what they hold is not said. */
static unsigned char *sized(om_text *text, size_t size)
{
    text->bytes = om_memory_grow(text->bytes, size, &text->capacity, 1);
    text->length = size;
    return (unsigned char *)text->bytes;
}

static void lay_rows(om_png *png, const om_picture *picture, const layout *as)
{
    unsigned char *to = sized(&png->raw, as->row_size * picture->height);
    memset(to, 0, png->raw.length);
    for (uint32_t y = 0; y < picture->height; y++, to += as->row_size) {
        const uint32_t *row = picture->pixels + y * picture->stride;
        if (as->colour_type == COLOUR_PALETTE)
            lay_palette_row(png->palette.places, png->census.numbers + (size_t)y * picture->width,
                            picture->width, as, to + 1);
        else
            lay_colour_row(row, picture->width, as->colour_type == COLOUR_RGBA, to + 1);
    }
}

static void compress_rows(om_png *png)
{
    const size_t bound = libdeflate_zlib_compress_bound(png->compressor, png->raw.length);
    sized(&png->packed, bound);
    png->packed.length = libdeflate_zlib_compress(png->compressor, png->raw.bytes, png->raw.length,
                                                  png->packed.bytes, bound);
    assert(png->packed.length > 0);
}

/* ---- Chunks ---- */

static void add_number(om_text *text, uint32_t number)
{
    const unsigned char bytes[] = {(unsigned char)(number >> 24), (unsigned char)(number >> 16),
                                   (unsigned char)(number >> 8), (unsigned char)number};
    om_text_add_bytes(text, bytes, sizeof bytes);
}

static void add_chunk(om_text *text, const char *type, const void *bytes, size_t size)
{
    add_number(text, (uint32_t)size);
    const size_t start = text->length;
    om_text_add_bytes(text, type, 4);
    om_text_add_bytes(text, bytes, size);
    add_number(text, libdeflate_crc32(0, text->bytes + start, text->length - start));
}

static void add_header(om_text *text, const om_picture *picture, const layout *as)
{
    OM_AUTO_TEXT header = {0};
    add_number(&header, picture->width);
    add_number(&header, picture->height);
    const unsigned char rest[] = {(unsigned char)as->bit_depth, (unsigned char)as->colour_type,
                                  /* compression, filter, interlace */ 0, 0, 0};
    om_text_add_bytes(&header, rest, sizeof rest);
    add_chunk(text, "IHDR", header.bytes, header.length);
}

static void add_palette(om_text *text, const om_reduced *colours)
{
    unsigned char rgb[OM_PALETTE_MAX * 3], alphas[OM_PALETTE_MAX];
    for (size_t i = 0; i < colours->count; i++) {
        const uint32_t colour = om_straight(colours->colours[i]);
        rgb[i * 3] = (unsigned char)(colour >> 16);
        rgb[i * 3 + 1] = (unsigned char)(colour >> 8);
        rgb[i * 3 + 2] = (unsigned char)colour;
        alphas[i] = (unsigned char)alpha_of(colour);
    }
    add_chunk(text, "PLTE", rgb, colours->count * 3);
    if (colours->see_through_count)
        add_chunk(text, "tRNS", alphas, colours->see_through_count);
}

void om_png_write(om_png *png, const om_picture *picture, om_text *ret)
{
    assert(picture->width >= 1 && picture->height >= 1);
    const layout as = layout_for(png, picture);
    lay_rows(png, picture, &as);
    compress_rows(png);

    om_text_add_bytes(ret, "\x89PNG\r\n\x1a\n", 8);
    add_header(ret, picture, &as);
    if (as.colour_type == COLOUR_PALETTE)
        add_palette(ret, &png->palette);
    add_chunk(ret, "IDAT", png->packed.bytes, png->packed.length);
    add_chunk(ret, "IEND", "", 0);
}
