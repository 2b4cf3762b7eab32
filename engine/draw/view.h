/*
 * Views: from a place and a zoom to px of the pyramid and the part of the earth that is seen.
 */
#ifndef OM_ENGINE_DRAW_VIEW_H
#define OM_ENGINE_DRAW_VIEW_H

#include "engine/draw/scene.h"

/** @return OM_OK; OM_ERR_RANGE naming the value that is out of range */
OM_CHECKED om_status om_view_check(const om_view *view, om_error *err);

/** The device px of the pyramid that a view shows. */
om_window om_view_window(const om_view *view);

/** The part of the earth that a view shows. */
om_box om_view_box(const om_view *view);

/** The same middle and extent in a picture of another size: the zoom is what changes. */
om_view om_view_resized(const om_view *view, uint32_t width, uint32_t height);

/**
 * Metres on the ground that a CSS px is wide in the middle of a view: the length of the parallel
 * there on the WGS 84 ellipsoid, a * cos(lat) / sqrt(1 - e^2 sin^2(lat)) a radian.
 */
double om_view_px_m(const om_view *view);

#endif
