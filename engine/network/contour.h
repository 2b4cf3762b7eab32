/*
 * Marching squares over a raster of parts: rings around each of them that never touch.
 *
 * A node belongs to one part or to none. The border of a part against nothing lies where its
 * spare would be 0, or half-way between the roads of the two nodes; the border between two parts
 * runs half-way between their nodes, and both have exactly the same points of it, so that parts
 * neither overlap nor leave anything between them.
 * The raster is kept in blocks, and only where something is.
 */
#ifndef OM_ENGINE_NETWORK_CONTOUR_H
#define OM_ENGINE_NETWORK_CONTOUR_H

#include "engine/network/outline.h"

enum { OM_BLOCK_SIDE = 16, OM_BLOCK_NODES = OM_BLOCK_SIDE * OM_BLOCK_SIDE };

/** 16 x 16 nodes, row by row from the lowest. */
typedef struct om_raster_block {
    size_t column, row;            /**< counted in blocks */
    uint32_t part[OM_BLOCK_NODES]; /**< 0: of no part */
    float spare[OM_BLOCK_NODES];   /**< 0 or more in a part, below 0 outside */
    float away[OM_BLOCK_NODES];    /**< way from the node's road, in units of `spare`; INFINITY:
                                      unknown */
    unsigned char seen[OM_BLOCK_NODES]; /**< for the contouring: which crossings were passed */
} om_raster_block;

/** A raster of parts. Its outermost nodes belong to none. */
typedef struct om_raster {
    om_xy origin; /**< where the first node lies */
    double cell_m;
    float outside;           /**< the spare of nodes that are in no block: minus a cell's way */
    size_t columns, rows;    /**< counted in blocks */
    uint32_t *at;            /**< columns * rows: number of the block + 1, 0 where there is none */
    om_raster_block *blocks; /**< in the order in which they were added */
    size_t block_count, block_capacity;
} om_raster;

/** Makes room for `columns` x `rows` blocks; `raster` is all zero. */
void om_raster_open(om_raster *raster, om_xy origin, double cell_m, size_t columns, size_t rows);
void om_raster_close(om_raster *raster);

/** Forgets all blocks but keeps their memory. */
void om_raster_empty(om_raster *raster);

/** Adds a block, to be filled by the caller; borrowed until the next one is added. */
om_raster_block *om_raster_add(om_raster *raster, size_t column, size_t row);

/** Takes back the block that was added last. */
void om_raster_drop(om_raster *raster);

/** Adds the outline of each part `p` from 1 to `count` to `parts[p - 1]`, which are empty. */
void om_raster_outline(om_raster *raster, om_outline *parts, size_t count);

/**
 * Outlines where a field is 0 or more.
 *
 * @param values  `columns` x `rows` values at the nodes, row by row from the lowest; what lies
 *                beyond them must be below 0, so the outermost nodes must be too
 * @param origin  where the first node lies
 */
void om_contour(const float *values, size_t columns, size_t rows, om_xy origin, double cell_m,
                om_outline *ret);

#endif
