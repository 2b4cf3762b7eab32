/* The extent of points holds them all and no more. */
#include "engine/base/xy.h"

#include "tests/support/check.h"

static void an_extent_is_that_of_the_outermost_points(void **state)
{
    (void)state;
    const om_xy points[] = {{3, -1}, {-2, 4}, {0, 0}};
    const om_rect rect = om_rect_of_points(points, 3);
    CHECK(rect.min_x == -2 && rect.min_y == -1 && rect.max_x == 3 && rect.max_y == 4);
}

static void one_point_has_no_size_and_none_has_no_extent(void **state)
{
    (void)state;
    const om_xy point = {5, 6};
    const om_rect one = om_rect_of_points(&point, 1), none = om_rect_of_points(NULL, 0);
    CHECK(one.min_x == 5 && one.max_x == 5 && one.min_y == 6 && one.max_y == 6);
    CHECK(none.min_x > none.max_x && none.min_y > none.max_y);
}

OM_TESTS(test(an_extent_is_that_of_the_outermost_points),
         test(one_point_has_no_size_and_none_has_no_extent))
