/* Gathers roads. */
#include "engine/network/road_table.h"

#include <math.h>

#include "engine/base/pages.h"

/* A ten-millionth of a degree, a centimetre: what OSM keeps. */
#define STEPS_PER_DEGREE 1e7

static uint32_t steps(double degrees)
{
    return (uint32_t)llround(degrees * STEPS_PER_DEGREE);
}

om_point_key om_key_of_node(int64_t node)
{
    return (om_point_key)node;
}

om_point_key om_key_of_place(om_lonlat place)
{
    return (om_point_key)steps(place.lon) << 32 | steps(place.lat);
}

om_lonlat om_place_of_key(om_point_key key)
{
    return (om_lonlat){(int32_t)(key >> 32) / STEPS_PER_DEGREE,
                       (int32_t)(key & UINT32_MAX) / STEPS_PER_DEGREE};
}

void om_road_table_clear(om_road_table *table)
{
    om_pages_free(table->roads, table->capacity * sizeof *table->roads);
    om_pages_free(table->points, table->point_capacity * sizeof *table->points);
    om_road_table_forget_keys(table);
    *table = (om_road_table){0};
}

void om_road_table_forget_keys(om_road_table *table)
{
    om_pages_free(table->keys, table->key_capacity * sizeof *table->keys);
    table->keys = NULL;
    table->key_capacity = 0;
}

void om_road_table_add(om_road_table *table, const om_road *road)
{
    table->roads =
        om_pages_grow(table->roads, table->count + 1, &table->capacity, sizeof *table->roads);
    om_road *added = &table->roads[table->count++];
    *added = *road;
    added->first = (uint32_t)table->point_count;
    added->count = 0;
}

void om_road_table_add_point(om_road_table *table, om_xy point, om_point_key key)
{
    const size_t at = table->point_count++;
    table->points =
        om_pages_grow(table->points, at + 1, &table->point_capacity, sizeof *table->points);
    table->keys = om_pages_grow(table->keys, at + 1, &table->key_capacity, sizeof *table->keys);
    table->points[at] = point;
    table->keys[at] = key;
    table->roads[table->count - 1].count++;
}

const om_xy *om_road_points(const om_road_table *table, size_t road)
{
    return &table->points[table->roads[road].first];
}

const om_point_key *om_road_keys(const om_road_table *table, size_t road)
{
    return &table->keys[table->roads[road].first];
}
