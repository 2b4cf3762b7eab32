/*
 * Gates, bollards and their like on the roads of a list.
 */
#ifndef OM_ENGINE_ANALYSIS_BARRIERS_H
#define OM_ENGINE_ANALYSIS_BARRIERS_H

#include "engine/analysis/road_list.h"

/** What became of the rows of layer road_barrier. */
typedef struct om_barrier_counts {
    size_t opened; /**< on a road and no hindrance, or one that takes its time */
    size_t shut;   /**< on a road; nobody gets through */
    size_t beside; /**< on no road that the vehicle drives on */
    size_t unknown;
    char unknown_kind[64]; /**< the first kind that the table does not know */
} om_barrier_counts;

/**
 * Cuts the roads at the barriers of the store that hold the vehicle up; none when none are loaded.
 *
 * A barrier stands on a road by its node where both know it, else within 5 m of the road.
 */
OM_CHECKED om_status om_barriers_apply(const om_run *run, om_road_list *list,
                                       om_barrier_counts *ret, om_error *err);

#endif
