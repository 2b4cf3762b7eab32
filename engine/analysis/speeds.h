/*
 * How fast a vehicle drives on a road, from standards/speeds.csv.
 */
#ifndef OM_ENGINE_ANALYSIS_SPEEDS_H
#define OM_ENGINE_ANALYSIS_SPEEDS_H

#include <stdbool.h>

#include "engine/base/own.h"
#include "engine/base/status.h"

/** The table of one vehicle. */
typedef struct om_speeds om_speeds;

/**
 * Reads the table.
 *
 * @param vehicle  "fire" or "truck": the column "<vehicle>_kmh"
 * @return OM_OK; OM_ERR_NOT_FOUND: no table; OM_ERR_DATA: a speed that is negative or no number, or
 *         no row "default"
 */
OM_CHECKED om_status om_speeds_open(const char *vehicle, om_speeds **ret, om_error *err);

/** The same from a text. @param name  what to call it in an error */
OM_CHECKED om_status om_speeds_parse(const char *text, const char *name, const char *vehicle,
                                     om_speeds **ret, om_error *err);
void om_speeds_free(om_speeds *speeds);
OM_DEFINE_AUTO(om_speeds)

/**
 * The speed on a class of road; 0 where the vehicle does not drive.
 *
 * @param ret_known  false when the table has no such class and its default was taken
 */
double om_speeds_kmh(const om_speeds *speeds, const char *road_class, bool *ret_known);

#endif
