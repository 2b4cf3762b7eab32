/*
 * How much shelter a resident can count on, and how many people shelters hold: two indicators that
 * are never taken for each other.
 *
 * Area a resident is the effective area of fixed and central shelters over the residents; capacity
 * is the sum over these shelters of whole people, effective area over what a person of the class
 * needs. A district has of a shelter what of its ground lies inside: half a shelter inside counts
 * half, in area and in people. No I/O.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_AREA_H
#define OM_ENGINE_ANALYSIS_SHELTER_AREA_H

#include "engine/analysis/district.h"
#include "engine/analysis/shelter_ground.h"

/** What shelters add up to. */
typedef struct om_shelter_sum {
    int64_t shelters; /**< each counted once, where most of it lies */
    double gross_m2, usable_m2;
    int64_t fixed; /**< fixed and central shelters among them */
    double fixed_m2, capacity;
    double emergency_capacity; /**< of the others */
} om_shelter_sum;

/** Shelters and what of them counts. Borrows both. */
typedef struct om_shelter_list {
    const om_shelter *shelters;
    size_t count;
    const om_shelter_grounds *grounds; /**< of these shelters */
} om_shelter_list;

/**
 * Adds shelters up by district, on every level.
 *
 * @param ret_sums     one for each of om_districts_count() districts
 * @param ret_outside  what lies in no district of the city's level
 * @return OM_OK; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_shelter_areas(om_districts *districts, const om_shelter_list *list,
                                      om_shelter_sum *ret_sums, om_shelter_sum *ret_outside,
                                      om_error *err);

/** Adds one sum to another. */
void om_shelter_sum_add(om_shelter_sum *sum, const om_shelter_sum *more);

/**
 * Effective area of fixed and central shelters a resident; NaN without residents, where nobody can
 * say.
 *
 * 人均固定避难场所面积: no official formula was found; this is the planners' reading.
 */
double om_shelter_m2_per_person(const om_shelter_sum *sum, double residents);

/** Area that is missing to a target; 0 when it is met. */
double om_shelter_missing_m2(const om_shelter_sum *sum, double residents,
                             double target_m2_per_person);

/** Share of the residents that fixed and central shelters hold; NaN without residents. */
double om_shelter_capacity_share(const om_shelter_sum *sum, double residents);

/** Places that are missing to the share of residents that is to be housed; 0 when it is met. */
double om_shelter_missing_places(const om_shelter_sum *sum, double residents,
                                 double share_to_house);

#endif
