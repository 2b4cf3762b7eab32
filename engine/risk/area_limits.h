/*
 * The index from which areas have each level: fixed limits of the table, or classes of all areas.
 *
 * Classes are relative: another run has others, and a source that gets worse in one area may move
 * the limits of all. Only fixed limits compare years and cities.
 */
#ifndef OM_ENGINE_RISK_AREA_LIMITS_H
#define OM_ENGINE_RISK_AREA_LIMITS_H

#include "engine/base/json.h"
#include "engine/risk/area_rules.h"

/** "fixed", "jenks", "quantile", "equal", "sigma"; ended by NULL. */
extern const char *const om_area_breaks_names[];

/** Whether limits are found from the areas themselves. @param name  of the list above */
bool om_area_breaks_are_relative(const char *name);

/** The table's limits. @param a_km2  those of a square kilometre */
om_level_numbers om_area_limits_fixed(const om_area_rules *rules, bool a_km2);

/**
 * Finds limits of four classes.
 *
 * @param name    a relative one
 * @param what    which areas, for an error: "risk_grid"
 * @param values  `count` indexes of the areas that something was assessed in, in any order
 * @param ret     `row` SIZE_MAX; a class that is empty is never reached
 * @return OM_OK; OM_ERR_DATA: fewer different indexes than classes
 */
OM_CHECKED om_status om_area_limits_find(const char *name, const char *what, const double *values,
                                         size_t count, om_level_numbers *ret, om_error *err);

/** Adds the limits that areas of a kind were held against. @param level  NULL for cells */
void om_area_limits_report(const om_level_numbers *limits, const char *layer, const char *level,
                           om_json *list);

/** Reads them again. @return false when the list does not have them */
bool om_area_limits_recall(const om_json *list, const char *layer, const char *level,
                           om_level_numbers *ret);

#endif
