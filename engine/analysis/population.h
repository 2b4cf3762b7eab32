/*
 * Which layer says where people are: where population_ground put them by night or by day, or their
 * census units.
 */
#ifndef OM_ENGINE_ANALYSIS_POPULATION_H
#define OM_ENGINE_ANALYSIS_POPULATION_H

#include "engine/store/store.h"

/** What an analysis that counts people reads. */
typedef struct om_population {
    const char *layer; /**< "population_place", "population_day" or "population"; all have the
                          column people */
    char reason[192];  /**< a sentence: why this one */
} om_population;

/** Values of a setting "people_on", ended by NULL: "auto", "units", "day". */
extern const char *const om_population_choices[];

/** What such a setting is, one sentence. */
#define OM_POPULATION_SUMMARY                                                                      \
    "Whom and where to count: residents where population_ground put them if it did (auto), or at " \
    "census units (units), or people where they are by day (day)."

/**
 * Finds out: population_place when it has rows and is newer than all it was made from.
 *
 * @param people_on  "auto", "units" for the census units in any case, or "day"
 * @return OM_OK, also when neither layer has rows: then it is "population"; OM_ERR_DATA: people by
 *         day are asked for, and population_ground did not put them there or is to be run again
 */
OM_CHECKED om_status om_population_find(om_store *store, const char *people_on, om_population *ret,
                                        om_error *err);

/** Writes down what population_place is made from, as the layers are now. */
OM_CHECKED om_status om_population_note(om_store *store, om_error *err);

#endif
