/*
 * Paths that are filled and stroked into a picture (Cairo).
 *
 * A path is gathered with move, line, close and circle, then painted once. Where parts of one path
 * overlap they are painted once, not twice; rings that run the other way are holes.
 */
#ifndef OM_ENGINE_CANVAS_CANVAS_H
#define OM_ENGINE_CANVAS_CANVAS_H

#include <stdbool.h>

#include "engine/base/colour.h"
#include "engine/base/xy.h"
#include "engine/canvas/picture.h"

/** Paints into a picture that it borrows. Belongs to one thread. */
typedef struct om_canvas om_canvas;

om_canvas *om_canvas_new(om_picture *picture);
/** NULL is fine. The picture is complete only after this. */
void om_canvas_free(om_canvas *canvas);
OM_DEFINE_AUTO(om_canvas)

typedef enum om_cap { OM_CAP_BUTT, OM_CAP_ROUND, OM_CAP_SQUARE } om_cap;
typedef enum om_join { OM_JOIN_BEVEL, OM_JOIN_ROUND, OM_JOIN_MITER } om_join;

/** How lines are drawn. */
typedef struct om_pen {
    om_colour colour;
    double width_px;
    double gap_px; /**< > 0 draws two lines of `width_px` with this much between them */
    double miter_limit;
    om_cap cap;
    om_join join;
} om_pen;

/* ---- Gathering a path. Px from the picture's north-west corner, within +-2^21. ---- */

void om_canvas_move(om_canvas *canvas, om_xy to);
void om_canvas_line(om_canvas *canvas, om_xy to);
void om_canvas_close(om_canvas *canvas);
void om_canvas_circle(om_canvas *canvas, om_xy center, double radius_px);

/* ---- Painting it. The path is gone afterwards. ---- */

void om_canvas_clear(om_canvas *canvas, om_colour colour); /**< replaces what was there */
void om_canvas_cover(om_canvas *canvas, om_colour colour); /**< paints all over */
void om_canvas_fill(om_canvas *canvas, om_colour colour, bool smooth);

/** Fills with a picture laid side by side. @param origin  where one begins, whole px */
void om_canvas_fill_pattern(om_canvas *canvas, const om_picture *tile, om_xy origin, double opacity,
                            bool smooth);

void om_canvas_stroke(om_canvas *canvas, const om_pen *pen);

/** Fills, and strokes the same path. */
void om_canvas_fill_and_stroke(om_canvas *canvas, om_colour colour, const om_pen *pen);

/** OM_OK, or why painting failed. @return OM_OK; OM_ERR_MEMORY; OM_ERR_FAILED */
OM_CHECKED om_status om_canvas_status(const om_canvas *canvas, om_error *err);

#endif
