/*
 * The grade of an area from the sources in and around it: the highest wins.
 *
 * Pure: verdicts and distances in, a grade out, the same whatever the order of the sources. Other
 * modes than "highest wins" stand in area_mode.h.
 */
#ifndef OM_ENGINE_RISK_GRADE_H
#define OM_ENGINE_RISK_GRADE_H

#include "engine/risk/policy.h"

/** What the sources seen so far make of an area. Zero-initialise. Borrows sources and rules. */
typedef struct om_area_grade {
    int grade;                   /**< 1..4; OM_GRADE_NONE while no graded source counts */
    const om_hazard *decided_by; /**< lowest grade, then largest quantity, then least id */
    const om_because *because;   /**< what gave `decided_by` this grade here */
    double distance_m;           /**< from the area to `decided_by`, 0 inside */
    size_t
        counts[OM_GRADE_LOWEST + 1]; /**< sources that count, by their grade here; [0] ungraded */
} om_area_grade;

/** How far a source counts at all, graded or not. @param influence_m  the setting's */
double om_verdict_reach_m(const om_verdict *verdict, double influence_m);

/**
 * The grade that a source has at a distance: OM_GRADE_NONE when it is ungraded or too far.
 *
 * A source counts at a distance of exactly its influence, and always in the area it lies in.
 */
int om_verdict_grade_at(const om_verdict *verdict, double distance_m);

/**
 * Counts a source in, when it reaches the area.
 *
 * @param distance_m   from the area to the source, >= 0; 0 when it lies in or touches the area
 * @param influence_m  how far an ungraded source counts, >= 0
 */
void om_area_grade_add(om_area_grade *area, const om_hazard *hazard, const om_verdict *verdict,
                       double distance_m, double influence_m);

/** All sources that count. */
size_t om_area_grade_sources(const om_area_grade *area);

#endif
