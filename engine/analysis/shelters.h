/*
 * The shelters of a store with their classes, and what is told of them; see shelter_ground.h.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTERS_H
#define OM_ENGINE_ANALYSIS_SHELTERS_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/district.h"
#include "engine/analysis/shelter_ground.h"
#include "engine/base/arena.h"

/** What standards/shelter.csv says where a setting does not. */
typedef struct om_shelter_rules {
    double target_m2_per_person;
    double usable_share;   /**< of a shelter that does not state its own */
    double share_to_house; /**< of the residents, in fixed and central shelters */
} om_shelter_rules;

/**
 * Reads the rules; its settings target, usable_share and share_to_house go before the table, where
 * a run has them.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA with file and line
 */
OM_CHECKED om_status om_shelter_rules_read(const om_run *run, om_shelter_rules *ret, om_error *err);

/** Shelters that have an area or a capacity, in the order of their ids. */
typedef struct om_shelters om_shelters;

/**
 * Reads them, settles whose ground is whose and tells in notices what was derived, left out,
 * counted once, or does not fit what it says.
 *
 * @param districts  a shelter that states more area than its district has is refused
 * @return OM_OK; OM_ERR_DATA: an unknown class, with the nearest, or such an area; OM_ERR_RANGE: a
 *         share or area out of range; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_shelters_read(const om_run *run, om_districts *districts,
                                      double usable_share, om_shelters **ret, om_error *err);
void om_shelters_free(om_shelters *shelters);
OM_DEFINE_AUTO(om_shelters)

size_t om_shelters_count(const om_shelters *shelters);
const om_shelter *om_shelters_at(const om_shelters *shelters, size_t number);
const om_shelter_ground *om_shelters_ground(const om_shelters *shelters, size_t number);
const om_shelter_grounds *om_shelters_grounds(const om_shelters *shelters);
const om_shelter_classes *om_shelters_classes(const om_shelters *shelters);

/** Whether the class of a shelter was derived from its area. */
bool om_shelters_is_derived(const om_shelters *shelters, size_t number);

/** Adds by class how many shelters there are, their effective area and capacity. */
void om_shelters_tell_classes(const om_shelters *shelters, om_json *report);

#endif
