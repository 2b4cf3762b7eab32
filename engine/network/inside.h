/*
 * What the files of this module share: the arrays of a network. Not for others.
 */
#ifndef OM_ENGINE_NETWORK_INSIDE_H
#define OM_ENGINE_NETWORK_INSIDE_H

#include "engine/base/arena.h"
#include "engine/network/network.h"

/** A way over an edge in one direction. */
typedef struct om_arc {
    uint32_t head;
    double seconds;
} om_arc;

/** Which segments are near: cells of a grid, each with the segments that touch it. */
typedef struct om_segments {
    om_rect rect;
    double cell_m;
    size_t columns, rows;
    uint32_t *first;   /**< columns * rows + 1 */
    uint32_t *segment; /**< number of the point the segment begins with */
} om_segments;

struct om_network {
    om_arena *arena;
    om_xy *points;     /**< of all roads, one after another */
    double *along_m;   /**< one a point, from the beginning of its road */
    uint32_t *vertex;  /**< one a point: its junction, or OM_NO_VERTEX */
    uint32_t *edge_of; /**< one a point: the edge of the segment that begins there */
    size_t point_count;
    om_edge *edges;
    size_t edge_count;
    size_t vertex_count;
    uint32_t *first_arc; /**< vertex_count + 1 */
    om_arc *arcs;
    uint32_t *piece;      /**< one a vertex */
    uint32_t *piece_size; /**< one a piece, largest first */
    size_t piece_count;
    double length_m;
    om_segments segments;
};

#define OM_NO_VERTEX UINT32_MAX

/**
 * Numbers the junctions: points where roads meet or end.
 *
 * @param ret_vertex  one a point of all roads in their order; OM_NO_VERTEX for those in between
 * @return how many junctions there are
 */
size_t om_junctions_number(const om_road *roads, size_t count, uint32_t *ret_vertex);

/** Numbers the pieces that hang together, largest first. */
void om_pieces_number(om_network *network);

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
