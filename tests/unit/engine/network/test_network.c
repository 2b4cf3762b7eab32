/* Roads become edges with the right lengths, times, ends and ways. */
#include "engine/network/network.h"

#include "engine/base/csv.h"
#include "engine/network/search.h"
#include "tests/support/check.h"
#include "tests/support/city.h"

static om_error err;

/* The roads of a triangle with sides 3, 4 and 5 km, told apart by places only. */
static void a_triangle_has_sides_of_three_four_and_five(void **state)
{
    (void)state;
    const om_xy corners[] = {{0, 0}, {3000, 0}, {3000, 4000}, {0, 0}};
    const om_lonlat places[] = {{0, 0}, {0.03, 0}, {0.03, 0.04}, {0, 0}};
    road_drawn roads[3];
    for (int i = 0; i < 3; i++)
        roads[i] =
            (road_drawn){.points = &corners[i], .places = &places[i], .count = 2, .speed_kmh = 36};
    OM_AUTO(om_network) network = NULL;
    CHECK_OK(roads_build(roads, 3, NULL, &network, &err));
    CHECK_INT(om_network_vertex_count(network), 3);
    CHECK_NEAR(om_network_edge(network, 2)->length_m, 5000, 1e-9);
    CHECK_NEAR(om_network_edge(network, 2)->seconds, 500, 1e-9);
    CHECK_NEAR(om_network_length_m(network), 12000, 1e-9);
    const om_xy middle = om_network_place(network, 2, 0.5);
    CHECK_NEAR(middle.x, 1500, 1e-9);
    CHECK_NEAR(middle.y, 2000, 1e-9);
}

static void bad_roads_are_refused(void **state)
{
    (void)state;
    const om_xy points[] = {{0, 0}, {1, 0}}, nowhere[] = {{0, 0}, {NAN, 0}};
    const om_lonlat places[] = {{0, 0}, {1, 0}};
    const road_drawn good = {.points = points, .places = places, .count = 2, .speed_kmh = 30};
    OM_AUTO(om_network) network = NULL;
    road_drawn bad = good;
    CHECK_FAILS(roads_build(&bad, 0, NULL, &network, &err), OM_ERR_DATA, "no roads");
    bad.count = 1;
    CHECK_FAILS(roads_build(&bad, 1, NULL, &network, &err), OM_ERR_DATA, "road 0 has 1 points");
    const double speeds[] = {0, -5, NAN, INFINITY};
    for (size_t i = 0; i < 4; i++) {
        bad = good;
        bad.speed_kmh = speeds[i];
        CHECK_FAILS(roads_build(&bad, 1, NULL, &network, &err), OM_ERR_RANGE, "not above 0");
    }
    bad = good;
    bad.oneway = 2;
    CHECK_FAILS(roads_build(&bad, 1, NULL, &network, &err), OM_ERR_RANGE, "direction 2");
    bad = good;
    bad.points = nowhere;
    CHECK_FAILS(roads_build(&bad, 1, NULL, &network, &err), OM_ERR_DATA, "point 1 is no place");
    CHECK(network == NULL);
}

/* ---- pgRouting's sample graph ---- */

static const char *cell(const om_csv *csv, size_t row, const char *column)
{
    return om_csv_cell(csv, row, om_csv_column(csv, column));
}

static om_csv *open_data(const char *name)
{
    char path[512];
    om_csv *csv = NULL;
    snprintf(path, sizeof path, "%s/tests/unit/engine/network/data/%s",
             getenv("ONEMAP_TEST_SOURCE"), name);
    CHECK_OK(om_csv_open(path, &csv, &err));
    return csv;
}

/* A cost of -1 closes a way, unless all may be driven; all costs are 1, whatever the length. */
static om_network *sample_network(om_arena *arena, const om_csv *edges, bool any_way)
{
    const size_t count = om_csv_row_count(edges);
    road_drawn *roads = OM_ARENA_ARRAY(arena, road_drawn, count);
    for (size_t i = 0; i < count; i++) {
        om_xy *points = OM_ARENA_ARRAY(arena, om_xy, 2);
        int64_t *nodes = OM_ARENA_ARRAY(arena, int64_t, 2);
        points[0] = (om_xy){atof(cell(edges, i, "x1")), atof(cell(edges, i, "y1"))};
        points[1] = (om_xy){atof(cell(edges, i, "x2")), atof(cell(edges, i, "y2"))};
        nodes[0] = atoi(cell(edges, i, "source"));
        nodes[1] = atoi(cell(edges, i, "target"));
        const bool forward = atof(cell(edges, i, "cost")) > 0;
        const bool backward = atof(cell(edges, i, "reverse_cost")) > 0;
        const double length = hypot(points[1].x - points[0].x, points[1].y - points[0].y);
        roads[i] = (road_drawn){.points = points,
                                .nodes = nodes,
                                .count = 2,
                                .speed_kmh = length * 3.6,
                                .oneway = any_way ? 0 : forward - backward};
    }
    om_network *network = NULL;
    CHECK_OK(roads_build(roads, count, NULL, &network, &err));
    return network;
}

static uint32_t vertex_of(const om_network *network, const om_csv *edges, int node)
{
    for (uint32_t i = 0; i < om_csv_row_count(edges); i++) {
        if (atoi(cell(edges, i, "source")) == node)
            return om_network_edge(network, i)->from;
        if (atoi(cell(edges, i, "target")) == node)
            return om_network_edge(network, i)->to;
    }
    return UINT32_MAX;
}

/* Looks at every node: those in the answers cost what they say, the others are not reached. */
static void check_answers(const om_network *network, const om_csv *edges, const om_search *search,
                          const char *named, const int *start_nodes)
{
    OM_AUTO(om_csv) answers = open_data("pgrouting_answers.csv");
    for (int node = 1; node <= 17; node++) {
        const om_arrival got = om_search_at_vertex(search, vertex_of(network, edges, node));
        bool reached = false;
        for (size_t i = 0; i < om_csv_row_count(answers); i++) {
            if (strcmp(cell(answers, i, "case"), named) != 0 ||
                atoi(cell(answers, i, "node")) != node)
                continue;
            reached = true;
            CHECK_NEAR(got.seconds, atof(cell(answers, i, "cost")), 1e-9);
            CHECK_INT(start_nodes[got.source], atoi(cell(answers, i, "start")));
        }
        CHECK(reached == !isinf(got.seconds));
    }
}

static void the_sample_of_pgrouting_has_its_documented_answers(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_csv) edges = open_data("pgrouting_edges.csv");
    OM_AUTO(om_network) network = sample_network(arena, edges, false);
    OM_AUTO(om_search) search = om_search_new(network);
    CHECK_INT(om_network_vertex_count(network), 17);
    CHECK_INT(om_network_piece_count(network), 3);

    /* Node 11 ends edge 8, node 16 ends edge 9; edges are numbered from 0 here. */
    const om_start nodes[] = {{7, 1, 0}, {8, 1, 0}};
    CHECK_OK(om_search_run(search, nodes, 1, 3, &err));
    check_answers(network, edges, search, "one", (const int[]){11});
    CHECK_OK(om_search_run(search, nodes, 2, 3, &err));
    check_answers(network, edges, search, "two", (const int[]){11, 16});

    const om_start point = {0, 0.4, 0};
    CHECK_OK(om_search_run(search, &point, 1, 3.3 + 1e-9, &err));
    check_answers(network, edges, search, "point", (const int[]){-1});
    CHECK_NEAR(om_search_at(search, 3, 0.7).seconds, 1.3, 1e-9);
    CHECK_NEAR(om_search_at(search, 11, 0.6).seconds, 3.2, 1e-9);
    CHECK_NEAR(om_search_at(search, 5, 0.3).seconds, 3.3, 1e-9);
}

/*
 * Points beside a road where one keeps to a side leave it one way only: on the right from 0.4 of
 * edge 1 back to its beginning, on the left on to its end; from edge 5, a one-way street, to its
 * end.
 */
static void points_beside_the_road_have_their_documented_answers(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_csv) edges = open_data("pgrouting_edges.csv");
    OM_AUTO(om_network) network = sample_network(arena, edges, false);
    OM_AUTO(om_search) search = om_search_new(network);
    const om_start right = {0, 0, 0.4}, left[] = {{0, 1, 0.6}, {8, 1, 0}}, close = {4, 0.8, 0};
    CHECK_OK(om_search_run(search, &right, 1, 3.3, &err));
    CHECK_NEAR(om_search_at(search, 3, 0.7).seconds, 2.1, 1e-9);
    CHECK_OK(om_search_run(search, &right, 1, 2.4 + 1e-9, &err));
    check_answers(network, edges, search, "right", (const int[]){-1});
    CHECK_OK(om_search_run(search, left, 2, 3.3, &err));
    check_answers(network, edges, search, "left", (const int[]){-1, 16});
    CHECK_OK(om_search_run(search, &close, 1, 2.3, &err));
    check_answers(network, edges, search, "close", (const int[]){-1});
}

static void a_network_without_one_way_streets_has_its_documented_answers(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_csv) edges = open_data("pgrouting_edges.csv");
    OM_AUTO(om_network) network = sample_network(arena, edges, true);
    OM_AUTO(om_search) search = om_search_new(network);
    const om_start nodes[] = {{7, 1, 0}, {8, 1, 0}};
    CHECK_OK(om_search_run(search, &nodes[0], 1, 3, &err));
    check_answers(network, edges, search, "any_way_from_11", (const int[]){11});
    CHECK_OK(om_search_run(search, &nodes[1], 1, 3, &err));
    check_answers(network, edges, search, "any_way_from_16", (const int[]){16});
}

OM_TESTS(test(a_triangle_has_sides_of_three_four_and_five), test(bad_roads_are_refused),
         test(the_sample_of_pgrouting_has_its_documented_answers),
         test(points_beside_the_road_have_their_documented_answers),
         test(a_network_without_one_way_streets_has_its_documented_answers))
