/* Roads and what binds their traffic become a network. */
#include "engine/analysis/roads.h"

#include "engine/analysis/barriers.h"
#include "engine/analysis/road_list.h"
#include "engine/base/memory.h"

/* Below this share of junctions in the largest piece the network is told to be torn. */
#define WHOLE_SHARE 0.98

struct om_roads {
    om_road_list *list;
    om_barrier_counts barriers;
    om_network *network;
};

void om_roads_free(om_roads *roads)
{
    if (!roads)
        return;
    om_network_free(roads->network);
    om_road_list_free(roads->list);
    free(roads);
}

const om_network *om_roads_network(const om_roads *roads)
{
    return roads->network;
}

static void tell_roads(const om_road_list *list, om_json *told)
{
    const size_t closed = list->closed_by_class + list->closed_by_access + list->closed_by_size;
    om_json_put_integer(told, "roads", (int64_t)list->count);
    om_json_put_integer(told, "roads_not_driven", (int64_t)closed);
    om_json_put_integer(told, "roads_closed_by_access", (int64_t)list->closed_by_access);
    om_json_put_integer(told, "roads_closed_by_size", (int64_t)list->closed_by_size);
    om_json_put_integer(told, "roads_of_unknown_class", (int64_t)list->unknown);
}

static void tell_barriers(const om_run *run, const om_barrier_counts *counts, om_json *told)
{
    om_json_put_integer(told, "barriers_opened", (int64_t)counts->opened);
    om_json_put_integer(told, "barriers_shut", (int64_t)counts->shut);
    om_json_put_integer(told, "barriers_beside_roads", (int64_t)counts->beside);
    if (counts->unknown)
        om_run_notice(run,
                      "%zu barriers are of a kind that standards/barriers.csv does not know (the "
                      "first: '%s'); its row 'default' was used for them",
                      counts->unknown, counts->unknown_kind);
}

static void tell_network(const om_run *run, const om_roads *roads, om_json *report)
{
    const om_network *network = roads->network;
    const double share = om_network_piece_share(network, 0);
    om_json *told = om_json_put(report, "network", om_json_object_new());
    tell_roads(roads->list, told);
    tell_barriers(run, &roads->barriers, told);
    om_json_put_integer(told, "edges", (int64_t)om_network_edge_count(network));
    om_json_put_integer(told, "junctions", (int64_t)om_network_vertex_count(network));
    om_json_put_number(told, "length_m", om_network_length_m(network));
    om_json_put_integer(told, "pieces", (int64_t)om_network_piece_count(network));
    om_json_put_number(told, "largest_piece_share", share);
    if (roads->list->unknown)
        om_run_notice(run,
                      "%zu roads have a class that standards/speeds.csv does not know (the first: "
                      "'%s'); its default speed was used for them",
                      roads->list->unknown, roads->list->unknown_class);
    if (share < WHOLE_SHARE)
        om_run_notice(run,
                      "the road network is in %zu pieces, the largest has %.1f %% of the "
                      "junctions: what lies on another piece cannot be reached",
                      om_network_piece_count(network), 100 * share);
}

om_status om_roads_open(const om_run *run, const om_driving *driving, om_json *report,
                        om_roads **ret, om_error *err)
{
    OM_AUTO(om_roads) roads = om_memory_take(1, sizeof *roads);
    om_pace pace = {.speed_factor = driving->speed_factor, .by_distance = driving->by_distance};
    OM_TRY(om_daytime_parse(driving->time, &pace.time, err));
    OM_TRY(om_road_list_read(run, driving->vehicle, &roads->list, err));
    OM_TRY(om_barriers_apply(run, roads->list, &roads->barriers, err));
    om_road_list_pace(roads->list, &pace);
    OM_TRY(om_network_build(roads->list->roads, roads->list->count, NULL, &roads->network, err));
    tell_network(run, roads, report);
    *ret = OM_TAKE(roads);
    return OM_OK;
}
