/*
 * The road network as a directed graph: roads in, vertices and edges out.
 *
 * Roads are split where they meet. Where a source knows its nodes, equal node ids are one vertex;
 * elsewhere equal places are, if they lie on the same level or one of the roads ends there, so
 * that a bridge is not joined to what passes under it while its ends are joined to the street.
 */
#ifndef OM_ENGINE_NETWORK_NETWORK_H
#define OM_ENGINE_NETWORK_NETWORK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/own.h"
#include "engine/base/status.h"
#include "engine/base/xy.h"
#include "engine/network/road_table.h"

/** A place on an edge. */
typedef struct om_spot {
    uint32_t edge;
    double fraction;   /**< 0 where the edge begins, 1 where it ends, by length */
    double distance_m; /**< how far from the edge the place that was snapped lies */
} om_spot;

/** A stretch of an edge, fractions of its length, `from` <= `to`. */
typedef struct om_span {
    double from, to;
} om_span;

/** What lies between two junctions. */
typedef struct om_edge {
    uint32_t from, to;   /**< vertices, in the order of the road's points */
    uint32_t first;      /**< its first point, see om_network_points() */
    uint32_t count : 28; /**< its points */
    bool forward : 1;    /**< whether it may be driven along its points, */
    bool backward : 1;   /**< and whether against them */
    bool restricted : 1; /**< turns are forbidden at one of its ends */
    bool blocked : 1;    /**< nobody drives through all of it, see om_network_vary() */
    double length_m;
    double seconds; /**< from end to end at the road's speed */
} om_edge;

/**
 * A turn that may not be made, or the only one that may. Borrows its roads.
 *
 * The roads are driven one after another, each from end to end; the first and the last may do so
 * either way round. Where a road passes through a junction instead of ending there it is not clear
 * which half is meant; only turning back on one road is understood at such a place.
 */
typedef struct om_turn {
    const uint32_t *roads; /**< by their number in the table: from, any between, to */
    size_t count;          /**< at least 2 */
    int64_t via_node;      /**< node id of where the first two meet, for roads that know theirs */
    om_lonlat via;         /**< the same place, for those that do not */
    bool only; /**< from the first road onto the last and nowhere else, turning back included */
} om_turn;

/** Turns of a network. Borrows its list. */
typedef struct om_turns {
    const om_turn *list;
    size_t count;
    size_t *ret_skipped; /**< gets how many name no place to turn; may be NULL */
} om_turns;

/** Immutable; any number of searches may use it. */
typedef struct om_network om_network;

/**
 * Builds the network of some roads.
 *
 * @param roads  left empty, for the network takes over its points; as it was on failure
 * @param turns  may be NULL. Those whose roads do not meet as they say, or that allow only what
 *               cannot be driven, are skipped and counted.
 * @return OM_OK; OM_ERR_DATA: no roads, a road with fewer than two points or a place that is no
 *         number; OM_ERR_RANGE: a speed that is not above 0, or a direction other than -1, 0, 1
 */
OM_CHECKED om_status om_network_build(om_road_table *roads, const om_turns *turns, om_network **ret,
                                      om_error *err);
void om_network_free(om_network *network);
OM_DEFINE_AUTO(om_network)

size_t om_network_vertex_count(const om_network *network);
size_t om_network_edge_count(const om_network *network);

/** How many roads it was built from. */
size_t om_network_road_count(const om_network *network);

/** An edge. Borrowed. */
const om_edge *om_network_edge(const om_network *network, uint32_t edge);

/** The number of the road that an edge is part of. */
uint32_t om_network_road(const om_network *network, uint32_t edge);

/** The points of an edge, om_edge.count of them, metres. Borrowed. */
const om_xy *om_network_points(const om_network *network, uint32_t edge);

/** Metres from an edge's first point to another of its points, along it. */
double om_network_along_m(const om_network *network, uint32_t edge, uint32_t point);

/** Where on the plane a spot lies. */
om_xy om_network_place(const om_network *network, uint32_t edge, double fraction);

/** The extent of all roads, metres. */
om_rect om_network_rect(const om_network *network);

/** Length of all edges. */
double om_network_length_m(const om_network *network);

/** Which piece of the network (whatever the one-ways) a vertex belongs to; 0 has most vertices. */
uint32_t om_network_piece(const om_network *network, uint32_t vertex);
size_t om_network_piece_count(const om_network *network);

/** Vertices of a piece over all vertices, 0..1. */
double om_network_piece_share(const om_network *network, uint32_t piece);

/**
 * Finds the nearest edge to a place.
 *
 * @param ret  of edges equally near the one with the lower number; untouched when there is none
 * @return false when no edge lies within `within_m`
 */
bool om_network_snap(const om_network *network, om_xy at, double within_m, om_spot *ret);

#endif
