/*
 * The zoning index of an area from the readings of its factors.
 *
 * Pure. Within a role readings are averaged by their weights: H, E, V and C. Capacity counts by its
 * opposite: what an area lacks of it.
 */
#ifndef OM_ENGINE_RISK_ZONING_INDEX_H
#define OM_ENGINE_RISK_ZONING_INDEX_H

#include "engine/risk/factor.h"

/** How roles become an index. W is the sum of the weights of a role; all of them sum to 1. */
typedef enum om_zoning_form {
    OM_ZONING_ADDITIVE,  /**< sum of weight x reading over all factors */
    OM_ZONING_PRODUCT,   /**< H x E x V x (1 - C) */
    OM_ZONING_GEOMETRIC, /**< H^W x E^W x V^W x (1 - C)^W */
    OM_ZONING_MET        /**< H x (the average of E, V and 1 - C by their W) */
} om_zoning_form;

/** Their names in their order, ended by NULL. */
extern const char *const om_zoning_form_names[];

/** An index and what it is made of. */
typedef struct om_zoning_index {
    double value;                /**< NaN when a reading that weighs something is not known */
    double roles[OM_ROLE_COUNT]; /**< H, E, V, C; NaN where no factor has the role, or unknown */
    /** Weight x reading, of capacity weight x opposite: of the additive form they sum to the index,
     * and of any form those of a role to its W x H, E, V or 1 - C. */
    double contributions[OM_MOST_FACTORS];
} om_zoning_index;

/**
 * Checks that a form can be made of factors.
 *
 * @return OM_OK; OM_ERR_RANGE: z-scores in a form that multiplies, factors of one role that are
 *         normalised in different ways, or met without anything but hazards
 */
OM_CHECKED om_status om_zoning_form_check(om_zoning_form form, const om_factor *factors,
                                          size_t count, om_error *err);

/** @param readings, weights  one a factor */
void om_zoning_index_find(om_zoning_form form, const om_factors *factors, const double *readings,
                          const double *weights, om_zoning_index *ret);

#endif
