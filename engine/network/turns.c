/* Spells turns between roads as sequences of ways that nobody may drive. */
#include "engine/base/memory.h"
#include "engine/network/inside.h"

/* What turns are spelled from. */
typedef struct spelling {
    const om_network *network;
    const om_exits *exits;
    uint32_t *first_edge; /* one a road, and one more */
    om_bans *bans;
} spelling;

/* A turn as ways: the first and the last may each be one of two. */
typedef struct spelled {
    uint32_t from[2], to[2];
    size_t from_count, to_count;
    uint32_t *between; /* as many as are driven from end to end */
    size_t between_count, between_capacity;
} spelled;

void om_bans_clear(om_bans *bans)
{
    free(bans->ways);
    free(bans->list);
    *bans = (om_bans){0};
}

static void spelled_clear(spelled *turn)
{
    free(turn->between);
}

static void add_way(om_bans *bans, uint32_t way)
{
    bans->ways =
        om_memory_grow(bans->ways, bans->way_count + 1, &bans->way_capacity, sizeof *bans->ways);
    bans->ways[bans->way_count++] = way;
}

/* Forbids to drive `from`, the first `between_count` ways of the turn's middle, and `last`. */
static void ban(om_bans *bans, const spelled *turn, uint32_t from, size_t between_count,
                uint32_t last)
{
    bans->list = om_memory_grow(bans->list, bans->count + 1, &bans->capacity, sizeof *bans->list);
    bans->list[bans->count++] = (struct om_ban){bans->way_count, between_count + 2};
    add_way(bans, from);
    for (size_t i = 0; i < between_count; i++)
        add_way(bans, turn->between[i]);
    add_way(bans, last);
}

static uint32_t begin_of(const spelling *of, uint32_t road)
{
    return of->network->edges[of->first_edge[road]].from;
}

static uint32_t end_of(const spelling *of, uint32_t road)
{
    return of->network->edges[of->first_edge[road + 1] - 1].to;
}

/* True when a road goes on beyond a junction that it passes. */
static bool passes(const spelling *of, uint32_t road, uint32_t vertex)
{
    for (uint32_t e = of->first_edge[road] + 1; e < of->first_edge[road + 1]; e++)
        if (of->network->edges[e].from == vertex)
            return true;
    return false;
}

/* The ways of a road that come to a junction where the road ends; how many. */
static size_t ways_to(const spelling *of, uint32_t road, uint32_t vertex, uint32_t ret[2])
{
    size_t count = 0;
    if (passes(of, road, vertex))
        return 0;
    if (end_of(of, road) == vertex)
        ret[count++] = 2 * (of->first_edge[road + 1] - 1);
    if (begin_of(of, road) == vertex)
        ret[count++] = 2 * of->first_edge[road] + 1;
    return count;
}

/* The ways of a road that leave a junction where the road ends; how many. */
static size_t ways_from(const spelling *of, uint32_t road, uint32_t vertex, uint32_t ret[2])
{
    const size_t count = ways_to(of, road, vertex, ret);
    for (size_t i = 0; i < count; i++)
        ret[i] ^= 1;
    return count;
}

/* Drives a road from the end that lies at `*vertex` to the other, where `*vertex` then is. */
static bool drive_whole(const spelling *of, uint32_t road, uint32_t *vertex, spelled *turn)
{
    const uint32_t first = of->first_edge[road], end = of->first_edge[road + 1];
    const bool forward = begin_of(of, road) == *vertex;
    if (forward == (end_of(of, road) == *vertex)) /* at neither end, or a ring */
        return false;
    for (uint32_t i = 0; i < end - first; i++) {
        turn->between = om_memory_grow(turn->between, turn->between_count + 1,
                                       &turn->between_capacity, sizeof *turn->between);
        turn->between[turn->between_count++] = forward ? 2 * (first + i) : 2 * (end - 1 - i) + 1;
    }
    *vertex = forward ? end_of(of, road) : begin_of(of, road);
    return true;
}

static bool spell(const spelling *of, const om_turn *turn, uint32_t vertex, spelled *ret)
{
    if (end_of(of, turn->roads[0]) != vertex && begin_of(of, turn->roads[0]) != vertex)
        return false;
    ret->from_count = ways_to(of, turn->roads[0], vertex, ret->from);
    for (size_t i = 1; i + 1 < turn->count; i++)
        if (!drive_whole(of, turn->roads[i], &vertex, ret))
            return false;
    ret->to_count = ways_from(of, turn->roads[turn->count - 1], vertex, ret->to);
    return ret->from_count > 0 && ret->to_count > 0;
}

static bool are_open(const om_network *network, const uint32_t *ways, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!om_way_is_open(network, ways[i]))
            return false;
    return true;
}

/* From one road onto itself means to turn back, not to go round a ring once more. */
static bool turns_back(const om_turn *turn)
{
    return turn->count == 2 && turn->roads[0] == turn->roads[1];
}

static void forbid(const spelling *of, const om_turn *turn, const spelled *ways)
{
    if (!are_open(of->network, ways->between, ways->between_count))
        return;
    for (size_t f = 0; f < ways->from_count; f++)
        for (size_t t = 0; t < ways->to_count; t++)
            if (om_way_is_open(of->network, ways->from[f]) &&
                om_way_is_open(of->network, ways->to[t]) &&
                (!turns_back(turn) || ways->to[t] == (ways->from[f] ^ 1)))
                ban(of->bans, ways, ways->from[f], ways->between_count, ways->to[t]);
}

/* Is `way` one that the turn goes on by, after `driven` of those between? */
static bool goes_on(const om_turn *turn, const spelled *ways, uint32_t from, size_t driven,
                    uint32_t way)
{
    if (driven < ways->between_count)
        return way == ways->between[driven];
    if (turns_back(turn))
        return way == (from ^ 1);
    return way == ways->to[0] || (ways->to_count == 2 && way == ways->to[1]);
}

/* Forbids everything but the turn at each junction on its way. */
static bool allow_only(const spelling *of, const om_turn *turn, const spelled *ways)
{
    const om_network *network = of->network;
    bool any = false;
    for (size_t f = 0; f < ways->from_count; f++) {
        const uint32_t from = ways->from[f];
        const bool to_open = turns_back(turn) ? om_way_is_open(network, from ^ 1)
                                              : om_way_is_open(network, ways->to[0]) ||
                                                    are_open(network, ways->to, ways->to_count);
        if (!om_way_is_open(network, from) || !to_open ||
            !are_open(network, ways->between, ways->between_count))
            continue;
        any = true;
        for (size_t driven = 0; driven <= ways->between_count; driven++) {
            const uint32_t last = driven ? ways->between[driven - 1] : from;
            const uint32_t at = om_way_head(network, last);
            for (uint32_t i = of->exits->first[at]; i < of->exits->first[at + 1]; i++)
                if (!goes_on(turn, ways, from, driven, of->exits->ways[i]))
                    ban(of->bans, ways, from, driven, of->exits->ways[i]);
        }
    }
    return any;
}

/* A road may be turned back on at any junction that it comes to. */
static bool forbid_turning_back(const spelling *of, uint32_t road, uint32_t vertex)
{
    const spelled nothing = {0};
    bool found = false;
    for (uint32_t e = of->first_edge[road]; e < of->first_edge[road + 1]; e++) {
        const om_edge *edge = &of->network->edges[e];
        const bool both = edge->forward && edge->backward;
        found |= edge->from == vertex || edge->to == vertex;
        if (edge->from == vertex && both)
            ban(of->bans, &nothing, 2 * e + 1, 0, 2 * e);
        if (edge->to == vertex && both)
            ban(of->bans, &nothing, 2 * e, 0, 2 * e + 1);
    }
    return found;
}

static bool is_understood(const om_turn *turn, size_t road_count)
{
    for (size_t i = 0; i < turn->count; i++)
        if (turn->roads[i] >= road_count)
            return false;
    return turn->count >= 2;
}

static bool spell_turn(const spelling *of, const om_turn *turn, uint32_t vertex)
{
    if (vertex == OM_NO_VERTEX)
        return false;
    if (turns_back(turn) && !turn->only)
        return forbid_turning_back(of, turn->roads[0], vertex);
    __attribute__((cleanup(spelled_clear))) spelled ways = {0};
    if (!spell(of, turn, vertex, &ways))
        return false;
    if (turn->only)
        return allow_only(of, turn, &ways);
    forbid(of, turn, &ways);
    return true;
}

/* The vertex of the first road's point at which a turn is made. */
static uint32_t place_of(const om_road_table *roads, const om_turn *turn, const uint32_t *vertex)
{
    const om_road *road = &roads->roads[turn->roads[0]];
    const om_point_key key =
        road->by_node ? om_key_of_node(turn->via_node) : om_key_of_place(turn->via);
    for (uint32_t p = road->first; p < road->first + road->count; p++)
        if (roads->keys[p] == key && vertex[p] != OM_NO_VERTEX)
            return vertex[p];
    return OM_NO_VERTEX;
}

void om_turns_place(const om_road_table *roads, const om_turns *turns, const uint32_t *vertex,
                    uint32_t *ret_via)
{
    for (size_t i = 0; i < turns->count; i++)
        ret_via[i] = is_understood(&turns->list[i], roads->count)
                         ? place_of(roads, &turns->list[i], vertex)
                         : OM_NO_VERTEX;
}

size_t om_turns_spell(const om_network *network, const om_turns *turns, const uint32_t *via,
                      const om_exits *exits, om_bans *ret)
{
    const size_t road_count = network->road_count;
    OM_AUTO_MEMORY uint32_t *first_edge = om_memory_take(road_count + 1, sizeof *first_edge);
    for (uint32_t e = 0; e < network->edge_count; e++)
        first_edge[om_network_road(network, e) + 1]++;
    for (size_t r = 0; r < road_count; r++)
        first_edge[r + 1] += first_edge[r];

    const spelling of = {network, exits, first_edge, ret};
    size_t skipped = 0;
    for (size_t i = 0; i < turns->count; i++)
        skipped += !spell_turn(&of, &turns->list[i], via[i]);
    return skipped;
}
