/*
 * What factors weigh: as somebody says, or by how much they tell areas apart (entropy).
 */
#ifndef OM_ENGINE_RISK_WEIGHTS_H
#define OM_ENGINE_RISK_WEIGHTS_H

#include <stddef.h>

#include "engine/base/status.h"

/** Checks that weights sum to 1, to a millionth. @return OM_OK; OM_ERR_DATA: they do not, or one is
 * not known (NaN) @param names  one a weight */
OM_CHECKED om_status om_weights_check(const double *weights, const char *const *names, size_t count,
                                      om_error *err);

/**
 * Weights by entropy: p = x / sum x over the areas, e = -(1 / ln n) sum p ln p, and the weight of a
 * factor is (1 - e) / sum (1 - e). A factor that is the same everywhere weighs nothing.
 *
 * @param readings  of each factor one an area, >= 0; areas with an unknown reading (NaN) do not
 *                  count
 * @param areas     their number
 * @return OM_OK; OM_ERR_DATA: a reading is below 0, fewer than two areas are known, or no factor
 *         tells them apart
 */
OM_CHECKED om_status om_weights_of_entropy(const double *const *readings, size_t count,
                                           size_t areas, double *ret_weights, om_error *err);

#endif
