/* Icons, by librsvg. */
#include "engine/canvas/icon.h"

#include <cairo.h>
#include <librsvg/rsvg.h>
#include <math.h>

#include "engine/base/file.h"

enum { MAX_PX = 1024 };

static void handle_auto(RsvgHandle **handle)
{
    if (*handle)
        g_object_unref(*handle);
}

static om_status read_svg(const char *path, RsvgHandle **ret, om_error *err)
{
    OM_AUTO_TEXT bytes = {0};
    OM_TRY(om_file_read(path, &bytes, err));

    GError *error = NULL;
    *ret = rsvg_handle_new_from_data((const guint8 *)bytes.bytes, bytes.length, &error);
    if (*ret)
        return OM_OK;
    om_fail(err, OM_ERR_DATA, "%s: this is no SVG: %s", path, error->message);
    g_error_free(error);
    return OM_ERR_DATA;
}

static bool size_of(RsvgHandle *handle, double *ret_width, double *ret_height)
{
    if (rsvg_handle_get_intrinsic_size_in_pixels(handle, ret_width, ret_height))
        return *ret_width > 0 && *ret_height > 0;

    gboolean has_box;
    RsvgRectangle box;
    rsvg_handle_get_intrinsic_dimensions(handle, NULL, NULL, NULL, NULL, &has_box, &box);
    *ret_width = box.width;
    *ret_height = box.height;
    return has_box && box.width > 0 && box.height > 0;
}

om_status om_icon_draw(const char *path, double factor, double angle_deg, om_picture **ret,
                       om_error *err)
{
    __attribute__((cleanup(handle_auto))) RsvgHandle *handle = NULL;
    OM_TRY(read_svg(path, &handle, err));

    double width, height;
    if (!size_of(handle, &width, &height))
        return om_fail(err, OM_ERR_DATA, "%s: the SVG has neither a size nor a viewBox", path);
    width *= factor;
    height *= factor;
    const double angle = angle_deg * M_PI / 180;
    const double across = ceil(fabs(width * cos(angle)) + fabs(height * sin(angle)) - 1e-6);
    const double down = ceil(fabs(width * sin(angle)) + fabs(height * cos(angle)) - 1e-6);
    if (!(across >= 1 && across <= MAX_PX && down >= 1 && down <= MAX_PX))
        return om_fail(err, OM_ERR_RANGE, "%s: the icon would be %g x %g px, not 1..%d", path,
                       across, down, MAX_PX);

    OM_AUTO(om_picture) picture = om_picture_new((uint32_t)across, (uint32_t)down);
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data((unsigned char *)picture->pixels, CAIRO_FORMAT_ARGB32,
                                            (int)across, (int)down, (int)across * 4);
    cairo_t *cairo = cairo_create(surface);
    cairo_translate(cairo, across / 2, down / 2);
    cairo_rotate(cairo, angle);
    const RsvgRectangle place = {-width / 2, -height / 2, width, height};
    GError *error = NULL;
    const bool drawn = rsvg_handle_render_document(handle, cairo, &place, &error);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    cairo_surface_destroy(surface);
    if (!drawn) {
        om_fail(err, OM_ERR_DATA, "%s: the SVG cannot be drawn: %s", path, error->message);
        g_error_free(error);
        return OM_ERR_DATA;
    }
    *ret = OM_TAKE(picture);
    return OM_OK;
}
