/*
 * A search taken apart, for what goes on with one where a road is closed. Not for others.
 */
#ifndef OM_ENGINE_NETWORK_SETTLING_H
#define OM_ENGINE_NETWORK_SETTLING_H

#include "engine/network/queue.h"
#include "engine/network/search.h"

/** What is known of a state; source OM_NO_SOURCE: nothing. */
om_arrival om_search_known(const om_search *search, uint32_t state);

/** Puts back what was known; source OM_NO_SOURCE forgets it. */
void om_search_set_known(om_search *search, uint32_t state, om_arrival known);

/** Begins to go on: nothing is in the queue. */
void om_search_resume(om_search *search);

/** Somebody may come to a state so. */
void om_search_offer(om_search *search, om_entry entry);

/** A start may come to the ends of its edge. */
void om_search_set_off(om_search *search, const om_start *start, uint32_t number);

/** Goes on from what was offered until nobody comes anywhere sooner. */
void om_search_settle(om_search *search);

#endif
