/*
 * Roads cut where something stands across them.
 *
 * A metre of the road around the spot becomes a road of its own that takes as long as the barrier
 * holds the vehicle up; where it does not open, that metre is no road at all. So a gate is exact
 * on the network whichever way it is passed, and what lies behind a wall is apart.
 */
#ifndef OM_ENGINE_ANALYSIS_ROAD_CUT_H
#define OM_ENGINE_ANALYSIS_ROAD_CUT_H

#include "engine/analysis/road_list.h"

/** A spot on a road. */
typedef struct om_road_cut {
    size_t road;    /**< its number in the list */
    double along_m; /**< from the road's first point */
    double delay_s; /**< > 0; INFINITY: nobody gets through */
} om_road_cut;

/**
 * Cuts the roads of a list; numbers of roads change.
 *
 * At the end of a road half of the delay is its part: what goes on there has the other half.
 *
 * @param cuts  sorted here
 */
void om_road_list_cut(om_road_list *list, om_road_cut *cuts, size_t count);

#endif
