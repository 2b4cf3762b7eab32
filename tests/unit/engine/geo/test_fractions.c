/* Shares of cells: worked values, GEOS's own overlaps, and polygons that leave no gap. */
#include "engine/geo/fractions.h"

#include "engine/base/memory.h"
#include "tests/support/check.h"

static om_error err;

/* The shares of all cells of a small grid, and what the runs were like. */
typedef struct plane {
    om_grid grid;
    double *shares;
    size_t runs, whole_runs;
    bool in_order;
    uint64_t last;
} plane;

static void note_run(void *user, const om_cell_run *run)
{
    plane *on = user;
    const uint64_t first = (uint64_t)run->row * on->grid.columns + run->first;
    on->in_order = on->in_order && run->count > 0 && (on->runs == 0 || first > on->last);
    on->last = first + run->count - 1;
    on->runs++;
    on->whole_runs += run->shares == NULL;
    for (uint32_t i = 0; i < run->count; i++) {
        const double share = run->shares ? run->shares[i] : 1;
        CHECK(share > 0 && share <= 1);
        on->shares[first + i] += share;
    }
}

static plane open_plane(om_xy origin, double cell_m, uint32_t columns, uint32_t rows)
{
    return (plane){.grid = {origin, cell_m, columns, rows},
                   .shares = om_memory_take((size_t)columns * rows, sizeof(double)),
                   .in_order = true};
}

static void cover(plane *on, const om_geom *shape)
{
    OM_AUTO(om_fractions) fractions = om_fractions_new(&on->grid);
    on->runs = 0;
    CHECK_OK(om_fractions_find(fractions, shape, note_run, on, &err));
    CHECK(on->in_order);
}

static void cover_wkt(om_geo *geo, plane *on, const char *wkt)
{
    OM_AUTO(om_geom) shape = NULL;
    CHECK_OK(om_geom_of_wkt(geo, wkt, OM_METRES, &shape, &err));
    cover(on, shape);
}

static double share_at(const plane *on, uint32_t column, uint32_t row)
{
    return on->shares[(size_t)row * on->grid.columns + column];
}

static double sum_of(const plane *on)
{
    double sum = 0;
    for (size_t i = 0; i < (size_t)on->grid.columns * on->grid.rows; i++)
        sum += on->shares[i];
    return sum;
}

static double pseudo_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed / 4294967296.0;
}

static int open_geo(void **state)
{
    om_geo *geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    *state = geo;
    return 0;
}

static int close_geo(void **state)
{
    om_geo_free(*state);
    return 0;
}

static void a_square_over_four_cells_covers_nine_sixteenths_of_each(void **state)
{
    plane on = open_plane((om_xy){0, 0}, 1, 4, 4);
    cover_wkt(*state, &on, "POLYGON((0.25 0.25,1.75 0.25,1.75 1.75,0.25 1.75,0.25 0.25))");
    for (uint32_t row = 0; row < 4; row++)
        for (uint32_t column = 0; column < 4; column++)
            CHECK_NEAR(share_at(&on, column, row), column < 2 && row < 2 ? 0.5625 : 0, 0);
    free(on.shares);
}

static void a_triangle_covers_whole_cells_and_halves(void **state)
{
    static const double wanted[4][4] = {{1, 1, 0.5, 0}, {1, 0.5, 0, 0}, {0.5, 0, 0, 0}, {0}};
    plane on = open_plane((om_xy){0, 0}, 1, 4, 4);
    cover_wkt(*state, &on, "POLYGON((0 0,3 0,0 3,0 0))");
    for (uint32_t row = 0; row < 4; row++)
        for (uint32_t column = 0; column < 4; column++)
            CHECK_NEAR(share_at(&on, column, row), wanted[row][column], 1e-15);
    CHECK_NEAR(sum_of(&on), 4.5, 1e-15);
    free(on.shares);
}

static void which_way_an_outline_runs_does_not_matter(void **state)
{
    plane on = open_plane((om_xy){0, 0}, 1, 8, 8);
    cover_wkt(*state, &on, "POLYGON((0 0,0 3,3 0,0 0))");
    cover_wkt(*state, &on, "POLYGON((4 4,8 4,8 8,4 8,4 4),(5 5,6 5,6 6,5 6,5 5))");
    cover_wkt(*state, &on, "POLYGON((0 4,4 4,4 8,0 8,0 4),(1 5,1 6,2 6,2 5,1 5))");
    CHECK_NEAR(sum_of(&on), 4.5 + 15 + 15, 1e-14);
    CHECK_NEAR(share_at(&on, 5, 5), 0, 0);
    CHECK_NEAR(share_at(&on, 1, 5), 0, 0);
    free(on.shares);
}

static void what_lies_outside_the_grid_is_left_out(void **state)
{
    plane on = open_plane((om_xy){0, 0}, 1, 4, 4);
    cover_wkt(*state, &on, "POLYGON((-7 -7,2.5 -7,2.5 2.5,-7 2.5,-7 -7))");
    CHECK_NEAR(sum_of(&on), 6.25, 1e-14);
    cover_wkt(*state, &on, "POLYGON((3 -9,99 -9,99 99,3 99,3 -9))");
    CHECK_NEAR(sum_of(&on), 6.25 + 4, 1e-14);
    cover_wkt(*state, &on, "POLYGON((40 40,50 40,50 50,40 40))");
    cover_wkt(*state, &on, "POLYGON((-40 1,-30 1,-30 2,-40 1))");
    CHECK_INT(on.runs, 0);
    cover_wkt(*state, &on, "POLYGON((-100 -100,100 -100,100 100,-100 100,-100 -100))");
    CHECK_NEAR(sum_of(&on), 6.25 + 4 + 16, 1e-14);
    CHECK(on.whole_runs > 0);
    free(on.shares);
}

static void cells_that_an_outline_merely_touches_are_not_told(void **state)
{
    plane on = open_plane((om_xy){0, 0}, 1, 5, 5);
    cover_wkt(*state, &on, "POLYGON((1 1,3 1,3 4,1 4,1 1))");
    CHECK_NEAR(sum_of(&on), 6, 0); /* note_run() refuses shares of 0 */
    CHECK_NEAR(share_at(&on, 2, 3), 1, 0);
    cover_wkt(*state, &on, "POLYGON EMPTY");
    CHECK_INT(on.runs, 0);
    free(on.shares);
}

static void a_level_side_cuts_the_cells_it_runs_through(void **state)
{
    plane on = open_plane((om_xy){0, 0}, 1, 6, 4);
    cover_wkt(*state, &on, "POLYGON((0 0.25,6 0.25,6 2.5,4 2.5,4 1.5,2 1.5,2 2.5,0 2.5,0 0.25))");
    CHECK_NEAR(share_at(&on, 1, 0), 0.75, 1e-15);
    CHECK_NEAR(share_at(&on, 1, 1), 1, 1e-15);
    CHECK_NEAR(share_at(&on, 3, 1), 0.5, 1e-15);
    CHECK_NEAR(share_at(&on, 3, 2), 0, 0);
    CHECK_NEAR(share_at(&on, 5, 2), 0.5, 1e-15);
    CHECK_NEAR(sum_of(&on), 6 * 2.25 - 2, 1e-14);
    free(on.shares);
}

static void a_shape_within_one_cell_covers_its_area(void **state)
{
    plane on = open_plane((om_xy){0, 0}, 10, 3, 3);
    cover_wkt(*state, &on,
              "POLYGON((11 11,19 11,19 16,11 16,11 11),(12 12,12 13,14 13,14 12,12 12))");
    CHECK_INT(on.runs, 1);
    CHECK_NEAR(share_at(&on, 1, 1), 0.38, 1e-15);
    CHECK_NEAR(sum_of(&on), 0.38, 1e-15);
    free(on.shares);
}

static void points_and_lines_are_refused(void **state)
{
    const om_grid grid = {{0, 0}, 1, 4, 4};
    OM_AUTO(om_fractions) fractions = om_fractions_new(&grid);
    OM_AUTO(om_geom) line = NULL;
    CHECK_OK(om_geom_of_wkt(*state, "LINESTRING(0 0,1 1)", OM_METRES, &line, &err));
    CHECK_FAILS(om_fractions_find(fractions, line, note_run, NULL, &err), OM_ERR_GEOMETRY,
                "only polygons");
}

/* ---- Against GEOS ---- */

/* A star of `corners` rays around a center: simple, seldom convex. */
static size_t star(om_xy *points, size_t corners, om_xy center, double radius, uint32_t *seed)
{
    for (size_t i = 0; i < corners; i++) {
        const double turn = 2 * 3.14159265358979 * (double)i / (double)corners;
        const double reach = radius * (0.3 + 0.7 * pseudo_random(seed));
        points[i] = (om_xy){center.x + reach * cos(turn), center.y + reach * sin(turn)};
    }
    points[corners] = points[0];
    return corners + 1;
}

/* A star with a star-shaped hole, and a second one far from it: a multipolygon. */
static om_geom *random_shape(om_geo *geo, om_xy center, double radius, uint32_t *seed)
{
    om_xy points[64];
    OM_AUTO(om_geom) outer = NULL;
    OM_AUTO(om_geom) inner = NULL;
    OM_AUTO(om_geom) ring = NULL;
    OM_AUTO(om_geom) other = NULL;
    size_t count = star(points, 3 + (size_t)(pseudo_random(seed) * 40), center, radius, seed);
    CHECK_OK(om_geom_of_ring(geo, points, count, OM_METRES, &outer, &err));
    count = star(points, 5, center, radius * 0.29, seed);
    CHECK_OK(om_geom_of_ring(geo, points, count, OM_METRES, &inner, &err));
    CHECK_OK(om_geom_without(outer, inner, &ring, &err));
    const om_xy beside = {center.x + 2.2 * radius, center.y - radius / 2};
    count = star(points, 12, beside, radius, seed);
    CHECK_OK(om_geom_of_ring(geo, points, count, OM_METRES, &other, &err));
    const om_geom *const parts[] = {ring, other};
    om_geom *both = NULL;
    CHECK_OK(om_geom_unite(geo, parts, 2, OM_METRES, &both, &err));
    return both;
}

static void random_shapes_cover_what_geos_says(void **state)
{
    om_geo *geo = *state;
    uint32_t seed = 20;
    const double cell_m = 100;
    for (int i = 0; i < 60; i++) {
        const double radius = 30 + pseudo_random(&seed) * 700;
        const om_xy center = {534000 + pseudo_random(&seed) * 900,
                              3490000 + pseudo_random(&seed) * 900};
        OM_AUTO(om_geom) shape = random_shape(geo, center, radius, &seed);
        plane on = open_plane((om_xy){533000, 3489000}, cell_m, 45, 27);
        cover(&on, shape);
        CHECK_NEAR(sum_of(&on), om_geom_area_m2(shape) / (cell_m * cell_m), 1e-9);
        for (uint32_t row = 0; row < on.grid.rows; row++)
            for (uint32_t column = 0; column < on.grid.columns; column++) {
                OM_AUTO(om_geom) cell = NULL;
                OM_AUTO(om_geom) overlap = NULL;
                CHECK_OK(om_geom_of_rect(geo, om_grid_cell(&on.grid, column, row), OM_METRES, &cell,
                                         &err));
                CHECK_OK(om_geom_overlap(shape, cell, &overlap, &err));
                CHECK_NEAR(share_at(&on, column, row), om_geom_area_m2(overlap) / (cell_m * cell_m),
                           1e-9);
            }
        free(on.shares);
    }
}

static void a_shape_of_many_bands_of_rows_keeps_its_area(void **state)
{
    om_geo *geo = *state;
    uint32_t seed = 5;
    OM_AUTO(om_geom) shape = random_shape(geo, (om_xy){534000, 3490000}, 4000, &seed);
    om_grid grid;
    CHECK_OK(om_grid_around(om_geom_rect(shape), 10, &grid, &err));
    plane on = open_plane(grid.origin, 10, grid.columns, grid.rows);
    CHECK((size_t)grid.columns * grid.rows > 5 * 65536);
    cover(&on, shape);
    CHECK_NEAR(sum_of(&on) * 100 / om_geom_area_m2(shape), 1, 1e-12);
    free(on.shares);
}

/* ---- Without gaps ---- */

enum { POSTS = 13 };

/* Posts of a fence, moved at random: what lies between four neighbours is still a simple shape. */
static void set_posts(om_xy posts[POSTS][POSTS], uint32_t *seed)
{
    for (int row = 0; row < POSTS; row++)
        for (int column = 0; column < POSTS; column++)
            posts[row][column] =
                (om_xy){534000.1 + (column + 0.45 * (pseudo_random(seed) - 0.5)) * 231.7,
                        3490000.7 + (row + 0.45 * (pseudo_random(seed) - 0.5)) * 187.3};
}

static void fill_triangle(om_geo *geo, plane *on, om_xy a, om_xy b, om_xy c)
{
    OM_AUTO(om_geom) shape = NULL;
    const om_xy points[] = {a, b, c, a};
    CHECK_OK(om_geom_of_ring(geo, points, 4, OM_METRES, &shape, &err));
    cover(on, shape);
}

static void shapes_without_gaps_fill_each_cell_to_one(void **state)
{
    om_geo *geo = *state;
    om_xy posts[POSTS][POSTS];
    uint32_t seed = 99;
    for (int round = 0; round < 20; round++) {
        set_posts(posts, &seed);
        plane on = open_plane((om_xy){534400, 3490400}, 10 + 23.0 * round, 30, 25);
        on.grid.columns = (uint32_t)(1800 / on.grid.cell_m);
        on.grid.rows = (uint32_t)(1300 / on.grid.cell_m);
        free(on.shares);
        on.shares = om_memory_take((size_t)on.grid.columns * on.grid.rows, sizeof(double));
        for (int row = 1; row < POSTS; row++)
            for (int column = 1; column < POSTS; column++) {
                const om_xy a = posts[row - 1][column - 1], b = posts[row - 1][column];
                const om_xy c = posts[row][column], d = posts[row][column - 1];
                fill_triangle(geo, &on, a, b, c);
                fill_triangle(geo, &on, a, c, d);
            }
        for (size_t i = 0; i < (size_t)on.grid.columns * on.grid.rows; i++)
            CHECK_NEAR(on.shares[i], 1, 1e-12);
        free(on.shares);
    }
}

static void a_grid_holds_its_extent_on_whole_multiples(void **state)
{
    (void)state;
    om_grid grid;
    CHECK_OK(om_grid_around((om_rect){-120, 250, 199.5, 300}, 100, &grid, &err));
    CHECK_NEAR(grid.origin.x, -200, 0);
    CHECK_NEAR(grid.origin.y, 200, 0);
    CHECK_INT(grid.columns, 4);
    CHECK_INT(grid.rows, 1);
    CHECK_NEAR(om_grid_cell(&grid, 3, 0).max_x, 200, 0);
    CHECK_FAILS(om_grid_around((om_rect){0, 0, 1, 1}, NAN, &grid, &err), OM_ERR_RANGE, "nan");
    CHECK_FAILS(om_grid_around((om_rect){0, 0, 1e9, 1}, 0.1, &grid, &err), OM_ERR_RANGE, "many");
}

#define with_geo(name) cmocka_unit_test_setup_teardown(name, open_geo, close_geo)

OM_TESTS(with_geo(a_square_over_four_cells_covers_nine_sixteenths_of_each),
         with_geo(a_triangle_covers_whole_cells_and_halves),
         with_geo(which_way_an_outline_runs_does_not_matter),
         with_geo(what_lies_outside_the_grid_is_left_out),
         with_geo(cells_that_an_outline_merely_touches_are_not_told),
         with_geo(a_level_side_cuts_the_cells_it_runs_through),
         with_geo(a_shape_within_one_cell_covers_its_area), with_geo(points_and_lines_are_refused),
         with_geo(random_shapes_cover_what_geos_says),
         with_geo(a_shape_of_many_bands_of_rows_keeps_its_area),
         with_geo(shapes_without_gaps_fill_each_cell_to_one),
         test(a_grid_holds_its_extent_on_whole_multiples))
