/* Speeds of roads from their facts; facts as bytes, and looked at before they are used again. */
#include "engine/analysis/road_facts.h"

#include <math.h>
#include <string.h>

/* Raised with every change of what the arrays hold. */
#define VERSION 1

/* Kilometres an hour of one metre a second. */
#define KMH_PER_M_S 3.6

enum { COUNTS, FACTS, ID_AT, IDS, ARRAYS };

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
    ret[FACTS] = (om_array){facts->list, sizeof *facts->list, facts->count};
    ret[ID_AT] = (om_array){facts->id_at, sizeof *facts->id_at, facts->count};
    ret[IDS] = (om_array){facts->ids, sizeof *facts->ids, facts->ids_size};
}

om_pack *om_road_facts_pack(const om_road_facts *facts)
{
    om_array arrays[ARRAYS];
    list_arrays(facts, arrays);
    return om_pack_new(&kind, arrays);
}

static bool counts_are_good(const om_road_counts *counts)
{
    const size_t size = sizeof counts->unknown_class;
    return memchr(counts->unknown_class, '\0', size) &&
           memchr(counts->unknown_barrier, '\0', size) && memchr(counts->unknown_turn, '\0', size);
}

/* A road of a class on which nobody drives would not be there. */
static bool fact_is_good(const om_road_fact *fact, const om_speeds *speeds, size_t rows)
{
    return fact->speeds_row < rows && om_speeds_kmh(speeds, fact->speeds_row, OM_DESIGN) > 0 &&
           fact->delay_s >= 0 && isfinite(fact->delay_s) && fact->length_m >= 0 &&
           isfinite(fact->length_m) && (fact->length_m > 0 || !(fact->delay_s > 0));
}

static bool facts_are_good(const om_road_facts *facts, const om_speeds *speeds)
{
    const size_t rows = om_speeds_row_count(speeds);
    for (size_t r = 0; r < facts->count; r++)
        if (!fact_is_good(&facts->list[r], speeds, rows) || facts->id_at[r] >= facts->ids_size)
            return false;
    return facts->ids_size == 0 || facts->ids[facts->ids_size - 1] == '\0';
}

om_status om_road_facts_unpack(void *bytes, size_t size, const om_speeds *speeds,
                               om_road_facts **ret, om_error *err)
{
    om_road_facts facts = {0};
    om_array arrays[ARRAYS];
    list_arrays(&facts, arrays);
    OM_TRY(om_pack_open(&kind, bytes, size, arrays, err));
    facts.counts = arrays[COUNTS].items;
    facts.list = arrays[FACTS].items;
    facts.count = arrays[FACTS].count;
    facts.id_at = arrays[ID_AT].items;
    facts.ids = arrays[IDS].items;
    facts.ids_size = arrays[IDS].count;
    if (arrays[COUNTS].count != 1 || arrays[ID_AT].count != facts.count ||
        !counts_are_good(facts.counts) || !facts_are_good(&facts, speeds))
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
