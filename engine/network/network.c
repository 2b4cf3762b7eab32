/* Builds the network: checks roads, splits them at junctions, packs the ways that can be driven. */
#include "engine/network/network.h"

#include <math.h>

#include "engine/base/curve.h"
#include "engine/base/memory.h"
#include "engine/base/pages.h"
#include "engine/network/inside.h"

/* Metres a second of one kilometre an hour. */
#define M_S_PER_KMH (1 / 3.6)

static om_status check_road(const om_road_table *roads, size_t number, om_error *err)
{
    const om_road *road = &roads->roads[number];
    if (road->count < 2)
        return om_fail(err, OM_ERR_DATA, "road %zu has %u points; it needs two", number,
                       road->count);
    if (road->count > OM_MOST_EDGE_POINTS)
        return om_fail(err, OM_ERR_RANGE, "road %zu has %u points, which are more than %u", number,
                       road->count, OM_MOST_EDGE_POINTS);
    if (!(road->speed_kmh > 0 && isfinite(road->speed_kmh)))
        return om_fail(err, OM_ERR_RANGE, "road %zu has a speed of %g km/h, which is not above 0",
                       number, road->speed_kmh);
    if (road->oneway < -1 || road->oneway > 1)
        return om_fail(err, OM_ERR_RANGE, "road %zu has direction %d, which is not -1, 0 or 1",
                       number, road->oneway);
    const om_xy *points = om_road_points(roads, number);
    for (size_t i = 0; i < road->count; i++)
        if (!isfinite(points[i].x) || !isfinite(points[i].y))
            return om_fail(err, OM_ERR_DATA, "road %zu, point %zu is no place", number, i);
    return OM_OK;
}

static om_status check_roads(const om_road_table *roads, om_error *err)
{
    if (roads->count == 0)
        return om_fail(err, OM_ERR_DATA, "there are no roads to drive on");
    if (roads->point_count >= UINT32_MAX)
        return om_fail(err, OM_ERR_RANGE, "%zu road points are more than %u", roads->point_count,
                       UINT32_MAX);
    for (size_t r = 0; r < roads->count; r++)
        OM_TRY(check_road(roads, r, err));
    return OM_OK;
}

static double length_between(om_xy a, om_xy b)
{
    return hypot(b.x - a.x, b.y - a.y);
}

static om_edge edge_between(const om_road *road, size_t first, size_t last, double length_m)
{
    return (om_edge){
        .first = (uint32_t)first,

        .count = (uint32_t)(last - first + 1) & OM_MOST_EDGE_POINTS,
        .length_m = length_m,
        .seconds = length_m / (road->speed_kmh * M_S_PER_KMH),
        .forward = road->oneway >= 0,
        .backward = road->oneway <= 0,
    };
}

/* Splits a road at its junctions. */
static void split_road(om_network *network, const om_road *road, const uint32_t *vertex)
{
    size_t first = road->first;
    double along_m = 0, first_m = 0;
    for (size_t point = first + 1; point < (size_t)road->first + road->count; point++) {
        along_m += length_between(network->points[point - 1], network->points[point]);
        if (vertex[point] == OM_NO_VERTEX)
            continue;
        om_edge *edge = &network->edges[network->edge_count++];
        *edge = edge_between(road, first, point, along_m - first_m);
        edge->from = vertex[first];
        edge->to = vertex[point];
        network->length_m += edge->length_m;
        first = point;
        first_m = along_m;
    }
}

static void mark_begin(om_begins *begins, size_t point)
{
    begins[point / 64].bits |= (uint64_t)1 << point % 64;
}

static void count_begins(om_begins *begins, size_t words)
{
    for (size_t w = 1; w < words; w++)
        begins[w].before =
            begins[w - 1].before + (uint64_t)__builtin_popcountll(begins[w - 1].bits);
}

static void mark_begins(om_network *network, const om_road_table *roads)
{
    const size_t words = network->point_count / 64 + 1;
    network->edge_begins = OM_ARENA_ARRAY(network->arena, om_begins, words);
    network->road_begins = OM_ARENA_ARRAY(network->arena, om_begins, words);
    for (size_t e = 0; e < network->edge_count; e++)
        mark_begin(network->edge_begins, network->edges[e].first);
    for (size_t r = 0; r < roads->count; r++)
        mark_begin(network->road_begins, roads->roads[r].first);
    count_begins(network->edge_begins, words);
    count_begins(network->road_begins, words);
}

/* Every junction but the first of a road ends an edge, and so do no other points. */
static size_t count_edges(const uint32_t *vertex, const om_road_table *roads)
{
    size_t junctions = 0;
    for (size_t p = 0; p < roads->point_count; p++)
        junctions += vertex[p] != OM_NO_VERTEX;
    return junctions - roads->count;
}

/* A vertex and how far along a curve over the ground it lies. */
typedef struct curved {
    uint32_t along, vertex;
} curved;

static int by_curve(const void *left, const void *right)
{
    const curved *a = left, *b = right;
    if (a->along != b->along)
        return a->along < b->along ? -1 : 1;
    return (a->vertex > b->vertex) - (a->vertex < b->vertex);
}

/* Numbers vertices anew, so that a search finds neighbours side by side in memory. */
static void follow_curve(const om_network *network, uint32_t *vertex)
{
    const size_t count = network->vertex_count;
    const om_rect rect = om_rect_of_points(network->points, network->point_count);
    OM_AUTO_MEMORY curved *order = om_memory_take(count, sizeof *order);
    for (size_t p = 0; p < network->point_count; p++)
        if (vertex[p] != OM_NO_VERTEX)
            order[vertex[p]] = (curved){om_curve_place(rect, network->points[p]), vertex[p]};
    qsort(order, count, sizeof *order, by_curve);
    OM_AUTO_MEMORY uint32_t *number = om_memory_take(count, sizeof *number);
    for (size_t v = 0; v < count; v++)
        number[order[v].vertex] = (uint32_t)v;
    for (size_t p = 0; p < network->point_count; p++)
        if (vertex[p] != OM_NO_VERTEX)
            vertex[p] = number[vertex[p]];
}

/* Takes the points over: they are most of what there is. */
static void take_points(om_network *network, om_road_table *roads)
{
    network->point_count = roads->point_count;
    network->points = roads->points;
    om_arena_keep_pages(network->arena, roads->points,
                        roads->point_capacity * sizeof *roads->points);
    roads->points = NULL;
    roads->point_capacity = 0;
}

/* Makes edges of roads, of which nothing is left then, and finds where turns are made. */
static void split_roads(om_network *network, om_road_table *roads, const om_turns *turns,
                        uint32_t *ret_via)
{
    const size_t size = roads->point_count * sizeof(uint32_t);
    uint32_t *vertex = om_pages_resize(NULL, 0, size);
    network->road_count = roads->count;
    network->vertex_count = om_junctions_number(roads, vertex);
    take_points(network, roads);
    follow_curve(network, vertex);
    if (turns)
        om_turns_place(roads, turns, vertex, ret_via);
    om_road_table_forget_keys(roads);
    network->edges = OM_ARENA_ARRAY(network->arena, om_edge, count_edges(vertex, roads));
    for (size_t r = 0; r < roads->count; r++)
        split_road(network, &roads->roads[r], vertex);
    om_pages_free(vertex, size);
    mark_begins(network, roads);
    om_road_table_clear(roads);
}

static void exits_clear(om_exits *exits)
{
    free(exits->first);
    free(exits->ways);
}

/* Compressed sparse rows: the ways out of a vertex stand side by side. */
static void find_exits(const om_network *network, om_exits *ret)
{
    const size_t vertices = network->vertex_count;
    ret->first = om_memory_take(vertices + 2, sizeof *ret->first);
    uint32_t *next = ret->first + 1; /* where a vertex' ways begin, then where they end */
    for (uint32_t way = 0; way < 2 * network->edge_count; way++)
        if (om_way_is_open(network, way))
            next[om_way_tail(network, way) + 1]++;
    for (size_t v = 0; v < vertices; v++)
        next[v + 1] += next[v];
    ret->ways = om_memory_take(next[vertices], sizeof *ret->ways);
    for (uint32_t way = 0; way < 2 * network->edge_count; way++)
        if (om_way_is_open(network, way))
            ret->ways[next[om_way_tail(network, way)]++] = way;
}

static void build_states(om_network *network, const om_turns *turns, const uint32_t *via)
{
    __attribute__((cleanup(exits_clear))) om_exits exits = {0};
    __attribute__((cleanup(om_bans_clear))) om_bans bans = {0};
    find_exits(network, &exits);
    if (turns) {
        const size_t skipped = om_turns_spell(network, turns, via, &exits, &bans);
        if (turns->ret_skipped)
            *turns->ret_skipped = skipped;
    }
    om_states_build(network, &exits, &bans);
}

om_status om_network_build(om_road_table *roads, const om_turns *turns, om_network **ret,
                           om_error *err)
{
    OM_TRY(check_roads(roads, err));

    OM_AUTO_MEMORY uint32_t *via = om_memory_take(turns ? turns->count : 0, sizeof *via);
    om_arena *arena = om_arena_new();
    om_network *network = OM_ARENA_ARRAY(arena, om_network, 1);
    network->arena = arena;
    split_roads(network, roads, turns, via);
    build_states(network, turns, via);
    om_pieces_number(network);
    om_pages_give_back();
    om_segments_build(network);
    *ret = network;
    return OM_OK;
}

double om_network_step_s(const om_network *network)
{
    const size_t count = network->first_arc[network->state_count];
    double sum_s = 0;
    size_t driven = 0;
    for (size_t a = 0; a < count; a++)
        if (isfinite(network->arcs[a].seconds)) {
            sum_s += network->arcs[a].seconds;
            driven++;
        }
    return driven > 0 ? sum_s / (double)driven : 0;
}

void om_network_free(om_network *network)
{
    if (network)
        om_arena_free(network->arena);
}

size_t om_network_vertex_count(const om_network *network)
{
    return network->vertex_count;
}

size_t om_network_edge_count(const om_network *network)
{
    return network->edge_count;
}

size_t om_network_road_count(const om_network *network)
{
    return network->road_count;
}

const om_edge *om_network_edge(const om_network *network, uint32_t edge)
{
    return &network->edges[edge];
}

uint32_t om_network_road(const om_network *network, uint32_t edge)
{
    return om_begun_by(network->road_begins, network->edges[edge].first);
}

const om_xy *om_network_points(const om_network *network, uint32_t edge)
{
    return &network->points[network->edges[edge].first];
}

double om_network_along_m(const om_network *network, uint32_t edge, uint32_t point)
{
    const om_xy *points = om_network_points(network, edge);
    double along_m = 0;
    for (uint32_t i = 1; i <= point; i++)
        along_m += length_between(points[i - 1], points[i]);
    return along_m;
}

om_xy om_network_place(const om_network *network, uint32_t edge, double fraction)
{
    const om_edge *of = &network->edges[edge];
    const om_xy *points = om_network_points(network, edge);
    double left_m = fraction * of->length_m;
    double length_m = length_between(points[0], points[1]);
    uint32_t i = 1;
    while (i + 1 < of->count && length_m < left_m) {
        left_m -= length_m;
        i++;
        length_m = length_between(points[i - 1], points[i]);
    }
    const double t = length_m > 0 ? left_m / length_m : 0;
    return (om_xy){points[i - 1].x + t * (points[i].x - points[i - 1].x),
                   points[i - 1].y + t * (points[i].y - points[i - 1].y)};
}

om_rect om_network_rect(const om_network *network)
{
    return network->segments.rect;
}

double om_network_length_m(const om_network *network)
{
    return network->length_m;
}

uint32_t om_network_piece(const om_network *network, uint32_t vertex)
{
    return network->piece[vertex];
}

size_t om_network_piece_count(const om_network *network)
{
    return network->piece_count;
}

double om_network_piece_share(const om_network *network, uint32_t piece)
{
    return (double)network->piece_size[piece] / (double)network->vertex_count;
}
