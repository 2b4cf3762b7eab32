/* Generalising: few vertices, no seams, no edge too long. */
#include "engine/draw/generalise.h"

#include <math.h>

#include "tests/support/check.h"

static void add_part(om_figures *figures, const om_vertex *vertices, size_t count)
{
    om_figures_begin_part(figures, false);
    for (size_t i = 0; i < count; i++)
        om_figures_add(figures, vertices[i]);
    om_figures_end_part(figures);
}

/* A border that wriggles, walked by both of its neighbours. */
static void neighbours_stay_neighbours(void **state)
{
    (void)state;
    om_vertex border[200];
    for (uint32_t i = 0; i < 200; i++)
        border[i] = (om_vertex){5000 + 3 * (i * i % 11), 1000 + 13 * i};
    om_figures figures = {0};
    for (int side = 0; side < 2; side++) {
        om_figures_begin(&figures, OM_FEATURE_POLYGON);
        om_figures_begin_part(&figures, false);
        om_figures_add(&figures, (om_vertex){side ? 9000 : 100, 3700});
        om_figures_add(&figures, (om_vertex){side ? 9000 : 100, 900});
        for (uint32_t i = 0; i < 200; i++)
            om_figures_add(&figures, border[i]);
        om_figures_end_part(&figures);
    }
    const bool wanted[] = {true, true};
    om_figures coarse = {0};
    om_figures_generalise(&figures, 0.004, wanted, &coarse);
    CHECK(coarse.parts[0].count < 100);
    CHECK_INT(coarse.parts[0].count, coarse.parts[1].count);
    size_t shared = 0;
    for (uint32_t i = 0; i < coarse.parts[0].count; i++)
        for (uint32_t j = 0; j < coarse.parts[1].count; j++)
            shared += coarse.vertices[i].x == coarse.vertices[coarse.parts[1].first + j].x &&
                      coarse.vertices[i].y == coarse.vertices[coarse.parts[1].first + j].y;
    CHECK_INT(shared, coarse.parts[0].count - 2);
    om_figures_clear(&coarse);
    om_figures_clear(&figures);
}

static void what_is_tiny_keeps_its_place(void **state)
{
    (void)state;
    const om_vertex cell[] = {{100, 100}, {110, 100}, {110, 110}, {100, 110}};
    om_figures figures = {0}, coarse = {0};
    om_figures_begin(&figures, OM_FEATURE_POLYGON);
    add_part(&figures, cell, 4);
    om_figures_generalise(&figures, 0.001, (bool[]){true}, &coarse);
    CHECK_NEAR(om_ring_area2(coarse.vertices, coarse.parts[0].count), 200, 0);
    om_figures_clear(&coarse);
    om_figures_clear(&figures);
}

static void no_edge_is_longer_than_it_may_be(void **state)
{
    (void)state;
    const om_vertex line[] = {{0, 0}, {4000000000u, 3000000000u}};
    om_figures figures = {0}, fine = {0};
    om_figures_begin(&figures, OM_FEATURE_LINE);
    add_part(&figures, line, 2);
    om_figures_generalise(&figures, 0.001, (bool[]){true}, &fine);
    for (size_t i = 1; i < fine.vertex_count; i++)
        CHECK(hypot((double)fine.vertices[i].x - fine.vertices[i - 1].x,
                    (double)fine.vertices[i].y - fine.vertices[i - 1].y) *
                  0.001 <=
              OM_EDGE_MAX_PX + 1);
    CHECK(fine.vertex_count > 300);
    om_figures_clear(&fine);
    om_figures_clear(&figures);
}

static void what_is_not_wanted_stays_empty(void **state)
{
    (void)state;
    const om_vertex line[] = {{0, 0}, {4000, 3000}};
    om_figures figures = {0}, none = {0};
    om_figures_begin(&figures, OM_FEATURE_LINE);
    add_part(&figures, line, 2);
    om_figures_generalise(&figures, 1, (bool[]){false}, &none);
    CHECK_INT(none.shape_count, 1);
    CHECK_INT(none.shapes[0].count, 0);
    om_figures_clear(&none);
    om_figures_clear(&figures);
}

OM_TESTS(test(neighbours_stay_neighbours), test(what_is_tiny_keeps_its_place),
         test(no_edge_is_longer_than_it_may_be), test(what_is_not_wanted_stays_empty))
