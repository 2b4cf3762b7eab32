/*
 * The road layer of a store as a network that one kind of vehicle drives on.
 */
#ifndef OM_ENGINE_ANALYSIS_ROADS_H
#define OM_ENGINE_ANALYSIS_ROADS_H

#include "engine/analysis/analysis.h"
#include "engine/network/network.h"

/** Which vehicle, and how fast against the table. */
typedef struct om_driving {
    const char *vehicle; /**< "fire" or "truck", see om_speeds_open() */
    double speed_factor; /**< > 0 */
} om_driving;

/**
 * Reads the roads and builds their network; tells in the report what it is like: edges, pieces,
 * classes the table does not know, roads the vehicle does not drive on.
 *
 * @return OM_OK; OM_ERR_DATA: no road that the vehicle may use; and what reading returns
 */
OM_CHECKED om_status om_roads_read(const om_run *run, const om_driving *driving, om_json *report,
                                   om_network **ret, om_error *err);

#endif
