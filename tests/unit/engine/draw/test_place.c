/* The middles of areas and lines. */
#include "engine/draw/place.h"

#include "tests/support/check.h"

static void begin(om_figures *figures, om_feature_shape kind, const om_vertex *vertices,
                  size_t count, bool hole)
{
    if (!hole)
        om_figures_begin(figures, kind);
    om_figures_begin_part(figures, hole);
    for (size_t i = 0; i < count; i++)
        om_figures_add(figures, vertices[i]);
    om_figures_end_part(figures);
}

static void a_square_has_its_place_in_the_middle(void **state)
{
    (void)state;
    const om_vertex square[] = {{1000, 1000}, {3000, 1000}, {3000, 3000}, {1000, 3000}};
    om_figures figures = {0};
    begin(&figures, OM_FEATURE_POLYGON, square, 4, false);
    const om_vertex at = om_place_inside(&figures, &figures.shapes[0]);
    CHECK_NEAR(at.x, 2000, 20);
    CHECK_NEAR(at.y, 2000, 20);
    om_figures_clear(&figures);
}

/* The centre of gravity of a horseshoe lies outside of it. */
static void a_horseshoe_has_its_place_inside(void **state)
{
    (void)state;
    const om_vertex shoe[] = {{0, 0},       {9000, 0},    {9000, 9000}, {6000, 9000},
                              {6000, 1000}, {1000, 1000}, {1000, 9000}, {0, 9000}};
    om_figures figures = {0};
    begin(&figures, OM_FEATURE_POLYGON, shoe, 8, false);
    const om_vertex at = om_place_inside(&figures, &figures.shapes[0]);
    CHECK_NEAR(at.x, 7500, 600);
    CHECK(at.y > 1000 && at.y < 8000);
    om_figures_clear(&figures);
}

static void half_way_is_half_the_length(void **state)
{
    (void)state;
    const om_vertex line[] = {{0, 0}, {1000, 0}, {1000, 3000}};
    om_figures figures = {0};
    begin(&figures, OM_FEATURE_LINE, line, 3, false);
    const om_vertex at = om_place_half_way(&figures, &figures.shapes[0]);
    CHECK_INT(at.x, 1000);
    CHECK_INT(at.y, 1000);
    om_figures_clear(&figures);
}

OM_TESTS(test(a_square_has_its_place_in_the_middle), test(a_horseshoe_has_its_place_inside),
         test(half_way_is_half_the_length))
