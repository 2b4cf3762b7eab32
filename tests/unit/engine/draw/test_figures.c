/* Figures in few arrays. */
#include "engine/draw/figures.h"
#include "tests/support/check.h"

static const om_vertex square[] = {{10, 10}, {20, 10}, {20, 20}, {10, 20}, {10, 10}};

static void add_ring(om_figures *figures, bool hole, bool backwards)
{
    om_figures_begin_part(figures, hole);
    for (int i = 0; i < 5; i++)
        om_figures_add(figures, square[backwards ? 4 - i : i]);
    om_figures_end_part(figures);
}

static void rings_run_one_way_and_holes_the_other(void **state)
{
    (void)state;
    om_figures figures = {0};
    om_figures_begin(&figures, OM_FEATURE_POLYGON);
    add_ring(&figures, false, false);
    add_ring(&figures, false, true);
    add_ring(&figures, true, false);
    CHECK_INT(figures.shapes[0].count, 3);
    CHECK_INT(figures.parts[0].count, 4);
    for (int p = 0; p < 3; p++) {
        const om_part *part = &figures.parts[p];
        CHECK_NEAR(om_ring_area2(figures.vertices + part->first, part->count), p < 2 ? 200 : -200,
                   0);
    }
    om_figures_clear(&figures);
}

static void parts_with_too_few_vertices_are_taken_away(void **state)
{
    (void)state;
    om_figures figures = {0};
    om_figures_begin(&figures, OM_FEATURE_LINE);
    om_figures_begin_part(&figures, false);
    om_figures_add(&figures, square[0]);
    om_figures_add(&figures, square[0]);
    om_figures_end_part(&figures);
    CHECK_INT(figures.shapes[0].count, 0);
    CHECK_INT(figures.vertex_count, 0);
    CHECK(om_extent_is_empty(figures.shapes[0].extent));
    om_figures_clear(&figures);
}

static void places_beyond_the_world_square_are_clamped(void **state)
{
    (void)state;
    CHECK_INT(om_vertex_of((om_lonlat){-180, 0}).x, 0);
    CHECK_INT(om_vertex_of((om_lonlat){180, 0}).x, UINT32_MAX);
    CHECK_INT(om_vertex_of((om_lonlat){0, 90}).y, 0);
    CHECK_INT(om_vertex_of((om_lonlat){0, 0}).y, 0x80000000u);
    const om_extent corner = om_extent_grown((om_extent){5, 5, 6, UINT32_MAX - 1}, 10);
    CHECK(corner.min_x == 0 && corner.max_x == 16 && corner.max_y == UINT32_MAX);
}

OM_TESTS(test(rings_run_one_way_and_holes_the_other),
         test(parts_with_too_few_vertices_are_taken_away),
         test(places_beyond_the_world_square_are_clamped))
