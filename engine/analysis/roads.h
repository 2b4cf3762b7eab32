/*
 * The road layer of a store as a network that one kind of vehicle drives on at a time of day.
 */
#ifndef OM_ENGINE_ANALYSIS_ROADS_H
#define OM_ENGINE_ANALYSIS_ROADS_H

#include "engine/analysis/analysis.h"
#include "engine/network/network.h"

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
 * Reads the roads and builds their network; tells in the report what it is like: edges, pieces,
 * classes the table does not know, roads the vehicle does not drive on.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such vehicle; OM_ERR_RANGE: no such time of day; OM_ERR_DATA:
 *         no road that the vehicle may use; and what reading returns
 */
OM_CHECKED om_status om_roads_open(const om_run *run, const om_driving *driving, om_json *report,
                                   om_roads **ret, om_error *err);
void om_roads_free(om_roads *roads);
OM_DEFINE_AUTO(om_roads)

/** The network as it is driven, closures applied. Borrowed. */
const om_network *om_roads_network(const om_roads *roads);

#endif
