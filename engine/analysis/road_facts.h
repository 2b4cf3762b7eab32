/*
 * What is known of the roads of a network beside the network itself: how fast they may be driven,
 * where closures find them, and what was left out when they were read. No I/O.
 */
#ifndef OM_ENGINE_ANALYSIS_ROAD_FACTS_H
#define OM_ENGINE_ANALYSIS_ROAD_FACTS_H

#include "engine/analysis/speeds.h"
#include "engine/base/arena.h"
#include "engine/base/pack.h"

/** How fast roads are driven. */
typedef struct om_pace {
    om_daytime time;
    double speed_factor; /**< > 0 */
    bool by_distance;    /**< a second a metre on every road */
} om_pace;

/** What the time on a road depends on, and its level. */
typedef struct om_road_fact {
    double limit_kmh;  /**< NaN: none told */
    double delay_s;    /**< what a gate on it adds to its time */
    double length_m;   /**< 0 on roads without a gate, which do not need it */
    size_t speeds_row; /**< see om_speeds_row() */
    int level;         /**< storeys above ground */
} om_road_fact;

/** A road with a gate. */
typedef struct om_road_gate {
    double delay_s, length_m; /**< > 0 */
    uint32_t road, unused;
} om_road_gate;

/** What became of the rows of layers; the texts are the first of their kind. */
typedef struct om_road_counts {
    uint64_t closed_by_class, closed_by_access, closed_by_size, of_unknown_class;
    uint64_t barriers_opened, barriers_shut, barriers_beside, barriers_unknown;
    uint64_t turns, turns_exempt, turns_timed, turns_beside, turns_unknown;
    char unknown_class[64], unknown_barrier[64], unknown_turn[64];
} om_road_counts;

/** Facts of all roads of a network, by their numbers there: few bytes a road. */
typedef struct om_road_facts {
    om_arena *arena; /**< where everything lives */
    double *limit_kmh;
    uint16_t *speeds_row;
    int16_t *level;
    om_road_gate *gates; /**< by road */
    uint32_t *id_at;     /**< where in `ids` a road's id begins */
    char *ids;           /**< each ends with a zero */
    size_t count, gate_count, ids_size;
    om_road_counts *counts;
} om_road_facts;

void om_road_facts_free(om_road_facts *facts);
OM_DEFINE_AUTO(om_road_facts)

/** The id of a road's row in the store. Borrowed. */
const char *om_road_facts_id(const om_road_facts *facts, uint32_t road);

/** What is known of a road. */
om_road_fact om_road_facts_at(const om_road_facts *facts, uint32_t road);

/** The speed on a road at a pace, > 0. */
double om_road_kmh(const om_road_fact *road, const om_speeds *speeds, const om_pace *pace);

/** Packs facts, which must outlive the pack. */
om_pack *om_road_facts_pack(const om_road_facts *facts);

/**
 * The reverse; every number is looked at before it is used.
 *
 * @param bytes   from malloc(). The facts keep and free them; on failure they stay the caller's
 * @param speeds  what `speeds_row` leads into
 * @return OM_OK; OM_ERR_CORRUPT: no facts, of another version or machine, or damaged
 */
OM_CHECKED om_status om_road_facts_unpack(void *bytes, size_t size, const om_speeds *speeds,
                                          om_road_facts **ret, om_error *err);

#endif
