/*
 * What each single closed road or lost depot would cost: the parts of the analysis, in the order in
 * which they run.
 */
#ifndef OM_ENGINE_ANALYSIS_SUPPLY_LOSS_H
#define OM_ENGINE_ANALYSIS_SUPPLY_LOSS_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/district.h"
#include "engine/analysis/places.h"
#include "engine/analysis/roads.h"
#include "engine/analysis/supply_depots.h"
#include "engine/analysis/supply_toll.h"

/** One loss and what it costs. */
typedef struct om_one_loss {
    size_t number; /**< of an edge, or of a depot */
    om_toll toll;
} om_one_loss;

/** One run. */
typedef struct om_losing {
    const om_run *run;
    om_json *report;
    om_arena *arena;
    om_access access;
    om_depot_rule rules[OM_DEPOT_LEVELS];
    om_toll_limits limits;
    om_roads *roads;
    const om_network *network; /* of the roads */
    om_facilities depots;
    om_start *starts; /* one a usable depot */
    om_places *places;
    om_districts *districts;
    om_supplied *supplied; /* one a place */
    size_t count;
    size_t *first_on, *on; /* places of each edge */
    om_tolling *tolling;
    om_one_loss *losses; /* of roads */
    size_t loss_count, loss_capacity;
} om_losing;

/** Tells who is in time now, and who never is. */
void om_losing_tell_present(const om_losing *losing);

/** Ranks roads, writes layer supply_loss_link and tells of the worst. */
OM_CHECKED om_status om_losing_write_links(om_losing *losing, om_error *err);

/** Ranks depots, writes layer supply_loss_depot and tells of all. */
OM_CHECKED om_status om_losing_write_depots(om_losing *losing, om_one_loss *depots, om_error *err);

#endif
