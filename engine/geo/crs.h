/*
 * Coordinate reference systems: what a source says it is in, and how to get from one to another.
 *
 * Coordinates are always x/longitude/easting first, whatever the authority's axis order is.
 */
#ifndef OM_ENGINE_GEO_CRS_H
#define OM_ENGINE_GEO_CRS_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/xy.h"
#include "engine/geo/geo.h"

/** A way from one CRS to another. Belongs to the thread of its om_geo. */
typedef struct om_transform om_transform;

/** What a store keeps its geometry in. */
#define OM_CRS_LONLAT "EPSG:4326"

/**
 * Finds the way between two CRSs: "EPSG:4549", a PROJ string or WKT.
 *
 * @return OM_OK; OM_ERR_RANGE: one of them is unknown, or there is no way between them
 */
OM_CHECKED om_status om_transform_open(om_geo *geo, const char *from, const char *to,
                                       om_transform **ret, om_error *err);
void om_transform_free(om_transform *transform);
OM_DEFINE_AUTO(om_transform)

/**
 * Moves `count` points in place.
 *
 * @return OM_OK; OM_ERR_RANGE: a point has no place in the target CRS; `points` are then undefined
 */
OM_CHECKED om_status om_transform_points(const om_transform *transform, om_xy *points, size_t count,
                                         om_error *err);

/** Checks that `crs` is a projected CRS in metres. @return OM_OK; OM_ERR_RANGE */
OM_CHECKED om_status om_crs_check_metric(om_geo *geo, const char *crs, om_error *err);

/** The name people know a CRS by, "CGCS2000 / 3-degree Gauss-Kruger CM 120E". Freed with free(). */
OM_CHECKED om_status om_crs_name(om_geo *geo, const char *crs, char **ret, om_error *err);

/** Room for om_crs_metric_for()'s text. */
enum { OM_CRS_SIZE = 128 };

/**
 * An equal-area CRS for measuring around a place: Lambert azimuthal, centred on `center` rounded
 * to a tenth of a degree. Within 100 km of the centre lengths are true to 1 in 30,000.
 */
void om_crs_metric_for(om_lonlat center, char ret[OM_CRS_SIZE]);

#endif
