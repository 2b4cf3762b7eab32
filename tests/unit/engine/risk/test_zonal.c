/* Zonal statistics against GEOS's own overlaps, by worked values, and on any number of threads. */
#include "engine/risk/zonal.h"

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/raster.h"
#include "tests/support/scratch.h"

static om_error err;

#define METRIC "EPSG:4549"

enum { SIDE = 40 };

static double hills(uint32_t column, uint32_t row)
{
    const uint32_t mixed = (column * 2654435761u) ^ (row * 2246822519u);
    return mixed % 11 == 0 ? -9999 : (double)(mixed % 1000) / 8;
}

static const test_raster raster = {.grid = {{1000, 2000}, 10, SIDE, SIDE},
                                   .crs = METRIC,
                                   .type = "Float64",
                                   .nodata = "-9999",
                                   .value = hills};

static om_geom *shape_of(om_geo *geo, const char *wkt)
{
    om_geom *shape = NULL;
    CHECK_OK(om_geom_of_wkt(geo, wkt, OM_METRES, &shape, &err));
    return shape;
}

/* What GEOS says, cell by cell. */
static om_zonal by_overlap(om_geo *geo, const om_geom *shape)
{
    om_zonal found = {0, 0, NAN, NAN};
    for (uint32_t row = 0; row < SIDE; row++)
        for (uint32_t column = 0; column < SIDE; column++) {
            OM_AUTO(om_geom) cell = NULL;
            OM_AUTO(om_geom) both = NULL;
            const double value = hills(column, row);
            CHECK_OK(om_geom_of_rect(geo, om_grid_cell(&raster.grid, column, row), OM_METRES, &cell,
                                     &err));
            CHECK_OK(om_geom_overlap(shape, cell, &both, &err));
            const double share = om_geom_area_m2(both) / 100;
            if (!(share > 1e-12) || value == -9999)
                continue;
            found.cells += share;
            found.sum += share * value;
            found.minimum = fmin(found.minimum, value);
            found.maximum = fmax(found.maximum, value);
        }
    return found;
}

static void means_are_those_of_exact_overlaps(void **state)
{
    om_geo *geo = *state;
    static const char *const texts[] = {
        "POLYGON((1013 2007,1237 2031,1150 2301,1090 2140,1013 2007))",
        "POLYGON((1100 2100,1300 2100,1300 2300,1100 2300,1100 2100),"
        "(1133 2133,1133 2177,1188 2151,1133 2133))",
        "MULTIPOLYGON(((1001 2001,1004 2001,1004 2004,1001 2001)),((1355 2350,1500 2350,1500 2500,"
        "1355 2350)))", /* half of it beyond the raster */
        "POLYGON((900 1900,1500 1900,1500 2500,900 2500,900 1900))",
    };
    enum { COUNT = sizeof texts / sizeof *texts };
    om_geom *shapes[COUNT];
    for (size_t i = 0; i < COUNT; i++)
        shapes[i] = shape_of(geo, texts[i]);
    const om_raster_request request = {
        .path = test_raster_write(&raster, "zonal.tif"), .band = 1, .crs = METRIC, .nodata = ""};
    const om_zonal_request asked = {
        .raster = &request, .geo = geo, .shapes = (const om_geom *const *)shapes, .count = COUNT};
    om_zonal found[COUNT];
    om_zonal_facts facts;
    CHECK_OK(om_zonal_measure(&asked, found, &facts, &err));
    CHECK(!facts.is_moved && facts.grid.cell_m == 10);
    for (size_t i = 0; i < COUNT; i++) {
        const om_zonal wanted = by_overlap(geo, shapes[i]);
        CHECK_NEAR(found[i].cells, wanted.cells, 1e-9 * wanted.cells);
        CHECK_NEAR(found[i].sum, wanted.sum, 1e-9 * wanted.sum);
        CHECK_NEAR(found[i].minimum, wanted.minimum, 0);
        CHECK_NEAR(found[i].maximum, wanted.maximum, 0);
        om_geom_free(shapes[i]);
    }
}

/* ---- Many windows ---- */

static double ramp(uint32_t column, uint32_t row)
{
    return column * 0.37 + row * 1.13;
}

static void threads_do_not_change_a_bit(void **state)
{
    om_geo *geo = *state;
    const test_raster large = {.grid = {{0, 0}, 10, 2300, 1500},
                               .crs = METRIC,
                               .type = "Float32",
                               .nodata = "-1",
                               .tiled = true,
                               .value = ramp};
    const om_raster_request request = {
        .path = test_raster_write(&large, "large.tif"), .band = 1, .crs = METRIC, .nodata = ""};
    OM_AUTO(om_geom) one = shape_of(geo, "POLYGON((11 13,22977 77,15000 14900,3 9000,11 13))");
    OM_AUTO(om_geom) other = shape_of(geo, "POLYGON((0 0,23000 0,23000 15000,0 15000,0 0))");
    const om_geom *const shapes[] = {one, other};
    om_zonal found[2][2];
    om_zonal_facts facts;
    for (int threads = 1; threads <= 2; threads++) {
        const om_zonal_request asked = {&request, geo, shapes, 2, threads, NULL};
        CHECK_OK(om_zonal_measure(&asked, found[threads - 1], &facts, &err));
    }
    CHECK(memcmp(found[0], found[1], sizeof found[0]) == 0);
    CHECK_NEAR(found[0][1].cells, 2300.0 * 1500, 1e-6);
    CHECK_NEAR(found[0][1].sum / found[0][1].cells, 2299 * 0.37 / 2 + 1499 * 1.13 / 2, 1e-4);
    /* Of a plane, the mean over a shape lies at its centroid: 9,736.6 and 5,748.7 m by hand. */
    CHECK_NEAR(found[0][0].cells * 100, om_geom_area_m2(one), 1e-3);
    /* The mean of a plane is that at the centroid, 10492.4759 5839.5592 by hand; steps stray. */
    CHECK_NEAR(found[0][0].sum / found[0][0].cells,
               0.37 * (1049.24759 - 0.5) + 1.13 * (583.95592 - 0.5), 0.01);
}

static void a_raster_that_misses_the_area_or_is_empty_there_is_refused(void **state)
{
    om_geo *geo = *state;
    const om_raster_request request = {
        .path = test_raster_write(&raster, "misses.tif"), .band = 1, .crs = METRIC, .nodata = ""};
    OM_AUTO(om_geom) far = shape_of(geo, "POLYGON((9000 9000,9100 9000,9100 9100,9000 9000))");
    const om_geom *const shapes[] = {far};
    const om_zonal_request asked = {&request, geo, shapes, 1, 1, NULL};
    om_zonal found;
    om_zonal_facts facts;
    CHECK_FAILS(om_zonal_measure(&asked, &found, &facts, &err), OM_ERR_DATA,
                "misses.tif misses the area: it lies between 1000 2000 and 1400 2400");
    /* One cell without data. */
    uint32_t column = 0;
    while (hills(column, 0) != -9999)
        column++;
    char wkt[128];
    snprintf(wkt, sizeof wkt, "POLYGON((%u 2001,%u 2001,%u 2009,%u 2001))", 1001 + 10 * column,
             1009 + 10 * column, 1009 + 10 * column, 1001 + 10 * column);
    OM_AUTO(om_geom) hole = shape_of(geo, wkt);
    const om_geom *const holes[] = {hole};
    const om_zonal_request empty = {&request, geo, holes, 1, 1, NULL};
    CHECK_FAILS(om_zonal_measure(&empty, &found, &facts, &err), OM_ERR_DATA,
                "misses.tif has no data anywhere in the area");
}

static int open_geo(void **state)
{
    return om_geo_open((om_geo **)state, &err);
}

static int close_geo(void **state)
{
    om_geo_free(*state);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        test(means_are_those_of_exact_overlaps),
        test(threads_do_not_change_a_bit),
        test(a_raster_that_misses_the_area_or_is_empty_there_is_refused),
    };
    return cmocka_run_group_tests(tests, open_geo, close_geo);
}
