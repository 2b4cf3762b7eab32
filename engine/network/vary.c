/* Copies what conditions change, and shares the rest. */
#include "engine/network/vary.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"

/* Metres a second of one kilometre an hour. */
#define M_S_PER_KMH (1 / 3.6)

static om_status check_speeds(const om_network *base, const double *road_kmh, om_error *err)
{
    for (uint32_t e = 0; road_kmh && e < base->edge_count; e++) {
        const uint32_t road = om_network_road(base, e);
        if (!(road_kmh[road] >= 0 && isfinite(road_kmh[road])))
            return om_fail(err, OM_ERR_RANGE, "road %u has a speed of %g km/h, which is below 0",
                           road, road_kmh[road]);
    }
    return OM_OK;
}

static om_status check(const om_network *base, const om_conditions *conditions, om_error *err)
{
    OM_TRY(check_speeds(base, conditions->road_kmh, err));
    for (size_t i = 0; i < conditions->block_count; i++) {
        const om_block *block = &conditions->blocks[i];
        if (block->edge >= base->edge_count ||
            !(block->from >= 0 && block->from <= block->to && block->to <= 1))
            return om_fail(err, OM_ERR_RANGE, "block %zu, %g to %g, lies on no edge", i,
                           block->from, block->to);
    }
    for (size_t i = 0; i < conditions->slow_count; i++) {
        const om_slow *slow = &conditions->slows[i];
        if (slow->edge >= base->edge_count)
            return om_fail(err, OM_ERR_RANGE, "slowed edge %zu is not on the network", i);
        if (!(slow->factor > 0 && slow->factor <= 1))
            return om_fail(err, OM_ERR_RANGE,
                           "slowed edge %zu has a factor of %g, which is not above 0 and at most 1",
                           i, slow->factor);
    }
    return OM_OK;
}

static double seconds_at(const om_network *base, uint32_t number, const double *road_kmh)
{
    const om_edge *edge = &base->edges[number];
    return road_kmh ? edge->length_m / (road_kmh[om_network_road(base, number)] * M_S_PER_KMH)
                    : edge->seconds;
}

static void change_edges(om_network *network, const om_network *base,
                         const om_conditions *conditions)
{
    network->edges = OM_ARENA_ARRAY(network->arena, om_edge, base->edge_count);
    memcpy(network->edges, base->edges, base->edge_count * sizeof *base->edges);
    const double *road_kmh = conditions->road_kmh;
    for (uint32_t e = 0; road_kmh && e < base->edge_count; e++) {
        om_edge *edge = &network->edges[e];
        if (road_kmh[om_network_road(base, e)] > 0)
            edge->seconds = seconds_at(base, e, road_kmh);
        else
            edge->forward = edge->backward = false;
    }
    for (size_t i = 0; i < conditions->slow_count; i++) {
        om_edge *edge = &network->edges[conditions->slows[i].edge];
        const double built_s = seconds_at(base, conditions->slows[i].edge, road_kmh);
        if (edge->forward || edge->backward)
            edge->seconds = fmax(edge->seconds, built_s / conditions->slows[i].factor);
    }
}

static int compare_blocks(const void *left, const void *right)
{
    const om_block *a = left, *b = right;
    if (a->edge != b->edge)
        return a->edge < b->edge ? -1 : 1;
    return (a->from > b->from) - (a->from < b->from);
}

static void add_blocks(om_network *network, const om_network *base, const om_conditions *conditions)
{
    if (conditions->block_count == 0)
        return;
    const size_t count = base->block_count + conditions->block_count;
    network->blocks = OM_ARENA_ARRAY(network->arena, om_block, count);
    network->block_count = count;
    for (size_t i = 0; i < count; i++)
        network->blocks[i] =
            i < base->block_count ? base->blocks[i] : conditions->blocks[i - base->block_count];
    qsort(network->blocks, count, sizeof *network->blocks, compare_blocks);
    for (size_t i = 0; i < count; i++)
        network->edges[network->blocks[i].edge].blocked = true;
}

static void change_arcs(om_network *network, const om_network *base)
{
    const size_t count = base->first_arc[base->state_count];
    network->arcs = OM_ARENA_ARRAY(network->arena, om_arc, count);
    for (size_t a = 0; a < count; a++) {
        const om_edge *edge = &network->edges[om_way_edge(base->arcs[a].way)];
        const bool open = om_way_is_open(network, base->arcs[a].way) && !edge->blocked;
        network->arcs[a] = base->arcs[a];
        network->arcs[a].seconds = open ? edge->seconds : (double)INFINITY;
    }
}

om_status om_network_vary(const om_network *base, const om_conditions *conditions, om_network **ret,
                          om_error *err)
{
    OM_TRY(check(base, conditions, err));
    om_arena *arena = om_arena_new();
    om_network *network = OM_ARENA_ARRAY(arena, om_network, 1);
    *network = *base;
    network->arena = arena;
    change_edges(network, base, conditions);
    add_blocks(network, base, conditions);
    change_arcs(network, base);
    *ret = network;
    return OM_OK;
}

/* The first block that is not on an edge below `edge`. */
static size_t first_block_on(const om_network *network, uint32_t edge)
{
    size_t low = 0, high = network->block_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (network->blocks[middle].edge < edge)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

om_span om_network_free_stretch(const om_network *network, uint32_t edge, double at)
{
    om_span span = {-INFINITY, INFINITY};
    if (!network->edges[edge].blocked)
        return span;
    for (size_t i = first_block_on(network, edge);
         i < network->block_count && network->blocks[i].edge == edge; i++) {
        const om_block *block = &network->blocks[i];
        if (at < block->to)
            span.to = fmin(span.to, fmax(block->from, at));
        if (at > block->from)
            span.from = fmax(span.from, fmin(block->to, at));
    }
    return span;
}
