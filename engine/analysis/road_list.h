/*
 * The roads of a store that a vehicle may drive on, and what else their network is built from.
 */
#ifndef OM_ENGINE_ANALYSIS_ROAD_LIST_H
#define OM_ENGINE_ANALYSIS_ROAD_LIST_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/road_facts.h"
#include "engine/analysis/vehicle.h"
#include "engine/network/network.h"

/** What is known of a road beside what its network wants. */
typedef struct om_road_row {
    double limit_kmh;    /**< NaN: none told */
    double delay_s;      /**< what a gate on it adds to its time */
    uint32_t id_at;      /**< see om_road_list_id() */
    uint16_t speeds_row; /**< see om_speeds_row() */
} om_road_row;

/** The roads, in the order of their ids, parts of one road one after another. */
typedef struct om_road_list {
    om_vehicle *vehicle;
    om_speeds *speeds;
    om_road_table table; /**< speed_kmh is 0 until om_road_list_pace() */
    om_road_row *rows;   /**< one a road */
    size_t count, capacity;
    char *ids; /**< each ends with a zero */
    size_t ids_size, ids_capacity;
    size_t closed_by_class, closed_by_access, closed_by_size; /**< roads left out */
    size_t unknown;                                           /**< of a class not in the table */
    char unknown_class[64];                                   /**< the first of them */
} om_road_list;

/**
 * Reads the roads of a store.
 *
 * @param vehicle  a row of standards/vehicles.csv
 * @return OM_OK; OM_ERR_DATA: no road that the vehicle may use; and what reading returns
 */
OM_CHECKED om_status om_road_list_read(const om_run *run, const char *vehicle, om_road_list **ret,
                                       om_error *err);
void om_road_list_free(om_road_list *list);
OM_DEFINE_AUTO(om_road_list)

/** Adds a road without points, see om_road_table_add_point(). */
void om_road_list_add(om_road_list *list, const om_road *road, const om_road_row *row);

/** The id of a road's row in the store. Borrowed until a road is added. */
const char *om_road_list_id(const om_road_list *list, size_t road);

/** Puts the speeds of a pace into the roads. */
void om_road_list_pace(om_road_list *list, const om_pace *pace);

/** What is to be known of the roads once their network is built; counts are those of the list. */
om_road_facts *om_road_list_facts(const om_road_list *list);

#endif
