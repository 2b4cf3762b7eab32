/*
 * One number of a table of names and values, such as standards/supply_targets.csv.
 */
#ifndef OM_ENGINE_ANALYSIS_NAMED_VALUE_H
#define OM_ENGINE_ANALYSIS_NAMED_VALUE_H

#include "engine/base/csv.h"

/**
 * The column `value` of the row whose column `name` says so.
 *
 * @return OM_OK; OM_ERR_DATA naming file and line: there is no such column or row, or the value is
 *         no number within 0..maximum
 */
OM_CHECKED om_status om_named_value(const om_csv *table, const char *name, double maximum,
                                    double *ret, om_error *err);

#endif
