/*
 * What an indicator is for each district and for the city. No I/O: rows in, figures out.
 *
 * The city is the sum of the districts of one level, part and whole each for itself; so is every
 * figure of the report. Rows without a code are of no district: the city is their sum.
 */
#ifndef OM_ENGINE_REPORT_FIGURES_H
#define OM_ENGINE_REPORT_FIGURES_H

#include "engine/report/indicator.h"

typedef enum om_verdict_on_target {
    OM_TARGET_NONE,    /**< there is no target */
    OM_TARGET_MET,     /**< the value is as good as it, or better */
    OM_TARGET_MISSED,  /**< it is worse */
    OM_TARGET_UNKNOWN, /**< nobody can say: a share of nothing, a district without a grade */
    OM_NOT_ASSESSED    /**< its analysis never ran */
} om_verdict_on_target;

/** Numbers that do not exist are NaN. Borrows its texts from the rows. */
typedef struct om_figure {
    const char *code, *name, *level;
    double part, whole; /**< in the units of their columns */
    double value;       /**< in the unit of the indicator; a grade is 1..4 */
    double target;      /**< in the unit of the indicator */
    double gap;         /**< how far beyond the target, < 0: short of it; in the unit */
    double missing;     /**< what of the part is missing to the target, >= 0 */
    om_verdict_on_target verdict;
} om_figure;

/** Where a district stands. */
typedef struct om_standing {
    const char *code, *level;
    bool of_city; /**< of the level that the city is the sum of */
} om_standing;

/** Figures of one indicator. The list lives in the arena it was made with. */
typedef struct om_figures {
    om_figure city;
    om_figure *districts; /**< in the order of the rows */
    size_t count;
    size_t grades[5]; /**< of a grade: districts by grade, [0] without one, of the city's level */
    double told;      /**< the city's part as the analysis itself adds it up; NaN: it does not */
} om_figures;

/** "met", "missed", "no target", "unknown", "not assessed". */
const char *om_verdict_word(om_verdict_on_target verdict);

/**
 * Works an indicator out.
 *
 * @param rows       an array of objects, as om_history_now() gives them; NULL: not assessed
 * @param standings  every district of the store once
 */
void om_figures_make(const om_indicator *indicator, const om_json *rows,
                     const om_standing *standings, size_t standing_count, om_arena *arena,
                     om_figures *ret);

/** The figure of a district; NULL when there is none. */
const om_figure *om_figures_find(const om_figures *figures, const char *code);

#endif
