/*
 * Grades areas by a mode from the sources around them. One for each thread.
 */
#ifndef OM_ENGINE_RISK_JUDGE_H
#define OM_ENGINE_RISK_JUDGE_H

#include "engine/risk/area_mode.h"
#include "engine/risk/nearby.h"

/** Borrows both. */
typedef struct om_judge {
    const om_area_mode *mode;
    om_nearby *nearby;
} om_judge;

/**
 * The level of an area.
 *
 * @param except  a source that is left out, as if it were not there; NULL: none
 * @return OM_OK; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_judge_area(const om_judge *judge, const om_ground *ground,
                                   const om_source *except, om_area_level *ret, om_error *err);

#endif
