/*
 * Icons: SVG files drawn to the size and turn they are wanted in (librsvg).
 */
#ifndef OM_ENGINE_CANVAS_ICON_H
#define OM_ENGINE_CANVAS_ICON_H

#include "engine/canvas/picture.h"

/**
 * Draws an SVG file.
 *
 * @param factor     device px a px of the file, > 0
 * @param angle_deg  clockwise turn about its middle
 * @param ret        as large as the turned icon, its middle in the middle
 * @return OM_OK; OM_ERR_NOT_FOUND: no such file; OM_ERR_DATA: no SVG, or one without a size;
 *         OM_ERR_RANGE: the drawn icon would be over 1024 px
 */
OM_CHECKED om_status om_icon_draw(const char *path, double factor, double angle_deg,
                                  om_picture **ret, om_error *err);

#endif
