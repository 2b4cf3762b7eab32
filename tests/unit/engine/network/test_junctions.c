/* Where roads meet, by node ids and by place and level. */
#include "tests/support/check.h"
#include "tests/support/city.h"

static om_error err;

static om_network *build(const road_drawn *roads, size_t count)
{
    om_network *network = NULL;
    CHECK_OK(roads_build(roads, count, NULL, &network, &err));
    return network;
}

static const om_xy across[] = {{0, 100}, {100, 100}, {200, 100}};
static const om_xy upward[] = {{100, 0}, {100, 100}, {100, 200}};
static const om_lonlat across_at[] = {{0, 0.001}, {0.001, 0.001}, {0.002, 0.001}};
static const om_lonlat upward_at[] = {{0.001, 0}, {0.001, 0.001}, {0.001, 0.002}};

static road_drawn road(const om_xy *points, const om_lonlat *places, int level)
{
    return (road_drawn){
        .points = points, .places = places, .count = 3, .speed_kmh = 30, .level = level};
}

static void roads_of_one_level_cross(void **state)
{
    (void)state;
    const road_drawn roads[] = {road(across, across_at, 0), road(upward, upward_at, 0)};
    OM_AUTO(om_network) network = build(roads, 2);
    CHECK_INT(om_network_vertex_count(network), 5);
    CHECK_INT(om_network_edge_count(network), 4);
}

static void roads_of_two_levels_pass(void **state)
{
    (void)state;
    const road_drawn roads[] = {road(across, across_at, 1), road(upward, upward_at, 0)};
    OM_AUTO(om_network) network = build(roads, 2);
    CHECK_INT(om_network_vertex_count(network), 4);
    CHECK_INT(om_network_piece_count(network), 2);
}

static void the_end_of_a_bridge_joins_the_street(void **state)
{
    (void)state;
    road_drawn roads[] = {road(across, across_at, 1), road(upward, upward_at, 0)};
    roads[0].count = 2; /* ends where the street passes */
    OM_AUTO(om_network) network = build(roads, 2);
    CHECK_INT(om_network_piece_count(network), 1);
    CHECK_INT(om_network_edge_count(network), 3);
}

static void node_ids_decide_where_they_are_known(void **state)
{
    (void)state;
    const int64_t a[] = {1, 2, 3}, b[] = {4, 5, 6}, c[] = {4, 2, 6};
    road_drawn roads[] = {road(across, across_at, 0), road(upward, upward_at, 0)};
    roads[0].nodes = a;
    roads[1].nodes = b;
    OM_AUTO(om_network) apart = build(roads, 2);
    CHECK_INT(om_network_piece_count(apart), 2);
    roads[1].nodes = c;
    roads[1].level = 3;
    OM_AUTO(om_network) joined = build(roads, 2);
    CHECK_INT(om_network_piece_count(joined), 1);
}

static void places_less_than_a_centimetre_apart_are_one(void **state)
{
    (void)state;
    om_lonlat moved[] = {{0.001, 0}, {0.001 + 2e-8, 0.001 - 2e-8}, {0.001, 0.002}};
    const road_drawn roads[] = {road(across, across_at, 0), road(upward, moved, 0)};
    OM_AUTO(om_network) network = build(roads, 2);
    CHECK_INT(om_network_piece_count(network), 1);
}

static void a_closed_road_has_one_junction(void **state)
{
    (void)state;
    const om_xy ring[] = {{0, 0}, {100, 0}, {0, 100}, {0, 0}};
    const om_lonlat ring_at[] = {{0, 0}, {0.001, 0}, {0, 0.001}, {0, 0}};
    const road_drawn roads[] = {{.points = ring, .places = ring_at, .count = 4, .speed_kmh = 30}};
    OM_AUTO(om_network) network = build(roads, 1);
    CHECK_INT(om_network_vertex_count(network), 1);
    CHECK_INT(om_network_edge_count(network), 1);
}

OM_TESTS(test(roads_of_one_level_cross), test(roads_of_two_levels_pass),
         test(the_end_of_a_bridge_joins_the_street), test(node_ids_decide_where_they_are_known),
         test(places_less_than_a_centimetre_apart_are_one), test(a_closed_road_has_one_junction))
