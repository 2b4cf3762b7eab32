/* The PNG encoder: chunks by hand, compression by libdeflate. */
#include "tiles/png.h"

#include <assert.h>
#include <libdeflate.h>
#include <stdbool.h>
#include <string.h>

#include "engine/base/memory.h"

enum { PALETTE_MAX = 256, BUCKETS = 1024 };

/* Colour types of PNG, section 11.2.1 of the specification (ISO/IEC 15948). */
enum { COLOUR_RGB = 2, COLOUR_PALETTE = 3, COLOUR_RGBA = 6 };

/* The colours of a picture; a colour's bucket holds its place in the palette plus one. */
typedef struct palette {
    uint32_t colours[PALETTE_MAX];
    size_t count, see_through_count;
    uint32_t keys[BUCKETS];
    uint16_t buckets[BUCKETS];
} palette;

/* How a picture is laid out in the file. */
typedef struct layout {
    int colour_type, bit_depth;
    size_t row_size; /* bytes, with the filter byte before it */
} layout;

struct om_png {
    struct libdeflate_compressor *compressor;
    palette palette;
    om_text raw;    /* rows as PNG wants them */
    om_text packed; /* the same, compressed */
};

om_png *om_png_new(int level)
{
    assert(level >= 1 && level <= 12);
    om_png *png = om_memory_take(1, sizeof *png);
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
    om_text_clear(&png->raw);
    om_text_clear(&png->packed);
    free(png);
}

/* ---- Colours ---- */

static uint32_t alpha_of(uint32_t pixel)
{
    return pixel >> 24;
}

static uint32_t unmultiplied(uint32_t channel, uint32_t alpha)
{
    const uint32_t full = (channel * 255 + alpha / 2) / alpha;
    return full < 255 ? full : 255;
}

/* The pixel as PNG counts colours: not multiplied by alpha, nothing behind full transparency. */
static uint32_t straight(uint32_t pixel)
{
    const uint32_t alpha = alpha_of(pixel);
    if (alpha == 255)
        return pixel;
    if (alpha == 0)
        return 0;
    return alpha << 24 | unmultiplied(pixel >> 16 & 255, alpha) << 16 |
           unmultiplied(pixel >> 8 & 255, alpha) << 8 | unmultiplied(pixel & 255, alpha);
}

/* The bucket where `pixel` is, or would be. */
static size_t bucket_of(const palette *colours, uint32_t pixel)
{
    size_t bucket = pixel * 2654435761u >> 22;
    while (colours->buckets[bucket] && colours->keys[bucket] != pixel)
        bucket = (bucket + 1) % BUCKETS;
    return bucket;
}

/* Adds a colour; false when there is no room for another. */
static bool admit(palette *colours, uint32_t pixel)
{
    const size_t bucket = bucket_of(colours, pixel);
    if (colours->buckets[bucket])
        return true;
    if (colours->count == PALETTE_MAX)
        return false;
    colours->colours[colours->count++] = pixel;
    colours->keys[bucket] = pixel;
    colours->buckets[bucket] = (uint16_t)colours->count;
    colours->see_through_count += alpha_of(pixel) != 255;
    return true;
}

/* Collects the colours of a picture; false when they are too many for a palette. */
static bool collect_colours(palette *colours, const om_picture *picture)
{
    memset(colours, 0, sizeof *colours);
    uint32_t last = picture->pixels[0];
    admit(colours, last);
    for (uint32_t y = 0; y < picture->height; y++) {
        const uint32_t *row = picture->pixels + y * picture->stride;
        for (uint32_t x = 0; x < picture->width; x++) {
            if (row[x] == last)
                continue;
            last = row[x];
            if (!admit(colours, last))
                return false;
        }
    }
    return true;
}

static int by_alpha_then_colour(const void *a, const void *b)
{
    const uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    return (left > right) - (left < right);
}

/* Orders the palette, so that it depends on the colours alone and the see-through ones lead:
   a transparency chunk need not go on past the last of them. */
static void order_palette(palette *colours)
{
    qsort(colours->colours, colours->count, sizeof *colours->colours, by_alpha_then_colour);
    for (size_t i = 0; i < colours->count; i++)
        colours->buckets[bucket_of(colours, colours->colours[i])] = (uint16_t)(i + 1);
}

static bool has_see_through(const om_picture *picture)
{
    uint32_t every = UINT32_MAX;
    for (uint32_t y = 0; y < picture->height; y++)
        for (uint32_t x = 0; x < picture->width; x++)
            every &= picture->pixels[y * picture->stride + x];
    return alpha_of(every) != 255;
}

/* ---- Rows ---- */

static layout layout_for(om_png *png, const om_picture *picture)
{
    const size_t width = picture->width;
    if (collect_colours(&png->palette, picture)) {
        order_palette(&png->palette);
        const size_t count = png->palette.count;
        const int bits = count <= 2 ? 1 : count <= 4 ? 2 : count <= 16 ? 4 : 8;
        return (layout){COLOUR_PALETTE, bits, 1 + (width * (size_t)bits + 7) / 8};
    }
    if (has_see_through(picture))
        return (layout){COLOUR_RGBA, 8, 1 + width * 4};
    return (layout){COLOUR_RGB, 8, 1 + width * 3};
}

static void lay_palette_row(const palette *colours, const uint32_t *row, uint32_t width,
                            const layout *as, unsigned char *to)
{
    const unsigned bits = (unsigned)as->bit_depth;
    uint32_t last = row[0];
    unsigned index = colours->buckets[bucket_of(colours, last)] - 1u;
    for (uint32_t x = 0; x < width; x++) {
        if (row[x] != last) {
            last = row[x];
            index = colours->buckets[bucket_of(colours, last)] - 1u;
        }
        const unsigned at = x * bits;
        to[at / 8] |= (unsigned char)(index << (8 - bits - at % 8));
    }
}

static void lay_colour_row(const uint32_t *row, uint32_t width, bool with_alpha, unsigned char *to)
{
    for (uint32_t x = 0; x < width; x++) {
        const uint32_t pixel = straight(row[x]);
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
            lay_palette_row(&png->palette, row, picture->width, as, to + 1);
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

static void add_palette(om_text *text, const palette *colours)
{
    unsigned char rgb[PALETTE_MAX * 3], alphas[PALETTE_MAX];
    for (size_t i = 0; i < colours->count; i++) {
        const uint32_t colour = straight(colours->colours[i]);
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
