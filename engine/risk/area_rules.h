/*
 * The numbers by which areas get a level from their sources, area_modes.csv.
 *
 * No national rule says how a district gets its level, so weights, limits, shares and counts are
 * rows that a city states: `direct` (a source graded by `method` with `level` or worse gives the
 * area the level `value`), `weight` (what a source of `level` adds), `decay` (what is left of it
 * `from` a share of its influence on), `limit` and `limit_a_km2` (the index from which an area has
 * `level`), `share` (the share of ground from which it has `level`), `count` (how many sources of
 * `level` or worse raise it by one).
 */
#ifndef OM_ENGINE_RISK_AREA_RULES_H
#define OM_ENGINE_RISK_AREA_RULES_H

#include "engine/risk/standard.h"

/** The columns of area_modes.csv beside the common ones. */
extern const char *const om_area_rules_columns[];

/** A number of each level, by level; [0] is not used. */
typedef struct om_level_numbers {
    double value[OM_GRADE_LOWEST + 1];
    size_t row[OM_GRADE_LOWEST + 1]; /**< where the table has it */
} om_level_numbers;

/** What gives an area a level whatever else is in it. */
typedef struct om_direct_rule {
    const char *method; /**< that graded the source; "*" for any */
    int level;          /**< of the source, or worse */
    int grade;          /**< of the area */
    size_t row;
} om_direct_rule;

/** What is left of a weight at a share of the influence. */
typedef struct om_decay_point {
    double from, value;
} om_decay_point;

/** The rules, checked. Immutable. */
typedef struct om_area_rules {
    om_arena *arena;
    const om_standard *table; /**< borrowed */
    const om_direct_rule *direct;
    size_t direct_count;
    const om_decay_point *decay; /**< from 0 to 1, never rising */
    size_t decay_count;
    om_level_numbers weight;             /**< of levels 1 to 4, falling */
    om_level_numbers limit, limit_a_km2; /**< of levels 1 to 3, falling; 4 has what is left */
    om_level_numbers share;              /**< of levels 1 to 3, within 0..1 */
    om_level_numbers count;              /**< of levels 2 to 4, at least 2 */
} om_area_rules;

/**
 * Reads the rules.
 *
 * @param table  borrowed; must outlive the rules
 * @return OM_OK; OM_ERR_DATA with file and line: a level that lacks its number or has two, numbers
 *         that do not fall with the level, a decay that rises or does not run from 0 to 1
 */
OM_CHECKED om_status om_area_rules_open(const om_standard *table, om_area_rules **ret,
                                        om_error *err);
void om_area_rules_free(om_area_rules *rules);
OM_DEFINE_AUTO(om_area_rules)

#endif
