/* Tests of engine/source/osm_file.c: files in compact arrays, damage told, stopping. */
#include "engine/source/osm_file.h"

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static bool stop(const om_progress *progress, void *user)
{
    (void)progress;
    (void)user;
    return false;
}

static const om_listener stopper = {.report = stop};

static om_status open_roads(const char *path, const om_listener *listener, om_osm_file **ret,
                            om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_osm_rules) rules = NULL;
    OM_AUTO(om_osm_filter) filter = NULL;
    const char *table = NULL;
    OM_TRY(om_share_find(arena, "standards/osm_tags.csv", &table, err));
    OM_TRY(om_osm_rules_open(table, om_layer_find("road"), &rules, err));
    OM_TRY(om_osm_filter_open(NULL, &filter, err));
    const om_osm_wanted wanted = {.rules = rules, .filter = filter, .listener = listener};
    return om_osm_file_open(path, &wanted, ret, err);
}

static const char *write_file(const char *name, const void *bytes, size_t count)
{
    const char *path = scratch_file(name);
    om_error err;
    CHECK_OK(om_file_write(path, bytes, count, &err));
    return path;
}

static void a_way_keeps_its_nodes_and_its_tags(void **state)
{
    (void)state;
    static const char xml[] =
        "<?xml version='1.0'?><osm version='0.6'>"
        "<node id='7000000001' lon='120.3' lat='31.5'/><node id='2' lon='120.4' lat='31.6'/>"
        "<way id='5'><nd ref='7000000001'/><nd ref='2'/><nd ref='3'/>"
        "<tag k='highway' v='primary'/><tag k='name' v='人民路'/><tag k='surface' "
        "v='asphalt'/></way>"
        "<way id='6'><nd ref='2'/><nd ref='3'/><tag k='highway' v='footway'/></way></osm>";
    om_error err;
    OM_AUTO(om_osm_file) file = NULL;
    CHECK_OK(open_roads(write_file("way.osm", xml, strlen(xml)), NULL, &file, &err));
    size_t count;
    const om_osm_element *ways = om_osm_elements(file, &count);
    CHECK_INT(count, 1);
    CHECK_INT(ways[0].id, 5);
    CHECK_INT(ways[0].count, 3);
    CHECK_TEXT(om_osm_tag_value(ways[0].tags, "name"), "人民路");
    CHECK(om_osm_tag_value(ways[0].tags, "surface") == NULL); /* nobody looks at it */
    const int64_t *refs = om_osm_refs(file, ways[0].first);
    CHECK(refs[0] == 7000000001);
    om_xy at = {0};
    CHECK(om_osm_find_node(file, refs[0], &at));
    CHECK_NEAR(at.x, 120.3, 1e-9);
    CHECK_NEAR(at.y, 31.5, 1e-9);
    CHECK(!om_osm_find_node(file, refs[2], &at));
}

static void a_node_without_a_place_counts_as_missing(void **state)
{
    (void)state;
    static const char xml[] = "<?xml version='1.0'?><osm version='0.6'>"
                              "<node id='1'/><node id='2' lon='720' lat='31.6'/>"
                              "<way id='5'><nd ref='1'/><nd ref='2'/>"
                              "<tag k='highway' v='primary'/></way></osm>";
    om_error err;
    om_xy at;
    OM_AUTO(om_osm_file) file = NULL;
    CHECK_OK(open_roads(write_file("nowhere.osm", xml, strlen(xml)), NULL, &file, &err));
    CHECK(!om_osm_find_node(file, 1, &at));
    CHECK(!om_osm_find_node(file, 2, &at));
}

static void damaged_files_are_told(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_osm_file) file = NULL;
    CHECK_FAILS(open_roads(scratch_file("none.osm"), NULL, &file, &err), OM_ERR_NOT_FOUND,
                "none.osm: no such file");
    static const char cut_xml[] = "<?xml version='1.0'?><osm version='0.6'><node id='1' lon=";
    CHECK_FAILS(open_roads(write_file("cut.osm", cut_xml, strlen(cut_xml)), NULL, &file, &err),
                OM_ERR_DATA, "cut.osm");
    CHECK_FAILS(open_roads(write_file("noise.pbf", "noise, no map", 13), NULL, &file, &err),
                OM_ERR_DATA, "noise.pbf");
}

static void a_file_that_is_cut_off_is_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_osm_file) file = NULL;
    OM_AUTO_TEXT whole = {0};
    const char *shipped = shipped_data("liechtenstein/liechtenstein.osm.pbf");
    if (!om_file_exists(shipped))
        skip();
    CHECK_OK(om_file_read(shipped, &whole, &err));
    CHECK_FAILS(
        open_roads(write_file("cut.osm.pbf", whole.bytes, whole.length / 2), NULL, &file, &err),
        OM_ERR_DATA, "cut.osm.pbf");
    CHECK(file == NULL);
}

static void reading_stops_when_asked(void **state)
{
    (void)state;
    static const char xml[] = "<?xml version='1.0'?><osm version='0.6'>"
                              "<way id='5'><nd ref='1'/><nd ref='2'/>"
                              "<tag k='highway' v='primary'/></way></osm>";
    om_error err;
    OM_AUTO(om_osm_file) file = NULL;
    CHECK_FAILS(open_roads(write_file("stop.osm", xml, strlen(xml)), &stopper, &file, &err),
                OM_ERR_CANCELLED, "");
}

OM_TESTS(test(a_way_keeps_its_nodes_and_its_tags), test(a_node_without_a_place_counts_as_missing),
         test(damaged_files_are_told), test(a_file_that_is_cut_off_is_refused),
         test(reading_stops_when_asked))
