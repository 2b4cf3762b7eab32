/*
 * Which depot supplies whom: the parts of the analysis, in the order in which they run.
 */
#ifndef OM_ENGINE_ANALYSIS_SUPPLY_ALLOCATION_H
#define OM_ENGINE_ANALYSIS_SUPPLY_ALLOCATION_H

#include "engine/analysis/analysis.h"
#include "engine/analysis/district.h"
#include "engine/analysis/places.h"
#include "engine/analysis/roads.h"
#include "engine/analysis/supply_depots.h"
#include "engine/analysis/supply_stock.h"
#include "engine/solver/transport.h"

/** A shelter, or those people of a district whom no shelter takes in. */
typedef struct om_destination {
    const char *layer, *id, *name;
    size_t district; /**< below the count of the city's level; SIZE_MAX: none */
    om_xy at;
    double capacity; /**< of a shelter; NaN for a district */
    int64_t people;  /**< to be supplied */
    bool near_road;
    om_spot spot; /**< of a shelter near a road */
} om_destination;

/** A depot that tells what it holds. */
typedef struct om_sender {
    const om_facility *depot;
    om_start start;
    int64_t people; /**< whom its stock does for */
} om_sender;

/** One run. */
typedef struct om_sending {
    const om_run *run;
    om_json *report;
    om_arena *arena;
    om_access access;
    om_depot_rule rules[OM_DEPOT_LEVELS];
    om_supply_aims aims;
    om_needs *needs;
    om_stocks stocks;
    om_roads *roads;
    const om_network *network; /* of the roads */
    om_facilities depots;
    om_districts *districts;
    om_places *places;   /* of people */
    size_t *district_of; /* one a place, as in om_destination */
    om_sender *senders;
    size_t sender_count, without_stock;
    om_destination *destinations;
    size_t destination_count;
    om_haul *hauls;
    size_t haul_count, haul_capacity;
    int64_t *units; /* one a haul */
    om_transport_sum sum;
} om_sending;

/** Lists shelters and districts with the people who are to be supplied there. */
OM_CHECKED om_status om_sending_find_destinations(om_sending *sending, om_error *err);

/** Writes layers supply_allocation and supply_allocation_place, and tells of both. */
OM_CHECKED om_status om_sending_write(om_sending *sending, om_error *err);

/**
 * Divides people among shelters of a district by what they hold, whole people, none more than it
 * holds. No I/O.
 *
 * @param capacities  `count` of them, >= 0
 * @return how many found no place
 */
int64_t om_divide_by_capacity(int64_t people, const double *capacities, size_t count, int64_t *ret);

#endif
