/*
 * What the files of this module share: the arrays of a network. Not for others.
 */
#ifndef OM_ENGINE_NETWORK_INSIDE_H
#define OM_ENGINE_NETWORK_INSIDE_H

#include "engine/base/arena.h"
#include "engine/network/network.h"
#include "engine/network/vary.h"

/**
 * A way is an edge in one direction: twice the edge's number, and one more against its points.
 * An arc is a way out of a state.
 *
 * States 0..vertex_count-1 are the vertices: whoever stands there has driven nothing that matters.
 * The others are copies of a vertex for those who came over the first ways of a forbidden
 * sequence; the ways that would complete one are not among their arcs. Vertices are numbered along
 * a Hilbert curve.
 */
typedef struct om_arc {
    double seconds; /**< INFINITY where nobody drives through, see om_network_vary() */
    uint32_t head;  /**< the state it leads to */
    uint32_t way;
} om_arc;

/** Which segments are near: cells of a grid, each with the segments that touch it. */
typedef struct om_segments {
    om_rect rect;
    double cell_m;
    size_t columns, rows;
    uint32_t *first;   /**< columns * rows + 1 */
    uint32_t *segment; /**< number of the point the segment begins with */
} om_segments;

/** Which of 64 points edges (or roads) begin at, and how many begin at points before them. */
typedef struct om_begins {
    uint64_t bits;
    uint64_t before;
} om_begins;

struct om_network {
    om_arena *arena;
    om_xy *points;                        /**< of all roads, one after another */
    om_begins *edge_begins, *road_begins; /**< one for 64 points; both are in their order */
    size_t point_count;
    om_edge *edges;
    size_t edge_count;
    size_t road_count;
    size_t vertex_count, state_count;
    uint32_t *first_arc; /**< state_count + 1 */
    om_arc *arcs;
    uint32_t
        *copy; /**< one a state: the next of the same vertex, or OM_NO_STATE; NULL: no copies */
    om_block *blocks; /**< by edge, then by where they begin */
    size_t block_count;
    uint32_t *piece;      /**< one a vertex */
    uint32_t *piece_size; /**< one a piece, largest first */
    size_t piece_count;
    double length_m;
    om_segments segments;
};

/* What om_edge.count can hold. */
#define OM_MOST_EDGE_POINTS (((uint32_t)1 << 28) - 1)

#define OM_NO_VERTEX UINT32_MAX
#define OM_NO_STATE  UINT32_MAX

/** The last edge (or road) that begins at a point or before. */
static inline uint32_t om_begun_by(const om_begins *begins, uint32_t point)
{
    const om_begins *here = &begins[point / 64];
    const uint64_t up_to = here->bits << (63 - point % 64);
    return (uint32_t)(here->before + (uint64_t)__builtin_popcountll(up_to)) - 1;
}

/** The edge of the segment that begins at a point. */
static inline uint32_t om_point_edge(const om_network *network, uint32_t point)
{
    return om_begun_by(network->edge_begins, point);
}

/** The edge of a way, and whether it is driven from the last point to the first. */
static inline uint32_t om_way_edge(uint32_t way)
{
    return way >> 1;
}

static inline bool om_way_is_backward(uint32_t way)
{
    return way & 1;
}

static inline bool om_way_is_open(const om_network *network, uint32_t way)
{
    const om_edge *edge = &network->edges[om_way_edge(way)];
    return om_way_is_backward(way) ? edge->backward : edge->forward;
}

/** The vertex that a way begins at, and the one that it leads to. */
static inline uint32_t om_way_tail(const om_network *network, uint32_t way)
{
    const om_edge *edge = &network->edges[om_way_edge(way)];
    return om_way_is_backward(way) ? edge->to : edge->from;
}

static inline uint32_t om_way_head(const om_network *network, uint32_t way)
{
    return om_way_tail(network, way ^ 1);
}

/** The next state of the same vertex; the first is the vertex itself. */
static inline uint32_t om_state_next(const om_network *network, uint32_t state)
{
    return network->copy ? network->copy[state] : OM_NO_STATE;
}

/** True when whoever is in `state` may turn into `way`, which begins at its vertex. */
bool om_state_may_take(const om_network *network, uint32_t state, uint32_t way);

/** The state that one is in who has driven `way`, from wherever on it. */
uint32_t om_state_after(const om_network *network, uint32_t way);

/** The ways out of every vertex, while a network is built. */
typedef struct om_exits {
    uint32_t *first; /**< vertex_count + 1 */
    uint32_t *ways;
} om_exits;

/** Sequences of ways that nobody may drive one after another. */
typedef struct om_bans {
    uint32_t *ways;
    size_t way_count, way_capacity;
    struct om_ban {
        size_t first, count; /**< of `ways` */
    } * list;
    size_t count, capacity;
} om_bans;

void om_bans_clear(om_bans *bans);

/**
 * Finds where turns are made.
 *
 * @param vertex   of each point, as om_junctions_number() found them
 * @param ret_via  one a turn; OM_NO_VERTEX: its first road does not come there
 */
void om_turns_place(const om_road_table *roads, const om_turns *turns, const uint32_t *vertex,
                    uint32_t *ret_via);

/**
 * Spells turns as sequences of ways.
 *
 * @param via  where each of them is made
 * @return how many turns were skipped
 */
size_t om_turns_spell(const om_network *network, const om_turns *turns, const uint32_t *via,
                      const om_exits *exits, om_bans *ret);

/** Makes the states and the arcs between them. */
void om_states_build(om_network *network, const om_exits *exits, const om_bans *bans);

/** The stretch around `at` that can be driven to from there, infinite where it passes an end. */
om_span om_network_free_stretch(const om_network *network, uint32_t edge, double at);

/* Where somebody stands who comes from before an edge's begin or from behind its end. */
#define OM_BEFORE_EDGE (-1.0)
#define OM_BEHIND_EDGE 2.0

/**
 * Numbers the junctions: points where roads meet or end.
 *
 * @param ret_vertex  one a point of all roads in their order; OM_NO_VERTEX for those in between
 * @return how many junctions there are
 */
size_t om_junctions_number(const om_road_table *roads, uint32_t *ret_vertex);

/** Numbers the pieces that hang together, largest first. */
void om_pieces_number(om_network *network);

/** How long an arc is driven in the mean. */
double om_network_step_s(const om_network *network);

/** Builds the grid over all segments. */
void om_segments_build(om_network *network);

/** What is known beforehand of how far the nearest road is. */
typedef struct om_bounds {
    double least_m, most_m;
} om_bounds;

/** As om_network_snap(), sooner: no road is nearer than `least_m`, and none beyond `most_m` counts.
 */
bool om_network_snap_bounded(const om_network *network, om_xy at, om_bounds bounds, om_spot *ret);

/** Adds the edges in a rectangle, and perhaps some near it, some more than once. */
void om_network_edges_in(const om_network *network, om_rect rect, uint32_t **edges, size_t *count,
                         size_t *capacity);

#endif
