/*
 * A hazard source as the methods of engine/risk see it, and what a method makes of it.
 */
#ifndef OM_ENGINE_RISK_HAZARD_H
#define OM_ENGINE_RISK_HAZARD_H

#include <stdbool.h>
#include <stddef.h>

enum { OM_GRADE_NONE = 0, OM_GRADE_WORST = 1, OM_GRADE_LOWEST = 4 };

typedef struct om_assessment om_assessment;

/** What is known of one source. Borrows its texts; NULL for what is not known. */
typedef struct om_hazard {
    const char *id, *kind, *name, *substance, *status;
    double quantity;             /**< NaN when unknown */
    const char *quantity_unit;   /**< what `quantity` is counted in */
    int reported_level;          /**< 1..4 as its operator reported; OM_GRADE_NONE when not */
    double l, e, c;              /**< scores of the LEC method; NaN when unknown */
    double likelihood, severity; /**< levels of the matrix; NaN when unknown */
    int direct_level;            /**< 1..4 as determined directly; OM_GRADE_NONE when not */
    const char *direct_reason;
    const char *facility;       /**< the plant or unit it is a part of */
    double influence_m;         /**< how far it acts by its own account; NaN when it does not say */
    const om_assessment *major; /**< of its installation by GB 18218; NULL: not asked */
    double control_factor;      /**< what its controls leave of a score, 0..1; NaN: not assessed */
} om_hazard;

/** Why a source has a grade, so that anybody can look it up. Borrows; NULL where it has none. */
typedef struct om_because {
    const char *method;          /**< "policy", "lec", "reported" … */
    const char *text;            /**< the condition, or the sum with its numbers */
    const char *reason;          /**< what it means, as the policy or the table says */
    const char *reason_zh;       /**< the same in Chinese, where the table has it */
    const char *source, *clause; /**< of the standard */
    const char *source_zh;       /**< the same in Chinese, where the table has it */
    const char *table;           /**< file whose row decided */
    size_t line;                 /**< where the table has it, from 1; 0 without a table */
    bool verified;               /**< that row was read at its source */
} om_because;

/** What a method makes of one source. Zero-initialise. */
struct om_assessment {
    int grade;          /**< OM_GRADE_NONE: the method does not grade it */
    int residual;       /**< the grade of what controls leave; as `grade` without a factor */
    double score;       /**< D, R or L S, before controls; NaN for methods without one */
    double people;      /**< counted around an installation; NaN when nobody knows */
    double alpha;       /**< what they multiply R by */
    om_because because; /**< of `grade` */
    om_because residual_because;
};

#endif
