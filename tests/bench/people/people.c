/*
 * Areal weighting: a grid of people summed up over many shapes, by exact shares of cells, by the
 * centres of cells, and by GEOS clipping cell by cell.
 *
 * usage: bench_people CASE OUTPUT.wkb   with CASE districts, areas or buildings
 *
 * The shapes are made here, the same in each run, and written to OUTPUT.wkb for other programs:
 * size (4 bytes) and WKB of each, one after another. Prints "figure NAME VALUE UNIT" lines.
 */
#include <time.h>

#include "engine/base/memory.h"
#include "engine/geo/fractions.h"
#include "engine/geo/geom.h"
#include "tests/support/check.h"

static om_error err;

/* A city of 40 km by 40 km. */
#define SIDE_M 40000.0

enum { TRIES = 5 };

typedef struct bench {
    om_geo *geo;
    om_grid grid;
    double *people; /* one a cell */
    om_geom **shapes;
    size_t count;
} bench;

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double pseudo_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed / 4294967296.0;
}

/* ---- Shapes ---- */

/* A wobbly outline around a center. */
static om_geom *blob(om_geo *geo, om_xy center, double radius_m, size_t corners, uint32_t *seed)
{
    OM_AUTO_MEMORY om_xy *points = om_memory_take(corners + 1, sizeof *points);
    const double phase = 6 * pseudo_random(seed);
    for (size_t i = 0; i < corners; i++) {
        const double turn = 2 * 3.14159265358979 * (double)i / (double)corners;
        const double reach = radius_m * (1 + 0.25 * sin(3 * turn + phase) + 0.1 * sin(17 * turn) +
                                         0.01 * pseudo_random(seed));
        points[i] = (om_xy){center.x + reach * cos(turn), center.y + reach * sin(turn)};
    }
    points[corners] = points[0];
    om_geom *made = NULL;
    CHECK_OK(om_geom_of_ring(geo, points, corners + 1, OM_METRES, &made, &err));
    return made;
}

/* A house of 12 m by 18 m, turned. */
static om_geom *house(om_geo *geo, om_xy center, uint32_t *seed)
{
    const double turn = 3.14159265358979 * pseudo_random(seed);
    const double along_x = 9 * cos(turn), along_y = 9 * sin(turn);
    const double across_x = -6 * sin(turn), across_y = 6 * cos(turn);
    const om_xy points[] = {{center.x + along_x + across_x, center.y + along_y + across_y},
                            {center.x - along_x + across_x, center.y - along_y + across_y},
                            {center.x - along_x - across_x, center.y - along_y - across_y},
                            {center.x + along_x - across_x, center.y + along_y - across_y},
                            {center.x + along_x + across_x, center.y + along_y + across_y}};
    om_geom *made = NULL;
    CHECK_OK(om_geom_of_ring(geo, points, 5, OM_METRES, &made, &err));
    return made;
}

static void make_shapes(bench *of, const char *name)
{
    const bool districts = strcmp(name, "districts") == 0, areas = strcmp(name, "areas") == 0;
    const double margin_m = districts ? 4500 : 900;
    uint32_t seed = 7;
    of->count = districts ? 80 : areas ? 1000 : 100000;
    of->shapes = om_memory_take(of->count, sizeof *of->shapes);
    for (size_t i = 0; i < of->count; i++) {
        const om_xy at = {margin_m + (SIDE_M - 2 * margin_m) * pseudo_random(&seed),
                          margin_m + (SIDE_M - 2 * margin_m) * pseudo_random(&seed)};
        of->shapes[i] = districts ? blob(of->geo, at, 3000, 5000, &seed)
                        : areas   ? blob(of->geo, at, 600, 400, &seed)
                                  : house(of->geo, at, &seed);
    }
}

static void make_grid(bench *of, double cell_m)
{
    uint32_t seed = 11;
    CHECK_OK(om_grid_around((om_rect){0, 0, SIDE_M, SIDE_M}, cell_m, &of->grid, &err));
    const size_t cells = (size_t)of->grid.columns * of->grid.rows;
    of->people = om_memory_take(cells, sizeof *of->people);
    for (size_t i = 0; i < cells; i++)
        of->people[i] = pseudo_random(&seed);
}

static void write_shapes(const bench *of, const char *path)
{
    FILE *file = fopen(path, "wb");
    CHECK(file != NULL);
    for (size_t i = 0; i < of->count; i++) {
        OM_AUTO_TEXT wkb = {0};
        CHECK_OK(om_geom_write_wkb(of->shapes[i], &wkb, &err));
        const uint32_t size = (uint32_t)wkb.length;
        CHECK(fwrite(&size, sizeof size, 1, file) == 1);
        CHECK(fwrite(wkb.bytes, 1, size, file) == size);
    }
    fclose(file);
}

/* ---- Exact shares ---- */

typedef struct summing {
    const bench *of;
    double sum;
} summing;

static void sum_run(void *user, const om_cell_run *run)
{
    summing *to = user;
    const double *people = &to->of->people[(size_t)run->row * to->of->grid.columns + run->first];
    double sum = 0;
    if (run->shares)
        for (uint32_t i = 0; i < run->count; i++)
            sum += run->shares[i] * people[i];
    else
        for (uint32_t i = 0; i < run->count; i++)
            sum += people[i];
    to->sum += sum;
}

static void sum_exactly(const bench *of, double *ret)
{
    OM_AUTO(om_fractions) fractions = om_fractions_new(&of->grid);
    for (size_t i = 0; i < of->count; i++) {
        summing to = {of, 0};
        CHECK_OK(om_fractions_find(fractions, of->shapes[i], sum_run, &to, &err));
        ret[i] = to.sum;
    }
}

/* ---- Centres of cells ---- */

static int ascending(const void *left, const void *right)
{
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

/* Where the outline crosses the rows' middles, row by row in lists of equal length. */
typedef struct crossings {
    double *at;
    uint32_t *count;
    size_t room; /* a row */
    long low, rows;
} crossings;

static void add_crossings(crossings *all, om_xy a, om_xy b)
{
    const om_xy low = a.y < b.y ? a : b, high = a.y < b.y ? b : a;
    for (long row = (long)ceil(low.y - 0.5); (double)row + 0.5 < high.y; row++) {
        const long slot = row - all->low;
        if (slot < 0 || slot >= all->rows || all->count[slot] >= all->room)
            continue;
        const double part = ((double)row + 0.5 - low.y) / (high.y - low.y);
        all->at[(size_t)slot * all->room + all->count[slot]++] = low.x + part * (high.x - low.x);
    }
}

static double sum_between(const bench *of, const crossings *all)
{
    double sum = 0;
    for (long slot = 0; slot < all->rows; slot++) {
        double *at = &all->at[(size_t)slot * all->room];
        const double *people = &of->people[(size_t)(all->low + slot) * of->grid.columns];
        if (all->count[slot] > 2)
            qsort(at, all->count[slot], sizeof *at, ascending);
        else if (all->count[slot] == 2 && at[0] > at[1]) {
            const double first = at[0];
            at[0] = at[1];
            at[1] = first;
        }
        for (uint32_t i = 0; i + 1 < all->count[slot]; i += 2)
            for (long c = (long)ceil(at[i] - 0.5); (double)c + 0.5 < at[i + 1]; c++)
                sum += people[c];
    }
    return sum;
}

static void sum_by_centres(const bench *of, double *ret)
{
    enum { MOST_ROWS = 4096, ROOM = 64 };
    crossings all = {om_memory_take((size_t)MOST_ROWS * ROOM, sizeof(double)),
                     om_memory_take(MOST_ROWS, sizeof(uint32_t)), ROOM, 0, 0};
    for (size_t i = 0; i < of->count; i++) {
        om_xy *points = NULL;
        size_t count = 0;
        const om_rect rect = om_geom_rect(of->shapes[i]);
        const double cell_m = of->grid.cell_m;
        all.low = (long)floor(rect.min_y / cell_m);
        all.rows = (long)floor(rect.max_y / cell_m) - all.low + 1;
        memset(all.count, 0, (size_t)all.rows * sizeof *all.count);
        CHECK_OK(om_geom_points(of->shapes[i], &points, &count, &err));
        for (size_t p = 0; p < count; p++)
            points[p] = (om_xy){points[p].x / cell_m, points[p].y / cell_m};
        for (size_t p = 1; p < count; p++)
            add_crossings(&all, points[p - 1], points[p]);
        ret[i] = sum_between(of, &all);
        free(points);
    }
    free(all.at);
    free(all.count);
}

/* ---- GEOS, cell by cell ---- */

static double sum_by_geos(const bench *of, const om_geom *shape)
{
    const om_rect rect = om_geom_rect(shape);
    const double cell_m = of->grid.cell_m;
    double sum = 0;
    for (uint32_t row = (uint32_t)(rect.min_y / cell_m); row * cell_m < rect.max_y; row++)
        for (uint32_t column = (uint32_t)(rect.min_x / cell_m); column * cell_m < rect.max_x;
             column++) {
            OM_AUTO(om_geom) part = NULL;
            CHECK_OK(om_geom_clip(shape, om_grid_cell(&of->grid, column, row), &part, &err));
            sum += om_geom_area_m2(part) / (cell_m * cell_m) *
                   of->people[(size_t)row * of->grid.columns + column];
        }
    return sum;
}

/* ---- Measuring ---- */

static double best_of(const bench *of, void (*sum)(const bench *, double *), double *ret)
{
    double best_s = INFINITY;
    for (int i = 0; i < TRIES; i++) {
        const double begun = seconds_now();
        sum(of, ret);
        best_s = fmin(best_s, seconds_now() - begun);
    }
    return best_s;
}

int main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    bench of = {0};
    CHECK_OK(om_geo_open(&of.geo, &err));
    make_shapes(&of, argv[1]);
    make_grid(&of, strcmp(argv[1], "areas") == 0 ? 10 : 100);
    write_shapes(&of, argv[2]);
    double *exact = om_memory_take(of.count, sizeof *exact);
    double *centre = om_memory_take(of.count, sizeof *centre);
    printf("figure exact %.3f ms\n", 1e3 * best_of(&of, sum_exactly, exact));
    printf("figure centre %.3f ms\n", 1e3 * best_of(&of, sum_by_centres, centre));

    /* GEOS is slow: a sample, and what it would take for all. */
    const size_t step = strcmp(argv[1], "buildings") == 0 ? 10 : 40;
    double off = 0, begun = seconds_now(), sum = 0, squares = 0;
    size_t sampled = 0;
    for (size_t i = 0; i < of.count; i += step, sampled++)
        off = fmax(off, fabs(sum_by_geos(&of, of.shapes[i]) / exact[i] - 1));
    const double geos_s = (seconds_now() - begun) * (double)of.count / (double)sampled;
    printf("figure geos_clip %.1f ms\n", 1e3 * geos_s);
    printf("figure off_from_geos %.2g share\n", off);
    for (size_t i = 0; i < of.count; i++) {
        squares += (centre[i] / exact[i] - 1) * (centre[i] / exact[i] - 1);
        sum += exact[i];
    }
    printf("figure centre_error_rms %.3f %%\n", 100 * sqrt(squares / (double)of.count));
    printf("figure sum %.12g people\n", sum);
    return 0;
}
