/*
 * Roads that tests write down one by one, and networks of them.
 */
#ifndef OM_TESTS_ROADS_H
#define OM_TESTS_ROADS_H

#include "engine/network/network.h"

/** One road. Borrows its arrays. */
typedef struct road_drawn {
    const om_xy *points;     /**< `count` points, metres */
    const om_lonlat *places; /**< the same points in degrees; may be NULL where nodes are known */
    const int64_t *nodes;    /**< node ids of the points; NULL where there are none */
    size_t count;
    double speed_kmh;
    int oneway, level;
} road_drawn;

/** Builds the network of `count` roads, see om_network_build(). */
OM_CHECKED om_status roads_build(const road_drawn *roads, size_t count, const om_turns *turns,
                                 om_network **ret, om_error *err);

/** The same roads in a table, which om_road_table_clear() ends. */
om_road_table roads_table(const road_drawn *roads, size_t count);

#endif
