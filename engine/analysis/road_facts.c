/* Speeds of roads from their facts; facts as bytes, and looked at before they are used again. */
#include "engine/analysis/road_facts.h"

#include <math.h>
#include <string.h>

/* Raised with every change of what the arrays hold. */
#define VERSION 2

/* Kilometres an hour of one metre a second. */
#define KMH_PER_M_S 3.6

enum { COUNTS, LIMITS, CLASSES, LEVELS, GATES, ID_AT, IDS, ARRAYS };

static const om_pack_kind kind = {"roads", VERSION, ARRAYS};

void om_road_facts_free(om_road_facts *facts)
{
    if (facts)
        om_arena_free(facts->arena);
}

const char *om_road_facts_id(const om_road_facts *facts, uint32_t road)
{
    return facts->ids + facts->id_at[road];
}

/* The gate of a road, or NULL. */
static const om_road_gate *gate_of(const om_road_facts *facts, uint32_t road)
{
    size_t low = 0, high = facts->gate_count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (facts->gates[middle].road < road)
            low = middle + 1;
        else
            high = middle;
    }
    return low < facts->gate_count && facts->gates[low].road == road ? &facts->gates[low] : NULL;
}

om_road_fact om_road_facts_at(const om_road_facts *facts, uint32_t road)
{
    const om_road_gate *gate = gate_of(facts, road);
    return (om_road_fact){.limit_kmh = facts->limit_kmh[road],
                          .delay_s = gate ? gate->delay_s : 0,
                          .length_m = gate ? gate->length_m : 0,
                          .speeds_row = facts->speeds_row[road],
                          .level = facts->level[road]};
}

double om_road_kmh(const om_road_fact *road, const om_speeds *speeds, const om_pace *pace)
{
    if (pace->by_distance)
        return KMH_PER_M_S;
    const double class_kmh = om_speeds_kmh(speeds, road->speeds_row, pace->time);
    const bool is_limited = road->limit_kmh > 0 && road->limit_kmh < class_kmh;
    const double kmh = (is_limited ? road->limit_kmh : class_kmh) * pace->speed_factor;
    if (!(road->delay_s > 0))
        return kmh;
    return road->length_m * KMH_PER_M_S / (road->length_m * KMH_PER_M_S / kmh + road->delay_s);
}

static void list_arrays(const om_road_facts *facts, om_array ret[ARRAYS])
{
    ret[COUNTS] = (om_array){facts->counts, sizeof *facts->counts, 1};
    ret[LIMITS] = (om_array){facts->limit_kmh, sizeof *facts->limit_kmh, facts->count};
    ret[CLASSES] = (om_array){facts->speeds_row, sizeof *facts->speeds_row, facts->count};
    ret[LEVELS] = (om_array){facts->level, sizeof *facts->level, facts->count};
    ret[GATES] = (om_array){facts->gates, sizeof *facts->gates, facts->gate_count};
    ret[ID_AT] = (om_array){facts->id_at, sizeof *facts->id_at, facts->count};
    ret[IDS] = (om_array){facts->ids, sizeof *facts->ids, facts->ids_size};
}

om_pack *om_road_facts_pack(const om_road_facts *facts)
{
    om_array arrays[ARRAYS];
    list_arrays(facts, arrays);
    return om_pack_new(&kind, arrays);
}

static void take_arrays(const om_array arrays[ARRAYS], om_road_facts *ret)
{
    ret->counts = arrays[COUNTS].items;
    ret->limit_kmh = arrays[LIMITS].items;
    ret->count = arrays[LIMITS].count;
    ret->speeds_row = arrays[CLASSES].items;
    ret->level = arrays[LEVELS].items;
    ret->gates = arrays[GATES].items;
    ret->gate_count = arrays[GATES].count;
    ret->id_at = arrays[ID_AT].items;
    ret->ids = arrays[IDS].items;
    ret->ids_size = arrays[IDS].count;
}

static bool counts_are_good(const om_road_counts *counts)
{
    const size_t size = sizeof counts->unknown_class;
    return memchr(counts->unknown_class, '\0', size) &&
           memchr(counts->unknown_barrier, '\0', size) && memchr(counts->unknown_turn, '\0', size);
}

/* A road of a class on which nobody drives would not be there. */
static bool roads_are_good(const om_road_facts *facts, const om_speeds *speeds)
{
    const size_t rows = om_speeds_row_count(speeds);
    for (size_t r = 0; r < facts->count; r++)
        if (facts->speeds_row[r] >= rows ||
            !(om_speeds_kmh(speeds, facts->speeds_row[r], OM_DESIGN) > 0) ||
            facts->id_at[r] >= facts->ids_size)
            return false;
    return facts->ids_size == 0 || facts->ids[facts->ids_size - 1] == '\0';
}

static bool gates_are_good(const om_road_facts *facts)
{
    for (size_t i = 0; i < facts->gate_count; i++) {
        const om_road_gate *gate = &facts->gates[i];
        if (gate->road >= facts->count || (i > 0 && gate->road <= facts->gates[i - 1].road) ||
            !(gate->delay_s > 0 && isfinite(gate->delay_s)) ||
            !(gate->length_m > 0 && isfinite(gate->length_m)))
            return false;
    }
    return true;
}

om_status om_road_facts_unpack(void *bytes, size_t size, const om_speeds *speeds,
                               om_road_facts **ret, om_error *err)
{
    om_road_facts facts = {0};
    om_array arrays[ARRAYS];
    list_arrays(&facts, arrays);
    OM_TRY(om_pack_open(&kind, bytes, size, arrays, err));
    take_arrays(arrays, &facts);
    if (arrays[COUNTS].count != 1 || arrays[CLASSES].count != facts.count ||
        arrays[LEVELS].count != facts.count || arrays[ID_AT].count != facts.count ||
        !counts_are_good(facts.counts) || !roads_are_good(&facts, speeds) ||
        !gates_are_good(&facts))
        return om_fail(err, OM_ERR_CORRUPT,
                       "the packed roads are damaged: a road has no such "
                       "class, id or delay");
    facts.arena = om_arena_new();
    om_arena_keep(facts.arena, bytes);
    om_road_facts *kept = OM_ARENA_ARRAY(facts.arena, om_road_facts, 1);
    *kept = facts;
    *ret = kept;
    return OM_OK;
}
