/*
 * The outlines of many polygons, indexed by segment: which polygon a point lies in, and where a
 * line crosses an outline.
 */
#ifndef OM_ENGINE_ANALYSIS_BORDER_H
#define OM_ENGINE_ANALYSIS_BORDER_H

#include "engine/geo/geom.h"

typedef struct om_border om_border;

#define OM_NO_SHAPE SIZE_MAX

/** Indexes the outlines (outer rings and holes) of `count` polygons in metres. */
OM_CHECKED om_status om_border_open(om_geo *geo, const om_geom *const *shapes, size_t count,
                                    om_border **ret, om_error *err);
void om_border_free(om_border *border);
OM_DEFINE_AUTO(om_border)

/** The first of the polygons `from` to `to` - 1 that contains a point or has it on its outline. */
size_t om_border_find(om_border *border, om_xy at, size_t from, size_t to);

/** True when an outline may pass through a rectangle. */
bool om_border_is_near(om_border *border, om_rect rect);

/**
 * Where the stretch from `a` to `b` crosses an outline, fractions of it in ascending order.
 *
 * @param ret  borrowed until the next call
 */
size_t om_border_crossings(om_border *border, om_xy a, om_xy b, const double **ret);

#endif
