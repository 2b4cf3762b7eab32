/*
 * Factors measured on the ground of areas, from layers of the store and from rasters.
 */
#ifndef OM_ENGINE_RISK_ZONING_MEASURE_H
#define OM_ENGINE_RISK_ZONING_MEASURE_H

#include "engine/analysis/analysis.h"
#include "engine/risk/factor.h"
#include "engine/risk/zoning_units.h"

/** What a factor is on one area. */
typedef struct om_measure {
    double value;   /**< in the factor's unit; NaN when nothing is known */
    double unknown; /**< share of the ground (of things: of the things) of which nothing is, 0..1 */
} om_measure;

/**
 * Measures a factor on all areas.
 *
 * A polygon is shared by its ground, a line by its length (one that runs along a border counts on
 * both of its sides); a point lies in the first area of a group that holds it. What is not there is
 * 0 of a share, a length, a count and a density: what was not measured (a mean's ground without
 * polygons, cells and rows without a value) is unknown.
 *
 * @param ret   room for one an area
 * @param list  what is read of a raster is added to it: path, checksum, cell_m
 * @return OM_OK; OM_ERR_DATA: the layer has no rows, or none that the factor asks for; what
 *         om_zonal_measure() says
 */
OM_CHECKED om_status om_zoning_measure(const om_run *run, const om_factor *factor,
                                       const om_zoning_units *units, om_json *list, om_measure *ret,
                                       om_error *err);

#endif
