/*
 * How an area gets its level from the sources that reach it, by one of four modes.
 *
 * Highest wins: the worst level among them. Count escalation: the same, one level worse where many
 * sources have a level. Weighted index: the sum of what each source weighs, falling with its
 * distance, held against limits. Area share: the worst level under which enough of the ground
 * lies. Before each of them, where it is asked for, direct determination: a source of a kind gives
 * the area that it lies in its level. No national rule chooses among them: each map prints its own.
 *
 * Pure, and the same in any order of the sources: weights are added in whole millionths.
 */
#ifndef OM_ENGINE_RISK_AREA_MODE_H
#define OM_ENGINE_RISK_AREA_MODE_H

#include <stdint.h>

#include "engine/risk/area_rules.h"
#include "engine/risk/grade.h"
#include "engine/risk/method.h"

typedef enum om_area_mode_kind {
    OM_AREA_HIGHEST,
    OM_AREA_WEIGHTED,
    OM_AREA_SHARE,
    OM_AREA_COUNT
} om_area_mode_kind;

/** "highest", "weighted", "share", "count"; ended by NULL. */
extern const char *const om_area_mode_names[];

/** What layers and maps print of a mode: "highest wins" … */
const char *om_area_mode_title(om_area_mode_kind kind);

/** What a run asks for. */
typedef struct om_area_mode {
    const om_area_rules *rules; /**< borrowed */
    om_area_mode_kind kind;
    bool direct;            /**< direct determination comes first */
    om_level_numbers limit; /**< weighted: the index from which an area has a level */
    bool a_km2;             /**< weighted: the index is of a square kilometre */
    double influence_m;     /**< how far an ungraded source counts */
} om_area_mode;

/** What the mode makes of the sources seen so far. Zero-initialise. Borrows. */
typedef struct om_area_state {
    om_area_grade highest;        /**< counts, and the worst source */
    int64_t index_millionths;     /**< weighted: the sum so far */
    int64_t heaviest_millionths;  /**< weighted: the most that a source adds */
    om_area_grade heaviest;       /**< weighted: `decided_by` is that source */
    const om_direct_rule *direct; /**< the rule that gave the worst level; NULL: none did */
    om_area_grade direct_source;  /**< `decided_by` is the source that it is about */
} om_area_state;

/**
 * What a source adds to the index at a distance, in millionths: the most that any of its levels
 * gives, each weighed by what `decay` leaves at that share of its influence.
 */
int64_t om_area_weight(const om_area_rules *rules, const om_verdict *verdict, double distance_m);

/** Counts a source in, when it reaches the area. @param distance_m  0 inside */
void om_area_mode_add(const om_area_mode *mode, const om_hazard *hazard, const om_graded *graded,
                      double distance_m, om_area_state *state);

/** What an area got, and why. */
typedef struct om_area_level {
    om_area_grade area; /**< `grade` by the mode; `decided_by` the source that matters most */
    double index;       /**< weighted: of the area or of a square kilometre; else NaN */
    double share[OM_GRADE_LOWEST + 1]; /**< area share: of the ground under a level or a worse
                                          one; else NaN; [0] is not used */
    const om_direct_rule *direct;      /**< the rule that decided; NULL: the mode did */
    size_t row;                        /**< of area_modes.csv, that decided; SIZE_MAX: none did */
} om_area_level;

/**
 * The area's level.
 *
 * @param area_m2  of its ground, > 0
 * @param share    area share: of its ground by level, [1] to [4]; NULL in other modes
 */
om_area_level om_area_mode_decide(const om_area_mode *mode, const om_area_state *state,
                                  double area_m2, const double *share);

#endif
