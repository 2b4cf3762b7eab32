/*
 * How fast a vehicle drives on a road and at what time of day, from standards/speeds.csv.
 */
#ifndef OM_ENGINE_ANALYSIS_SPEEDS_H
#define OM_ENGINE_ANALYSIS_SPEEDS_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/own.h"
#include "engine/base/status.h"

/** What the streets are like. */
typedef enum om_daytime { OM_DESIGN, OM_OFFPEAK, OM_PEAK, OM_DAYTIMES } om_daytime;

/** Reads "design", "offpeak" or "peak". @return OM_OK; OM_ERR_RANGE: none of these */
OM_CHECKED om_status om_daytime_parse(const char *word, om_daytime *ret, om_error *err);

/** The columns of one kind of vehicle. */
typedef struct om_speeds om_speeds;

/**
 * Reads the table.
 *
 * @param vehicle  what the columns begin with: "engine" for engine_design_kmh and its like
 * @return OM_OK; OM_ERR_NOT_FOUND: no table; OM_ERR_DATA: a speed that is negative or no number,
 * one that is 0 at one time of day and not at another, or no row "default" with speeds above 0
 */
OM_CHECKED om_status om_speeds_open(const char *vehicle, om_speeds **ret, om_error *err);

/** The same from a text. @param name  what to call it in an error */
OM_CHECKED om_status om_speeds_parse(const char *text, const char *name, const char *vehicle,
                                     om_speeds **ret, om_error *err);
void om_speeds_free(om_speeds *speeds);
OM_DEFINE_AUTO(om_speeds)

/**
 * The row of a class of road, for om_speeds_kmh().
 *
 * @param ret_known  false when the table has no such class and its row "default" was taken
 */
size_t om_speeds_row(const om_speeds *speeds, const char *road_class, bool *ret_known);

/** How many rows the table has. */
size_t om_speeds_row_count(const om_speeds *speeds);

/** The speed; 0 where the vehicle does not drive. */
double om_speeds_kmh(const om_speeds *speeds, size_t row, om_daytime time);

#endif
