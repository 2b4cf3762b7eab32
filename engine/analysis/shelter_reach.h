/*
 * Who can walk to a shelter: the parts of the analysis, in the order in which they run.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_REACH_H
#define OM_ENGINE_ANALYSIS_SHELTER_REACH_H

#include "engine/analysis/shelter_access.h"
#include "engine/analysis/shelter_walk.h"

/** What a place can walk to. */
typedef struct om_walk_place {
    uint32_t in_reach;
    size_t group; /**< the nearest in reach, else the nearest at all; OM_NO_GROUP when none */
    double metres;
    double access[OM_ACCESS_METHODS]; /**< m2 a person */
} om_walk_place;

#define OM_NO_GROUP SIZE_MAX

/** One run. */
typedef struct om_shelter_reach {
    om_shelter_walk walk;
    om_walk_place *places; /**< one a place of the walk */
} om_shelter_reach;

/** Writes layer shelter_reach_area, and its error into the report. */
OM_CHECKED om_status om_shelter_reach_write_ground(const om_shelter_walk *walk, om_error *err);

/** "reached", "far", "unreachable" or "unknown". */
const char *om_walk_place_state(const om_place *place, const om_walk_place *at);

/** Writes layers shelter_reach_place and shelter_reach_district. */
OM_CHECKED om_status om_shelter_reach_write_figures(const om_shelter_reach *reach, om_error *err);

#endif
