/*
 * Stock against need down the hierarchy: towns use their own, the district tops up its towns, the
 * city tops up the districts. No I/O.
 */
#ifndef OM_ENGINE_ANALYSIS_SUPPLY_FILL_H
#define OM_ENGINE_ANALYSIS_SUPPLY_FILL_H

#include <stddef.h>

#include "engine/base/arena.h"

/** A town, or a district that has none: what is needed and what there is of one item. */
typedef struct om_fill {
    size_t district; /**< whose depots top it up, below the count of districts; SIZE_MAX: none */
    double need;     /**< >= 0 */
    double own;      /**< stock of its own depots, >= 0 */
    double from_own, from_district, from_city; /**< results: what it gets; at most the need */
} om_fill;

/** Stock of the levels above, and what is left of it. */
typedef struct om_fill_stock {
    double *district; /**< one a district, >= 0; results: what is left */
    size_t district_count;
    double city; /**< result: what is left */
} om_fill_stock;

/**
 * Fills needs: first from the own stock, then what is missing from that of the district, then from
 * that of the city. Stock that does not do for all is shared in proportion to what is missing, so
 * that the order of towns does not matter; what a town has too much of stays there.
 *
 * @param arena  for scratch
 */
void om_supply_fill(om_fill *towns, size_t count, om_fill_stock *stock, om_arena *arena);

/** What is missing of a need; 0 when it is met. */
double om_fill_missing(const om_fill *town);

#endif
