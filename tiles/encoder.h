/*
 * From pixels to the file of a tile: PNG or lossless WebP, good, best or lossless.
 */
#ifndef OM_TILES_ENCODER_H
#define OM_TILES_ENCODER_H

#include "tiles/png.h"

typedef enum om_tile_format { OM_TILE_PNG, OM_TILE_WEBP } om_tile_format;

/** How tiles are written. Zero-initialise for the default, a good PNG. */
typedef struct om_encoding {
    om_tile_format format;
    om_png_quality quality; /**< of PNG; WebP is always lossless */
} om_encoding;

/**
 * @param format   "png" or "webp"; NULL: PNG
 * @param quality  "good", "best" or "lossless"; NULL: good, or what the format has
 * @return OM_OK; OM_ERR_USAGE: another word, or a quality that the format does not have
 */
OM_CHECKED om_status om_encoding_parse(const char *format, const char *quality, om_encoding *ret,
                                       om_error *err);

/** "good", "best" or "lossless". */
const char *om_encoding_quality(const om_encoding *encoding);

/** "png" or "webp": the ending of a file's name, and what MBTiles calls it. */
const char *om_tile_format_name(om_tile_format format);

/** An encoder with its scratch; one thread at a time. */
typedef struct om_encoder om_encoder;

om_encoder *om_encoder_new(om_encoding encoding);

/** NULL is fine. */
void om_encoder_free(om_encoder *encoder);
OM_DEFINE_AUTO(om_encoder)

/** Colours that stay exact from now on. Copies. */
void om_encoder_pin(om_encoder *encoder, om_pins pins);

/** Appends the file of a picture, which may be a part of a larger one by its stride. */
void om_encoder_write(om_encoder *encoder, const om_picture *picture, om_text *ret);

#endif
