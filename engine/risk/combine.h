/*
 * Several hazards at once: the level of a place from the levels of all hazards that act there.
 *
 * Pure. A level is 1 (major) to 4 (low); OM_GRADE_NONE where nobody assessed it, and
 * OM_HAZARD_ABSENT where that hazard does not act. Unknown stays unknown: the answer has a level
 * only where every level that the unknown ones might have gives the same.
 */
#ifndef OM_ENGINE_RISK_COMBINE_H
#define OM_ENGINE_RISK_COMBINE_H

#include "engine/risk/standard.h"

enum { OM_HAZARD_ABSENT = -1 };

typedef enum om_combine_mode {
    OM_COMBINE_MAX,      /**< the worst counts */
    OM_COMBINE_WEIGHTED, /**< the weighted sum of the levels' scores, 0 where a hazard is absent */
    OM_COMBINE_JOINT     /**< two by two in the joint matrix, the worst first */
} om_combine_mode;

/** The modes' names in their order, "max" …, ended by NULL. */
extern const char *const om_combine_names[];

/** The worse of two levels of one hazard, unknown where it cannot be told. */
int om_combine_worse(int level, int other);

/** The columns of hazard_combination.csv beside the common ones. */
extern const char *const om_combiner_columns[];

typedef struct om_combiner om_combiner;

/**
 * Reads the joint matrix, the scores of levels and the levels of scores.
 *
 * @param table  borrowed; must outlive the combiner
 * @return OM_OK; OM_ERR_DATA: a cell, score or level is missing, twice or out of range, or a worse
 *         level would give a better answer
 */
OM_CHECKED om_status om_combiner_open(const om_standard *table, om_combiner **ret, om_error *err);
void om_combiner_free(om_combiner *combiner);
OM_DEFINE_AUTO(om_combiner)

/** @return OM_OK; OM_ERR_RANGE: a weight outside 0..1, or their sum is not 1 (to a billionth) */
OM_CHECKED om_status om_combine_check_weights(const double *weights, size_t count, om_error *err);

/**
 * The level of several hazards together, the same in any order.
 *
 * @param weights  one a level, summing to one, for OM_COMBINE_WEIGHTED; else NULL
 * @return 1..4, OM_GRADE_NONE: unknown, OM_HAZARD_ABSENT: no hazard acts
 */
int om_combine_levels(const om_combiner *combiner, om_combine_mode mode, const int *levels,
                      const double *weights, size_t count);

#endif
