/*
 * GB 18218: major hazard installations, graded by R = alpha times the sum of beta q/Q.
 *
 * q is the quantity of a substance in the installation, Q its critical quantity and beta its
 * correction, both of gb18218_substances.csv; alpha grows with the people around the installation.
 * Alpha, the distance and the classes of R stand in gb18218.csv.
 */
#ifndef OM_ENGINE_RISK_GB18218_H
#define OM_ENGINE_RISK_GB18218_H

#include "engine/risk/standard.h"

/** The columns of gb18218.csv and gb18218_substances.csv beside the common ones. */
extern const char *const om_gb18218_columns[], *const om_gb18218_substance_columns[];

typedef struct om_gb18218 om_gb18218;

/**
 * Reads the method.
 *
 * @param standard, substances  borrowed; must outlive the method
 * @return OM_OK; OM_ERR_DATA: a substance without Q or beta, or named twice; a grade outside 1..4
 */
OM_CHECKED om_status om_gb18218_open(const om_standard *standard, const om_standard *substances,
                                     om_gb18218 **ret, om_error *err);
void om_gb18218_free(om_gb18218 *gb);
OM_DEFINE_AUTO(om_gb18218)

/** How far around an installation people count. */
double om_gb18218_distance_m(const om_gb18218 *gb);

/** Whether a source holds a quantity by weight (t or kg) of a named substance. */
bool om_gb18218_concerns(const om_hazard *hazard);

/** Whether the substance is in the table, by any of its names, in any case. */
bool om_gb18218_knows(const om_gb18218 *gb, const char *substance);

/** The name in the table that is nearest to a substance that is not there; NULL: none is near. */
const char *om_gb18218_nearest(const om_gb18218 *gb, const char *substance);

/** What one source adds to its installation. */
typedef struct om_gb18218_part {
    double q_t, critical_t, beta;
    size_t row; /**< of Q */
} om_gb18218_part;

/** @return OM_OK; OM_ERR_DATA: an unknown substance, with the nearest known; a quantity below 0 */
OM_CHECKED om_status om_gb18218_part_of(const om_gb18218 *gb, const om_hazard *hazard,
                                        om_gb18218_part *ret, om_error *err);

/**
 * Grades an installation. Below a sum of q/Q of 1 it is no major hazard: OM_GRADE_NONE.
 *
 * @param people  within the distance; a part of a person counts as one; NaN takes the largest alpha
 * @param arena   where the words of the answer live
 */
void om_gb18218_grade(const om_gb18218 *gb, const om_gb18218_part *parts, size_t count,
                      double people, om_arena *arena, om_assessment *ret);

#endif
