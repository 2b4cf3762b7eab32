/*
 * Which places are reached from which of many groups of starts, and how long it takes: the
 * catchment of each shelter, exactly, one search a group.
 */
#ifndef OM_ENGINE_NETWORK_CATCHMENT_H
#define OM_ENGINE_NETWORK_CATCHMENT_H

#include "engine/network/search.h"

/** Starts that count as one, and how far they reach. Borrows its starts. */
typedef struct om_catch_group {
    const om_start *starts;
    size_t count;
    double limit_s; /**< from when the clock starts to the place itself; >= 0 */
} om_catch_group;

/** A place beside a road. */
typedef struct om_catch_place {
    uint32_t edge;   /**< OM_NO_EDGE: near no road, it is never reached */
    double fraction; /**< of that edge */
    double access_s; /**< from there to the place, >= 0 */
} om_catch_place;

/** A place that a group reaches. */
typedef struct om_catch {
    uint32_t place;
    double seconds;
} om_catch;

/** The places each group reaches: those of group g are `list[first[g]]` to before `first[g + 1]`,
 * by their numbers. */
typedef struct om_catchments {
    size_t *first; /**< one more than there are groups */
    om_catch *list;
} om_catchments;

void om_catchments_clear(om_catchments *catchments);

/**
 * Finds them, on all cores; the answer does not depend on how many there are.
 *
 * @return OM_OK; OM_ERR_RANGE: a limit or a start's time that is negative or no number, or over
 *         4 milliard places
 */
OM_CHECKED om_status om_catchments_find(const om_network *network, const om_catch_group *groups,
                                        size_t group_count, const om_catch_place *places,
                                        size_t place_count, om_catchments *ret, om_error *err);

#endif
