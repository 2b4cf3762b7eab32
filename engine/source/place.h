/*
 * From a source's coordinates to degrees, and whether they can be true.
 */
#ifndef OM_ENGINE_SOURCE_PLACE_H
#define OM_ENGINE_SOURCE_PLACE_H

#include "engine/geo/crs.h"

/** How a source's coordinates become WGS84 degrees. */
typedef struct om_placer om_placer;

/**
 * @param crs      "EPSG:4549", a PROJ string, WKT, or "GCJ-02" or "BD-09" (shifted degrees)
 * @param centers  `count` centers of the source's shapes in `crs`; their median tells swapped
 *                 coordinates; may be NULL when `count` is 0
 * @return OM_OK; OM_ERR_RANGE: unknown CRS
 */
OM_CHECKED om_status om_placer_open(om_geo *geo, const char *crs, const om_xy *centers,
                                    size_t count, om_placer **ret, om_error *err);
void om_placer_free(om_placer *placer);
OM_DEFINE_AUTO(om_placer)

/**
 * Moves the coordinates of one shape in place to degrees, having checked them.
 *
 * @return OM_OK; OM_ERR_GEOMETRY: not finite, off the earth, at 0,0, or longitude and latitude
 *         swapped
 */
OM_CHECKED om_status om_placer_move(const om_placer *placer, om_xy *points, size_t count,
                                    om_error *err);

/** The middle of the source's shapes in degrees. @return false when there is none */
bool om_placer_median(const om_placer *placer, om_lonlat *ret);

#endif
