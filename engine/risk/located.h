/*
 * Which districts hazard sources lie in, each counted once on every level.
 *
 * risk_district counts the sources that act on a district, so that one on a border counts on both
 * sides; here each has one place, and districts add up to the city.
 */
#ifndef OM_ENGINE_RISK_LOCATED_H
#define OM_ENGINE_RISK_LOCATED_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/district.h"
#include "engine/risk/sources.h"

/**
 * Writes risk_source_district.
 *
 * @param districts  only searched
 * @param grades     one a district, as risk_district gives it
 * @return OM_OK; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_sources_locate(const om_run *run, const om_sources *sources,
                                       om_districts *districts, const int *grades, om_error *err);

#endif
