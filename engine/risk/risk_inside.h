/*
 * What the files of the analysis "risk" share: the settings of areas, and what is written of each.
 */
#ifndef OM_ENGINE_RISK_RISK_INSIDE_H
#define OM_ENGINE_RISK_RISK_INSIDE_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/district.h"
#include "engine/risk/area_mode.h"
#include "engine/risk/sources.h"

/** What areas are graded with. Borrows. */
typedef struct om_risk_areas {
    const om_run *run;
    const om_sources *sources;
    const om_districts *districts;
    om_area_mode mode;    /**< its limits are those of the areas at hand */
    const char *breaks;   /**< where the limits come from, see area_limits.h */
    const char *controls; /**< "inherent" or "residual" */
    int *grades;          /**< of the districts, once they are graded */
    om_json *limits;      /**< of the report: which areas were held against which */
} om_risk_areas;

/** Writes "risk_source". */
OM_CHECKED om_status om_risk_write_sources(const om_run *run, const om_sources *sources,
                                           om_error *err);

/** Adds "sources" to the report. */
void om_risk_report_sources(const om_sources *sources, om_json *report);

/** Tells what should be known of the sources. */
void om_risk_tell_of_sources(const om_run *run, const om_sources *sources, const om_policy *policy);

/** Grades the districts of every level and writes "risk_district". */
OM_CHECKED om_status om_risk_grade_districts(om_risk_areas *areas, om_json *report, om_error *err);

/**
 * Grades squares and hexagons and writes "risk_grid" and "risk_hexagon".
 *
 * @param ground  all districts as one, in metres
 */
OM_CHECKED om_status om_risk_grade_cells(om_risk_areas *areas, const om_geom *ground,
                                         om_json *report, om_error *err);

#endif
