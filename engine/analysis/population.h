/*
 * Which layer says where people are: where population_ground put them, or their census units.
 */
#ifndef OM_ENGINE_ANALYSIS_POPULATION_H
#define OM_ENGINE_ANALYSIS_POPULATION_H

#include "engine/store/store.h"

/** What an analysis that counts people reads. */
typedef struct om_population {
    const char *layer; /**< "population_place" or "population"; both have the column people */
    char reason[192];  /**< a sentence: why this one */
} om_population;

/** Values of a setting "people_on", ended by NULL: "auto", "units". */
extern const char *const om_population_choices[];

/**
 * Finds out: population_place when it has rows and is newer than all it was made from.
 *
 * @param people_on  "auto", or "units" for the census units in any case
 * @return OM_OK, also when neither layer has rows: then it is "population"
 */
OM_CHECKED om_status om_population_find(om_store *store, const char *people_on, om_population *ret,
                                        om_error *err);

/** Writes down what population_place is made from, as the layers are now. */
OM_CHECKED om_status om_population_note(om_store *store, om_error *err);

#endif
