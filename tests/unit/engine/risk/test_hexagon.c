/* Hexagons are regular, fit together without gap and keep their names. */
#include "engine/risk/hexagon.h"

#include <math.h>

#include "tests/support/check.h"

static om_error err;

static om_geom *hexagon(om_geo *geo, int64_t column, int64_t row, double width_m)
{
    om_geom *shape = NULL;
    CHECK_OK(om_hexagon_shape(geo, (om_cell){column, row}, width_m, &shape, &err));
    return shape;
}

static void a_hexagon_has_its_width_and_its_area(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) shape = hexagon(geo, 3, -5, 500);
    const om_rect rect = om_geom_rect(shape), told = om_hexagon_rect((om_cell){3, -5}, 500);
    CHECK_NEAR(rect.max_x - rect.min_x, 500, 0);
    CHECK_NEAR(rect.max_y - rect.min_y, 1000 / sqrt(3), 1e-9);
    CHECK_NEAR(om_geom_area_m2(shape), 500.0 * 500 * sqrt(3) / 2, 1e-6);
    CHECK_NEAR(told.min_x, rect.min_x, 0);
    CHECK_NEAR(told.max_y, rect.max_y, 0);
    CHECK_NEAR(om_hexagon_middle((om_cell){3, -5}, 500).x, 1750, 0); /* an odd row */
}

static void six_neighbours_touch_it_along_a_whole_side(void **state)
{
    (void)state;
    static const om_cell around[] = {{1, 0}, {-1, 0}, {0, 1}, {-1, 1}, {0, -1}, {-1, -1}};
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) middle = hexagon(geo, 0, 0, 333.3);
    for (size_t i = 0; i < sizeof around / sizeof *around; i++) {
        OM_AUTO(om_geom) other = hexagon(geo, around[i].column, around[i].row, 333.3);
        OM_AUTO(om_geom) both = NULL;
        const om_geom *const two[] = {middle, other};
        CHECK_OK(om_geom_unite(geo, two, 2, OM_METRES, &both, &err));
        CHECK_INT(om_geom_part_count(both), 1);
        CHECK_INT(om_geom_point_count(both), 11); /* 12 corners, two of them shared, and the end */
        CHECK_NEAR(om_geom_area_m2(both), 2 * om_geom_area_m2(middle), 1e-6);
    }
}

static void names_are_read_back(void **state)
{
    (void)state;
    char code[OM_CELL_CODE_SIZE];
    om_cell cell = {0};
    om_hexagon_code((om_cell){-7, 12}, code);
    CHECK_TEXT(code, "h-7_12");
    CHECK(om_hexagon_of_code(code, &cell));
    CHECK_INT(cell.column, -7);
    CHECK_INT(cell.row, 12);
    CHECK(!om_hexagon_of_code("c1_2", &cell) && !om_hexagon_of_code(NULL, &cell));
}

OM_TESTS(test(a_hexagon_has_its_width_and_its_area),
         test(six_neighbours_touch_it_along_a_whole_side), test(names_are_read_back))
