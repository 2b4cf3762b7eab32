/* Paths, by Cairo. */
#include "engine/canvas/canvas.h"

#include <cairo.h>

#include "engine/base/memory.h"
#include "engine/canvas/inside.h"

struct om_canvas {
    cairo_surface_t *surface; /* NULL: of a page, which lives on */
    cairo_t *cairo;
};

om_canvas *om_canvas_new(om_picture *picture)
{
    om_canvas *canvas = om_memory_take(1, sizeof *canvas);
    if (picture->page) {
        canvas->cairo = cairo_reference(picture->page->cairo);
        cairo_save(canvas->cairo);
        return canvas;
    }
    canvas->surface = cairo_image_surface_create_for_data(
        (unsigned char *)picture->pixels, CAIRO_FORMAT_ARGB32, (int)picture->width,
        (int)picture->height, (int)(picture->stride * sizeof *picture->pixels));
    canvas->cairo = cairo_create(canvas->surface);
    cairo_set_tolerance(canvas->cairo, 0.1);
    return canvas;
}

void om_canvas_free(om_canvas *canvas)
{
    if (!canvas)
        return;
    if (!canvas->surface)
        cairo_restore(canvas->cairo);
    else
        cairo_surface_flush(canvas->surface);
    cairo_destroy(canvas->cairo);
    cairo_surface_destroy(canvas->surface);
    free(canvas);
}

void om_canvas_move(om_canvas *canvas, om_xy to)
{
    cairo_move_to(canvas->cairo, to.x, to.y);
}

void om_canvas_line(om_canvas *canvas, om_xy to)
{
    cairo_line_to(canvas->cairo, to.x, to.y);
}

void om_canvas_close(om_canvas *canvas)
{
    cairo_close_path(canvas->cairo);
}

void om_canvas_circle(om_canvas *canvas, om_xy center, double radius_px)
{
    cairo_new_sub_path(canvas->cairo);
    cairo_arc(canvas->cairo, center.x, center.y, radius_px, 0, 6.283185307179586);
    cairo_close_path(canvas->cairo);
}

static void take_up(om_canvas *canvas, om_colour colour)
{
    cairo_set_source_rgba(canvas->cairo, colour.red, colour.green, colour.blue, colour.alpha);
}

static void paint_with(om_canvas *canvas, om_colour colour, cairo_operator_t operator)
{
    take_up(canvas, colour);
    cairo_set_operator(canvas->cairo, operator);
    cairo_paint(canvas->cairo);
    cairo_set_operator(canvas->cairo, CAIRO_OPERATOR_OVER);
}

void om_canvas_clear(om_canvas *canvas, om_colour colour)
{
    paint_with(canvas, colour, CAIRO_OPERATOR_SOURCE);
}

void om_canvas_cover(om_canvas *canvas, om_colour colour)
{
    paint_with(canvas, colour, CAIRO_OPERATOR_OVER);
}

static void fill_path(om_canvas *canvas, om_colour colour, bool smooth)
{
    take_up(canvas, colour);
    cairo_set_antialias(canvas->cairo, smooth ? CAIRO_ANTIALIAS_FAST : CAIRO_ANTIALIAS_NONE);
    cairo_fill_preserve(canvas->cairo);
}

void om_canvas_fill(om_canvas *canvas, om_colour colour, bool smooth)
{
    fill_path(canvas, colour, smooth);
    cairo_new_path(canvas->cairo);
}

void om_canvas_fill_pattern(om_canvas *canvas, const om_picture *tile, om_xy origin, double opacity,
                            bool smooth)
{
    cairo_t *cairo = canvas->cairo;
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        (unsigned char *)tile->pixels, CAIRO_FORMAT_ARGB32, (int)tile->width, (int)tile->height,
        (int)(tile->stride * sizeof *tile->pixels));
    cairo_set_source_surface(cairo, surface, origin.x, origin.y);
    cairo_pattern_set_extend(cairo_get_source(cairo), CAIRO_EXTEND_REPEAT);
    cairo_pattern_set_filter(cairo_get_source(cairo), CAIRO_FILTER_NEAREST);
    cairo_set_antialias(cairo, smooth ? CAIRO_ANTIALIAS_FAST : CAIRO_ANTIALIAS_NONE);
    cairo_save(cairo);
    cairo_clip_preserve(cairo);
    cairo_paint_with_alpha(cairo, opacity);
    cairo_restore(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0); /* lets the picture go */
    cairo_surface_destroy(surface);
    cairo_new_path(cairo);
}

static void take_pen(om_canvas *canvas, const om_pen *pen)
{
    static const cairo_line_cap_t caps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
                                            CAIRO_LINE_CAP_SQUARE};
    static const cairo_line_join_t joins[] = {CAIRO_LINE_JOIN_BEVEL, CAIRO_LINE_JOIN_ROUND,
                                              CAIRO_LINE_JOIN_MITER};

    take_up(canvas, pen->colour);
    cairo_set_antialias(canvas->cairo, CAIRO_ANTIALIAS_FAST);
    cairo_set_line_width(canvas->cairo, pen->width_px);
    cairo_set_line_cap(canvas->cairo, caps[pen->cap]);
    cairo_set_line_join(canvas->cairo, joins[pen->join]);
    cairo_set_miter_limit(canvas->cairo, pen->miter_limit);
}

/* Two lines are one wide line with its middle taken away, on a sheet of its own. */
static void stroke_both_sides(om_canvas *canvas, const om_pen *pen)
{
    cairo_t *cairo = canvas->cairo;
    cairo_path_t *path = cairo_copy_path(cairo);
    cairo_push_group(cairo);
    cairo_append_path(cairo, path);
    cairo_path_destroy(path);

    take_pen(canvas, pen);
    cairo_set_line_width(cairo, pen->gap_px + 2 * pen->width_px);
    cairo_stroke_preserve(cairo);
    cairo_set_operator(cairo, CAIRO_OPERATOR_CLEAR);
    cairo_set_line_width(cairo, pen->gap_px);
    cairo_stroke(cairo);
    cairo_pop_group_to_source(cairo);
    cairo_paint(cairo);
    cairo_new_path(cairo);
}

void om_canvas_stroke(om_canvas *canvas, const om_pen *pen)
{
    if (pen->gap_px > 0) {
        stroke_both_sides(canvas, pen);
        return;
    }
    take_pen(canvas, pen);
    cairo_stroke(canvas->cairo);
}

void om_canvas_fill_and_stroke(om_canvas *canvas, om_colour colour, const om_pen *pen)
{
    fill_path(canvas, colour, true);
    om_canvas_stroke(canvas, pen);
}

om_status om_canvas_status(const om_canvas *canvas, om_error *err)
{
    const cairo_status_t status = cairo_status(canvas->cairo);
    if (status == CAIRO_STATUS_SUCCESS)
        return OM_OK;
    return om_fail(err, status == CAIRO_STATUS_NO_MEMORY ? OM_ERR_MEMORY : OM_ERR_FAILED,
                   "the picture cannot be drawn: %s", cairo_status_to_string(status));
}
