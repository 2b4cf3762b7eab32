/*
 * Which method grades a source, and what its reported level adds to it.
 *
 * With "auto" the method is the first of these whose columns the source fills: direct, a level
 * determined directly; gb18218, a substance and its weight, where its installation is a major
 * hazard; lec, any of L, E and C; matrix, likelihood or severity; else the policy. What a source
 * fills in part is refused, never guessed. The computed and the reported level are both kept.
 */
#ifndef OM_ENGINE_RISK_METHOD_H
#define OM_ENGINE_RISK_METHOD_H

#include "engine/risk/area_rules.h"
#include "engine/risk/gb18218.h"
#include "engine/risk/policy.h"
#include "engine/risk/standard.h"

/** "auto", "direct", "gb18218", "lec", "matrix", "policy"; ended by NULL. */
extern const char *const om_method_names[];

/** "counts": the worse of computed and reported; "wins": reported where there is one; "ignored". */
extern const char *const om_reported_names[];

/** "inherent": before controls; "residual": what they leave of a score. */
extern const char *const om_control_names[];

/** How sources are graded. Borrows its texts, which are of the lists above. */
typedef struct om_method_options {
    const char *method, *reported, *controls;
    double influence_m; /**< how far a grade acts where nobody says so, >= 0 */
} om_method_options;

/** The methods with their tables. Immutable. */
typedef struct om_methods om_methods;

/**
 * Opens the tables.
 *
 * @param folder  the city's own tables, "" for none
 * @param policy  borrowed; must outlive the methods
 * @return what om_standard_open(), om_lec_open(), om_matrix_open() and om_area_rules_open() return
 */
OM_CHECKED om_status om_methods_open(const char *folder, const om_policy *policy, om_methods **ret,
                                     om_error *err);
void om_methods_free(om_methods *methods);
OM_DEFINE_AUTO(om_methods)

/** Adds every table with its checksum to a list. */
void om_methods_describe(const om_methods *methods, om_json *list);

/** The table called "lec.csv", "risk_matrix.csv", "gb18218.csv", "gb18218_substances.csv" or
 * "area_modes.csv". */
const om_standard *om_methods_table(const om_methods *methods, const char *name);

/** The method of major hazards. */
const om_gb18218 *om_methods_gb18218(const om_methods *methods);

/** How areas get their level from that of their sources. */
const om_area_rules *om_methods_area_rules(const om_methods *methods);

/** The methods' policy. */
const om_policy *om_methods_policy(const om_methods *methods);

/** What became of one source. */
typedef struct om_graded {
    om_verdict verdict; /**< the grade that counts, and how far */
    const char *method; /**< the one that was used */
    int computed;       /**< inherent level without the reported one; OM_GRADE_NONE: none */
    int residual;       /**< the same after controls */
    double score;       /**< NaN for methods without one */
} om_graded;

/**
 * Grades a source.
 *
 * @param arena  where the reasons live
 * @return OM_OK; OM_ERR_DATA: what the method needs is missing or out of range
 */
OM_CHECKED om_status om_methods_grade(const om_methods *methods, const om_method_options *options,
                                      const om_hazard *hazard, om_arena *arena, om_graded *ret,
                                      om_error *err);

#endif
