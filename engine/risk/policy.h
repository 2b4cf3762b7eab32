/*
 * A grading policy: which hazard sources get which of the four risk grades, as a table.
 *
 * No single national rule says how a source gets its grade, so the rules are data that a city
 * states, one a line: kind, column, op, value, grade, reason, source, verified, and optionally
 * clause, unit, influence_m, and_column, and_op, and_value, reason_zh. A source gets the highest
 * grade (the lowest number) among the rules that it matches; one that matches none is ungraded,
 * never "low". A source that says itself how far it acts is not asked of the rules.
 */
#ifndef OM_ENGINE_RISK_POLICY_H
#define OM_ENGINE_RISK_POLICY_H

#include <stddef.h>
#include <stdint.h>

#include "engine/base/csv.h"
#include "engine/base/own.h"
#include "engine/base/status.h"
#include "engine/risk/hazard.h"

/** What is said of one source, by grade: a weaker rule may act farther than the deciding. */
typedef struct om_verdict {
    int grade; /**< 1..4, OM_GRADE_NONE when nothing grades it */
    /** The first reason for each grade, or NULL; [0] is not used. Borrowed. */
    const om_because *because[OM_GRADE_LOWEST + 1];
    /** How far the source counts with at least this grade; negative where it does not. */
    double influence_m[OM_GRADE_LOWEST + 1];
} om_verdict;

/** A verdict that says nothing. */
om_verdict om_verdict_none(void);

/** Counts a reason for a grade in. @param because  borrowed; @param influence_m  how far, >= 0 */
void om_verdict_add(om_verdict *verdict, const om_because *because, int grade, double influence_m);

/** Rules, read and checked. Immutable. */
typedef struct om_policy om_policy;

/**
 * Reads a policy.
 *
 * @return OM_OK; OM_ERR_DATA with file and line: an unknown column or op, an op that does not suit
 *         its column, a grade outside 1..4, a value that is missing or no number, a quantity
 *         without a unit, no source, `verified` neither yes nor no, no rules at all
 */
OM_CHECKED om_status om_policy_parse(const om_csv *csv, om_policy **ret, om_error *err);

/** Reads a file. @return as om_policy_parse(); OM_ERR_NOT_FOUND; OM_ERR_DISK */
OM_CHECKED om_status om_policy_open(const char *path, om_policy **ret, om_error *err);

/** NULL is fine. */
void om_policy_free(om_policy *policy);
OM_DEFINE_AUTO(om_policy)

size_t om_policy_rule_count(const om_policy *policy);

/** Rules whose numbers were not read at their source. */
size_t om_policy_unverified_count(const om_policy *policy);

/** The farthest that any rule acts; 0 when none says how far. */
double om_policy_influence_m(const om_policy *policy);

/**
 * Grades one source.
 *
 * @param influence_m  how far a rule acts that does not say so itself; >= 0
 * @return OM_OK; OM_ERR_DATA: its quantity is in another unit than a rule's, so that nobody knows
 */
OM_CHECKED om_status om_policy_grade(const om_policy *policy, const om_hazard *hazard,
                                     double influence_m, om_verdict *ret, om_error *err);

/** Whether a rule for this kind of source looks at a quantity that is not known. */
bool om_policy_misses_quantity(const om_policy *policy, const om_hazard *hazard);

#endif
