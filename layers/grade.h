/*
 * The four risk grades and their words. Which colour a grade has stands in styles/ only.
 */
#ifndef OM_LAYERS_GRADE_H
#define OM_LAYERS_GRADE_H

#include "layers/layer.h"

/** 1 major, 2 large, 3 moderate, 4 low (安委办〔2016〕11号: 重大、较大、一般、低). */
extern const om_choice om_grade_choices[];

/** How an area gets its grade from those of its sources. */
extern const om_choice om_grade_modes[];

/** What comes before the mode, where anything does. */
extern const om_choice om_grade_direct[];

/** Whether sources were graded before or after their controls. */
extern const om_choice om_grade_controls[];

/** Levels of districts. */
extern const om_choice om_district_levels[];

/** What has no grade: its own value, never the lowest grade. `value` is "". */
extern const om_choice om_grade_ungraded;

/** What is told of every graded area, be it a district or a cell. */
extern const om_column om_graded_area_columns[];

#endif
