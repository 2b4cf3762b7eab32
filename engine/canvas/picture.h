/*
 * A picture in memory: premultiplied ARGB32 pixels, and its way into a PNG file and back.
 */
#ifndef OM_ENGINE_CANVAS_PICTURE_H
#define OM_ENGINE_CANVAS_PICTURE_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/own.h"
#include "engine/base/status.h"
#include "engine/base/text.h"

/** The longest side a picture may have. */
enum { OM_PICTURE_MAX_PX = 65536 };

/** Pixels are native-endian 0xAARRGGBB with the channels multiplied by alpha. */
typedef struct om_picture {
    uint32_t width, height; /**< px */
    size_t stride;          /**< pixels from one row to the next, >= width */
    uint32_t *pixels;
    struct om_page *page; /**< what is drawn goes there instead (page.h); NULL: it goes to pixels */
} om_picture;

/** A picture that is transparent all over. @param width  1..OM_PICTURE_MAX_PX, as `height` */
om_picture *om_picture_new(uint32_t width, uint32_t height);

/** NULL is fine. */
void om_picture_free(om_picture *picture);
OM_DEFINE_AUTO(om_picture)

/** Appends a picture as PNG. @return OM_OK; OM_ERR_FAILED: it cannot be encoded */
OM_CHECKED om_status om_picture_encode(const om_picture *picture, om_text *png, om_error *err);

/** Writes a PNG file, whole or not at all. @return OM_OK; OM_ERR_DISK */
OM_CHECKED om_status om_picture_write(const om_picture *picture, const char *path, om_error *err);

/** Reads a PNG file. @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DISK; OM_ERR_DATA: no PNG */
OM_CHECKED om_status om_picture_read(const char *path, om_picture **ret, om_error *err);

#endif
