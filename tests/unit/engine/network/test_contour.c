/* Outlines of fields whose shape is known. */
#include "engine/network/area.h"

#include "tests/support/check.h"

enum { SIDE = 41 };

static double area_of(const om_outline *outline, const om_ring *ring)
{
    double twice = 0;
    for (size_t i = ring->first + 1; i < ring->first + ring->count; i++)
        twice += outline->points[i - 1].x * outline->points[i].y -
                 outline->points[i].x * outline->points[i - 1].y;
    return twice / 2;
}

static void clear(om_outline *outline)
{
    om_outline_clear(outline);
}

static void a_ring_of_ground_has_its_hole(void **state)
{
    (void)state;
    static float values[SIDE * SIDE];
    for (int y = 0; y < SIDE; y++)
        for (int x = 0; x < SIDE; x++) {
            const double r = hypot(x - 20.0, y - 20.0);
            values[y * SIDE + x] = (float)(5 - fabs(r - 12));
        }
    __attribute__((cleanup(clear))) om_outline outline = {0};
    om_contour(values, SIDE, SIDE, (om_xy){-200, -200}, 10, &outline);
    CHECK_INT(outline.ring_count, 2);
    CHECK(outline.rings[0].outer == OM_IS_OUTER);
    CHECK_INT(outline.rings[1].outer, 0);
    CHECK_NEAR(area_of(&outline, &outline.rings[0]), M_PI * 170 * 170, 0.01 * M_PI * 170 * 170);
    CHECK_NEAR(area_of(&outline, &outline.rings[1]), -M_PI * 70 * 70, 0.02 * M_PI * 70 * 70);
    CHECK(om_outline_has(&outline, (om_xy){120, 0}));
    CHECK(!om_outline_has(&outline, (om_xy){0, 0}));
    CHECK(!om_outline_has(&outline, (om_xy){180, 0}));
}

static void a_single_node_is_a_diamond_and_parts_stay_apart(void **state)
{
    (void)state;
    float values[7 * 5];
    for (int i = 0; i < 35; i++)
        values[i] = -1;
    values[2 * 7 + 2] = values[2 * 7 + 4] = 1;
    __attribute__((cleanup(clear))) om_outline outline = {0};
    om_contour(values, 7, 5, (om_xy){0, 0}, 1, &outline);
    CHECK_INT(outline.ring_count, 2);
    for (size_t i = 0; i < 2; i++) {
        CHECK_INT(outline.rings[i].count, 5);
        CHECK_NEAR(area_of(&outline, &outline.rings[i]), 0.5, 1e-9);
    }
}

/* Whatever the field, every inside node lies inside, every other outside, and no ring is open. */
static void random_fields_are_outlined_whole(void **state)
{
    (void)state;
    uint64_t random = 3;
    static float values[SIDE * SIDE];
    for (int round = 0; round < 20; round++) {
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++) {
                random = random * 6364136223846793005u + 1442695040888963407u;
                const bool rim = x == 0 || y == 0 || x == SIDE - 1 || y == SIDE - 1;
                values[y * SIDE + x] = rim ? -1 : (float)((int)(random >> 60) - 8);
            }
        __attribute__((cleanup(clear))) om_outline outline = {0};
        om_contour(values, SIDE, SIDE, (om_xy){0, 0}, 1, &outline);
        for (int y = 0; y < SIDE; y++)
            for (int x = 0; x < SIDE; x++)
                CHECK(om_outline_has(&outline, (om_xy){x, y}) == (values[y * SIDE + x] >= 0));
        for (size_t i = 0; i < outline.ring_count; i++) {
            const om_ring *ring = &outline.rings[i];
            CHECK((area_of(&outline, ring) > 0) == (ring->outer == OM_IS_OUTER));
        }
    }
}

OM_TESTS(test(a_ring_of_ground_has_its_hole), test(a_single_node_is_a_diamond_and_parts_stay_apart),
         test(random_fields_are_outlined_whole))
