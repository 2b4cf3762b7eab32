/*
 * WebP files of parts of a picture, lossless.
 */
#ifndef OM_TILES_WEBP_H
#define OM_TILES_WEBP_H

#include "engine/base/text.h"
#include "engine/canvas/picture.h"

/** An encoder with its scratch; one thread at a time. */
typedef struct om_webp om_webp;

om_webp *om_webp_new(void);

/** NULL is fine. */
void om_webp_free(om_webp *webp);
OM_DEFINE_AUTO(om_webp)

/**
 * Appends a whole WebP file to `ret`.
 *
 * @param picture  may be a part of a larger one by its stride; sides up to 16383 px
 */
void om_webp_write(om_webp *webp, const om_picture *picture, om_text *ret);

#endif
