/*
 * What a standard asks of fire stations: named profiles, classes of stations, and the formula for
 * the size of a district.
 */
#ifndef OM_ENGINE_ANALYSIS_FIRE_PROFILE_H
#define OM_ENGINE_ANALYSIS_FIRE_PROFILE_H

#include <stdbool.h>

#include "engine/base/arena.h"
#include "engine/base/csv.h"

/** A row of standards/profiles.csv. Limits are of time or of distance; the others are NaN. */
typedef struct om_fire_profile {
    const char *name;
    double turnout_s, travel_s; /**< NaN where the distance is limited */
    double travel_m;            /**< NaN where the time is limited */
    double target_share;        /**< of people within the limit, 0..1; NaN: no target */
    double base_s, s_per_mile;  /**< time that belongs to a distance; NaN where that is not told */
    double low_kmh, high_kmh, low_detour, high_detour; /**< of the formula; NaN: not told */
} om_fire_profile;

/** Reads a profile. @return OM_OK; OM_ERR_RANGE: none of that name; OM_ERR_DATA: a bad cell */
OM_CHECKED om_status om_fire_profile_read(const om_csv *table, const char *name, om_arena *arena,
                                          om_fire_profile *ret, om_error *err);

/** True when the profile limits the distance, not the time. */
bool om_fire_profile_by_distance(const om_fire_profile *profile);

/** The time that a profile by distance takes for a distance; NaN for NaN. */
double om_fire_profile_seconds(const om_fire_profile *profile, double distance_m);

/** A row of standards/station_classes.csv. */
typedef struct om_fire_class {
    const char *name;
    double turnout_s;          /**< NaN: the profile's */
    bool responds;             /**< its engines are first at a fire */
    double area_m2, suburb_m2; /**< the largest district, in town and out of it; NaN: none */
} om_fire_class;

/** Classes of stations. Lives in its arena. */
typedef struct om_fire_classes {
    om_fire_class *list;
    size_t count;
    const om_fire_class *standard; /**< the row "default" */
} om_fire_classes;

/** Reads the classes. @return OM_OK; OM_ERR_DATA: a bad cell, or no row "default" */
OM_CHECKED om_status om_fire_classes_read(const om_csv *table, om_arena *arena,
                                          om_fire_classes *ret, om_error *err);

/** The class called `name`, NULL when there is none. */
const om_fire_class *om_fire_class_find(const om_fire_classes *classes, const char *name);

/**
 * The district that a station covers by formula: A = 2 (S / detour)^2, the square that lies within
 * S of driving on a grid of streets.
 *
 * @param road_m  S, metres of driving
 * @param detour  driving over straight distance, >= 1
 */
double om_fire_formula_m2(double road_m, double detour);

/** The smallest and the largest district by formula for a time of driving; NaN: not told. */
void om_fire_profile_formula(const om_fire_profile *profile, double travel_s, double *ret_low_m2,
                             double *ret_high_m2);

#endif
