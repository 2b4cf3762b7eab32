/*
 * The outlines of polygons as plain numbers, which any thread may read.
 */
#ifndef OM_ENGINE_GEO_LOOPS_H
#define OM_ENGINE_GEO_LOOPS_H

#include "engine/geo/geom.h"

/** One loop: a stretch of the points, the last of which is the first again. */
typedef struct om_loop {
    size_t first, count;
    double turn;    /**< 1 or -1: loops that add go counter-clockwise, holes clockwise */
    double area_m2; /**< of a hole below 0 */
} om_loop;

/** The loops of polygons. */
typedef struct om_loops {
    om_xy *points; /**< metres */
    size_t point_count, point_capacity;
    om_loop *list;
    size_t count, capacity;
} om_loops;

om_loops *om_loops_new(void);
void om_loops_free(om_loops *loops);
OM_DEFINE_AUTO(om_loops)

/** Forgets all loops, but keeps their memory for the next ones. */
void om_loops_clear(om_loops *loops);

/**
 * Adds the loops of a shape.
 *
 * @param shape  polygons, with holes or in several parts, in metres; an empty one has none
 * @return OM_OK; OM_ERR_GEOMETRY: points and lines have none
 */
OM_CHECKED om_status om_loops_add(om_loops *loops, const om_geom *shape, om_error *err);

#endif
