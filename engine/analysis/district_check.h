/*
 * Whether districts contradict each other: two of a level that overlap, or one whose code, or whose
 * parent, says that it lies in another than it does.
 *
 * Codes are read as GB/T 2260 and GB/T 10114 build them: a county's six digits begin with the four
 * of its city, a town's nine with the six of its county; zeros at the end of longer codes stand for
 * "all of it". Codes that are no such numbers say nothing.
 */
#ifndef OM_ENGINE_ANALYSIS_DISTRICT_CHECK_H
#define OM_ENGINE_ANALYSIS_DISTRICT_CHECK_H

#include "engine/analysis/district.h"

/**
 * Takes a contradiction.
 *
 * @param sentence  names both districts and says how much of which; borrowed
 * @return OM_OK to go on
 */
typedef om_status (*om_district_fault_fn)(void *context, const char *sentence, om_error *err);

/**
 * Looks for contradictions, in the order of levels and codes.
 *
 * Two districts overlap when they share more than a thousandth of the smaller; a code contradicts
 * when less than half of the district lies in the one that it names.
 *
 * @return OM_OK; what `tell` returned; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_districts_check(om_geo *geo, const om_districts *districts,
                                        om_district_fault_fn tell, void *context, om_error *err);

#endif
