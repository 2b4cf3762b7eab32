/*
 * The starts of a search, in the order of their edges. Not for others.
 */
#ifndef OM_ENGINE_NETWORK_STARTS_H
#define OM_ENGINE_NETWORK_STARTS_H

#include "engine/network/queue.h"
#include "engine/network/search.h"

typedef struct om_starts {
    om_start *list;    /**< by edge, then by number */
    uint32_t *numbers; /**< of those starts */
    size_t count;
} om_starts;

void om_starts_clear(om_starts *starts);

/**
 * Copies the starts in the order of their edges, so that those of one edge are found quickly.
 *
 * @return OM_OK; OM_ERR_RANGE: as om_search_run()
 */
OM_CHECKED om_status om_starts_keep(om_starts *starts, const om_network *network,
                                    const om_start *list, size_t count, double limit_s,
                                    om_error *err);

/** The starts on an edge: from the returned place up to `ret_end`. */
size_t om_starts_on(const om_starts *starts, uint32_t edge, size_t *ret_end);

/** Drives from a start to the ends of its edge, as far as nothing blocks the way; how many. */
size_t om_start_leave(const om_network *network, const om_start *start, uint32_t number,
                      om_entry ret[2]);

/** When somebody who drives there directly is part-way on the edge; INFINITY if nobody can. */
double om_start_seconds_at(const om_network *network, const om_start *start, double fraction);

#endif
