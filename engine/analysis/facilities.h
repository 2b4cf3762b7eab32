/*
 * Where help sets off from: fire stations and supply depots, each put on its road.
 */
#ifndef OM_ENGINE_ANALYSIS_FACILITIES_H
#define OM_ENGINE_ANALYSIS_FACILITIES_H

#include "engine/analysis/analysis.h"
#include "engine/base/arena.h"
#include "engine/network/search.h"

/** A station or depot. */
typedef struct om_facility {
    const char *id, *name;
    const char *level; /**< "" where its layer has none */
    double own;        /**< its own time, in the unit of the column; NaN where it has none */
    om_xy at;
    bool near_road;
    om_spot spot;
} om_facility;

/** Facilities and those of them that can set off. Lives in its arena. */
typedef struct om_facilities {
    om_facility *list;
    size_t count;
    size_t *usable; /**< numbers of those near a road: number of a start -> of a facility */
    size_t usable_count;
} om_facilities;

/** What to read: the layer and its columns. */
typedef struct om_facility_layer {
    const char *layer;
    const char *own_column;
    const char *level_column; /**< NULL where there is none */
} om_facility_layer;

/**
 * Reads the facilities and puts each on the nearest road; tells which have none.
 *
 * @return OM_OK; OM_ERR_DATA: none of them is near a road
 */
OM_CHECKED om_status om_facilities_read(const om_run *run, const om_facility_layer *layer,
                                        const om_network *network, double within_m, om_arena *arena,
                                        om_facilities *ret, om_error *err);

#endif
