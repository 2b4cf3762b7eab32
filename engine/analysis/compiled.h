/*
 * The roads of a store as a network for a vehicle, at the speeds it was designed for and without
 * closures: taken from the store's packs, or built from its rows and kept there.
 */
#ifndef OM_ENGINE_ANALYSIS_COMPILED_H
#define OM_ENGINE_ANALYSIS_COMPILED_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/road_facts.h"
#include "engine/analysis/vehicle.h"
#include "engine/network/network.h"

/** The pace at which networks are compiled. */
extern const om_pace om_compiled_pace;

/** A network and what is known of its roads. */
typedef struct om_compiled {
    om_network *network;
    om_road_facts *facts;
    bool from_pack; /**< false: it was built from rows */
} om_compiled;

/**
 * Opens the compiled roads. A pack that is damaged is told in a notice, and made anew like one that
 * is old; a store that was opened for reading is left as it is.
 *
 * @return OM_OK; OM_ERR_DATA: no road that the vehicle may use; and what reading and writing return
 */
OM_CHECKED om_status om_compiled_open(const om_run *run, const om_vehicle *vehicle,
                                      const om_speeds *speeds, om_compiled *ret, om_error *err);
void om_compiled_clear(om_compiled *compiled);

#endif
