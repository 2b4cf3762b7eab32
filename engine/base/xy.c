/* Extents of points on a plane. */
#include "engine/base/xy.h"

#include <math.h>

om_rect om_rect_of_points(const om_xy *points, size_t count)
{
    om_rect rect = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < count; i++) {
        rect.min_x = fmin(rect.min_x, points[i].x);
        rect.min_y = fmin(rect.min_y, points[i].y);
        rect.max_x = fmax(rect.max_x, points[i].x);
        rect.max_y = fmax(rect.max_y, points[i].y);
    }
    return rect;
}
