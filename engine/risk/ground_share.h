/*
 * How much of a ground lies under the influence of sources of each level or a worse one.
 */
#ifndef OM_ENGINE_RISK_GROUND_SHARE_H
#define OM_ENGINE_RISK_GROUND_SHARE_H

#include "engine/risk/nearby.h"

/**
 * Measures the shares. A point acts on the circle around it (of 64 corners), a line and an area on
 * what lies as near; ground under several sources counts once.
 *
 * @param found   `count` sources that reach the ground; shapes of `geo`
 * @param except  one that is left out; NULL: none
 * @param ret     0..1 by level, never falling from [1] to [4]
 * @return OM_OK; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_ground_share(om_geo *geo, const om_ground *ground, const om_reaching *found,
                                     size_t count, const om_source *except,
                                     double ret[OM_GRADE_LOWEST + 1], om_error *err);

#endif
