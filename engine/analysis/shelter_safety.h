/*
 * Shelters that are no place to stay: in a hazard zone, or too near a dangerous source.
 */
#ifndef OM_ENGINE_ANALYSIS_SHELTER_SAFETY_H
#define OM_ENGINE_ANALYSIS_SHELTER_SAFETY_H

#include "engine/analysis/shelters.h"

/** Why each shelter is unsafe, by its number; NULL for one that is not known to be. */
typedef struct om_shelter_dangers {
    const char **reasons;
    size_t unsafe;
    size_t zones, sources; /**< that were looked at */
} om_shelter_dangers;

/**
 * Looks at hazard zones, and at hazard sources within the distance of standards/shelter_hazards.csv
 * or, where that is more, the source's own influence_m.
 *
 * @param ret  lives in `arena`
 */
OM_CHECKED om_status om_shelter_dangers_find(const om_run *run, const om_shelters *shelters,
                                             om_arena *arena, om_shelter_dangers *ret,
                                             om_error *err);

#endif
