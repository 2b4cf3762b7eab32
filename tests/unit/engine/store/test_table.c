/* Rows go in by a layer's descriptor and come out as they went in. */
#include "engine/store/table.h"

#include "engine/store/rows.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static om_store *store_with_stations(const char *name)
{
    om_store *store = NULL;
    CHECK_OK(om_store_open(scratch_file(name), OM_STORE_CREATE, &store, &err));
    return store;
}

static int64_t begin(om_store *store, const char *source)
{
    int64_t id = 0;
    const om_origin origin = {"load", "fire_station", source, "xxh3:0", "City of Somewhere", NULL};
    CHECK_OK(om_store_begin_origin(store, &origin, &id, &err));
    return id;
}

static om_status add(om_store *store, om_table *table, const char *id, double lon, double lat)
{
    const om_value values[] = {om_value_text("一号站"), om_value_text(NULL), om_value_real(45),
                               om_value_integer(3)};
    OM_AUTO(om_geom) at = NULL;
    CHECK_OK(om_geom_of_point(om_store_geo(store), (om_xy){lon, lat}, OM_DEGREES, &at, &err));
    return om_table_add(table, id, values, at, &err);
}

static void load_two(om_store *store, const char *source, const char *first, const char *second)
{
    const om_layer *layer = om_layer_find("fire_station");
    OM_AUTO(om_transaction) transaction = NULL;
    CHECK_OK(om_transaction_open(store, &transaction, &err));
    const int64_t id = begin(store, source);
    {
        OM_AUTO(om_table) table = NULL;
        CHECK_OK(om_table_open(store, layer, id, &table, &err));
        CHECK_OK(om_table_clear_source(table, source, NULL, &err));
        CHECK_OK(add(store, table, first, 120.1, 31.5));
        CHECK_OK(add(store, table, second, 120.3, 31.7));
        CHECK_INT(om_table_count(table), 2);
    }
    OM_AUTO(om_json) detail = om_json_object_new();
    CHECK_OK(om_store_end_origin(store, id, detail, &err));
    CHECK_OK(om_transaction_commit(transaction, &err));
}

static void rows_come_out_as_they_went_in(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = store_with_stations("test_table_rows.sqlite");
    load_two(store, "a.csv", "a/2", "a/1");
    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_layer_rows_open(store, om_layer_find("fire_station"),
                                "id, name, class, turnout_s, engines", &rows, &err));
    bool more = false;
    CHECK_OK(om_rows_next(rows, &more, &err));
    CHECK_TEXT(om_rows_text(rows, 0), "a/1"); /* by id */
    CHECK_TEXT(om_rows_text(rows, 1), "一号站");
    CHECK(om_rows_is_null(rows, 2) && isnan(om_rows_real(rows, 2)));
    CHECK_NEAR(om_rows_real(rows, 3), 45, 0);
    CHECK_INT(om_rows_integer(rows, 4), 3);
    OM_AUTO(om_geom) at = NULL;
    CHECK_OK(om_rows_geom(rows, 5, &at, &err));
    CHECK_NEAR(om_geom_rect(at).min_x, 120.3, 0);
}

static void the_spatial_index_finds_what_is_near(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = store_with_stations("test_table_near.sqlite");
    load_two(store, "a.csv", "west", "east");
    const om_box box = {120.2, 31.6, 120.4, 31.8};
    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_layer_rows_open_in(store, om_layer_find("fire_station"), "id", &box, &rows, &err));
    bool more = false;
    CHECK_OK(om_rows_next(rows, &more, &err));
    CHECK(more);
    CHECK_TEXT(om_rows_text(rows, 0), "east");
    CHECK_OK(om_rows_next(rows, &more, &err));
    CHECK(!more);
    om_box all;
    CHECK_OK(om_store_layer_box(store, om_layer_find("fire_station"), &all, &err));
    CHECK_NEAR(all.west, 120.1, 0);
    CHECK_NEAR(all.north, 31.7, 0);
}

static void the_same_source_replaces_what_it_brought(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = store_with_stations("test_table_again.sqlite");
    load_two(store, "a.csv", "1", "2");
    load_two(store, "b.csv", "3", "4");
    load_two(store, "a.csv", "5", "6");
    int64_t count = 0, version = 0;
    CHECK_OK(om_store_count(store, om_layer_find("fire_station"), &count, &err));
    CHECK_INT(count, 4);
    CHECK_OK(om_store_layer_version(store, om_layer_find("fire_station"), &version, &err));
    CHECK_INT(version, 3);
    OM_AUTO_MEMORY char *credits = NULL;
    CHECK_OK(om_store_credits(store, &credits, &err));
    CHECK_TEXT(credits, "City of Somewhere");
}

static void an_id_is_taken_once(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = store_with_stations("test_table_twice.sqlite");
    OM_AUTO(om_transaction) transaction = NULL;
    CHECK_OK(om_transaction_open(store, &transaction, &err));
    OM_AUTO(om_table) table = NULL;
    CHECK_OK(
        om_table_open(store, om_layer_find("fire_station"), begin(store, "a.csv"), &table, &err));
    CHECK_OK(add(store, table, "same", 1, 1));
    CHECK_FAILS(add(store, table, "same", 2, 2), OM_ERR_DATA, "id 'same'");
}

static void a_store_measures_around_its_data(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = store_with_stations("test_table_metric.sqlite");
    load_two(store, "a.csv", "1", "2");
    const char *crs = NULL;
    CHECK_OK(om_store_metric_crs(store, &crs, &err));
    CHECK(strstr(crs, "+proj=laea +lat_0=31.6 +lon_0=120.2") != NULL);
    OM_AUTO_MEMORY char *text = NULL;
    CHECK_OK(om_store_describe(store, &text, &err));
    CHECK(strstr(text, "\"rows\": 2") != NULL);
    CHECK(strstr(text, "\"source\": \"a.csv\"") != NULL);
}

OM_TESTS(test(rows_come_out_as_they_went_in), test(the_spatial_index_finds_what_is_near),
         test(the_same_source_replaces_what_it_brought), test(an_id_is_taken_once),
         test(a_store_measures_around_its_data))
