/*
 * Streets for a test, written as an OpenStreetMap file in metres, loaded, and driven on.
 */
#ifndef OM_TESTS_STREETS_H
#define OM_TESTS_STREETS_H

#include "engine/analysis/roads.h"
#include "engine/base/text.h"
#include "tests/support/town.h"

/** A file that is written; its corner lies at that of the town. */
typedef struct streets {
    const char *name; /* of the store, and of the file beside it; borrowed */
    om_store *town;
    om_text xml;
} streets;

/** Begins streets in a new store. */
streets streets_new(const char *name);
void streets_clear(streets *on);
#define AUTO_STREETS __attribute__((cleanup(streets_clear))) streets

/* Tags are "highway=primary oneway=yes"; "" for none. Nodes of a way are "1 2 3", members of a
 * turn restriction "way/1/from node/2/via way/2/to". */
void streets_node(streets *on, int id, om_xy at, const char *tags);
void streets_way(streets *on, int id, const char *nodes, const char *tags);
void streets_turn(streets *on, int id, const char *members, const char *tags);

/** Loads roads, turn restrictions and barriers. */
void streets_load(streets *on);

/** Opens the roads for a vehicle at the time "design"; the report and its notices are dropped. */
om_roads *streets_open(streets *on, const char *vehicle);

/** Seconds from one place to another on these roads, each on its nearest road within 20 m. */
double streets_seconds(const om_network *network, om_xy from, om_xy to);

/** The same on the roads as they are opened for a vehicle. */
double streets_drive(streets *on, const char *vehicle, om_xy from, om_xy to);

/** A place in metres of the network: that of `at` from the town's corner. */
om_xy streets_at(const streets *on, om_xy at);

#endif
