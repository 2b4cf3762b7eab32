/*
 * Who is housed where: the parts of the analysis, in the order in which they run.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_ALLOCATION_H
#define OM_ENGINE_ANALYSIS_SHELTER_ALLOCATION_H

#include "engine/analysis/shelter_assign.h"
#include "engine/analysis/shelter_walk.h"

/** What became of the people of a place. */
typedef struct om_housed {
    double to_house, placed, person_m;
    size_t shelters, most; /**< how many house them; the group that houses most */
    double most_people;
    bool in_reach; /**< a shelter is */
} om_housed;

/** One run. */
typedef struct om_allocation {
    om_shelter_walk walk;
    double share; /**< of the people that are to be housed */
    om_assignment answer;
    om_housed *places; /**< one a place of the walk */
    double *people;    /**< housed, one a group of the walk */
    double *person_m;  /**< the same */
} om_allocation;

/** Writes layers shelter_allocation_way and shelter_allocation_place. */
OM_CHECKED om_status om_allocation_write_places(const om_allocation *of, om_error *err);

/** Writes layer shelter_allocation_shelter. */
OM_CHECKED om_status om_allocation_write_shelters(const om_allocation *of, om_error *err);

/** Writes layer shelter_allocation_district, and the city's figures into the report. */
OM_CHECKED om_status om_allocation_write_districts(const om_allocation *of, om_error *err);

#endif
