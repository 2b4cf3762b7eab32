/* Tests of engine/source/source.c: a load brings all of a source or nothing. */
#include "engine/base/file.h"
#include "engine/base/json.h"
#include "engine/store/rows.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

#define FEATURE(properties, geometry)                                                              \
    "{\"type\":\"Feature\",\"properties\":{" properties "},\"geometry\":" geometry "}"
#define POINT(x, y)          "{\"type\":\"Point\",\"coordinates\":[" x "," y "]}"
#define AREA(ring)           "{\"type\":\"Polygon\",\"coordinates\":[[" ring "]]}"
#define COLLECTION(features) "{\"type\":\"FeatureCollection\",\"features\":[" features "]}"
#define STATION(name, x, y)  FEATURE("\"name\":\"" name "\"", POINT(x, y))

static const char *write_text(const char *name, const char *text)
{
    static char path[4096];
    om_error err;
    snprintf(path, sizeof path, "%s", scratch_file(name));
    CHECK_OK(om_file_write(path, text, strlen(text), &err));
    return path;
}

static om_status load_text(om_store *store, const char *layer, const char *name, const char *text,
                           const om_load_options *options, om_error *err)
{
    return om_load(store, layer, write_text(name, text), options, NULL, NULL, err);
}

static const char two_stations[] =
    COLLECTION(STATION("一站", "120.30", "31.50") "," STATION("二站", "120.31", "31.51"));

static void a_source_becomes_rows_with_ids_of_its_own(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("source_rows.onemap");
    CHECK_OK(load_text(store, "fire_station", "fire.geojson", two_stations, NULL, &err));
    CHECK_TEXT(town_ask(store, "select group_concat(id) from fire_station"), "fire/0,fire/1");
    CHECK_TEXT(town_ask(store, "select name from fire_station where id = 'fire/1'"), "二站");
    CHECK_TEXT(town_ask(store, "select AsText(geometry) from fire_station where id = 'fire/0'"),
               "POINT(120.3 31.5)");
}

static void the_same_source_again_replaces_and_another_adds(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("source_again.onemap");
    CHECK_OK(load_text(store, "fire_station", "fire.geojson", two_stations, NULL, &err));
    CHECK_OK(load_text(store, "fire_station", "fire.geojson", two_stations, NULL, &err));
    CHECK_TEXT(town_ask(store, "select count(*) from fire_station"), "2");
    CHECK_OK(load_text(store, "fire_station", "more.geojson", two_stations, NULL, &err));
    CHECK_TEXT(town_ask(store, "select count(*) from fire_station"), "4");
    const om_load_options replace = {.replace = true};
    CHECK_OK(load_text(store, "fire_station", "last.geojson", two_stations, &replace, &err));
    CHECK_TEXT(town_ask(store, "select group_concat(id) from fire_station"), "last/0,last/1");
}

/* All that a store holds, as one text: rows, versions, loads. */
static const char *content_of(om_store *store)
{
    return town_ask(store,
                    "select (select count(*) || group_concat(id || name) from fire_station) || "
                    "(select count(*) || max(detail) from om_origin) || "
                    "(select group_concat(layer || version) from om_layer_state)");
}

static void a_failed_load_leaves_the_store_as_it_was(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("source_failed.onemap");
    CHECK_OK(load_text(store, "fire_station", "fire.geojson", two_stations, NULL, &err));
    char before[4096];
    snprintf(before, sizeof before, "%s", content_of(store));
    CHECK(strlen(before) > 20);
    static const char third_is_bad[] =
        COLLECTION(STATION("新", "120.30", "31.50") "," STATION("坏", "120.31", "97.5"));
    CHECK_FAILS(load_text(store, "fire_station", "fire.geojson", third_is_bad, NULL, &err),
                OM_ERR_GEOMETRY, "fire.geojson, record 2 (fire/1): 120.31 97.5 lies outside");
    CHECK_TEXT(content_of(store), before);
    /* A layer that was never loaded does not appear either. */
    CHECK_FAILS(load_text(store, "population", "fire.geojson", two_stations, NULL, &err),
                OM_ERR_DATA, "layer population needs \"people\"");
    CHECK_TEXT(town_ask(store, "select count(*) from sqlite_master where name = 'population'"),
               "0");
}

static void bad_records_can_be_left_out_and_are_listed(void **state)
{
    (void)state;
    static const char mixed[] = COLLECTION(
        STATION("一", "120.30", "31.50") "," STATION("二", "31.50", "120.30") "," STATION(
            "三", "0", "0") "," FEATURE("\"name\":\"四\"", "null"));
    om_error err;
    char *text = NULL;
    OM_AUTO(om_json) report = NULL;
    OM_AUTO(om_store) store = town_new("source_skip.onemap");
    const om_load_options options = {.skip_bad = true};
    CHECK_OK(om_load(store, "fire_station", write_text("fire.geojson", mixed), &options, NULL,
                     &text, &err));
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    om_text_free(text);
    CHECK_NEAR(om_json_number(om_json_get(report, "read")), 4, 0);
    CHECK_NEAR(om_json_number(om_json_get(report, "loaded")), 1, 0);
    CHECK_NEAR(om_json_number(om_json_get(report, "rejected")), 3, 0);
    const om_json *rejects = om_json_get(report, "rejects");
    CHECK(strstr(om_json_text(om_json_get(om_json_at(rejects, 0), "reason")), "latitude first"));
    CHECK(strstr(om_json_text(om_json_get(om_json_at(rejects, 1), "reason")), "0 0"));
    CHECK(strstr(om_json_text(om_json_get(om_json_at(rejects, 2), "reason")), "no shape"));
}

static void duplicate_ids_are_told_with_both_records(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("source_ids.onemap");
    const char *const map[] = {"name=id"};
    const om_load_options options = {.map = map, .map_count = 1};
    static const char twins[] = COLLECTION(STATION("a", "120.30", "31.50") "," STATION(
        "b", "120.30", "31.50") "," STATION("a", "120.31", "31.51"));
    CHECK_FAILS(load_text(store, "fire_station", "fire.geojson", twins, &options, &err),
                OM_ERR_DATA, "record 3 (fire/2): the id \"a\" is taken by record 1");
}

static void a_table_needs_a_crs_and_finds_its_columns(void **state)
{
    (void)state;
    static const char table[] = "\xEF\xBB\xBF名称,经度,纬度,级别,建筑面积\r\n"
                                "市库,120.30,31.50,市级库,1200.5\r\n"
                                "\"东库,新\",120.40,31.60,镇（街道）级库,\r\n";
    om_error err;
    OM_AUTO(om_store) store = town_new("source_csv.onemap");
    CHECK_FAILS(load_text(store, "supply_depot", "depots.csv", table, NULL, &err), OM_ERR_DATA,
                "depots.csv has no CRS; say --crs EPSG:4326");
    const om_load_options options = {.crs = "EPSG:4326"};
    CHECK_OK(load_text(store, "supply_depot", "depots.csv", table, &options, &err));
    CHECK_TEXT(town_ask(store, "select group_concat(name || level || ifnull(floor_m2, '-'))"
                               " from supply_depot"),
               "市库city1200.5,东库,新town-");
    CHECK_TEXT(town_ask(store, "select AsText(geometry) from supply_depot limit 1"),
               "POINT(120.3 31.5)");
}

static void a_table_from_a_chinese_web_map_is_moved_back(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("source_gcj.onemap");
    const om_load_options options = {.crs = "GCJ-02"};
    CHECK_OK(load_text(store, "fire_station", "gcj.csv", "name,lng,lat\n一站,120.3046,31.4979\n",
                       &options, &err));
    CHECK_TEXT(town_ask(store, "select round(X(geometry), 3) || ' ' || round(Y(geometry), 3)"
                               " from fire_station"),
               "120.3 31.5");
}

static om_status load_station_line(const char *line, om_error *err)
{
    char table[256];
    OM_AUTO(om_store) store = town_new("source_line.onemap");
    const om_load_options options = {.crs = "EPSG:4326"};
    snprintf(table, sizeof table, "name,lon,lat,engines,class\n%s\n", line);
    return load_text(store, "fire_station", "one.csv", table, &options, err);
}

static void what_is_no_value_or_no_place_is_told_by_its_record(void **state)
{
    (void)state;
    om_error err;
    CHECK_OK(load_station_line("a,120.3,31.5,3,small", &err));
    CHECK_FAILS(load_station_line("a,120.3,31.5,\"3,5\",small", &err), OM_ERR_DATA,
                "one.csv, record 1 (one/1): engines \"3,5\" is not a whole number");
    CHECK_FAILS(load_station_line("a,120.3,31.5,5000,small", &err), OM_ERR_DATA, "0..1000");
    CHECK_FAILS(load_station_line("a,120.3,31.5,3,huge", &err), OM_ERR_DATA, "none of: first");
    CHECK_FAILS(load_station_line("a,1e400,31.5,3,small", &err), OM_ERR_DATA,
                "lon \"1e400\" is not a finite number");
    CHECK_FAILS(load_station_line("a,nan,31.5,3,small", &err), OM_ERR_DATA, "not a finite number");
    CHECK_FAILS(load_station_line("a,,31.5,3,small", &err), OM_ERR_GEOMETRY, "no shape");
    CHECK_FAILS(load_station_line("a,31.5,120.3,3,small", &err), OM_ERR_GEOMETRY, "latitude first");
}

static void wkt_columns_are_shapes(void **state)
{
    (void)state;
    static const char table[] = "code,name,wkt\n"
                                "1,甲,\"POLYGON Z((120 31 5,121 31 5,121 32 5,120 31 5))\"\n";
    om_error err;
    OM_AUTO(om_store) store = town_new("source_wkt.onemap");
    const om_load_options options = {.crs = "EPSG:4490"};
    CHECK_OK(load_text(store, "district", "areas.csv", table, &options, &err));
    CHECK_TEXT(town_ask(store, "select GeometryType(geometry) from district"), "MULTIPOLYGON");
    CHECK_FAILS(load_text(store, "district", "areas.csv", "code,name,wkt\n1,a,POLYGON((1 1\n",
                          &options, &err),
                OM_ERR_DATA, "WKT is no shape");
}

static void invalid_areas_are_repaired_and_counted(void **state)
{
    (void)state;
    static const char bow_tie[] = COLLECTION(FEATURE(
        "\"kind\":\"flood\"",
        AREA("[120.30,31.50],[120.31,31.51],[120.31,31.50],[120.30,31.51],[120.30,31.50]")));
    om_error err;
    char *text = NULL;
    OM_AUTO(om_json) report = NULL;
    OM_AUTO(om_store) store = town_new("source_repair.onemap");
    CHECK_OK(om_load(store, "hazard_zone", write_text("zone.geojson", bow_tie), NULL, NULL, &text,
                     &err));
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    om_text_free(text);
    CHECK_NEAR(om_json_number(om_json_get(report, "repaired")), 1, 0);
    CHECK_INT(om_json_count(om_json_get(report, "changed_areas")), 1);
    CHECK_TEXT(town_ask(store, "select ST_IsValid(geometry) from hazard_zone"), "1");
}

static void an_empty_source_is_a_notice(void **state)
{
    (void)state;
    om_error err;
    char *text = NULL;
    OM_AUTO(om_store) store = town_new("source_empty.onemap");
    CHECK_OK(om_load(store, "fire_station", write_text("none.geojson", COLLECTION("")), NULL, NULL,
                     &text, &err));
    CHECK(strstr(text, "none.geojson has no records"));
    om_text_free(text);
}

static void layers_are_checked_by_name(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("source_names.onemap");
    CHECK_FAILS(load_text(store, "fire_statoin", "fire.geojson", two_stations, NULL, &err),
                OM_ERR_NOT_FOUND, "did you mean \"fire_station\"");
    CHECK_FAILS(load_text(store, "fire_reach_area", "fire.geojson", two_stations, NULL, &err),
                OM_ERR_USAGE, "what an analysis finds out");
}

static bool stop(const om_progress *progress, void *user)
{
    snprintf(user, 64, "%s %s", progress->stage, progress->unit);
    return false;
}

static void a_load_stops_when_asked_and_leaves_nothing(void **state)
{
    (void)state;
    om_error err;
    char heard[64] = "";
    const om_listener stopper = {.report = stop, .user = heard};
    OM_AUTO(om_store) store = town_new("source_stop.onemap");
    CHECK_FAILS(om_load(store, "fire_station", write_text("fire.geojson", two_stations), NULL,
                        &stopper, NULL, &err),
                OM_ERR_CANCELLED, "");
    CHECK_TEXT(heard, "load fire_station features");
    CHECK_TEXT(town_ask(store, "select count(*) from om_origin where what = 'load'"), "0");
}

static void a_closure_is_any_shape_or_a_mere_id(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("source_any.onemap");
    CHECK_OK(load_text(
        store, "closure", "works.geojson",
        COLLECTION(FEATURE(
            "\"reason\":\"flood\"",
            AREA("[120,31],[120.1,31],[120.1,31.1],[120,31]")) "," FEATURE("\"speed_factor\":0.5",
                                                                           POINT("120", "31"))),
        NULL, &err));
    CHECK_OK(load_text(store, "closure", "ids.csv", "road_id,reason\nway/1,works\n", NULL, &err));
    CHECK_TEXT(town_ask(store, "select group_concat(ifnull(GeometryType(geometry), 'none'))"
                               " from (select geometry from closure order by id)"),
               "none,MULTIPOLYGON,POINT");
    CHECK_TEXT(town_ask(store, "select road_id from closure where geometry is null"), "way/1");
    CHECK_FAILS(
        load_text(store, "closure", "fast.csv", "road_id,speed_factor\nway/1,2\n", NULL, &err),
        OM_ERR_DATA, "speed_factor 2 lies outside 0..1");
    CHECK_FAILS(
        load_text(store, "closure", "back.csv", "road_id,speed_factor\nway/1,-0.1\n", NULL, &err),
        OM_ERR_DATA, "speed_factor -0.1 lies outside 0..1");
    CHECK_TEXT(town_ask(store, "select count(*) from closure"), "3");
}

static void turns_and_barriers_come_from_any_table(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("source_turns.onemap");
    CHECK_OK(load_text(
        store, "turn_restriction", "turns.geojson",
        COLLECTION(FEATURE("\"kind\":\"no_left_turn\",\"from_road\":\"a\",\"to_road\":\"b\"",
                           POINT("120", "31"))),
        NULL, &err));
    const char *const map[] = {"TYP=kind", "HOEHE=maxheight_m"};
    const om_load_options options = {.map = map, .map_count = 2};
    CHECK_OK(load_text(store, "road_barrier", "gates.geojson",
                       COLLECTION(FEATURE("\"TYP\":\"gate\",\"HOEHE\":3.2", POINT("120", "31"))),
                       &options, &err));
    CHECK_TEXT(town_ask(store, "select from_road || to_road from turn_restriction"), "ab");
    CHECK_TEXT(town_ask(store, "select kind || maxheight_m from road_barrier"), "gate3.2");
}

static void the_origin_of_a_load_is_written_down(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("source_origin.onemap");
    const om_load_options options = {.credit = "无锡市", .where = "name = '一站'"};
    CHECK_OK(load_text(store, "fire_station", "fire.geojson", two_stations, &options, &err));
    CHECK_TEXT(town_ask(store, "select substr(checksum, 1, 5) || credit || "
                               "json_extract(detail, '$.crs', '$.encoding', '$.where', '$.loaded')"
                               " from om_origin"),
               "xxh3:无锡市[\"EPSG:4326\",\"UTF-8\",\"name = '一站'\",1]");
}

OM_TESTS(test(a_source_becomes_rows_with_ids_of_its_own),
         test(the_same_source_again_replaces_and_another_adds),
         test(a_failed_load_leaves_the_store_as_it_was),
         test(bad_records_can_be_left_out_and_are_listed),
         test(duplicate_ids_are_told_with_both_records),
         test(a_table_needs_a_crs_and_finds_its_columns),
         test(a_table_from_a_chinese_web_map_is_moved_back),
         test(what_is_no_value_or_no_place_is_told_by_its_record), test(wkt_columns_are_shapes),
         test(invalid_areas_are_repaired_and_counted), test(an_empty_source_is_a_notice),
         test(a_closure_is_any_shape_or_a_mere_id), test(turns_and_barriers_come_from_any_table),
         test(layers_are_checked_by_name), test(a_load_stops_when_asked_and_leaves_nothing),
         test(the_origin_of_a_load_is_written_down))
