/* Rings, their holes, and what lies inside. */
#include "engine/network/outline.h"

#include "tests/support/check.h"

/* A square ring; `turn` 1 against the clock, -1 with it. */
static void add_square(om_outline *outline, double x, double y, double half, int turn)
{
    for (int i = 0; i < 4; i++) {
        const int at = turn > 0 ? i : 3 - i;
        om_outline_add(outline, (om_xy){x + (at == 1 || at == 2 ? half : -half),
                                        y + (at >= 2 ? half : -half)});
    }
    om_outline_close(outline);
}

static void a_hole_belongs_to_the_smallest_ring_around_it(void **state)
{
    (void)state;
    OM_AUTO_OUTLINE outline = {0};
    add_square(&outline, 0, 0, 50, 1);
    add_square(&outline, 0, 0, 10, -1);
    add_square(&outline, 0, 0, 40, -1);
    add_square(&outline, 0, 0, 20, 1);
    om_outline_nest(&outline);
    CHECK(outline.rings[0].outer == OM_IS_OUTER);
    CHECK_INT(outline.rings[1].outer, 3);
    CHECK_INT(outline.rings[2].outer, 0);
    CHECK(outline.rings[3].outer == OM_IS_OUTER);
    CHECK_NEAR(om_outline_area_m2(&outline), 100 * 100 - 80 * 80 + 40 * 40 - 20 * 20, 1e-9);
}

static void the_index_answers_like_the_outline(void **state)
{
    (void)state;
    OM_AUTO_OUTLINE outline = {0};
    for (int i = 0; i < 30; i++)
        add_square(&outline, 7.3 * i, 3.1 * (i % 7), 3, i % 3 ? 1 : -1);
    OM_AUTO(om_outline_index) index = om_outline_index_new(&outline);
    size_t inside = 0;
    for (double y = -5; y < 25; y += 0.37)
        for (double x = -5; x < 225; x += 0.53) {
            CHECK(om_outline_index_has(index, (om_xy){x, y}) ==
                  om_outline_has(&outline, (om_xy){x, y}));
            inside += om_outline_has(&outline, (om_xy){x, y});
        }
    CHECK(inside > 1000);
}

static void nothing_has_nothing(void **state)
{
    (void)state;
    const om_outline nothing = {0};
    OM_AUTO(om_outline_index) index = om_outline_index_new(&nothing);
    CHECK(!om_outline_index_has(index, (om_xy){0, 0}));
    CHECK(!om_outline_has(&nothing, (om_xy){0, 0}));
    const om_rect rect = om_outline_rect(&nothing);
    CHECK(rect.min_x > rect.max_x);
}

OM_TESTS(test(a_hole_belongs_to_the_smallest_ring_around_it),
         test(the_index_answers_like_the_outline), test(nothing_has_nothing))
