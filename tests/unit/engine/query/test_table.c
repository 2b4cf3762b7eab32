/* Tables leave as CSV, JSON and GeoJSON that others can read and no spreadsheet can run. */
#include "engine/base/csv.h"
#include "engine/base/json.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static om_store *town_with_stations(const char *name)
{
    om_store *town = town_new(name);
    const om_value first[] = {om_value_text("=cmd|' /C calc'!A0"), om_value_text(NULL),
                              om_value_real(60.5), om_value_integer(-3)};
    const om_value second[] = {om_value_text("一号站, \"东\""), om_value_text("first"),
                               om_value_real(NAN), (om_value){0}};
    town_add(town, "fire_station", "b", first, "POINT(0 0)");
    town_add(town, "fire_station", "a", second, "POINT(100 100)");
    town_add_district(town, "W", (om_rect){0, 0, 1000, 1000});
    return town;
}

static void csv_is_safe_and_reads_back(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_stations("test_query_csv.sqlite");
    OM_AUTO_MEMORY char *text = NULL;
    CHECK_OK(om_query_table(town, "fire_station", "csv", &text, &err));
    CHECK(strstr(text, "id,name,class,turnout_s,engines,lon,lat\r\n") == text);
    OM_AUTO(om_csv) csv = NULL;
    CHECK_OK(om_csv_parse(text, strlen(text), "t.csv", &csv, &err));
    CHECK_INT(om_csv_row_count(csv), 2);
    CHECK_TEXT(om_csv_cell(csv, 0, 0), "a"); /* by id */
    CHECK_TEXT(om_csv_cell(csv, 0, 1), "一号站, \"东\"");
    CHECK_TEXT(om_csv_cell(csv, 0, 3), "");
    CHECK_TEXT(om_csv_cell(csv, 1, 1), "'=cmd|' /C calc'!A0");
    CHECK_TEXT(om_csv_cell(csv, 1, 3), "60.5");
    CHECK_TEXT(om_csv_cell(csv, 1, 4), "-3");
    CHECK_NEAR(atof(om_csv_cell(csv, 1, 5)), 120.3, 1e-9);
}

static void json_keeps_numbers_and_nulls(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_stations("test_query_json.sqlite");
    OM_AUTO_MEMORY char *text = NULL;
    OM_AUTO(om_json) rows = NULL;
    CHECK_OK(om_query_table(town, "fire_station", "json", &text, &err));
    CHECK_OK(om_json_parse(text, strlen(text), "t", &rows, &err));
    CHECK_INT(om_json_count(rows), 2);
    CHECK_INT(om_json_kind_of(om_json_get(om_json_at(rows, 0), "turnout_s")), OM_JSON_NULL);
    CHECK_NEAR(om_json_number(om_json_get(om_json_at(rows, 1), "turnout_s")), 60.5, 0);
    CHECK_TEXT(om_json_text(om_json_get(om_json_at(rows, 1), "name")), "=cmd|' /C calc'!A0");
}

static void geojson_is_a_collection_of_features(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_stations("test_query_geojson.sqlite");
    OM_AUTO_MEMORY char *text = NULL;
    OM_AUTO(om_json) all = NULL;
    CHECK_OK(om_query_table(town, "district", "geojson", &text, &err));
    CHECK_OK(om_json_parse(text, strlen(text), "t", &all, &err));
    CHECK_TEXT(om_json_text(om_json_get(all, "type")), "FeatureCollection");
    const om_json *feature = om_json_at(om_json_get(all, "features"), 0);
    CHECK_TEXT(om_json_text(om_json_get(feature, "id")), "W");
    CHECK_TEXT(om_json_text(om_json_get(om_json_get(feature, "geometry"), "type")), "MultiPolygon");
    CHECK_TEXT(om_json_text(om_json_get(om_json_get(feature, "properties"), "code")), "W");
}

static void an_analysis_gives_its_figures_by_district(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_stations("test_query_risk.sqlite");
    char *text = NULL;
    CHECK_FAILS(om_query_table(town, "risk", "csv", &text, &err), OM_ERR_DATA,
                "risk_district is empty: its analysis was not run");
    const om_value tank[TOWN_SOURCE_VALUES] = {
        om_value_text("tank"), om_value_text(NULL), om_value_text(NULL), om_value_real(NAN),
        om_value_text(NULL),   om_value_text(NULL), om_value_integer(2)};
    town_add(town, "hazard_source", "t1", tank, "POINT(400 500)");
    CHECK_OK(om_analyse(town, "risk", NULL, 0, NULL, NULL, &err));
    CHECK_OK(om_query_table(town, "risk", "csv", &text, &err));
    CHECK(strstr(text, "\r\nW,W,W,2,highest wins,t1,"));
    om_text_free(text);
}

static void what_is_not_there_is_told_with_the_nearest(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_stations("test_query_bad.sqlite");
    char *text = NULL;
    CHECK_FAILS(om_query_table(town, "fire_statoin", "csv", &text, &err), OM_ERR_NOT_FOUND,
                "did you mean 'fire_station'?");
    CHECK_FAILS(om_query_table(town, "quite different", "csv", &text, &err), OM_ERR_NOT_FOUND,
                "there is no layer or analysis 'quite different'");
    CHECK_FAILS(om_query_table(town, "fire_station", "cvs", &text, &err), OM_ERR_USAGE,
                "did you mean 'csv'?");
    CHECK_FAILS(om_query_table(town, "road", "csv", &text, &err), OM_ERR_DATA,
                "the layer road is empty: it was never loaded");
    CHECK(!text);
}

OM_TESTS(test(csv_is_safe_and_reads_back), test(json_keeps_numbers_and_nulls),
         test(geojson_is_a_collection_of_features), test(an_analysis_gives_its_figures_by_district),
         test(what_is_not_there_is_told_with_the_nearest))
