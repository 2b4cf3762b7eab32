/* Roads are gathered point by point, and keys tell places and nodes apart. */
#include "engine/network/road_table.h"

#include <math.h>

#include "tests/support/check.h"
#include "tests/support/roads.h"

static void keys_are_places_to_a_centimetre(void **state)
{
    (void)state;
    const om_lonlat places[] = {{0, 0},    {120.3, 31.5}, {-77.0364, 38.8951},
                                {180, 90}, {-180, -90},   {-0.0000001, 0.0000001}};
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        const om_lonlat again = om_place_of_key(om_key_of_place(places[i]));
        CHECK_NEAR(again.lon, places[i].lon, 1e-9);
        CHECK_NEAR(again.lat, places[i].lat, 1e-9);
        for (size_t k = 0; k < i; k++)
            CHECK(om_key_of_place(places[i]) != om_key_of_place(places[k]));
    }
    CHECK(om_key_of_place((om_lonlat){8, 47}) ==
          om_key_of_place((om_lonlat){8.00000004, 46.99999996}));
    CHECK(om_key_of_place((om_lonlat){8, 47}) != om_key_of_place((om_lonlat){8.00000006, 47}));
    CHECK(om_key_of_node(-1) != om_key_of_node(1));
}

static void points_are_those_of_their_roads(void **state)
{
    (void)state;
    const om_xy points[] = {{1, 2}, {3, 4}, {5, 6}};
    const int64_t nodes[] = {7, 8, 9};
    const road_drawn drawn[] = {
        {.points = points, .nodes = nodes, .count = 3, .speed_kmh = 30, .level = -1},
        {.points = points + 1, .nodes = nodes + 1, .count = 2, .speed_kmh = 50, .oneway = -1}};
    om_road_table table = roads_table(drawn, 2);
    CHECK_INT(table.count, 2);
    CHECK_INT(table.point_count, 5);
    CHECK_INT(table.roads[1].first, 3);
    CHECK_INT(table.roads[1].count, 2);
    CHECK_INT(table.roads[1].oneway, -1);
    CHECK_INT(table.roads[0].level, -1);
    CHECK(om_road_points(&table, 1)[1].x == 5);
    CHECK(om_road_keys(&table, 1)[0] == om_key_of_node(8));
    om_road_table_forget_keys(&table);
    CHECK(!table.keys && table.points);
    om_road_table_clear(&table);
    CHECK(!table.points && table.count == 0);
}

static void a_network_leaves_an_empty_table(void **state)
{
    (void)state;
    om_error err;
    const om_xy points[] = {{0, 0}, {100, 0}};
    const int64_t nodes[] = {1, 2};
    road_drawn drawn = {.points = points, .nodes = nodes, .count = 2, .speed_kmh = 0};
    om_network *network = NULL;
    om_road_table table = roads_table(&drawn, 1);
    CHECK_FAILS(om_network_build(&table, NULL, &network, &err), OM_ERR_RANGE, "not above 0");
    CHECK_INT(table.point_count, 2);
    table.roads[0].speed_kmh = 36;
    CHECK_OK(om_network_build(&table, NULL, &network, &err));
    CHECK(table.count == 0 && !table.points && !table.roads);
    CHECK_NEAR(om_network_edge(network, 0)->seconds, 10, 1e-9);
    om_network_free(network);
}

OM_TESTS(test(keys_are_places_to_a_centimetre), test(points_are_those_of_their_roads),
         test(a_network_leaves_an_empty_table))
