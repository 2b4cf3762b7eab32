/*
 * LEC: a source's danger D = L E C, likelihood times exposure times consequence, by classes of D.
 *
 * Scores, cut-offs and which side a cut-off itself is on (op > or >=) stand in lec.csv.
 */
#ifndef OM_ENGINE_RISK_LEC_H
#define OM_ENGINE_RISK_LEC_H

#include "engine/risk/standard.h"

/** The columns of lec.csv beside the common ones. */
extern const char *const om_lec_columns[];

typedef struct om_lec om_lec;

/**
 * Reads the method.
 *
 * @param standard  borrowed; must outlive the method
 * @return OM_OK; OM_ERR_DATA: a factor without scores, an op that is neither = nor > nor >=, a
 *         grade outside 1..4, classes that do not fall
 */
OM_CHECKED om_status om_lec_open(const om_standard *standard, om_lec **ret, om_error *err);
void om_lec_free(om_lec *lec);
OM_DEFINE_AUTO(om_lec)

/** Whether any of L, E and C is known, so that the method is meant. */
bool om_lec_concerns(const om_hazard *hazard);

/**
 * Grades a source.
 *
 * @param arena  where the words of the answer live
 * @return OM_OK; OM_ERR_DATA: L, E or C is missing, or outside the scores of its table
 */
OM_CHECKED om_status om_lec_grade(const om_lec *lec, const om_hazard *hazard, om_arena *arena,
                                  om_assessment *ret, om_error *err);

#endif
