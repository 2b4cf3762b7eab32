/*
 * The ground within a time: a raster of exact times, and its outline by marching squares.
 *
 * Every node of the raster is snapped to its road once; each outline then only looks times up. The
 * last metres from the road are walked. The outline is a picture of the exact answer: it errs by
 * less than a cell.
 */
#ifndef OM_ENGINE_NETWORK_AREA_H
#define OM_ENGINE_NETWORK_AREA_H

#include "engine/network/search.h"

/** How places beside the road are reached. */
typedef struct om_access {
    double within_m; /**< no place farther from a road is reached, > 0 */
    double speed_ms; /**< metres a second over the last metres, > 0 */
} om_access;

/** A raster of places, each with the nearest road. Borrows its network. */
typedef struct om_ground om_ground;

/**
 * Lays the raster over all roads and what is near them.
 *
 * @param cell_m  side of a cell, > 0
 * @return OM_OK; OM_ERR_RANGE: the raster would have more than a hundred million nodes
 */
OM_CHECKED om_status om_ground_open(const om_network *network, const om_access *access,
                                    double cell_m, om_ground **ret, om_error *err);
void om_ground_free(om_ground *ground);
OM_DEFINE_AUTO(om_ground)

/** A closed ring: its last point is its first. */
typedef struct om_ring {
    size_t first, count; /**< of om_outline.points */
    size_t outer;        /**< a hole's outer ring; OM_IS_OUTER for an outer ring */
} om_ring;

#define OM_IS_OUTER SIZE_MAX

/** Polygons with holes, apart from one another. Outer rings run against the clock. */
typedef struct om_outline {
    om_xy *points;
    size_t point_count, point_capacity;
    om_ring *rings;
    size_t ring_count, ring_capacity;
} om_outline;

void om_outline_clear(om_outline *outline);

/** Adds the outline of the ground that `search` reaches by `limit_s` to an empty `ret`. */
void om_ground_outline(const om_ground *ground, om_search *search, double limit_s, om_outline *ret);

/** The extent of the raster. */
om_rect om_ground_rect(const om_ground *ground);

/** True when a point lies inside an outline and in none of its holes. */
bool om_outline_has(const om_outline *outline, om_xy at);

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
