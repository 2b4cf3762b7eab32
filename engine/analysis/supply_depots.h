/*
 * Supply depots on their three levels, and how those work: what all analyses of relief share.
 */
#ifndef OM_ENGINE_ANALYSIS_SUPPLY_DEPOTS_H
#define OM_ENGINE_ANALYSIS_SUPPLY_DEPOTS_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/facilities.h"
#include "engine/analysis/population.h"
#include "engine/analysis/roads.h"
#include "engine/network/area.h"

/** Levels of depots, and a row of the table for depots of any level together. */
typedef enum om_depot_level {
    OM_DEPOT_CITY,
    OM_DEPOT_DISTRICT,
    OM_DEPOT_TOWN,
    OM_DEPOT_ANY,
    OM_DEPOT_LEVELS
} om_depot_level;

/** What they are called in layers and tables. */
extern const char *const om_depot_level_names[OM_DEPOT_LEVELS];

/** How depots of one level work, from standards/depots.csv. */
typedef struct om_depot_rule {
    double limit_min, mobilise_min, distribute_min;
} om_depot_rule;

/* What a table may say at most: a month. */
#define OM_DEPOT_MOST_MIN 43200.0

#define OM_DEPOT_RULES "standards/depots.csv"

/**
 * Reads the rules of all levels; the setting limit_min, if it is set, is the limit of each.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA naming file and line: minutes that are no number, or
 *         a level without a row
 */
OM_CHECKED om_status om_depot_rules_read(const om_run *run, om_depot_rule ret[OM_DEPOT_LEVELS],
                                         om_error *err);

/**
 * The level that a depot says it is of.
 *
 * @return OM_OK; OM_ERR_DATA naming the depot: it is none of the three
 */
OM_CHECKED om_status om_depot_level_of(const char *id, const char *level, om_depot_level *ret,
                                       om_error *err);

/** Reads the depots and puts them on their roads, as om_facilities_read(); each has its level. */
OM_CHECKED om_status om_depots_read(const om_run *run, const om_network *network, double within_m,
                                    om_arena *arena, om_facilities *ret, om_error *err);

/**
 * When a depot's trucks set off: the clock has loading (its own time where it has one) and handing
 * out on it.
 */
om_start om_depot_start(const om_facility *depot, const om_depot_rule rules[OM_DEPOT_LEVELS]);

/** Settings of all analyses whose trucks drive. */
#define OM_RELIEF_SETTINGS                                                                         \
    {"vehicle",                                                                                    \
     "",                                                                                           \
     OM_SETTING_TEXT,                                                                              \
     "truck",                                                                                      \
     0,                                                                                            \
     0,                                                                                            \
     NULL,                                                                                         \
     "A row of standards/vehicles.csv: its size, what it may pass and which speeds it drives."},   \
        {"people_on", "", OM_SETTING_CHOICE,     "auto",                                           \
         0,           0,  om_population_choices, OM_POPULATION_SUMMARY},                           \
        {"speed_factor",                                                                           \
         "",                                                                                       \
         OM_SETTING_NUMBER,                                                                        \
         "1",                                                                                      \
         0.05,                                                                                     \
         5,                                                                                        \
         NULL,                                                                                     \
         "Multiplies all speeds: below 1 for bad roads."},                                         \
        {"max_snap_m",                                                                             \
         "m",                                                                                      \
         OM_SETTING_NUMBER,                                                                        \
         "200",                                                                                    \
         1,                                                                                        \
         10000,                                                                                    \
         NULL,                                                                                     \
         "How far from a road a depot or place may lie; farther places are unknown."},             \
    {                                                                                              \
        "access_kmh", "km/h", OM_SETTING_NUMBER, "5", 0.5, 100, NULL,                              \
            "Speed over the last metres from the road to the place."                               \
    }

/** What standards analyses with these settings read. */
#define OM_RELIEF_STANDARDS                                                                        \
    "standards/speeds.csv", "standards/vehicles.csv", "standards/barriers.csv", OM_DEPOT_RULES

/** How places are reached from roads, by these settings. */
om_access om_relief_access(const om_settings *settings);

/** The roads as the vehicle of these settings drives on them, as om_roads_open(). */
OM_CHECKED om_status om_relief_roads(const om_run *run, om_json *report, om_roads **ret,
                                     om_error *err);

#endif
