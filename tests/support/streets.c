/* Streets as OpenStreetMap files, for tests. */
#include "tests/support/streets.h"

#include "engine/base/file.h"
#include "engine/network/search.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

streets streets_new(const char *name)
{
    streets on = {.name = name, .town = town_new(name)};
    om_text_add(&on.xml, "<?xml version='1.0'?><osm version='0.6'>");
    return on;
}

void streets_clear(streets *on)
{
    om_store_free(on->town);
    om_text_clear(&on->xml);
}

/* The next word of a list; `*length` is 0 after the last. */
static const char *next_word(const char *list, size_t *length)
{
    list += strspn(list, " ");
    *length = strcspn(list, " ");
    return list;
}

static void add_tags(streets *on, const char *tags)
{
    size_t length;
    for (tags = next_word(tags, &length); length; tags = next_word(tags + length, &length)) {
        const int key = (int)strcspn(tags, "=");
        om_text_add_format(&on->xml, "<tag k='%.*s' v='%.*s'/>", key, tags, (int)length - key - 1,
                           tags + key + 1);
    }
}

void streets_node(streets *on, int id, om_xy at, const char *tags)
{
    const om_lonlat place = town_at(on->town, at.x, at.y);
    om_text_add_format(&on->xml, "<node id='%d' lon='%.7f' lat='%.7f'>", id, place.lon, place.lat);
    add_tags(on, tags);
    om_text_add(&on->xml, "</node>");
}

void streets_way(streets *on, int id, const char *nodes, const char *tags)
{
    size_t length;
    om_text_add_format(&on->xml, "<way id='%d'>", id);
    for (nodes = next_word(nodes, &length); length; nodes = next_word(nodes + length, &length))
        om_text_add_format(&on->xml, "<nd ref='%.*s'/>", (int)length, nodes);
    add_tags(on, tags);
    om_text_add(&on->xml, "</way>");
}

void streets_turn(streets *on, int id, const char *members, const char *tags)
{
    char type[8], role[8];
    int ref;
    size_t length;
    om_text_add_format(&on->xml, "<relation id='%d'>", id);
    for (members = next_word(members, &length); length;
         members = next_word(members + length, &length)) {
        assert_int_equal(sscanf(members, "%7[a-z]/%d/%7[a-z]", type, &ref, role), 3);
        om_text_add_format(&on->xml, "<member type='%s' ref='%d' role='%s'/>", type, ref, role);
    }
    om_text_add(&on->xml, "<tag k='type' v='restriction'/>");
    add_tags(on, tags);
    om_text_add(&on->xml, "</relation>");
}

void streets_load(streets *on)
{
    static const char *const layers[] = {"road", "turn_restriction", "road_barrier"};
    OM_AUTO_TEXT file = {0};
    om_text_add_format(&file, "%s.osm", on->name);
    const char *path = scratch_file(file.bytes);
    om_text_add(&on->xml, "</osm>");
    CHECK_OK(om_file_write(path, on->xml.bytes, on->xml.length, &err));
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        CHECK_OK(om_load(on->town, layers[i], path, NULL, NULL, NULL, &err));
}

om_roads *streets_open(streets *on, const char *vehicle)
{
    OM_AUTO(om_json) report = om_json_object_new();
    OM_AUTO(om_json) notices = om_json_array_new();
    const om_run run = {.store = on->town, .notices = notices};
    const om_driving driving = {vehicle, "design", 1, false};
    om_roads *roads = NULL;
    CHECK_OK(om_roads_open(&run, &driving, report, &roads, &err));
    return roads;
}

om_xy streets_at(const streets *on, om_xy at)
{
    const om_transform *to_metres = NULL;
    const om_lonlat place = town_at(on->town, at.x, at.y);
    om_xy metres = {place.lon, place.lat};
    CHECK_OK(om_store_to_metres(on->town, &to_metres, &err));
    CHECK_OK(om_transform_points(to_metres, &metres, 1, &err));
    return metres;
}

double streets_seconds(const om_network *network, om_xy from, om_xy to)
{
    om_spot start, end;
    OM_AUTO(om_search) search = om_search_new(network);
    CHECK(om_network_snap(network, from, 20, &start));
    CHECK(om_network_snap(network, to, 20, &end));
    const om_start set_off = {start.edge, start.fraction, 0};
    CHECK_OK(om_search_run(search, &set_off, 1, INFINITY, &err));
    return om_search_at(search, end.edge, end.fraction).seconds;
}

double streets_drive(streets *on, const char *vehicle, om_xy from, om_xy to)
{
    OM_AUTO(om_roads) roads = streets_open(on, vehicle);
    return streets_seconds(om_roads_network(roads), streets_at(on, from), streets_at(on, to));
}
