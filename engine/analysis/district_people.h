/*
 * How many people each district has.
 */
#ifndef OM_ENGINE_ANALYSIS_DISTRICT_PEOPLE_H
#define OM_ENGINE_ANALYSIS_DISTRICT_PEOPLE_H

#include "engine/analysis/district.h"
#include "engine/analysis/places.h"

/**
 * Shares the people of places among the districts of every level.
 *
 * @param people       one a district, to which they are added
 * @param ret_outside  people in none of the city's districts
 */
OM_CHECKED om_status om_district_people(om_districts *districts, om_places *places, double *people,
                                        double *ret_outside, om_error *err);

#endif
