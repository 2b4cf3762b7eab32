/*
 * The road layer of a store as a network that one kind of vehicle drives on at a time of day.
 */
#ifndef OM_ENGINE_ANALYSIS_ROADS_H
#define OM_ENGINE_ANALYSIS_ROADS_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/closures.h"

/** Which vehicle, when, and how fast against the table. */
typedef struct om_driving {
    const char *vehicle; /**< a row of standards/vehicles.csv: "engine", "large_engine", "truck" */
    const char *time;    /**< "design", "offpeak" or "peak": columns of standards/speeds.csv */
    double speed_factor; /**< > 0 */
    bool by_distance;    /**< seconds are metres: for standards that limit the distance */
} om_driving;

/** The roads of a store and their network. */
typedef struct om_roads om_roads;

/**
 * Opens the network of the roads, barriers and turn restrictions as the store keeps it ready (or
 * builds it from their rows and keeps it), applies pace and closures; tells in the report what it
 * is like, and as notices what was left out, guessed, or hits no road.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such vehicle; OM_ERR_RANGE: no such time of day; OM_ERR_DATA:
 *         no road that the vehicle may use, or a closure with neither road nor shape; and what
 *         reading returns
 */
OM_CHECKED om_status om_roads_open(const om_run *run, const om_driving *driving, om_json *report,
                                   om_roads **ret, om_error *err);
void om_roads_free(om_roads *roads);
OM_DEFINE_AUTO(om_roads)

/** The network as it is driven, closures applied. Borrowed. */
const om_network *om_roads_network(const om_roads *roads);

/** The id of the row of layer road that a road of the network is, or a part of. Borrowed. */
const char *om_roads_id(const om_roads *roads, uint32_t road);

/** True when the store kept them ready, false when they were built from its rows. */
bool om_roads_are_from_pack(const om_roads *roads);

/**
 * The same roads at another time of day, or with more of them closed: the store's closures and
 * these. Edges are those of om_roads_network(), and so are the spots that places were snapped to.
 *
 * @param extra  `count` more closures; may be NULL when `count` is 0
 * @param ret    shares geometry with `roads`, which must outlive it
 * @return OM_OK; OM_ERR_RANGE: another vehicle, no such time of day, a factor outside 0..1;
 *         OM_ERR_DATA: a closure with neither road nor shape, or one that hits no road
 */
OM_CHECKED om_status om_roads_vary(om_roads *roads, const om_driving *driving,
                                   const om_closure *extra, size_t count, om_network **ret,
                                   om_error *err);

#endif
