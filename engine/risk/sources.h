/*
 * The hazard sources of a store, graded by a policy, and which of them reach an area.
 */
#ifndef OM_ENGINE_RISK_SOURCES_H
#define OM_ENGINE_RISK_SOURCES_H

#include "engine/base/arena.h"
#include "engine/geo/index.h"
#include "engine/risk/grade.h"
#include "engine/store/rows.h"

/** One graded source. */
typedef struct om_source {
    om_hazard hazard;
    om_verdict verdict;
    om_geom *place; /**< in degrees, as stored; NULL when it has none */
    om_geom *shape; /**< the same in metres */
} om_source;

/** All sources of a store in the order of their ids. */
typedef struct om_sources {
    om_arena *arena; /**< texts and the list */
    om_source *list;
    size_t count;
    double influence_m; /**< how far a rule acts that does not say so, and an ungraded source */
    double reach_m;     /**< the farthest that any source counts */
    om_index *index;    /**< of the shapes' extents */
} om_sources;

/**
 * Reads and grades the sources.
 *
 * @param influence_m  >= 0
 * @return OM_OK; OM_ERR_DATA: no sources, or a quantity that the policy cannot compare
 */
OM_CHECKED om_status om_sources_open(om_store *store, const om_policy *policy, double influence_m,
                                     om_sources **ret, om_error *err);

/** NULL is fine. */
void om_sources_free(om_sources *sources);
OM_DEFINE_AUTO(om_sources)

/** Grades an area in metres from the sources in and around it. */
OM_CHECKED om_status om_sources_grade_area(const om_sources *sources, const om_geom *area,
                                           om_area_grade *ret, om_error *err);

#endif
