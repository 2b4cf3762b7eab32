/*
 * What a vehicle is and where it may go, from standards/vehicles.csv and standards/barriers.csv.
 */
#ifndef OM_ENGINE_ANALYSIS_VEHICLE_H
#define OM_ENGINE_ANALYSIS_VEHICLE_H

#include <stdbool.h>

#include "engine/base/own.h"
#include "engine/base/status.h"

/** A row of the table of vehicles with its column of the table of barriers. Immutable. */
typedef struct om_vehicle om_vehicle;

/** How large something is, or may be at most. NaN: not known, or no limit. */
typedef struct om_size {
    double height_m, weight_t, width_m;
} om_size;

/** Something across a road. Borrows its texts; NULL: not told. */
typedef struct om_barrier {
    const char *kind;               /**< "gate", "bollard" */
    const char *access, *emergency; /**< as om_vehicle_passes() takes them */
    om_size limit;
} om_barrier;

/** The two tables as texts, for om_vehicle_parse(). */
typedef struct om_vehicle_tables {
    const char *vehicles, *barriers;
} om_vehicle_tables;

/**
 * Finds a vehicle.
 *
 * @param name  "engine", "large_engine", "truck" or whatever row somebody added
 * @return OM_OK; OM_ERR_NOT_FOUND: no table, or no such vehicle, with the nearest; OM_ERR_DATA: a
 *         size that is not above 0, a delay that is negative, a word that is neither yes nor no
 */
OM_CHECKED om_status om_vehicle_open(const char *name, om_vehicle **ret, om_error *err);

/** The same from texts. */
OM_CHECKED om_status om_vehicle_parse(const om_vehicle_tables *tables, const char *name,
                                      om_vehicle **ret, om_error *err);
void om_vehicle_free(om_vehicle *vehicle);
OM_DEFINE_AUTO(om_vehicle)

/** Its name, and what its columns in other tables begin with. Borrowed. */
const char *om_vehicle_name(const om_vehicle *vehicle);
const char *om_vehicle_speeds(const om_vehicle *vehicle);

/** True when it is of this kind of traffic: "emergency", "hgv", "motor_vehicle". */
bool om_vehicle_is(const om_vehicle *vehicle, const char *mode);

/** True when no turn restriction binds it. */
bool om_vehicle_turns_freely(const om_vehicle *vehicle);

/** True when it may drive against a one-way street. */
bool om_vehicle_goes_against(const om_vehicle *vehicle);

/**
 * True when it may pass where access is so restricted.
 *
 * @param access     "private", "no", "permissive;delivery" (one of them is enough); NULL: free
 * @param emergency  the same for emergency vehicles, and comes first for them; NULL: as the rest
 */
bool om_vehicle_passes(const om_vehicle *vehicle, const char *access, const char *emergency);

/** True when it is no larger than any limit. */
bool om_vehicle_fits(const om_vehicle *vehicle, const om_size *limit);

/**
 * How long a barrier holds it up.
 *
 * What its access says comes before its kind: it shuts out, or (row "opened") lets through what its
 * kind would not. A kind that the table does not know is as the row "default". For people on foot
 * (mode "foot") the kind alone counts: what is told of access there is meant for vehicles.
 *
 * @param ret_known  false when the table does not know the kind
 * @return seconds; INFINITY when the vehicle does not get through
 */
double om_vehicle_barrier_s(const om_vehicle *vehicle, const om_barrier *barrier, bool *ret_known);

#endif
