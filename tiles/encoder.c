/* The choice of an encoder by name. */
#include "tiles/encoder.h"

#include <string.h>

#include "engine/base/memory.h"
#include "tiles/webp.h"

struct om_encoder {
    om_tile_format format;
    om_png *png;   /* NULL for WebP */
    om_webp *webp; /* NULL for PNG */
};

static const char *const format_names[] = {[OM_TILE_PNG] = "png", [OM_TILE_WEBP] = "webp"};
static const char *const quality_names[] = {
    [OM_PNG_GOOD] = "good", [OM_PNG_BEST] = "best", [OM_PNG_LOSSLESS] = "lossless"};

static bool find(const char *word, const char *const *names, int count, int *ret)
{
    for (int i = 0; i < count; i++)
        if (strcmp(word, names[i]) == 0) {
            *ret = i;
            return true;
        }
    return false;
}

om_status om_encoding_parse(const char *format, const char *quality, om_encoding *ret,
                            om_error *err)
{
    int kind = OM_TILE_PNG;
    if (format && !find(format, format_names, 2, &kind))
        return om_fail(err, OM_ERR_USAGE, "the format '%s' is neither png nor webp", format);
    int grade = kind == OM_TILE_WEBP ? OM_PNG_LOSSLESS : OM_PNG_GOOD;
    if (quality && !find(quality, quality_names, 3, &grade))
        return om_fail(err, OM_ERR_USAGE, "the quality '%s' is not good, best or lossless",
                       quality);
    if (kind == OM_TILE_WEBP && grade != OM_PNG_LOSSLESS)
        return om_fail(err, OM_ERR_USAGE, "WebP tiles are lossless, not %s", quality);
    *ret = (om_encoding){(om_tile_format)kind, (om_png_quality)grade};
    return OM_OK;
}

const char *om_encoding_quality(const om_encoding *encoding)
{
    return quality_names[encoding->quality];
}

const char *om_tile_format_name(om_tile_format format)
{
    return format_names[format];
}

om_encoder *om_encoder_new(om_encoding encoding)
{
    om_encoder *encoder = om_memory_take(1, sizeof *encoder);
    encoder->format = encoding.format;
    if (encoding.format == OM_TILE_WEBP)
        encoder->webp = om_webp_new();
    else
        encoder->png = om_png_new(OM_PNG_LEVEL, encoding.quality);
    return encoder;
}

void om_encoder_free(om_encoder *encoder)
{
    if (!encoder)
        return;
    om_png_free(encoder->png);
    om_webp_free(encoder->webp);
    free(encoder);
}

void om_encoder_pin(om_encoder *encoder, om_pins pins)
{
    if (encoder->png)
        om_png_pin(encoder->png, pins);
}

void om_encoder_write(om_encoder *encoder, const om_picture *picture, om_text *ret)
{
    if (encoder->format == OM_TILE_WEBP)
        om_webp_write(encoder->webp, picture, ret);
    else
        om_png_write(encoder->png, picture, ret);
}
