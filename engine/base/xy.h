/*
 * Places on a plane, in metres or pixels; never degrees (those are om_lonlat).
 */
#ifndef OM_ENGINE_BASE_XY_H
#define OM_ENGINE_BASE_XY_H

#include <stddef.h>

typedef struct om_xy {
    double x, y;
} om_xy;

/** An extent on a plane; empty when a minimum exceeds its maximum. */
typedef struct om_rect {
    double min_x, min_y, max_x, max_y;
} om_rect;

/** The extent of `count` points; of none it is empty: least at INFINITY, most at -INFINITY. */
om_rect om_rect_of_points(const om_xy *points, size_t count);

#endif
