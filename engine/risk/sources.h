/*
 * The hazard sources of a store, graded by their methods.
 */
#ifndef OM_ENGINE_RISK_SOURCES_H
#define OM_ENGINE_RISK_SOURCES_H

#include "engine/base/arena.h"
#include "engine/geo/geom.h"
#include "engine/risk/method.h"
#include "engine/store/rows.h"

/** One graded source. */
typedef struct om_source {
    om_hazard hazard;
    om_graded graded;
    const char *problem; /**< why its installation cannot be graded; NULL: nothing is wrong */
    om_geom *place;      /**< in degrees, as stored; NULL when it has none */
    om_geom *shape;      /**< the same in metres */
} om_source;

/** All sources of a store in the order of their ids. */
typedef struct om_sources {
    om_arena *arena; /**< texts and the list */
    om_source *list;
    size_t count;
    double influence_m; /**< how far a grade acts that does not say so, and an ungraded source */
    size_t bad;         /**< sources that a method could not grade and that were left ungraded */
    const char *bad_example;     /**< what was wrong with the first of them; NULL without any */
    size_t unknown;              /**< sources whose substance GB 18218 does not know */
    const char *unknown_example; /**< such as this one; NULL without any */
    size_t uncounted;            /**< installations whose people nobody could count */
    double reach_m;              /**< the farthest that any source counts */
} om_sources;

/**
 * Reads and grades the sources.
 *
 * @param methods   borrowed; must outlive the sources
 * @param keep_bad  what a method cannot grade is left ungraded and counted instead of refused
 * @return OM_OK; OM_ERR_DATA: no sources, or one that its method cannot grade
 */
OM_CHECKED om_status om_sources_open(om_store *store, const om_methods *methods,
                                     const om_method_options *options, bool keep_bad,
                                     om_sources **ret, om_error *err);

/** NULL is fine. */
void om_sources_free(om_sources *sources);
OM_DEFINE_AUTO(om_sources)

#endif
