/*
 * Who goes where so that as many as can be are taken in and all ways together are shortest.
 *
 * The transportation problem: sources with so many units each, sinks with room for so many, and
 * what a unit costs on the way from one to the other. LEMON's network simplex solves it; the answer
 * is then proven optimal by the prices that it ends with, and refused if it is not.
 */
#ifndef OM_ENGINE_SOLVER_TRANSPORT_H
#define OM_ENGINE_SOLVER_TRANSPORT_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/** A way from a source to a sink. */
typedef struct om_haul {
    uint32_t source, sink;
    int64_t cost; /**< of one unit, >= 0 */
} om_haul;

/** What is asked. Borrows its arrays. */
typedef struct om_transport {
    const int64_t *supply; /**< units at each of `sources`, >= 0 */
    size_t sources;
    const int64_t *room; /**< units that each of `sinks` takes in, >= 0 */
    size_t sinks;
    const om_haul *hauls; /**< `count` ways in any order; two between the same ends count both */
    size_t count;
    /** What a unit costs that goes nowhere; 0: more than any detour, so that as many units as can
     * be are taken in whatever it costs. */
    int64_t left_cost;
} om_transport;

/** What came of it, in units and their costs. */
typedef struct om_transport_sum {
    int64_t placed, left;
    int64_t cost;      /**< of the hauls alone */
    int64_t total;     /**< with what is left at `left_cost`, which was `left_cost` or chosen */
    int64_t left_cost; /**< as it was used */
    int64_t bound;     /**< no answer costs less; equal to `total` */
} om_transport_sum;

/**
 * Solves it. The same problem gets the same answer; among answers that cost the same it is any one.
 *
 * @param ret_units  room for `count`: how many units take each way
 * @return OM_OK; OM_ERR_RANGE: a negative number, a haul to nowhere, or costs so large that their
 *         sum passes 2^62; OM_ERR_FAILED: the answer could not be proven optimal
 */
OM_CHECKED om_status om_transport_solve(const om_transport *problem, int64_t *ret_units,
                                        om_transport_sum *ret, om_error *err);

#ifdef __cplusplus
}
#endif

#endif
