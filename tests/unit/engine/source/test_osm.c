/* Tests of engine/source/osm.c: OpenStreetMap files become layers. */
#include "engine/source/osm.h"

#include "engine/base/file.h"
#include "engine/store/rows.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

/* A main road over three nodes, a cut one, a loop, a station as point and one as outline. */
static const char town_xml[] =
    "<?xml version='1.0'?><osm version='0.6'>"
    "<node id='1' lon='120.30' lat='31.50'><tag k='amenity' v='fire_station'/></node>"
    "<node id='2' lon='120.31' lat='31.50'/><node id='3' lon='120.31' lat='31.51'/>"
    "<node id='4' lon='120.30' lat='31.51'/><node id='5' lon='120.32' lat='31.52'/>"
    "<way id='10'><nd ref='1'/><nd ref='2'/><nd ref='3'/>"
    "<tag k='highway' v='primary'/><tag k='maxspeed' v='fast'/><tag k='layer' v='1'/></way>"
    "<way id='11'><nd ref='3'/><nd ref='4'/><nd ref='99'/><nd ref='5'/><nd ref='1'/>"
    "<tag k='highway' v='service'/></way>"
    "<way id='12'><nd ref='98'/><nd ref='99'/><tag k='highway' v='service'/></way>"
    "<way id='13'><nd ref='1'/><nd ref='2'/><nd ref='3'/><nd ref='1'/>"
    "<tag k='amenity' v='fire_station'/><tag k='name' v='二站'/><tag k='fire_station:type' v='x'/>"
    "</way></osm>";

static om_status load_town(om_store *store, const char *layer, const om_load_options *options,
                           om_json **ret_report, om_error *err)
{
    const char *path = scratch_file("town.osm");
    char *report = NULL;
    OM_TRY(om_file_write(path, town_xml, strlen(town_xml), err));
    OM_TRY(om_load(store, layer, path, options, NULL, &report, err));
    const om_status status = om_json_parse(report, strlen(report), "report", ret_report, err);
    om_text_free(report);
    return status;
}

static double figure(const om_json *report, const char *name)
{
    return om_json_number(om_json_get(report, name));
}

static void roads_carry_their_node_ids(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("osm_nodes.onemap");
    OM_AUTO(om_json) report = NULL;
    CHECK_OK(load_town(store, "road", NULL, &report, &err));
    /* way 10 whole, way 11 in two pieces, way 12 not at all */
    CHECK_NEAR(figure(report, "loaded"), 3, 0);
    CHECK_TEXT(town_ask(store, "select hex(nodes) from road where id = 'way/10'"),
               "010000000000000002000000000000000300000000000000");
    CHECK_TEXT(town_ask(store, "select hex(nodes) from road where id = 'way/11/2'"),
               "05000000000000000100000000000000");
    CHECK_TEXT(town_ask(store, "select count(*) from road where length(nodes) <> 8 * "
                               "ST_NumPoints(geometry)"),
               "0");
    CHECK_TEXT(town_ask(store, "select level from road where id = 'way/10'"), "1");
}

static void oddities_are_told(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("osm_odd.onemap");
    OM_AUTO(om_json) report = NULL;
    CHECK_OK(load_town(store, "road", NULL, &report, &err));
    const om_json *notices = om_json_get(report, "notices");
    CHECK_INT(om_json_count(notices), 2);
    CHECK_TEXT(om_json_text(om_json_at(notices, 0)),
               "2 lines are cut off at the extract's edge, first: way/11");
    CHECK_TEXT(om_json_text(om_json_at(notices, 1)),
               "1 tag values were not understood and left out, first: way/10: maxspeed_kmh "
               "\"fast\" is not a number");
}

static void a_station_may_be_a_point_or_an_outline(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("osm_stations.onemap");
    OM_AUTO(om_json) report = NULL;
    CHECK_OK(load_town(store, "fire_station", NULL, &report, &err));
    CHECK_NEAR(figure(report, "loaded"), 2, 0);
    CHECK_NEAR(figure(report, "turned_into_points"), 1, 0);
    CHECK_TEXT(town_ask(store, "select name from fire_station where id = 'way/13'"), "二站");
    CHECK_TEXT(town_ask(store, "select group_concat(id) from fire_station"), "node/1,way/13");
}

static void tags_can_be_filtered_and_mapped(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("osm_filter.onemap");
    OM_AUTO(om_json) report = NULL;
    const char *const map[] = {"fire_station:type=name"};
    const om_load_options options = {.where = "name=二站", .map = map, .map_count = 1};
    CHECK_OK(load_town(store, "fire_station", &options, &report, &err));
    CHECK_NEAR(figure(report, "loaded"), 1, 0);
    CHECK_TEXT(town_ask(store, "select name from fire_station"), "x");
}

static void a_layer_that_osm_knows_nothing_of_is_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = town_new("osm_none.onemap");
    OM_AUTO(om_json) report = NULL;
    CHECK_FAILS(load_town(store, "population", NULL, &report, &err), OM_ERR_NOT_FOUND,
                "nothing for layer population");
}

/* ---- Liechtenstein ---- */

static void load_liechtenstein(om_store *store, const char *layer, const char *where)
{
    om_error err;
    const om_load_options options = {.where = where};
    CHECK_OK(om_load(store, layer, shipped_data("liechtenstein/liechtenstein.osm.pbf"), &options,
                     NULL, NULL, &err));
}

static om_store *open_liechtenstein(void)
{
    om_error err;
    om_store *store = NULL;
    CHECK_OK(om_store_open(scratch_file("osm_li.onemap"), OM_STORE_CREATE, &store, &err));
    return store;
}

static void liechtenstein_has_its_stations_and_municipalities(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = open_liechtenstein();
    load_liechtenstein(store, "district", "admin_level=8");
    load_liechtenstein(store, "fire_station", NULL);
    CHECK_TEXT(town_ask(store, "select count(*) from district"), "11");
    CHECK_TEXT(town_ask(store, "select name from district where code = 'LI-11'"), "Vaduz");
    CHECK_TEXT(town_ask(store, "select count(*) from fire_station"), "7");

    om_error err;
    OM_AUTO(om_rows) rows = NULL;
    double area_m2 = 0;
    CHECK_OK(om_layer_rows_open(store, om_layer_find("district"), "id", &rows, &err));
    for (;;) {
        bool more = false;
        OM_AUTO(om_geom) shape = NULL;
        CHECK_OK(om_rows_next(rows, &more, &err));
        if (!more)
            break;
        CHECK_OK(om_rows_geom_in_metres(rows, 1, &shape, &err));
        area_m2 += om_geom_area_m2(shape);
    }
    CHECK_NEAR(area_m2 / 1e6, 160.5, 0.1605); /* the official area, within 0.1 % */
}

/*
 * 14,049 elements bear the tag building; 12 of them are points and one is a relation that is no
 * area, which leaves 14,036 outlines.
 */
static void liechtenstein_has_its_buildings(void **state)
{
    (void)state;
    OM_AUTO(om_store) store = open_liechtenstein();
    load_liechtenstein(store, "building", NULL);
    CHECK_TEXT(town_ask(store, "select count(*) from building"), "14036");
}

static int ascending(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

/* A vertex is a junction when it is met twice, or ends a road; edges lie between junctions. */
static void liechtenstein_splits_into_its_edges(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_store) store = open_liechtenstein();
    load_liechtenstein(store, "road", NULL);
    CHECK_TEXT(town_ask(store, "select count(*) from road"), "3704");

    static int64_t met[200000];
    size_t count = 0, edges = 0;
    OM_AUTO(om_rows) rows = NULL;
    CHECK_OK(om_layer_rows_open(store, om_layer_find("road"), "nodes", &rows, &err));
    for (bool more = true; more;) {
        CHECK_OK(om_rows_next(rows, &more, &err));
        size_t size = 0;
        const char *nodes = more ? om_rows_blob(rows, 0, &size) : NULL;
        for (size_t i = 0; i < size; i += 8)
            memcpy(&met[count++], nodes + i, 8);
    }
    qsort(met, count, sizeof *met, ascending);
    om_rows_reset(rows);
    for (bool more = true; more;) {
        CHECK_OK(om_rows_next(rows, &more, &err));
        size_t size = 0;
        const char *nodes = more ? om_rows_blob(rows, 0, &size) : NULL;
        for (size_t i = 8; i < size; i += 8) {
            int64_t id;
            memcpy(&id, nodes + i, 8);
            const int64_t *found = bsearch(&id, met, count, sizeof *met, ascending);
            const bool is_shared =
                (found > met && found[-1] == id) || (found < met + count - 1 && found[1] == id);
            edges += is_shared || i + 8 == size;
        }
    }
    CHECK_INT(edges, 6132);
}

OM_TESTS(test(roads_carry_their_node_ids), test(oddities_are_told),
         test(a_station_may_be_a_point_or_an_outline), test(tags_can_be_filtered_and_mapped),
         test(a_layer_that_osm_knows_nothing_of_is_refused),
         test(liechtenstein_has_its_stations_and_municipalities),
         test(liechtenstein_has_its_buildings), test(liechtenstein_splits_into_its_edges))
