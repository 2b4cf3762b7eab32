/* Roads and what binds their traffic become a network. */
#include "engine/analysis/roads.h"

#include <string.h>

#include "engine/analysis/compiled.h"
#include "engine/analysis/conditions.h"
#include "engine/base/memory.h"

/* How many closures that hit nothing get a sentence of their own. */
enum { MOST_TOLD = 10 };

/* Below this share of junctions in the largest piece the network is told to be torn. */
#define WHOLE_SHARE 0.98

struct om_roads {
    om_geo *geo; /* borrowed */
    om_vehicle *vehicle;
    om_speeds *speeds;
    om_pace pace;
    om_compiled base;    /* without closures */
    om_network *varied;  /* as it is driven; NULL when the base is */
    om_closing *closing; /* NULL until something is closed */
    om_closure_hits hits;
    size_t closures, closures_beside;
    om_json *beside; /* names of those that hit nothing; part of the report once it is told */
};

void om_roads_free(om_roads *roads)
{
    if (!roads)
        return;
    om_json_free(roads->beside);
    free(roads->hits.at);
    om_closing_free(roads->closing);
    om_network_free(roads->varied);
    om_compiled_clear(&roads->base);
    om_speeds_free(roads->speeds);
    om_vehicle_free(roads->vehicle);
    free(roads);
}

const om_network *om_roads_network(const om_roads *roads)
{
    return roads->varied ? roads->varied : roads->base.network;
}

const char *om_roads_id(const om_roads *roads, uint32_t road)
{
    return om_road_facts_id(roads->base.facts, road);
}

bool om_roads_are_from_pack(const om_roads *roads)
{
    return roads->base.from_pack;
}

/* ---- What is told ---- */

static void tell_roads(const om_run *run, const om_road_facts *facts, om_json *told)
{
    const om_road_counts *counts = facts->counts;
    const uint64_t closed =
        counts->closed_by_class + counts->closed_by_access + counts->closed_by_size;
    om_json_put_integer(told, "roads", (int64_t)facts->count);
    om_json_put_integer(told, "roads_not_driven", (int64_t)closed);
    om_json_put_integer(told, "roads_closed_by_access", (int64_t)counts->closed_by_access);
    om_json_put_integer(told, "roads_closed_by_size", (int64_t)counts->closed_by_size);
    om_json_put_integer(told, "roads_of_unknown_class", (int64_t)counts->of_unknown_class);
    if (counts->of_unknown_class)
        om_run_notice(run,
                      "%llu roads have a class that standards/speeds.csv does not know (the first: "
                      "'%s'); its default speed was used for them",
                      (unsigned long long)counts->of_unknown_class, counts->unknown_class);
}

static void tell_barriers(const om_run *run, const om_road_counts *counts, om_json *told)
{
    om_json_put_integer(told, "barriers_opened", (int64_t)counts->barriers_opened);
    om_json_put_integer(told, "barriers_shut", (int64_t)counts->barriers_shut);
    om_json_put_integer(told, "barriers_beside_roads", (int64_t)counts->barriers_beside);
    if (counts->barriers_unknown)
        om_run_notice(run,
                      "%llu barriers are of a kind that standards/barriers.csv does not know (the "
                      "first: '%s'); its row 'default' was used for them",
                      (unsigned long long)counts->barriers_unknown, counts->unknown_barrier);
}

static void tell_turns(const om_run *run, const om_road_counts *counts, om_json *told)
{
    om_json_put_integer(told, "turn_restrictions", (int64_t)counts->turns);
    om_json_put_integer(told, "turn_restrictions_exempt", (int64_t)counts->turns_exempt);
    om_json_put_integer(told, "turn_restrictions_beside_roads", (int64_t)counts->turns_beside);
    om_json_put_integer(told, "turn_restrictions_at_times", (int64_t)counts->turns_timed);
    if (counts->turns_timed)
        om_run_notice(run, "%llu turn restrictions hold at times only and were not looked at",
                      (unsigned long long)counts->turns_timed);
    if (counts->turns_unknown)
        om_run_notice(
            run,
            "%llu turn restrictions are neither no_… nor only_… (the first: '%s') and were "
            "not looked at",
            (unsigned long long)counts->turns_unknown, counts->unknown_turn);
}

static void tell_closures(const om_run *run, om_roads *roads, om_json *told)
{
    double closed_m = 0;
    for (size_t i = 0; i < roads->hits.count; i++) {
        const om_closure_hit *hit = &roads->hits.at[i];
        if (!(hit->speed_factor > 0))
            closed_m +=
                (hit->to - hit->from) * om_network_edge(roads->base.network, hit->edge)->length_m;
    }
    om_json_put_integer(told, "closures", (int64_t)roads->closures);
    om_json_put_integer(told, "closures_beside_roads", (int64_t)roads->closures_beside);
    if (roads->beside)
        om_json_put(told, "closures_beside", OM_TAKE(roads->beside));
    if (roads->closures_beside > MOST_TOLD)
        om_run_notice(run, "%zu more closures hit no road that %s drives on; the report names them",
                      roads->closures_beside - MOST_TOLD, om_vehicle_name(roads->vehicle));
    om_json_put_number(told, "closed_m", closed_m);
}

static void tell_shape(const om_run *run, const om_network *network, om_json *told)
{
    const double share = om_network_piece_share(network, 0);
    om_json_put_integer(told, "edges", (int64_t)om_network_edge_count(network));
    om_json_put_integer(told, "junctions", (int64_t)om_network_vertex_count(network));
    om_json_put_number(told, "length_m", om_network_length_m(network));
    om_json_put_integer(told, "pieces", (int64_t)om_network_piece_count(network));
    om_json_put_number(told, "largest_piece_share", share);
    if (share < WHOLE_SHARE)
        om_run_notice(run,
                      "the road network is in %zu pieces, the largest has %.1f %% of the "
                      "junctions: what lies on another piece cannot be reached",
                      om_network_piece_count(network), 100 * share);
}

static void tell(const om_run *run, om_roads *roads, om_json *report)
{
    om_json *told = om_json_put(report, "network", om_json_object_new());
    tell_roads(run, roads->base.facts, told);
    tell_barriers(run, roads->base.facts->counts, told);
    tell_turns(run, roads->base.facts->counts, told);
    tell_closures(run, roads, told);
    tell_shape(run, roads->base.network, told);
}

/* ---- Closures ---- */

static om_status find_hits(om_roads *roads, const om_closure *closure, om_closure_hits *hits,
                           om_error *err)
{
    if (!roads->closing)
        OM_TRY(om_closing_open(roads->geo, roads->base.network, roads->base.facts, &roads->closing,
                               err));
    return om_closing_find(roads->closing, closure, hits, err);
}

static om_status find_all(const om_run *run, om_roads *roads, const om_closure *closures,
                          om_error *err)
{
    for (size_t i = 0; i < roads->closures; i++) {
        const size_t before = roads->hits.count;
        OM_TRY(find_hits(roads, &closures[i], &roads->hits, err));
        if (roads->hits.count > before)
            continue;
        if (!roads->beside)
            roads->beside = om_json_array_new();
        om_json_add(roads->beside, om_json_text_new(closures[i].id));
        if (roads->closures_beside++ < MOST_TOLD)
            om_run_notice(run, "closure %s hits no road that %s drives on", closures[i].id,
                          om_vehicle_name(roads->vehicle));
    }
    return OM_OK;
}

/* The base under other speeds and with stretches closed. Of a distance nothing is slowed. */
static om_status vary(const om_roads *roads, const om_pace *pace, om_closure_hits *hits,
                      om_network **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_road_facts *facts = roads->base.facts;
    om_conditions conditions = om_conditions_of(hits, arena);
    if (pace->by_distance)
        conditions.slow_count = 0;
    double *road_kmh = OM_ARENA_ARRAY(arena, double, facts->count);
    for (uint32_t r = 0; r < facts->count; r++) {
        const om_road_fact fact = om_road_facts_at(facts, r);
        road_kmh[r] = om_road_kmh(&fact, roads->speeds, pace);
    }
    conditions.road_kmh = road_kmh;
    return om_network_vary(roads->base.network, &conditions, ret, err);
}

static bool is_pace_of_base(const om_pace *pace)
{
    return pace->time == om_compiled_pace.time &&
           pace->speed_factor == om_compiled_pace.speed_factor &&
           pace->by_distance == om_compiled_pace.by_distance;
}

/* Drives the base as the pace and the store's closures want it. */
static om_status close_roads(const om_run *run, om_roads *roads, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    om_closure *closures = NULL;
    om_status status = om_closures_read(run, arena, &closures, &roads->closures, err);
    if (status == OM_OK)
        status = find_all(run, roads, closures, err);
    om_closures_clear(closures, roads->closures);
    if (status != OM_OK || (!roads->hits.count && is_pace_of_base(&roads->pace)))
        return status;
    return vary(roads, &roads->pace, &roads->hits, &roads->varied, err);
}

/* ---- Opening ---- */

static om_status read_pace(const om_driving *driving, om_pace *ret, om_error *err)
{
    *ret = (om_pace){.speed_factor = driving->speed_factor, .by_distance = driving->by_distance};
    return om_daytime_parse(driving->time, &ret->time, err);
}

om_status om_roads_open(const om_run *run, const om_driving *driving, om_json *report,
                        om_roads **ret, om_error *err)
{
    OM_AUTO(om_roads) roads = om_memory_take(1, sizeof *roads);
    roads->geo = om_store_geo(run->store);
    OM_TRY(read_pace(driving, &roads->pace, err));
    OM_TRY(om_vehicle_open(driving->vehicle, &roads->vehicle, err));
    OM_TRY(om_speeds_open(om_vehicle_speeds(roads->vehicle), &roads->speeds, err));
    OM_TRY(om_compiled_open(run, roads->vehicle, roads->speeds, &roads->base, err));
    OM_TRY(close_roads(run, roads, err));
    tell(run, roads, report);
    *ret = OM_TAKE(roads);
    return OM_OK;
}

static om_status find_more(om_roads *roads, const om_closure *extra, size_t count,
                           om_closure_hits *hits, om_error *err)
{
    for (size_t i = 0; i < count; i++) {
        const size_t before = hits->count;
        OM_TRY(find_hits(roads, &extra[i], hits, err));
        if (hits->count == before)
            return om_fail(err, OM_ERR_DATA, "closure %s hits no road that %s drives on",
                           extra[i].id, om_vehicle_name(roads->vehicle));
    }
    return OM_OK;
}

om_status om_roads_vary(om_roads *roads, const om_driving *driving, const om_closure *extra,
                        size_t count, om_network **ret, om_error *err)
{
    om_pace pace;
    const char *vehicle = om_vehicle_name(roads->vehicle);
    if (strcmp(driving->vehicle, vehicle) != 0)
        return om_fail(err, OM_ERR_RANGE, "the roads were opened for %s, not for %s", vehicle,
                       driving->vehicle);
    OM_TRY(read_pace(driving, &pace, err));
    OM_AUTO_MEMORY om_closure_hit *at = om_memory_take(roads->hits.count + 1, sizeof *at);
    om_closure_hits hits = {at, roads->hits.count, roads->hits.count + 1};
    if (hits.count)
        memcpy(at, roads->hits.at, hits.count * sizeof *at);
    const om_status status = find_more(roads, extra, count, &hits, err);
    at = hits.at; /* it may have moved */
    return status == OM_OK ? vary(roads, &pace, &hits, ret, err) : status;
}
