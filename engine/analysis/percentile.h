/*
 * Weighted percentiles: the least value that a share of the weight does not exceed.
 */
#ifndef OM_ENGINE_ANALYSIS_PERCENTILE_H
#define OM_ENGINE_ANALYSIS_PERCENTILE_H

#include <stddef.h>

/** A value and how much it weighs. */
typedef struct om_weighed {
    double value;  /**< no NaN; INFINITY is later than all others */
    double weight; /**< >= 0 */
} om_weighed;

/**
 * Finds percentiles exactly, without sorting more than the values near them.
 *
 * @param shares  `share_count` shares of the weight, 0..1
 * @param ret     one value a share; NaN when nothing weighs anything
 */
void om_percentiles(const om_weighed *values, size_t count, const double *shares,
                    size_t share_count, double *ret);

#endif
