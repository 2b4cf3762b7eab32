/*
 * The risk matrix: R = L S, levels of likelihood and severity, by classes of R.
 *
 * How many levels there are and where the classes begin stand in risk_matrix.csv.
 */
#ifndef OM_ENGINE_RISK_MATRIX_H
#define OM_ENGINE_RISK_MATRIX_H

#include "engine/risk/standard.h"

/** The columns of risk_matrix.csv beside the common ones. */
extern const char *const om_matrix_columns[];

typedef struct om_matrix om_matrix;

/**
 * Reads the method.
 *
 * @param standard  borrowed; must outlive the method
 * @return OM_OK; OM_ERR_DATA: no levels, no classes, a grade outside 1..4
 */
OM_CHECKED om_status om_matrix_open(const om_standard *standard, om_matrix **ret, om_error *err);
void om_matrix_free(om_matrix *matrix);
OM_DEFINE_AUTO(om_matrix)

/** Whether likelihood or severity is known, so that the method is meant. */
bool om_matrix_concerns(const om_hazard *hazard);

/**
 * Grades a source.
 *
 * @param arena  where the words of the answer live
 * @return OM_OK; OM_ERR_DATA: likelihood or severity is missing, or is no level
 */
OM_CHECKED om_status om_matrix_grade(const om_matrix *matrix, const om_hazard *hazard,
                                     om_arena *arena, om_assessment *ret, om_error *err);

#endif
