/*
 * Where fire engines arrive in time: the parts of the analysis, in the order in which they run.
 */
#ifndef OM_ENGINE_ANALYSIS_FIRE_REACH_H
#define OM_ENGINE_ANALYSIS_FIRE_REACH_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/cover.h"
#include "engine/analysis/facilities.h"
#include "engine/analysis/roads.h"

/** One run. */
typedef struct om_fire {
    const om_run *run;
    om_json *report;
    om_arena *arena;
    double limit_s, turnout_s, cell_m;
    om_access access;
    om_roads *roads;
    const om_network *network; /* of the roads */
    om_facilities stations;
    om_start *starts; /* one a usable station */
    om_search *search;
    om_places *places;
    om_districts *districts;
    om_covers covers;
    om_geom *reached; /* by all stations, metres */
} om_fire;

/** Reads the profile and the settings that override it. */
OM_CHECKED om_status om_fire_read_limits(om_fire *fire, om_error *err);

/** Writes layer fire_reach and keeps what all stations reach. */
OM_CHECKED om_status om_fire_write_ground(om_fire *fire, om_error *err);

/** Writes layer fire_reach_place. */
OM_CHECKED om_status om_fire_write_places(om_fire *fire, om_error *err);

/** Adds up what is covered and writes layer fire_reach_district. */
OM_CHECKED om_status om_fire_write_districts(om_fire *fire, om_error *err);

#endif
