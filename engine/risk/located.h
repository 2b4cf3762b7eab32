/*
 * Which districts hazard sources lie in, each counted once on every level.
 *
 * risk_district counts the sources that act on a district, so that one on a border counts on both
 * sides; here each has one place, and districts add up to the city.
 */
#ifndef OM_ENGINE_RISK_LOCATED_H
#define OM_ENGINE_RISK_LOCATED_H

#include "engine/analysis/analysis.h"
#include "engine/risk/sources.h"

/** Writes risk_source_district. @return OM_OK; OM_ERR_DATA: no districts; OM_ERR_GEOMETRY */
OM_CHECKED om_status om_sources_locate(const om_run *run, const om_sources *sources, om_error *err);

#endif
