/*
 * Where relief arrives in time: the parts of the analysis, in the order in which they run.
 */
#ifndef OM_ENGINE_ANALYSIS_SUPPLY_REACH_H
#define OM_ENGINE_ANALYSIS_SUPPLY_REACH_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/cover.h"
#include "engine/analysis/facilities.h"
#include "engine/analysis/roads.h"
#include "engine/network/area.h"

/** Depots of one level, or of any. */
typedef struct om_supply_group {
    const char *level;
    double limit_s;
    om_start *starts; /* the clock includes loading and handing out */
    size_t *depots;   /* which depot a start is */
    size_t count;     /* depots near a road */
} om_supply_group;

/** One run. */
typedef struct om_supply {
    const om_run *run;
    om_json *report;
    om_arena *arena;
    om_access access;
    double cell_m;
    om_roads *roads;
    const om_network *network; /* of the roads */
    om_facilities depots;
    om_search *search;
    om_places *places;
    om_districts *districts;
} om_supply;

/** Writes layer supply_reach_area: the ground each depot of a group reaches. */
OM_CHECKED om_status om_supply_write_ground(om_supply *supply, om_ground *ground,
                                            const om_supply_group *groups, size_t count,
                                            om_error *err);

/** Writes layer supply_reach_band: the ground that any depot reaches by the minutes of bands_min.
 */
OM_CHECKED om_status om_supply_write_bands(om_supply *supply, om_ground *ground,
                                           const om_supply_group *any, om_error *err);

/** Writes layers supply_reach_place and supply_reach_district, group by group. */
OM_CHECKED om_status om_supply_write_figures(om_supply *supply, const om_supply_group *groups,
                                             size_t count, om_error *err);

#endif
