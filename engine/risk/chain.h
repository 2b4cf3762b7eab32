/*
 * A chain of hazards (灾害链): which event sets off which other, and how probable each then is.
 *
 * A table says with what probability p_ij event i sets off event j, and where: only within hazard
 * zones of a kind, only at what is in a layer, or everywhere. P(j) = 1 - (1 - own) Π (1 - P(i)
 * p_ij) over all i that set off j, in an order in which causes come before what they cause.
 *
 * The product treats the causes of an event as independent of each other. It is exact where no two
 * of them come from one event; where they do, it says too much, never too little.
 */
#ifndef OM_ENGINE_RISK_CHAIN_H
#define OM_ENGINE_RISK_CHAIN_H

#include "engine/risk/standard.h"

/** The columns of hazard_chain.csv beside the common ones; `value` is p_ij. */
extern const char *const om_chain_columns[];

/** One event sets off another. Borrows from the table. */
typedef struct om_chain_link {
    size_t from, to;   /**< numbers of events */
    double p;          /**< 0..1 */
    const char *zone;  /**< kind of hazard zone within which it holds; "" everywhere */
    const char *layer; /**< layer at whose places it holds; "" at all */
    size_t row;        /**< of the table */
} om_chain_link;

typedef struct om_chain om_chain;

/**
 * Reads a chain.
 *
 * @param table  borrowed; must outlive the chain
 * @return OM_OK; OM_ERR_DATA: a probability outside 0..1, an event without a name, a link that is
 *         there twice, or events that set off each other, with the cycle named
 */
OM_CHECKED om_status om_chain_open(const om_standard *table, om_chain **ret, om_error *err);
void om_chain_free(om_chain *chain);
OM_DEFINE_AUTO(om_chain)

/** Events are numbered so that causes come before what they cause. */
size_t om_chain_event_count(const om_chain *chain);
const char *om_chain_event(const om_chain *chain, size_t number);

/** @return OM_OK; OM_ERR_NOT_FOUND: there is no such event, with the nearest or all */
OM_CHECKED om_status om_chain_find(const om_chain *chain, const char *event, size_t *ret,
                                   om_error *err);

/** Links are ordered by the event that they come from. */
size_t om_chain_link_count(const om_chain *chain);
const om_chain_link *om_chain_link_at(const om_chain *chain, size_t number);

/**
 * Makes of each event's own probability the one that it has in the chain.
 *
 * @param holds  one a link: whether it holds here; NULL: all do
 * @param p      one an event, 0..1; its own, changed to P(j)
 */
void om_chain_spread(const om_chain *chain, const bool *holds, double *p);

#endif
