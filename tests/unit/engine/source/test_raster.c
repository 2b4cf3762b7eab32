/* Rasters window by window: values where they lie, no data as such, and what is refused. */
#include "engine/source/raster.h"

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/raster.h"
#include "tests/support/scratch.h"

static om_error err;

#define METRIC "EPSG:4549"

static double by_place(uint32_t column, uint32_t row)
{
    return column + 1000.0 * row;
}

static double with_gaps(uint32_t column, uint32_t row)
{
    return column == 1 ? -9999 : column == 2 ? 0.1 : row;
}

static double with_nan(uint32_t column, uint32_t row)
{
    return column == 0 ? NAN : column == 1 ? INFINITY : (double)row;
}

static test_raster small_raster(double (*value)(uint32_t column, uint32_t row))
{
    return (test_raster){.grid = {{500000, 3500000}, 10, 4, 3},
                         .crs = METRIC,
                         .type = "Float32",
                         .nodata = "-9999",
                         .value = value};
}

static om_raster_file *open_raster(const test_raster *raster, const char *name, const char *nodata)
{
    om_raster_file *file = NULL;
    const om_raster_request request = {
        .path = test_raster_write(raster, name), .band = 1, .crs = METRIC, .nodata = nodata};
    CHECK_OK(om_raster_file_open(&request, &file, &err));
    return file;
}

/* All cells of a small raster, the northernmost row first. */
static void read_all(om_raster_file *file, double *ret)
{
    const om_grid *grid = om_raster_file_grid(file);
    CHECK_INT(om_raster_file_window_count(file), 1);
    const om_raster_window window = om_raster_file_window_at(file, 0);
    CHECK_INT(window.columns, grid->columns);
    CHECK_INT(window.rows, grid->rows);
    CHECK_OK(om_raster_file_read(file, window, ret, &err));
}

static void a_raster_gives_its_cells_the_northernmost_row_first(void **state)
{
    (void)state;
    const test_raster raster = small_raster(by_place);
    OM_AUTO(om_raster_file) file = open_raster(&raster, "small.tif", "");
    const om_grid *grid = om_raster_file_grid(file);
    double values[12];
    read_all(file, values);
    CHECK_NEAR(grid->origin.x, 500000, 1e-9);
    CHECK_NEAR(grid->origin.y, 3500000, 1e-9);
    CHECK_NEAR(grid->cell_m, 10, 0);
    CHECK(!om_raster_file_is_moved(file));
    CHECK_NEAR(values[0], 2000, 0);
    CHECK_NEAR(values[3], 2003, 0);
    CHECK_NEAR(values[8], 0, 0);
}

static void windows_cover_every_cell_once(void **state)
{
    (void)state;
    for (int tiled = 0; tiled < 2; tiled++) {
        const test_raster raster = {.grid = {{500000, 3500000}, 10, 2500, 1300},
                                    .crs = METRIC,
                                    .type = "Int32",
                                    .nodata = "-1",
                                    .tiled = tiled,
                                    .value = by_place};
        OM_AUTO(om_raster_file) file = open_raster(&raster, "windows.tif", "");
        const size_t count = om_raster_file_window_count(file);
        OM_AUTO_MEMORY double *values = om_memory_take(2500 * 1300, sizeof *values);
        double sum = 0, cells = 0;
        CHECK(count > 1);
        for (size_t i = 0; i < count; i++) {
            const om_raster_window at = om_raster_file_window_at(file, i);
            CHECK((size_t)at.columns * at.rows <= om_raster_file_most_cells(file));
            CHECK_OK(om_raster_file_read(file, at, values, &err));
            CHECK_NEAR(values[0], at.column + 1000.0 * (at.row + at.rows - 1), 0);
            for (size_t k = 0; k < (size_t)at.columns * at.rows; k++)
                sum += values[k];
            cells += (double)at.columns * at.rows;
        }
        CHECK_NEAR(cells, 2500.0 * 1300, 0);
        CHECK_NEAR(sum, 1300 * (2500.0 * 2499 / 2) + 2500 * 1000 * (1300.0 * 1299 / 2), 0);
    }
}

static void no_data_is_not_a_number(void **state)
{
    (void)state;
    double values[12];
    test_raster raster = small_raster(with_gaps);
    OM_AUTO(om_raster_file) said = open_raster(&raster, "gaps.tif", "");
    read_all(said, values);
    CHECK(isnan(values[1]) && isnan(values[5]) && values[0] == 2);
    /* The user's word goes over the file's, also for a number that single precision rounds. */
    OM_AUTO(om_raster_file) named = open_raster(&raster, "gaps.tif", "0.1");
    read_all(named, values);
    CHECK(isnan(values[2]) && values[1] == -9999);
    OM_AUTO(om_raster_file) none = open_raster(&raster, "gaps.tif", "none");
    read_all(none, values);
    CHECK_NEAR(values[1], -9999, 0);
    raster.value = with_nan;
    OM_AUTO(om_raster_file) strange = open_raster(&raster, "nan.tif", "");
    read_all(strange, values);
    CHECK(isnan(values[0]) && isnan(values[1]) && values[2] == 2);
}

static void another_crs_is_moved_to_square_metres(void **state)
{
    (void)state;
    const test_raster raster = {.grid = {{120, 31}, 0.001, 100, 100},
                                .crs = "EPSG:4326",
                                .type = "Float32",
                                .nodata = "-9999",
                                .value = by_place};
    OM_AUTO(om_raster_file) file = open_raster(&raster, "degrees.tif", "");
    const om_grid *grid = om_raster_file_grid(file);
    CHECK(om_raster_file_is_moved(file));
    CHECK(grid->cell_m > 90 && grid->cell_m < 115);
    OM_AUTO_MEMORY double *values =
        om_memory_take((size_t)grid->columns * grid->rows, sizeof *values);
    size_t known = 0;
    read_all(file, values);
    for (size_t i = 0; i < (size_t)grid->columns * grid->rows; i++) {
        known += !isnan(values[i]);
        CHECK(isnan(values[i]) || (values[i] >= 0 && values[i] == floor(values[i])));
    }
    /* A tenth of a degree of both: 9.55 km by 11.09 km. */
    CHECK_NEAR((double)known * grid->cell_m * grid->cell_m / 1e6, 9.55 * 11.09, 1.5);
    test_raster turned = small_raster(by_place);
    turned.turn = 2;
    OM_AUTO(om_raster_file) upright = open_raster(&turned, "turned.tif", "");
    CHECK(om_raster_file_is_moved(upright));
}

static void what_cannot_be_read_is_refused(void **state)
{
    (void)state;
    test_raster raster = small_raster(by_place);
    om_raster_file *file = NULL;
    om_raster_request request = {.path = "nowhere.tif", .band = 1, .crs = METRIC, .nodata = ""};
    CHECK_FAILS(om_raster_file_open(&request, &file, &err), OM_ERR_NOT_FOUND, "no such file");
    scratch_write("text.tif", "this is no raster");
    request.path = scratch_path("text.tif");
    CHECK_FAILS(om_raster_file_open(&request, &file, &err), OM_ERR_DATA, "cannot be read as GTiff");
    scratch_write("roads.shp", "x");
    request.path = scratch_path("roads.shp");
    CHECK_FAILS(om_raster_file_open(&request, &file, &err), OM_ERR_USAGE, "unknown kind of raster");
    request.path = test_raster_write(&raster, "bad.tif");
    request.band = 2;
    CHECK_FAILS(om_raster_file_open(&request, &file, &err), OM_ERR_DATA, "no band 2; it has 1");
    request.band = 1;
    request.nodata = "nothing";
    CHECK_FAILS(om_raster_file_open(&request, &file, &err), OM_ERR_USAGE, "neither a number nor");
    request.nodata = "";
    raster.nodata = NULL;
    request.path = test_raster_write(&raster, "silent.tif");
    CHECK_FAILS(om_raster_file_open(&request, &file, &err), OM_ERR_DATA,
                "silent.tif does not say which value stands for no data: name it (nodata), or");
    raster.nodata = "-1";
    raster.crs = NULL;
    request.path = test_raster_write(&raster, "nowhere-said.tif");
    CHECK_FAILS(om_raster_file_open(&request, &file, &err), OM_ERR_DATA, "in which CRS");
    CHECK(file == NULL);
}

OM_TESTS(test(a_raster_gives_its_cells_the_northernmost_row_first),
         test(windows_cover_every_cell_once), test(no_data_is_not_a_number),
         test(another_crs_is_moved_to_square_metres), test(what_cannot_be_read_is_refused))
