/* Follows a Hilbert curve from the largest quarters to the smallest. */
#include "engine/base/curve.h"

#include <math.h>

uint32_t om_curve_cell(uint16_t column, uint16_t row)
{
    uint32_t x = column, y = row, along = 0;
    for (uint32_t side = 1u << 15; side > 0; side /= 2) {
        const uint32_t right = (x & side) > 0, up = (y & side) > 0;
        along += side * side * ((3 * right) ^ up);
        if (up)
            continue;
        if (right) {
            x = (side - 1) & ~x;
            y = (side - 1) & ~y;
        }
        const uint32_t swapped = x;
        x = y;
        y = swapped;
    }
    return along;
}

uint32_t om_curve_place(om_rect rect, om_xy at)
{
    const double side_m = fmax(rect.max_x - rect.min_x, rect.max_y - rect.min_y);
    const double per_m = side_m > 0 ? UINT16_MAX / side_m : 0;
    return om_curve_cell((uint16_t)fmin(fmax((at.x - rect.min_x) * per_m, 0), UINT16_MAX),
                         (uint16_t)fmin(fmax((at.y - rect.min_y) * per_m, 0), UINT16_MAX));
}
