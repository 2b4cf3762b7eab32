/*
 * The same network under other conditions: other speeds, closed roads, blocked stretches.
 *
 * Geometry is shared and places are snapped as before, so that conditions change times alone and
 * a closed road never makes anybody faster.
 */
#ifndef OM_ENGINE_NETWORK_VARY_H
#define OM_ENGINE_NETWORK_VARY_H

#include "engine/network/network.h"

/**
 * A stretch that nobody drives through or into; both may be equal, as for a gate.
 *
 * What lies before and behind it, its borders included, is still reached from its own end. One
 * that touches an end of the edge closes that end.
 */
typedef struct om_block {
    uint32_t edge;
    double from, to; /**< fractions, 0 <= from <= to <= 1 */
} om_block;

/** An edge that is driven more slowly; of several on one edge the slowest counts. */
typedef struct om_slow {
    uint32_t edge;
    double factor; /**< times its speed, above 0 and at most 1 */
} om_slow;

/** What is different. Borrows its arrays. */
typedef struct om_conditions {
    const double *road_kmh; /**< one a road, 0 where nobody drives; NULL: as they are */
    const om_block *blocks;
    size_t block_count;
    const om_slow *slows;
    size_t slow_count;
} om_conditions;

/**
 * Varies a network, which may itself be a variation: what is closed there stays so.
 *
 * @param ret  shares what it can with `base`, which must outlive it; pieces are those of `base`
 * @return OM_OK; OM_ERR_RANGE: a speed that is negative or no number, a block or a slowed edge
 *         that is not on the network, or a factor outside its range
 */
OM_CHECKED om_status om_network_vary(const om_network *base, const om_conditions *conditions,
                                     om_network **ret, om_error *err);

#endif
