/*
 * Graded sources made for a test, without a store: each has a level, a reach and a place.
 */
#ifndef OM_TESTS_SITES_H
#define OM_TESTS_SITES_H

#include "engine/risk/sources.h"

/** One source. */
typedef struct test_site {
    const char *id;
    int level; /**< OM_GRADE_NONE: ungraded */
    double reach_m;
    const char *wkt; /**< in metres */
} test_site;

/** Makes sources of sites, in their order; freed with om_sources_free(). */
om_sources *sites_graded(om_geo *geo, const test_site *sites, size_t count);

#endif
