/*
 * Who is housed where: as many people as can be, and those with the least way in all.
 *
 * The true optimum under the shelters' capacities, whatever the order of places and shelters. No
 * I/O.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_ASSIGN_H
#define OM_ENGINE_ANALYSIS_SHELTER_ASSIGN_H

#include "engine/network/catchment.h"

/** What is asked. Borrows everything. */
typedef struct om_assign_case {
    const om_catchments *caught; /**< metres from each shelter to the places in its reach */
    const double *room;          /**< people that each of `shelters` holds, >= 0 */
    size_t shelters;
    const double *people; /**< to be housed from each of `places`, >= 0 */
    size_t places;
    size_t nearest; /**< only so many nearest shelters of each place; 0: all in reach */
} om_assign_case;

/** People of one place in one shelter. */
typedef struct om_assigned {
    uint32_t place, shelter;
    double people, metres; /**< each of them walks so far */
} om_assigned;

/** Who is housed where, by place and then by shelter. */
typedef struct om_assignment {
    om_assigned *list;
    size_t count;
    size_t ways;         /**< pairs of place and shelter that could have been */
    double placed, left; /**< people */
    double person_m;     /**< people times metres */
} om_assignment;

void om_assignment_clear(om_assignment *assignment);

/**
 * Finds it. People are counted in steps of 1/256 of a person and metres in tenths; no shelter gets
 * more than it holds, and of each place nobody is lost.
 *
 * @return OM_OK; OM_ERR_RANGE: a number below 0, or too many people; OM_ERR_FAILED: the answer
 * could not be proven optimal
 */
OM_CHECKED om_status om_assign_people(const om_assign_case *of, om_assignment *ret, om_error *err);

#endif
