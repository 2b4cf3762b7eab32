/*
 * Weights from comparisons of two factors at a time (analytic hierarchy process, AHP).
 *
 * A matrix says how many times as much the factor of its row weighs as that of its column. The
 * weights are its principal eigenvector; how far the comparisons contradict each other is the
 * consistency ratio CR = CI / RI with CI = (lambda_max - n) / (n - 1). The random indexes RI and
 * the limit of CR stand in ahp.csv.
 */
#ifndef OM_ENGINE_RISK_AHP_H
#define OM_ENGINE_RISK_AHP_H

#include "engine/base/csv.h"
#include "engine/risk/standard.h"

/** A square matrix with a name for each row. Borrows from the arena that it was read into. */
typedef struct om_ahp_matrix {
    size_t count;
    const double *cells; /**< row after row, reciprocal */
} om_ahp_matrix;

/** What comes out of it. */
typedef struct om_ahp_result {
    double lambda_max;
    double ratio; /**< CR; 0 for one or two factors, which cannot contradict each other */
    double limit; /**< what it must not exceed */
} om_ahp_result;

/** What ahp.csv has beside the columns of every table, ended by NULL. */
extern const char *const om_ahp_columns[];

/**
 * Reads a matrix: the first column and the header name the same factors; a cell is a number or a
 * fraction such as 1/3, and may be empty where its opposite is not. Two cells that are rounded
 * reciprocals of each other (0.33 and 3) become exact ones.
 *
 * @param names  the `count` factors, in the order in which their weights are wanted
 * @return OM_OK; OM_ERR_DATA: not square, another factor, a comparison that is missing, not above 0
 *         or not reciprocal
 */
OM_CHECKED om_status om_ahp_parse(const om_csv *csv, const char *const *names, size_t count,
                                  om_arena *arena, om_ahp_matrix *ret, om_error *err);

/**
 * The weights of a matrix.
 *
 * @param ret_weights  `count` numbers that sum to 1
 * @return OM_OK; OM_ERR_DATA: it contradicts itself beyond the limit, or the table has no random
 *         index for so many factors
 */
OM_CHECKED om_status om_ahp_weigh(const om_ahp_matrix *matrix, const om_standard *table,
                                  double *ret_weights, om_ahp_result *ret, om_error *err);

#endif
