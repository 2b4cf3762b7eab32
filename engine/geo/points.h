/*
 * Which of many points are near, and what they weigh: buckets over flat arrays.
 *
 * Pure and immutable: any number of threads may ask.
 */
#ifndef OM_ENGINE_GEO_POINTS_H
#define OM_ENGINE_GEO_POINTS_H

#include <stdbool.h>
#include <stddef.h>

#include "engine/base/own.h"
#include "engine/base/xy.h"

typedef struct om_points om_points;

/** Arranges `count` points, which are copied, with what each weighs. Takes 28 bytes a point. */
om_points *om_points_new(const om_xy *at, const double *weights, size_t count);
void om_points_free(om_points *points);
OM_DEFINE_AUTO(om_points)

/**
 * The weights of the points at most `distance` from the nearest of `centers`, each once, added up
 * in an order that depends on the points alone.
 *
 * @param ret_count  how many they are; NULL is fine
 */
double om_points_within(const om_points *points, const om_xy *centers, size_t center_count,
                        double distance, size_t *ret_count);

/**
 * Finds the points in a rectangle, borders included.
 *
 * @param visit  is given each, in an order that depends on the points alone; false ends it
 */
void om_points_visit(const om_points *points, om_rect where,
                     bool (*visit)(void *context, om_xy at, double weight), void *context);

#endif
