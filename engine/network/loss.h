/*
 * What each single closed edge would do to arrivals, one edge after another, exactly.
 *
 * A closed edge changes the arrivals only behind the states that are entered over it on the first
 * ways. Those are forgotten and searched again from what borders on them; all else stays. Closing
 * every edge of a city takes a few searches' time, not one search an edge.
 */
#ifndef OM_ENGINE_NETWORK_LOSS_H
#define OM_ENGINE_NETWORK_LOSS_H

#include "engine/network/search.h"

/** Arrivals from some starts, and a network of its own in which edges are closed. */
typedef struct om_loss om_loss;

/**
 * Searches from the starts with all edges as they are.
 *
 * @param network  must outlive the loss; it is not changed
 * @return OM_OK; OM_ERR_RANGE: as om_search_run()
 */
OM_CHECKED om_status om_loss_open(const om_network *network, const om_start *starts, size_t count,
                                  om_loss **ret, om_error *err);
void om_loss_free(om_loss *loss);
OM_DEFINE_AUTO(om_loss)

/**
 * Closes an edge, both directions, from end to end; the one closed before is opened.
 *
 * Who is on it does not get off it, but for the very ends, as under om_network_vary() with a block
 * of all of it.
 *
 * @param ret_edges  those on which arrivals may have changed, the closed one among them, each once;
 *                   borrowed until the next call
 * @return how many
 */
size_t om_loss_close(om_loss *loss, uint32_t edge, const uint32_t **ret_edges);

/** Opens what is closed. */
void om_loss_restore(om_loss *loss);

/** The first arrival part-way on an edge, with whatever is closed. */
om_arrival om_loss_at(const om_loss *loss, uint32_t edge, double fraction);

#endif
