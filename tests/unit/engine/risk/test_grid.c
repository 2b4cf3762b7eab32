/* Cells lie on the raster of the CRS and share ground with an area. */
#include "engine/risk/grid.h"

#include "tests/support/check.h"

static om_error err;

static size_t cells_of_kind(om_cell_kind kind, const char *const *wkts, size_t count, double cell_m,
                            om_cell **ret)
{
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    om_geom *areas[4];
    for (size_t i = 0; i < count; i++)
        CHECK_OK(om_geom_of_wkt(geo, wkts[i], OM_METRES, &areas[i], &err));
    size_t found = 0;
    CHECK_OK(
        om_grid_cells(geo, (const om_geom *const *)areas, count, kind, cell_m, ret, &found, &err));
    for (size_t i = 0; i < count; i++)
        om_geom_free(areas[i]);
    return found;
}

static size_t cells_of(const char *const *wkts, size_t count, double cell_m, om_cell **ret)
{
    return cells_of_kind(OM_CELL_SQUARE, wkts, count, cell_m, ret);
}

static void cells_keep_to_the_raster_and_touching_is_not_enough(void **state)
{
    (void)state;
    static const char *const square[] = {"POLYGON((0 0,200 0,200 100,0 100,0 0))"};
    OM_AUTO_MEMORY om_cell *cells = NULL;
    CHECK_INT(cells_of(square, 1, 100, &cells), 2);
    CHECK_INT(cells[0].column, 0);
    CHECK_INT(cells[1].column, 1);
    CHECK_INT(cells[1].row, 0);
    const om_rect rect = om_cell_rect(cells[1], 100);
    CHECK_NEAR(rect.min_x, 100, 0);
    CHECK_NEAR(rect.max_y, 100, 0);
}

static void cells_west_and_south_have_negative_numbers(void **state)
{
    (void)state;
    static const char *const square[] = {"POLYGON((-150 -20,-110 -20,-110 10,-150 10,-150 -20))"};
    OM_AUTO_MEMORY om_cell *cells = NULL;
    CHECK_INT(cells_of(square, 1, 100, &cells), 2);
    char code[OM_CELL_CODE_SIZE];
    om_cell_code(cells[0], code);
    CHECK_TEXT(code, "c-2_-1");
    om_cell_code((om_cell){12, -5}, code);
    CHECK_TEXT(code, "c12_-5");
}

static void two_areas_share_their_cells_in_any_order(void **state)
{
    (void)state;
    static const char *const ab[] = {"POLYGON((0 0,350 0,0 350,0 0))",
                                     "POLYGON((350 0,350 350,0 350,350 0))"};
    static const char *const ba[] = {"POLYGON((350 0,350 350,0 350,350 0))",
                                     "POLYGON((0 0,350 0,0 350,0 0))"};
    OM_AUTO_MEMORY om_cell *one = NULL;
    OM_AUTO_MEMORY om_cell *other = NULL;
    CHECK_INT(cells_of(ab, 2, 100, &one), 16);
    CHECK_INT(cells_of(ba, 2, 100, &other), 16);
    CHECK(memcmp(one, other, 16 * sizeof *one) == 0);
}

static void a_triangle_takes_the_cells_it_shares_ground_with(void **state)
{
    (void)state;
    /* x + y < 300 over cells of 100: 3 + 2 + 1 */
    static const char *const triangle[] = {"POLYGON((0 0,300 0,0 300,0 0))"};
    OM_AUTO_MEMORY om_cell *cells = NULL;
    CHECK_INT(cells_of(triangle, 1, 100, &cells), 6);
    OM_AUTO_MEMORY om_cell *fine = NULL;
    CHECK_INT(cells_of(triangle, 1, 1, &fine), 300 * 301 / 2);
}

/* Every hexagon of a lattice, asked one by one whether it shares ground with a triangle. */
static void hexagons_are_found_as_a_plain_search_finds_them(void **state)
{
    (void)state;
    static const char *const triangle[] = {"POLYGON((-310 -290,440 -120,90 510,-310 -290))"};
    static const double widths_m[] = {17, 60, 1000};
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_geom) area = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    CHECK_OK(om_geom_of_wkt(geo, triangle[0], OM_METRES, &area, &err));
    for (size_t w = 0; w < sizeof widths_m / sizeof *widths_m; w++) {
        OM_AUTO_MEMORY om_cell *cells = NULL;
        const size_t count = cells_of_kind(OM_CELL_HEXAGON, triangle, 1, widths_m[w], &cells);
        size_t found = 0;
        double ground_m2 = 0;
        for (int64_t row = -60; row <= 60; row++)
            for (int64_t column = -60; column <= 60; column++) {
                OM_AUTO(om_geom) hexagon = NULL;
                OM_AUTO(om_geom) shared = NULL;
                CHECK_OK(om_cell_shape(geo, OM_CELL_HEXAGON, (om_cell){column, row}, widths_m[w],
                                       &hexagon, &err));
                CHECK_OK(om_geom_overlap(area, hexagon, &shared, &err));
                if (!(om_geom_area_m2(shared) > 1e-6 * widths_m[w] * widths_m[w]))
                    continue;
                ground_m2 += om_geom_area_m2(shared);
                CHECK(found < count && cells[found].row == row && cells[found].column == column);
                found++;
            }
        CHECK_INT(found, count);
        CHECK_NEAR(ground_m2, om_geom_area_m2(area), 1e-3); /* no gap and no overlap */
    }
}

static void too_fine_a_grid_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_geom) area = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    CHECK_OK(om_geom_of_rect(geo, (om_rect){0, 0, 1e6, 1e6}, OM_METRES, &area, &err));
    om_cell *cells = NULL;
    size_t count = 3;
    CHECK_FAILS(om_grid_cells(geo, (const om_geom *const[]){area}, 1, OM_CELL_SQUARE, 10, &cells,
                              &count, &err),
                OM_ERR_RANGE, "cells of 10 m would make a grid of");
    CHECK(!cells && count == 3);
}

static void a_cell_is_found_by_its_name(void **state)
{
    (void)state;
    char code[OM_CELL_CODE_SIZE];
    om_cell cell = {0};
    om_cell_code((om_cell){12, -5}, code);
    CHECK(om_cell_of_code(code, &cell));
    CHECK_INT(cell.column, 12);
    CHECK_INT(cell.row, -5);
    CHECK(!om_cell_of_code("12_5", &cell) && !om_cell_of_code("c12", &cell));
    CHECK(!om_cell_of_code("c1_x", &cell) && !om_cell_of_code(NULL, &cell));
}

OM_TESTS(test(cells_keep_to_the_raster_and_touching_is_not_enough),
         test(cells_west_and_south_have_negative_numbers),
         test(two_areas_share_their_cells_in_any_order),
         test(a_triangle_takes_the_cells_it_shares_ground_with), test(too_fine_a_grid_is_refused),
         test(a_cell_is_found_by_its_name), test(hexagons_are_found_as_a_plain_search_finds_them))
