/*
 * How long it takes from the nearest of several starts to everywhere, exactly.
 *
 * Starts and destinations lie part-way on edges. One-way streets hold on the first and the last
 * edge too, and so do forbidden turns: a start has driven on its edge, whether from its very end
 * or not. A start and a destination on the same edge are joined directly where that may be driven.
 * Of starts equally near, the one with the lower number counts.
 */
#ifndef OM_ENGINE_NETWORK_SEARCH_H
#define OM_ENGINE_NETWORK_SEARCH_H

#include "engine/network/network.h"

/** Where somebody sets off, and when. */
typedef struct om_start {
    uint32_t edge;
    double fraction; /**< 0..1 */
    double seconds;  /**< on the clock when it sets off, >= 0 */
} om_start;

/** When and from which start somebody arrives. */
typedef struct om_arrival {
    double seconds;  /**< INFINITY: not within the limit */
    uint32_t source; /**< number of the start; OM_NO_SOURCE when nobody arrives */
} om_arrival;

#define OM_NO_SOURCE UINT32_MAX
#define OM_NO_EDGE   UINT32_MAX

/** A search and its scratch, to be used again and again. Borrows its network. */
typedef struct om_search om_search;

om_search *om_search_new(const om_network *network);
void om_search_free(om_search *search);
OM_DEFINE_AUTO(om_search)

/**
 * Searches from all starts at once; what was found before is forgotten.
 *
 * @param limit_s  clock time at which to stop; INFINITY for the whole network
 * @return OM_OK; OM_ERR_RANGE: a limit or a start's time that is negative or no number
 */
OM_CHECKED om_status om_search_run(om_search *search, const om_start *starts, size_t count,
                                   double limit_s, om_error *err);

/**
 * Searches as om_search_run() with the limit of the last search, and finds the same bytes; where a
 * start is first that is as it was, what the last search found is kept. Starts keep their numbers:
 * one that is taken away sets off at INFINITY.
 */
OM_CHECKED om_status om_search_run_again(om_search *search, const om_start *starts, size_t count,
                                         om_error *err);

/**
 * Lists the vertices that the last search reached, in order.
 *
 * @param ret  room for one a vertex of the network
 * @return how many there are
 */
size_t om_search_reached(const om_search *search, uint32_t *ret);

/** The first arrival at a vertex. */
om_arrival om_search_at_vertex(const om_search *search, uint32_t vertex);

/** The first arrival part-way on an edge. */
om_arrival om_search_at(const om_search *search, uint32_t edge, double fraction);

/** Places on edges. Borrows its arrays. */
typedef struct om_search_places {
    const uint32_t *edges;  /**< OM_NO_EDGE: on none */
    const float *fractions; /**< of the edges */
    size_t count;
} om_search_places;

/** As om_search_at() for each place; sooner where several in a row lie on one edge. */
void om_search_at_each(const om_search *search, const om_search_places *places, om_arrival *ret);

/**
 * The stretches of an edge that are reached by `limit_s`, which is at most that of the search.
 *
 * @param ret  in order, apart from one another; borrowed until the next call
 * @return how many
 */
size_t om_search_spans(om_search *search, uint32_t edge, double limit_s, const om_span **ret);

/** The starts of the last search, in the order of their edges. Borrowed. */
const om_start *om_search_starts(const om_search *search, size_t *ret_count);

/** How many vertices were reached; one with forbidden turns counts more than once. */
size_t om_search_settled(const om_search *search);

#endif
