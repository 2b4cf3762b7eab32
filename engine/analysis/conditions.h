/*
 * What closures hit, as the conditions under which a network is driven.
 */
#ifndef OM_ENGINE_ANALYSIS_CONDITIONS_H
#define OM_ENGINE_ANALYSIS_CONDITIONS_H

#include "engine/analysis/closures.h"
#include "engine/network/vary.h"

/**
 * Blocks and slowed edges: stretches that touch are one block, and an edge that is slowed on some
 * stretches takes as long from end to end as they make it; of several on one stretch the slowest
 * counts.
 *
 * @param hits   sorted here
 * @param arena  where blocks and slows live
 */
om_conditions om_conditions_of(om_closure_hits *hits, om_arena *arena);

#endif
