/* Pictures, by Cairo's own PNG reader and writer over memory. */
#include "engine/canvas/picture.h"

#include <assert.h>
#include <cairo.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/canvas/inside.h"

om_picture *om_picture_new(uint32_t width, uint32_t height)
{
    assert(width > 0 && width <= OM_PICTURE_MAX_PX && height > 0 && height <= OM_PICTURE_MAX_PX);

    om_picture *picture = om_memory_take(1, sizeof *picture);
    picture->width = width;
    picture->height = height;
    picture->stride = width;
    picture->pixels = om_memory_take((size_t)width * height, sizeof *picture->pixels);
    return picture;
}

void om_picture_free(om_picture *picture)
{
    if (!picture)
        return;
    om_page_free(picture->page);
    free(picture->pixels);
    free(picture);
}

static void surface_auto(cairo_surface_t **surface)
{
    if (*surface)
        cairo_surface_destroy(*surface);
}

#define AUTO_SURFACE __attribute__((cleanup(surface_auto))) cairo_surface_t *

static cairo_status_t append(void *closure, const unsigned char *bytes, unsigned int count)
{
    om_text_add_bytes(closure, bytes, count);
    return CAIRO_STATUS_SUCCESS;
}

om_status om_picture_encode(const om_picture *picture, om_text *png, om_error *err)
{
    AUTO_SURFACE surface = cairo_image_surface_create_for_data(
        (unsigned char *)picture->pixels, CAIRO_FORMAT_ARGB32, (int)picture->width,
        (int)picture->height, (int)(picture->stride * sizeof *picture->pixels));
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface, append, png);
    return status == CAIRO_STATUS_SUCCESS
               ? OM_OK
               : om_fail(err, OM_ERR_FAILED, "the picture cannot be encoded: %s",
                         cairo_status_to_string(status));
}

om_status om_picture_write(const om_picture *picture, const char *path, om_error *err)
{
    OM_AUTO_TEXT png = {0};
    const om_status status = om_picture_encode(picture, &png, err);
    if (status != OM_OK)
        return om_fail_within(err, status, "%s", path);
    return om_file_write(path, png.bytes, png.length, err);
}

/** How far a reader is in some bytes. */
typedef struct reading {
    const om_text *bytes;
    size_t at;
} reading;

static cairo_status_t take(void *closure, unsigned char *bytes, unsigned int count)
{
    reading *from = closure;
    if (count > from->bytes->length - from->at)
        return CAIRO_STATUS_READ_ERROR;
    memcpy(bytes, from->bytes->bytes + from->at, count);
    from->at += count;
    return CAIRO_STATUS_SUCCESS;
}

om_status om_picture_read(const char *path, om_picture **ret, om_error *err)
{
    OM_AUTO_TEXT bytes = {0};
    OM_TRY(om_file_read(path, &bytes, err));

    reading from = {.bytes = &bytes};
    AUTO_SURFACE png = cairo_image_surface_create_from_png_stream(take, &from);
    if (cairo_surface_status(png) != CAIRO_STATUS_SUCCESS)
        return om_fail(err, OM_ERR_DATA, "%s: this is no PNG picture", path);

    /* An opaque PNG comes as RGB24, whose fourth byte is undefined: paint it over. */
    om_picture *picture = om_picture_new((uint32_t)cairo_image_surface_get_width(png),
                                         (uint32_t)cairo_image_surface_get_height(png));
    AUTO_SURFACE surface = cairo_image_surface_create_for_data(
        (unsigned char *)picture->pixels, CAIRO_FORMAT_ARGB32, (int)picture->width,
        (int)picture->height, (int)(picture->stride * sizeof *picture->pixels));
    cairo_t *cairo = cairo_create(surface);
    cairo_set_source_surface(cairo, png, 0, 0);
    cairo_paint(cairo);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    *ret = picture;
    return OM_OK;
}
