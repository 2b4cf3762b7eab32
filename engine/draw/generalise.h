/*
 * Shapes as a zoom can show them: vertices that fall together are one, edges are never too long.
 */
#ifndef OM_ENGINE_DRAW_GENERALISE_H
#define OM_ENGINE_DRAW_GENERALISE_H

#include "engine/draw/figures.h"

/** No edge of a generalised shape is longer, in px: drawing may clamp far away from a window. */
#define OM_EDGE_MAX_PX 16384.0

/**
 * Generalises the shapes that are wanted; the others stay without parts, numbers stay the same.
 *
 * Consecutive vertices within one cell of a quarter of a px become one of them, the same one from
 * whichever side a border is walked, so that neighbours stay neighbours. A ring that is too small
 * to have an area becomes the box around it: many small things add up to what they cover.
 *
 * @param px_per_unit  device px a unit of the world square
 * @param wanted       one a shape
 * @param ret          zero-initialised
 */
void om_figures_generalise(const om_figures *shapes, double px_per_unit, const bool *wanted,
                           om_figures *ret);

#endif
