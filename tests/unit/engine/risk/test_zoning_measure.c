/* Factors on two districts of a square kilometre each, worked out by hand. */
#include "engine/risk/zoning_measure.h"

#include "tests/support/check.h"
#include "tests/support/raster.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

enum { WEST, EAST };

static om_store *town_of_two(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "1", (om_rect){0, 0, 1000, 1000});
    town_add_district(town, "2", (om_rect){1000, 0, 2000, 1000});
    return town;
}

static void add_zone(om_store *town, const char *id, const char *kind, int level, const char *wkt)
{
    const om_value values[] = {om_value_text(kind), om_value_text(NULL),
                               level ? om_value_integer(level) : (om_value){0}};
    town_add(town, "hazard_zone", id, values, wkt);
}

static void add_source(om_store *town, const char *id, double quantity, const char *wkt)
{
    const om_value values[TOWN_SOURCE_VALUES] = {
        [0] = om_value_text("tank"), [3] = om_value_real(quantity)};
    town_add(town, "hazard_source", id, values, wkt);
}

static om_factor factor_of(const char *layer, om_statistic statistic)
{
    return (om_factor){.name = "f",
                       .layer = layer ? om_layer_find(layer) : NULL,
                       .column = "",
                       .where_column = "",
                       .where_value = "",
                       .nodata = "",
                       .band = 1,
                       .statistic = statistic};
}

/* The two districts' measures. */
static om_status measure(om_store *town, const om_factor *factor, om_json *notices, om_measure *ret)
{
    const om_run run = {.store = town, .notices = notices};
    OM_AUTO(om_zoning_units) units = NULL;
    OM_AUTO(om_json) list = om_json_array_new();
    CHECK_OK(om_zoning_units_open(town, 0, &units, &err));
    CHECK_INT(units->count, 2);
    return om_zoning_measure(&run, factor, units, list, ret, &err);
}

static void zones_cover_a_share_and_overlaps_count_once(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("measure_share.sqlite");
    OM_AUTO(om_json) notices = om_json_array_new();
    add_zone(town, "a", "flood", 1, "MULTIPOLYGON(((500 0,1250 0,1250 1000,500 1000,500 0)))");
    add_zone(town, "b", "flood", 1, "MULTIPOLYGON(((0 0,600 0,600 500,0 500,0 0)))");
    add_zone(town, "c", "quake", 1, "MULTIPOLYGON(((0 0,2000 0,2000 1000,0 1000,0 0)))");
    om_factor factor = factor_of("hazard_zone", OM_STATISTIC_SHARE);
    om_measure found[2];
    CHECK_OK(measure(town, &factor, notices, found));
    CHECK_NEAR(found[WEST].value, 1, 1e-5);
    factor.where_column = "kind";
    factor.where_value = "flood";
    CHECK_OK(measure(town, &factor, notices, found));
    CHECK_NEAR(found[WEST].value, 0.75, 1e-5);
    CHECK_NEAR(found[EAST].value, 0.25, 1e-5);
    CHECK_NEAR(found[WEST].unknown, 0, 0);
    factor.where_value = "slide";
    CHECK_FAILS(measure(town, &factor, notices, found), OM_ERR_DATA,
                "the factor 'f' finds nothing: no row of hazard_zone has kind 'slide'");
}

static void a_mean_is_by_ground_and_tells_what_is_unknown(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("measure_mean.sqlite");
    OM_AUTO(om_json) notices = om_json_array_new();
    add_zone(town, "a", "flood", 1, "MULTIPOLYGON(((0 0,500 0,500 1000,0 1000,0 0)))");
    add_zone(town, "b", "flood", 4, "MULTIPOLYGON(((500 0,1200 0,1200 500,500 500,500 0)))");
    add_zone(town, "c", "flood", 0, "MULTIPOLYGON(((500 500,1000 500,1000 1000,500 500)))");
    om_factor factor = factor_of("hazard_zone", OM_STATISTIC_MEAN);
    factor.column = "level";
    om_measure found[2];
    CHECK_OK(measure(town, &factor, notices, found));
    CHECK_NEAR(found[WEST].value, (0.5 * 1 + 0.25 * 4) / 0.75, 1e-5);
    CHECK_NEAR(found[WEST].unknown, 0.25, 1e-5);
    CHECK_NEAR(found[EAST].value, 4, 1e-5);
    CHECK_NEAR(found[EAST].unknown, 0.9, 1e-5);
    CHECK(strstr(om_json_text(om_json_at(notices, 0)),
                 "1 of 3 rows of hazard_zone have no level: unknown, not 0"));
}

static void things_are_counted_once_and_densities_add_up(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("measure_count.sqlite");
    OM_AUTO(om_json) notices = om_json_array_new();
    add_source(town, "inside", 10, "POINT(100 100)");
    add_source(town, "border", 20, "POINT(1000 500)"); /* in the first that holds it */
    add_source(town, "unknown", NAN, "POINT(1500 500)");
    add_source(town, "plant", 40, "MULTIPOLYGON(((900 0,1300 0,1300 100,900 100,900 0)))");
    om_factor factor = factor_of("hazard_source", OM_STATISTIC_COUNT);
    om_measure found[2];
    CHECK_OK(measure(town, &factor, notices, found));
    CHECK_NEAR(found[WEST].value + found[EAST].value, 4, 1e-5);
    CHECK_NEAR(found[EAST].value, 2, 1e-5);
    factor.statistic = OM_STATISTIC_DENSITY;
    factor.column = "quantity";
    CHECK_OK(measure(town, &factor, notices, found));
    CHECK_NEAR(found[WEST].value, 10 + 20 + 10, 1e-3);
    CHECK_NEAR(found[EAST].value, 30, 1e-3);
    /* Of one tank and three quarters of a plant in the east the tank's quantity is unknown. */
    CHECK_NEAR(found[EAST].unknown, 1 / 1.75, 1e-5);
    CHECK_NEAR(found[WEST].unknown, 0, 1e-5);
}

static void lines_are_cut_at_borders(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("measure_length.sqlite");
    OM_AUTO(om_json) notices = om_json_array_new();
    town_add_street(town, "a", 0, "LINESTRING(400 500,1300 500)");
    town_add_street(town, "b", 0, "LINESTRING(1100 100,1100 900)");
    const om_factor factor = factor_of("road", OM_STATISTIC_LENGTH);
    om_measure found[2];
    CHECK_OK(measure(town, &factor, notices, found));
    CHECK_NEAR(found[WEST].value, 0.6, 1e-5);
    CHECK_NEAR(found[EAST].value, 0.3 + 0.8, 1e-5);
}

static double from_the_west(uint32_t column, uint32_t row)
{
    return row >= 50 && column < 100 ? -9999.0 : column;
}

static void a_raster_is_measured_and_its_gaps_are_unknown(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("measure_raster.sqlite");
    OM_AUTO(om_json) notices = om_json_array_new();
    const char *crs = NULL;
    CHECK_OK(om_store_metric_crs(town, &crs, &err));
    const test_raster raster = {.grid = {{0, 0}, 10, 200, 100},
                                .crs = crs,
                                .type = "Float32",
                                .nodata = "-9999",
                                .value = from_the_west};
    om_factor factor = factor_of(NULL, OM_STATISTIC_MEAN);
    factor.raster = test_raster_write(&raster, "west.tif");
    om_measure found[2];
    CHECK_OK(measure(town, &factor, notices, found));
    CHECK_NEAR(found[WEST].value, 49.5, 1e-5);
    CHECK_NEAR(found[WEST].unknown, 0.5, 1e-5);
    CHECK_NEAR(found[EAST].value, 149.5, 1e-5);
    CHECK_NEAR(found[EAST].unknown, 0, 1e-5);
    factor.statistic = OM_STATISTIC_DENSITY;
    CHECK_OK(measure(town, &factor, notices, found));
    CHECK_NEAR(found[EAST].value, 149.5 * 10000, 1);
    factor.statistic = OM_STATISTIC_MAXIMUM;
    CHECK_OK(measure(town, &factor, notices, found));
    CHECK_NEAR(found[EAST].value, 199, 0);
}

static double one(uint32_t column, uint32_t row)
{
    return column + row < UINT32_MAX ? 1 : 0;
}

static void a_moved_raster_is_told_and_its_counts_are_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("measure_moved.sqlite");
    OM_AUTO(om_json) notices = om_json_array_new();
    const test_raster raster = {.grid = {{120.29, 31.49}, 0.0001, 500, 500},
                                .crs = "EPSG:4326",
                                .type = "Byte",
                                .nodata = "255",
                                .value = one};
    om_factor factor = factor_of(NULL, OM_STATISTIC_MEAN);
    factor.raster = test_raster_write(&raster, "moved.tif");
    om_measure found[2];
    CHECK_OK(measure(town, &factor, notices, found));
    CHECK_NEAR(found[EAST].value, 1, 0);
    CHECK_NEAR(found[EAST].unknown, 0, 1e-5);
    CHECK(strstr(om_json_text(om_json_at(notices, 0)), "moved.tif lies in another CRS"));
    factor.statistic = OM_STATISTIC_DENSITY;
    CHECK_FAILS(measure(town, &factor, notices, found), OM_ERR_DATA,
                "counts a cell can be added up");
}

static void a_layer_that_is_not_there_is_asked_for(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("measure_missing.sqlite");
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_factor factor = factor_of("hazard_zone", OM_STATISTIC_SHARE);
    om_measure found[2];
    CHECK_FAILS(measure(town, &factor, notices, found), OM_ERR_DATA,
                "'f' needs the layer hazard_zone, which has no rows: load it first");
}

OM_TESTS(test(zones_cover_a_share_and_overlaps_count_once),
         test(a_mean_is_by_ground_and_tells_what_is_unknown),
         test(things_are_counted_once_and_densities_add_up), test(lines_are_cut_at_borders),
         test(a_raster_is_measured_and_its_gaps_are_unknown),
         test(a_moved_raster_is_told_and_its_counts_are_refused),
         test(a_layer_that_is_not_there_is_asked_for))
