/*
 * Factors measured from rasters.
 */
#ifndef OM_ENGINE_RISK_ZONING_RASTER_H
#define OM_ENGINE_RISK_ZONING_RASTER_H

#include "engine/risk/zoning_measure.h"

/** As om_zoning_measure(), of a factor that names a raster. */
OM_CHECKED om_status om_zoning_measure_raster(const om_run *run, const om_factor *factor,
                                              const om_zoning_units *units, om_json *list,
                                              om_measure *ret, om_error *err);

#endif
