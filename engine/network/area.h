/*
 * The ground beside the roads: a raster of places, each with its road.
 *
 * Every node of the raster is snapped to its road once, and only in blocks that somebody asks
 * for, so that a province never stands in memory whole. Several threads may ask at once.
 */
#ifndef OM_ENGINE_NETWORK_AREA_H
#define OM_ENGINE_NETWORK_AREA_H

#include "engine/network/contour.h"
#include "engine/network/search.h"

/** How places beside the road are reached. */
typedef struct om_access {
    double within_m; /**< no place farther from a road is reached, > 0 */
    double speed_ms; /**< metres a second over the last metres, > 0 */
} om_access;

/** A raster of places, each with the nearest road. Borrows its network. */
typedef struct om_ground om_ground;

/** 16 x 16 nodes, row by row from the lowest, each with its road. */
typedef struct om_ground_block {
    uint32_t edge[OM_BLOCK_NODES];  /**< OM_NO_EDGE when no road is near */
    float fraction[OM_BLOCK_NODES]; /**< where on it */
    float access_s[OM_BLOCK_NODES]; /**< seconds over the last metres; INFINITY when none is near */
} om_ground_block;

/**
 * Lays the raster over all roads and what is near them.
 *
 * @param cell_m  side of a cell, > 0
 * @return OM_OK; OM_ERR_RANGE: the raster would have more nodes than can be counted
 */
OM_CHECKED om_status om_ground_open(const om_network *network, const om_access *access,
                                    double cell_m, om_ground **ret, om_error *err);
void om_ground_free(om_ground *ground);
OM_DEFINE_AUTO(om_ground)

const om_network *om_ground_network(const om_ground *ground);
const om_access *om_ground_access(const om_ground *ground);
double om_ground_cell_m(const om_ground *ground);

/** Seconds to cross a cell over the last metres: how far beyond a limit its outline looks. */
double om_ground_cell_s(const om_ground *ground);

/** Where the first node lies. */
om_xy om_ground_origin(const om_ground *ground);

/** Blocks side by side and one above another. */
size_t om_ground_columns(const om_ground *ground);
size_t om_ground_rows(const om_ground *ground);

/** A block by its number (row by row); snapped when it is first asked for. Borrowed. */
const om_ground_block *om_ground_block_at(om_ground *ground, size_t number);

/** The edges that pass through a block or near it, in order. Borrowed. */
const uint32_t *om_ground_edges_at(om_ground *ground, size_t number, size_t *ret_count);

/** How many blocks were snapped so far. */
size_t om_ground_snapped(const om_ground *ground);

/** Blocks that touch a rectangle: from the first to the last, both inclusive. */
typedef struct om_block_range {
    size_t first_column, first_row, last_column, last_row;
} om_block_range;

/** The blocks around a rectangle; those of the edge when it lies outside the raster. */
om_block_range om_ground_blocks_in(const om_ground *ground, om_rect rect);

/**
 * Outlines the ground near enough to a road that it can be told when it is reached.
 *
 * @param rect  what is of interest; the outline is right within it. Blocks that were not snapped
 *              before are not kept.
 */
void om_ground_outline_near(const om_ground *ground, om_rect rect, om_outline *ret);

#endif
