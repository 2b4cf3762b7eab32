/*
 * Shapes as paths of a canvas: only what a window needs, without changing a pixel of it.
 */
#ifndef OM_ENGINE_DRAW_TRIM_H
#define OM_ENGINE_DRAW_TRIM_H

#include "engine/draw/generalise.h"
#include "engine/draw/paint.h"

/** A window onto a level, and how vertices come into it. */
typedef struct om_frame {
    double px_per_unit;     /**< device px a unit of the world square */
    double left_px, top_px; /**< whole */
    double width_px, height_px;
    om_xy shift; /**< added to every vertex, px */
} om_frame;

/** A vertex in px of the window, in whole 256ths (the canvas's own grid). */
om_xy om_frame_place(const om_frame *frame, om_vertex vertex);

/** Points of one path in use again and again. Zero-initialise; free `points` with free(). */
typedef struct om_run {
    om_xy *points;
    size_t count, capacity;
} om_run;

void om_run_add(om_run *run, om_xy point);

/** Adds a ring. Vertices that can only matter outside of the window are left out. */
void om_trim_ring(om_canvas *canvas, const om_frame *frame, const om_vertex *ring, uint32_t count,
                  om_run *scratch);

/**
 * Adds what is seen of a line: segments within `reach_px` of the window, dashed from the line's
 * beginning on, wherever the window is.
 *
 * @param closed  the line is a ring
 */
void om_trim_line(om_canvas *canvas, const om_frame *frame, const om_vertex *line, uint32_t count,
                  bool closed, const om_paint *paint, double reach_px, om_run *scratch);

#endif
