/* Pages, by Cairo's PDF and SVG surfaces. */
#include "engine/canvas/page.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/base/text.h"
#include "engine/canvas/inside.h"

/* Where something has to become pixels on its way into the file. */
#define FALLBACK_DPI 300.0
#define POINTS_A_PX  0.75

static cairo_status_t take_bytes(void *bytes, const unsigned char *more, unsigned int count)
{
    om_text_add_bytes(bytes, more, count);
    return CAIRO_STATUS_SUCCESS;
}

static cairo_surface_t *surface_of(om_page_kind kind, om_page *page, double width, double height)
{
    if (kind == OM_PAGE_SVG) {
        cairo_surface_t *svg =
            cairo_svg_surface_create_for_stream(take_bytes, &page->bytes, width, height);
        cairo_svg_surface_set_document_unit(svg, CAIRO_SVG_UNIT_PX);
        return svg;
    }
    const double points = POINTS_A_PX;
    cairo_surface_t *pdf = cairo_pdf_surface_create_for_stream(take_bytes, &page->bytes,
                                                               width * points, height * points);
    /* The same map is the same file, whenever it is drawn. */
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    cairo_pdf_surface_set_metadata(pdf, CAIRO_PDF_METADATA_CREATOR, "onemap");
    return pdf;
}

om_status om_page_new(om_page_kind kind, uint32_t width, uint32_t height, double scale,
                      om_picture **ret, om_error *err)
{
    OM_AUTO(om_picture) picture = om_memory_take(1, sizeof *picture);
    picture->width = width;
    picture->height = height;
    picture->page = om_memory_take(1, sizeof *picture->page);
    om_page *page = picture->page;
    page->surface = surface_of(kind, page, width / scale, height / scale);
    page->cairo = cairo_create(page->surface);
    if (cairo_status(page->cairo) != CAIRO_STATUS_SUCCESS)
        return om_fail(err, OM_ERR_MEMORY, "a page of %u x %u px cannot be made", width, height);
    cairo_surface_set_fallback_resolution(page->surface, FALLBACK_DPI, FALLBACK_DPI);
    const double unit = kind == OM_PAGE_SVG ? 1 : POINTS_A_PX;
    cairo_scale(page->cairo, unit / scale, unit / scale);
    *ret = OM_TAKE(picture);
    return OM_OK;
}

void om_page_free(om_page *page)
{
    if (!page)
        return;
    cairo_destroy(page->cairo);
    cairo_surface_destroy(page->surface);
    om_text_clear(&page->bytes);
    free(page);
}

bool om_picture_is_page(const om_picture *picture)
{
    return picture->page != NULL;
}

void om_page_enter(om_picture *page, const om_page_part *part)
{
    cairo_t *cairo = page->page->cairo;
    cairo_save(cairo);
    cairo_translate(cairo, (double)part->x, (double)part->y);
    cairo_rectangle(cairo, 0, 0, part->width, part->height);
    cairo_clip(cairo);
}

void om_page_leave(om_picture *page)
{
    cairo_restore(page->page->cairo);
}

void om_page_lay(om_picture *onto, int64_t x, int64_t y, const om_picture *over, double opacity)
{
    cairo_t *cairo = onto->page->cairo;
    cairo_surface_t *picture = cairo_image_surface_create_for_data(
        (unsigned char *)over->pixels, CAIRO_FORMAT_ARGB32, (int)over->width, (int)over->height,
        (int)(over->stride * sizeof *over->pixels));
    cairo_save(cairo);
    cairo_set_source_surface(cairo, picture, (double)x, (double)y);
    cairo_paint_with_alpha(cairo, opacity);
    cairo_restore(cairo);
    cairo_surface_finish(picture);
    cairo_surface_destroy(picture);
}

/* Cairo counts the surfaces of a process in their names; here each file counts its own. */
static void rename_surfaces(om_text *svg)
{
    static const char word[] = "surface";
    OM_AUTO_TEXT renamed = {0};
    OM_AUTO_MEMORY unsigned long *seen = NULL;
    size_t count = 0, capacity = 0;
    const char *from = svg->bytes;
    for (const char *at; (at = strstr(from, word));) {
        char *end;
        const unsigned long number = strtoul(at + strlen(word), &end, 10);
        size_t i = 0;
        while (i < count && seen[i] != number)
            i++;
        if (i == count) {
            seen = om_memory_grow(seen, count + 1, &capacity, sizeof *seen);
            seen[count++] = number;
        }
        om_text_add_bytes(&renamed, from, (size_t)(at - from));
        om_text_add_format(&renamed, "%s%zu", word, i);
        from = end;
    }
    om_text_add(&renamed, from);
    om_text_clear(svg);
    *svg = renamed;
    renamed = (om_text){0};
}

om_status om_page_write(om_picture *page, const char *path, om_error *err)
{
    cairo_surface_t *surface = page->page->surface;
    cairo_show_page(page->page->cairo);
    cairo_surface_finish(surface);
    const cairo_status_t status = cairo_surface_status(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return om_fail(err, status == CAIRO_STATUS_NO_MEMORY ? OM_ERR_MEMORY : OM_ERR_FAILED,
                       "%s cannot be drawn: %s", path, cairo_status_to_string(status));
    om_text *bytes = &page->page->bytes;
    if (cairo_surface_get_type(surface) == CAIRO_SURFACE_TYPE_SVG)
        rename_surfaces(bytes);
    return om_file_write(path, bytes->bytes, bytes->length, err);
}
