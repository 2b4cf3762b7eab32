/*
 * What is written down of a graded area, be it a district or a cell: its row and its report.
 */
#ifndef OM_ENGINE_RISK_GRADED_AREA_H
#define OM_ENGINE_RISK_GRADED_AREA_H

#include "engine/base/json.h"
#include "engine/risk/area_mode.h"
#include "engine/store/table.h"

/** An area. Borrows; NULL for what it does not have. */
typedef struct om_graded_area {
    const char *id, *code, *name;
    const char *district_level; /**< "town" …; NULL for a cell */
    const char *controls;       /**< "inherent" or "residual" */
    om_area_level level;
} om_graded_area;

/** Grades as values of a column: ungraded is a null, never a number. */
om_value om_grade_value(int grade);

/** Room for one value a column of a graded area's layer. */
enum { OM_GRADED_AREA_VALUES = 32 };

/** What the values of a row borrow. */
typedef struct om_graded_area_row {
    om_value values[OM_GRADED_AREA_VALUES];
    char rule[128], line[64];
} om_graded_area_row;

/** The values of an area's row, in the order of its layer's columns. Borrows from all three. */
void om_graded_area_values(const om_graded_area *area, const om_area_mode *mode,
                           om_graded_area_row *ret);

/** Adds the numbers of areas by grade. @param counts  [0] ungraded */
void om_graded_area_put_counts(om_json *object, const size_t counts[OM_GRADE_LOWEST + 1]);

/** Adds what the report of a run tells of an area. */
void om_graded_area_report(const om_graded_area *area, om_json *list);

/** What the mode found, "index 12.5 >= 9"; "" where the worst source simply wins. */
void om_area_rule_text(const om_area_mode *mode, const om_area_level *level, char ret[128]);

#endif
