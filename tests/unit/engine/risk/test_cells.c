/* Cells come in their order, with the same grades and the same bytes from any number of threads. */
#include "engine/risk/cells.h"

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/sites.h"

static om_error err;

enum { SIDE = 40, CELLS = SIDE * SIDE };

static const test_site sites[] = {{"a", 1, 300, "POINT(505 505)"},
                                  {"b", 2, 0, "POLYGON((0 0,55 0,55 95,0 95,0 0))"},
                                  {"c", 4, 900, "POINT(3500 3500)"}};

/* All that was taken, one byte after the other. */
typedef struct taken {
    om_text bytes;
    size_t count, counts[OM_GRADE_LOWEST + 1];
} taken;

static om_status take(void *context, const om_graded_cell *cell, const void *wkb, om_error *ret_err)
{
    taken *all = context;
    (void)ret_err;
    om_text_add_format(&all->bytes, "%lld %lld %d;", (long long)cell->cell.column,
                       (long long)cell->cell.row, cell->level.area.grade);
    om_text_add_bytes(&all->bytes, wkb, cell->wkb_size);
    all->counts[cell->level.area.grade]++;
    all->count++;
    return OM_OK;
}

static om_status refuse(void *context, const om_graded_cell *cell, const void *wkb,
                        om_error *ret_err)
{
    (void)context;
    (void)cell;
    (void)wkb;
    return om_fail(ret_err, OM_ERR_DISK, "the disk is full");
}

/* A field of squares or hexagons of 100 m over ground that leaves out the last row's upper half. */
static void with_cells(om_cell_kind kind, void (*ask)(om_cells *cells))
{
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_geom) ground = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_sources) sources = sites_graded(geo, sites, 3);
    CHECK_OK(om_geom_of_wkt(geo, "MULTIPOLYGON(((0 0,4000 0,4000 3950,0 3950,0 0)))", OM_METRES,
                            &ground, &err));
    OM_AUTO_MEMORY om_cell *list = om_memory_take(CELLS, sizeof *list);
    for (int i = 0; i < CELLS; i++)
        list[i] = (om_cell){i % SIDE, i / SIDE};
    const om_area_mode mode = {.kind = OM_AREA_HIGHEST};
    om_cells cells = {.sources = sources,
                      .mode = &mode,
                      .kind = kind,
                      .cell_m = 100,
                      .list = list,
                      .count = CELLS,
                      .ground = ground,
                      .metric_crs = "EPSG:26985"};
    ask(&cells);
}

static void grade_with_one_and_three(om_cells *cells)
{
    taken one = {0}, three = {0};
    cells->threads = 1;
    CHECK_OK(om_cells_grade(cells, take, &one, &err));
    cells->threads = 3;
    CHECK_OK(om_cells_grade(cells, take, &three, &err));
    CHECK_INT(one.count, CELLS);
    CHECK_INT(one.bytes.length, three.bytes.length);
    CHECK(memcmp(one.bytes.bytes, three.bytes.bytes, one.bytes.length) == 0);
    if (cells->kind == OM_CELL_SQUARE) {
        CHECK_INT(one.counts[2], 1);
        /* Within 300 m of (505, 505): by columns of squares, 3 to 7 of them on either side. */
        size_t near = 0;
        for (int i = 0; i < CELLS; i++) {
            const double west = i % SIDE * 100, south = i / SIDE * 100;
            const double x = fmax(fmax(west - 505, 505 - west - 100), 0);
            const double y = fmax(fmax(south - 505, 505 - south - 100), 0);
            near += x * x + y * y <= 300 * 300;
        }
        CHECK_INT(one.counts[1], near);
    }
    om_text_clear(&one.bytes);
    om_text_clear(&three.bytes);
}

static void any_number_of_threads_gives_the_same_bytes(void **state)
{
    (void)state;
    with_cells(OM_CELL_SQUARE, grade_with_one_and_three);
    with_cells(OM_CELL_HEXAGON, grade_with_one_and_three);
}

static void ask_to_fail(om_cells *cells)
{
    CHECK_FAILS(om_cells_grade(cells, refuse, NULL, &err), OM_ERR_DISK, "the disk is full");
    taken none = {0};
    cells->count = 0;
    CHECK_OK(om_cells_grade(cells, take, &none, &err));
    CHECK_INT(none.count, 0);
}

static void what_cannot_be_taken_ends_it(void **state)
{
    (void)state;
    with_cells(OM_CELL_SQUARE, ask_to_fail);
}

static void ask_for_indexes(om_cells *cells)
{
    OM_AUTO(om_standard) table = NULL;
    OM_AUTO(om_area_rules) rules = NULL;
    CHECK_OK(om_standard_open("", "area_modes.csv", om_area_rules_columns, &table, &err));
    CHECK_OK(om_area_rules_open(table, &rules, &err));
    const om_area_mode mode = {.rules = rules, .kind = OM_AREA_WEIGHTED, .limit = rules->limit};
    cells->mode = &mode;
    OM_AUTO_MEMORY double *index = NULL;
    CHECK_OK(om_cells_index(cells, &index, &err));
    CHECK_NEAR(index[5 * SIDE + 5], 27, 0);
    CHECK_NEAR(index[0], 9, 0); /* the area of b lies in it; a is out of reach */
    CHECK(isnan(index[SIDE - 1]));
}

static void indexes_alone_are_had_for_limits(void **state)
{
    (void)state;
    with_cells(OM_CELL_SQUARE, ask_for_indexes);
}

OM_TESTS(test(any_number_of_threads_gives_the_same_bytes), test(what_cannot_be_taken_ends_it),
         test(indexes_alone_are_had_for_limits))
