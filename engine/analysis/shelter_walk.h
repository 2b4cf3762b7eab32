/*
 * Who can walk to which shelter: what the analyses of shelters on foot have in common.
 *
 * People walk along the roads and walkways; a shelter with an outline is entered wherever its
 * border comes near one of them. Distances are metres along the way, with the last metres to the
 * place and from the border.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_WALK_H
#define OM_ENGINE_ANALYSIS_SHELTER_WALK_H

#include <math.h>

#include "engine/analysis/places.h"
#include "engine/analysis/roads.h"
#include "engine/analysis/shelter_safety.h"
#include "engine/network/catchment.h"

/** One run on foot. */
typedef struct om_shelter_walk {
    const om_run *run;
    om_json *report;
    om_arena *arena;
    om_shelter_rules rules;
    om_districts *districts;
    om_shelters *shelters;
    om_shelter_dangers dangers;
    om_roads *roads;
    const om_network *network; /**< of the roads, a second a metre */
    om_access access;
    om_places *places;      /**< where people are */
    size_t *numbers;        /**< of the shelters that take part and lie near a road */
    om_catch_group *groups; /**< one each, in that order */
    size_t count;
    size_t starts;        /**< of all groups */
    om_catchments caught; /**< metres from these shelters to places */
} om_shelter_walk;

/** Who a row of figures is about; the city has no shape. */
typedef struct om_shelter_subject {
    const char *code, *name, *level;
    const om_geom *stored;
} om_shelter_subject;

/** A sum over the people whom it is of; NaN (NULL in a table) where there are none. */
static inline double om_shelter_over(double all, double people)
{
    return people > 0 ? all / people : (double)NAN;
}

/** Settings that they all have; see om_shelter_walk_open(). */
#define OM_SHELTER_WALK_SETTINGS                                                                   \
    {"shelters",                                                                                   \
     "",                                                                                           \
     OM_SETTING_CHOICE,                                                                            \
     "all",                                                                                        \
     0,                                                                                            \
     0,                                                                                            \
     om_shelter_walk_choices,                                                                      \
     "Which shelters count: all, or fixed and central ones alone (fixed)."},                       \
        {"unsafe",                                                                                 \
         "",                                                                                       \
         OM_SETTING_CHOICE,                                                                        \
         "flag",                                                                                   \
         0,                                                                                        \
         0,                                                                                        \
         om_shelter_unsafe_choices,                                                                \
         "Shelters in a hazard zone or too near a dangerous source count and are flagged (flag), " \
         "or do not count (exclude)."},                                                            \
        {"usable_share",                                                                           \
         "0..1",                                                                                   \
         OM_SETTING_NUMBER,                                                                        \
         "",                                                                                       \
         0,                                                                                        \
         1,                                                                                        \
         NULL,                                                                                     \
         "Usable share of a shelter that does not state its own; standards/shelter.csv when not "  \
         "given."},                                                                                \
        {"people_on", "", OM_SETTING_CHOICE,     "auto",                                           \
         0,           0,  om_population_choices, OM_POPULATION_SUMMARY},                           \
        {"max_snap_m",                                                                             \
         "m",                                                                                      \
         OM_SETTING_NUMBER,                                                                        \
         "200",                                                                                    \
         1,                                                                                        \
         10000,                                                                                    \
         NULL,                                                                                     \
         "How far from a way a place or shelter may lie; farther places are unknown."},            \
    {                                                                                              \
        "entrance_m", "m", OM_SETTING_NUMBER, "30", 1, 1000, NULL,                                 \
            "A shelter is entered wherever its border is so near to a way; one that is nowhere "   \
            "so "                                                                                  \
            "near, from the nearest way."                                                          \
    }

/** What they all read, for their lists of inputs. */
#define OM_SHELTER_WALK_INPUTS                                                                     \
    {"district", true, "to report for"}, {"shelter", true, "to walk to"},                          \
        {"road", true, "to walk along"},                                                           \
        {"walkway", false, "footways, paths and steps to walk along"},                             \
        {"turn_restriction", false, "which bind nobody on foot"},                                  \
        {"road_barrier", false, "of which some stop people on foot"},                              \
        {"closure", false, "roads that are closed"}, {"population", true, "who walks"},            \
        {"population_place", false, "where on the ground they live"},                              \
        {"population_day", false, "where they are by day"},                                        \
        {"hazard_zone", false, "in which no shelter is safe"},                                     \
    {                                                                                              \
        "hazard_source", false, "near which no shelter is safe"                                    \
    }

extern const char *const om_shelter_walk_choices[], *const om_shelter_unsafe_choices[];

/**
 * Reads shelters, ways and people, and finds who can walk to which shelter within the distance of
 * its class. What was left out is told.
 *
 * @param walk  has its run and report; cleared by om_shelter_walk_clear() in any case
 * @return OM_OK; OM_ERR_DATA: no shelter takes part, or none lies near a way; and what reading
 *         returns
 */
OM_CHECKED om_status om_shelter_walk_open(om_shelter_walk *walk, om_error *err);
void om_shelter_walk_clear(om_shelter_walk *walk);

/** The shelter of a group. */
const om_shelter *om_shelter_walk_at(const om_shelter_walk *walk, size_t group);

#endif
