/* A curve that visits every cell once and never jumps. */
#include "engine/base/curve.h"

#include <stdlib.h>

#include "tests/support/check.h"

enum { SIDE = 64 };

static void neighbours_on_the_curve_are_neighbours_on_the_ground(void **state)
{
    (void)state;
    static int at[SIDE * SIDE][2];
    static bool seen[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            const uint32_t along = om_curve_cell((uint16_t)x, (uint16_t)y);
            CHECK(along < SIDE * SIDE && !seen[along]);
            seen[along] = true;
            at[along][0] = x;
            at[along][1] = y;
        }
    for (int i = 1; i < SIDE * SIDE; i++)
        CHECK_INT(abs(at[i][0] - at[i - 1][0]) + abs(at[i][1] - at[i - 1][1]), 1);
}

static void the_whole_square_is_on_the_curve(void **state)
{
    (void)state;
    CHECK(om_curve_cell(UINT16_MAX, 0) == UINT32_MAX || om_curve_cell(0, UINT16_MAX) == UINT32_MAX);
    const om_rect rect = {100, 200, 300, 250};
    CHECK_INT(om_curve_place(rect, (om_xy){100, 200}), 0);
    CHECK(om_curve_place(rect, (om_xy){300, 200}) == om_curve_cell(UINT16_MAX, 0));
    CHECK(om_curve_place(rect, (om_xy){1e9, -1e9}) == om_curve_cell(UINT16_MAX, 0));
    CHECK_INT(om_curve_place((om_rect){5, 5, 5, 5}, (om_xy){5, 5}), 0);
}

OM_TESTS(test(neighbours_on_the_curve_are_neighbours_on_the_ground),
         test(the_whole_square_is_on_the_curve))
