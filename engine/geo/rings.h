/*
 * Shapes as bare rings of points, for the one question that is asked a million times: how much of a
 * shape lies within a convex one, such as a cell. Exact, and many times faster than overlaying.
 */
#ifndef OM_ENGINE_GEO_RINGS_H
#define OM_ENGINE_GEO_RINGS_H

#include "engine/geo/geom.h"

/** The outlines of a shape with scratch to clip them; one thread at a time. */
typedef struct om_rings om_rings;

/**
 * Copies the outlines of a shape.
 *
 * @param shape  valid polygons, with holes or in several parts, in metres
 * @return OM_OK; OM_ERR_GEOMETRY: points and lines have no outline
 */
OM_CHECKED om_status om_rings_open(const om_geom *shape, om_rings **ret, om_error *err);
void om_rings_free(om_rings *rings);
OM_DEFINE_AUTO(om_rings)

/** True when the shape is one part without holes that never turns inwards, of few sides. */
bool om_rings_are_convex(const om_rings *rings);

double om_rings_area_m2(const om_rings *rings);

/** How much of a shape lies within a convex one. @param convex  om_rings_are_convex() */
double om_rings_overlap_m2(om_rings *rings, const om_rings *convex);

#endif
