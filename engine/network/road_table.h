/*
 * Roads on their way into a network: all their points one after another, so that a country's take
 * little room, and a network takes them over as they are.
 */
#ifndef OM_ENGINE_NETWORK_ROAD_TABLE_H
#define OM_ENGINE_NETWORK_ROAD_TABLE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/xy.h"
#include "engine/onemap.h"

/** What makes two points of roads equal: a node id, or a place to a centimetre. */
typedef uint64_t om_point_key;

/** The key of a node that its source knows. */
om_point_key om_key_of_node(int64_t node);

/** The key of a place. */
om_point_key om_key_of_place(om_lonlat place);

/** The reverse, to ten-millionths of a degree. */
om_lonlat om_place_of_key(om_point_key key);

/** One road. */
typedef struct om_road {
    uint32_t first;   /**< its first point */
    uint32_t count;   /**< its points, at least 2 */
    double speed_kmh; /**< > 0 */
    int32_t level;    /**< storeys above ground */
    int8_t oneway;    /**< 1 along the points only, -1 against them only, 0 both ways */
    bool by_node;     /**< its keys are of nodes; false: of places */
} om_road;

/** Roads and the points of all of them, in the same order. Begins as {0}. */
typedef struct om_road_table {
    om_road *roads;
    size_t count, capacity;
    om_xy *points;      /**< metres */
    om_point_key *keys; /**< one a point */
    size_t point_count, point_capacity, key_capacity;
} om_road_table;

void om_road_table_clear(om_road_table *table);

/** Gives up the keys, whose room is wanted. */
void om_road_table_forget_keys(om_road_table *table);

/** Adds a road, `first` and `count` of which are not looked at: it has no points yet. */
void om_road_table_add(om_road_table *table, const om_road *road);

/** Adds a point to the last road. */
void om_road_table_add_point(om_road_table *table, om_xy point, om_point_key key);

/** The points of a road, and their keys. Borrowed until a road is added. */
const om_xy *om_road_points(const om_road_table *table, size_t road);
const om_point_key *om_road_keys(const om_road_table *table, size_t road);

#endif
