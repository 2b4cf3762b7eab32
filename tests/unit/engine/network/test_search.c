/* Times on drawn cities, on graphs with known answers and against a brute-force search. */
#include "engine/network/search.h"

#include "tests/support/check.h"
#include "tests/support/city.h"

/* 60 km/h: a character takes half a minute. */
#define STEP_S 30.0

static om_spot snapped(const om_city *city, om_xy at)
{
    om_spot spot = {0};
    CHECK(om_network_snap(city->network, at, 1000, &spot));
    return spot;
}

static om_start start_at(const om_city *city, char letter)
{
    const om_spot spot = snapped(city, om_city_at(city, letter));
    return (om_start){spot.edge, spot.fraction, 0};
}

static double seconds_between(const char *picture, char from, char to)
{
    om_error err;
    OM_AUTO(om_city) city = om_city_draw(picture, 60);
    OM_AUTO(om_search) search = om_search_new(city->network);
    const om_start start = start_at(city, from);
    CHECK_OK(om_search_run(search, &start, 1, INFINITY, &err));
    const om_spot there = snapped(city, om_city_at(city, to));
    return om_search_at(search, there.edge, there.fraction).seconds;
}

static void a_way_is_as_long_as_it_is_drawn(void **state)
{
    (void)state;
    CHECK_NEAR(seconds_between("F--a--b", 'F', 'b'), 6 * STEP_S, 1e-9);
    CHECK_NEAR(seconds_between("F--a--b\n   |   \n   c--d\n", 'F', 'd'), 8 * STEP_S, 1e-9);
}

static void a_one_way_street_is_driven_one_way(void **state)
{
    (void)state;
    const char *ring = "a->-b\n|   |\nd-<-c\n";
    CHECK_NEAR(seconds_between(ring, 'a', 'b'), 4 * STEP_S, 1e-9);
    CHECK_NEAR(seconds_between(ring, 'b', 'a'), 8 * STEP_S, 1e-9);
    CHECK(isinf(seconds_between("a->-b", 'b', 'a')));
}

static void a_bridge_is_not_joined_to_what_passes_under_it(void **state)
{
    (void)state;
    const char *crossing = "  n  \n  |  \na-#-b\n  |  \n  s  \n";
    CHECK(isinf(seconds_between(crossing, 'a', 'n')));
    CHECK_NEAR(seconds_between(crossing, 'a', 'b'), 4 * STEP_S, 1e-9);
    CHECK_NEAR(seconds_between(crossing, 'n', 's'), 4 * STEP_S, 1e-9);
    /* Its ends are joined to the street on the ground. */
    CHECK_NEAR(seconds_between("  n  \n  |  \na-#-b--e\n  |  \n  s  \n", 'a', 'e'), 7 * STEP_S,
               1e-9);
}

static void an_island_is_not_reached(void **state)
{
    (void)state;
    CHECK(isinf(seconds_between("a--b\n\nc--d\n", 'a', 'c')));
}

static void a_cul_de_sac_is_left_the_way_one_came(void **state)
{
    (void)state;
    const char *close = "a--b--c\n   |\n   d\n";
    CHECK_NEAR(seconds_between(close, 'd', 'c'), 5 * STEP_S, 1e-9);
    CHECK_NEAR(seconds_between(close, 'a', 'd'), 5 * STEP_S, 1e-9);
    /* At the end of a one-way street nobody comes out again. */
    CHECK(isinf(seconds_between("a->-b--c", 'c', 'a')));
}

static void a_banned_turn_is_gone_round(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_city) city = om_city_draw("F--a--b\n   |\n   c\n", 60);
    const uint32_t banned[] = {0, 2}; /* from F to a, then down to c */
    const om_turn turn = {.roads = banned, .count = 2, .via = city->roads[0].places[1]};
    OM_AUTO(om_network) network = NULL;
    CHECK_OK(
        roads_build(city->roads, city->road_count, &(om_turns){&turn, 1, NULL}, &network, &err));
    OM_AUTO(om_search) free_to_turn = om_search_new(city->network);
    OM_AUTO(om_search) bound = om_search_new(network);
    const om_start start = {0, 0, 0};
    CHECK_OK(om_search_run(free_to_turn, &start, 1, INFINITY, &err));
    CHECK_OK(om_search_run(bound, &start, 1, INFINITY, &err));
    CHECK_NEAR(om_search_at(free_to_turn, 2, 1).seconds, 5 * STEP_S, 1e-9);
    /* On to b, which is a dead end, back to a, and straight down from there. */
    CHECK_NEAR(om_search_at(bound, 2, 1).seconds, 11 * STEP_S, 1e-9);
    CHECK_NEAR(om_search_at(bound, 1, 1).seconds, 6 * STEP_S, 1e-9);
}

static void a_station_off_the_network_has_no_edge_to_start_on(void **state)
{
    (void)state;
    om_spot spot;
    OM_AUTO(om_city) city = om_city_draw("a--b\n\n\n  S--t\n", 60);
    const om_xy station = {0, -1400};
    CHECK(!om_network_snap(city->network, station, 200, &spot));
    CHECK(om_network_snap(city->network, station, 1100, &spot));
    CHECK_NEAR(spot.distance_m, hypot(1000, 100), 1e-9);
    CHECK_INT(om_network_road(city->network, spot.edge), 1);
}

static void two_stations_on_one_edge_share_it(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_city) city = om_city_draw("a----------b", 60);
    OM_AUTO(om_search) search = om_search_new(city->network);
    const om_start starts[] = {{0, 0.2, 0}, {0, 0.8, 0}};
    CHECK_OK(om_search_run(search, starts, 2, INFINITY, &err));
    CHECK_INT(om_search_at(search, 0, 0.4).source, 0);
    CHECK_INT(om_search_at(search, 0, 0.6).source, 1);
    CHECK_INT(om_search_at(search, 0, 0.5).source, 0); /* a tie goes to the lower number */
    CHECK_NEAR(om_search_at(search, 0, 0.5).seconds, 0.3 * 11 * STEP_S, 1e-9);

    const om_span *spans;
    CHECK_INT(om_search_spans(search, 0, 0.1 * 11 * STEP_S, &spans), 2);
    CHECK_NEAR(spans[0].from, 0.1, 1e-12);
    CHECK_NEAR(spans[0].to, 0.3, 1e-12);
    CHECK_NEAR(spans[1].from, 0.7, 1e-12);
    CHECK_INT(om_search_spans(search, 0, 0.3 * 11 * STEP_S + 1e-9, &spans), 1);
    CHECK_NEAR(spans[0].to - spans[0].from, 1, 1e-12);
}

static void the_same_edge_is_driven_directly(void **state)
{
    (void)state;
    om_error err;
    /* 100 m at 10 m/s: from 0.2 to 0.7 takes 5 s, against a one-way never. */
    const om_xy points[] = {{0, 0}, {100, 0}};
    const om_lonlat places[] = {{0, 0}, {0.001, 0}};
    road_drawn road = {.points = points, .places = places, .count = 2, .speed_kmh = 36};
    const om_start start = {0, 0.2, 0};
    for (int oneway = -1; oneway <= 1; oneway++) {
        road.oneway = oneway;
        OM_AUTO(om_network) network = NULL;
        CHECK_OK(roads_build(&road, 1, NULL, &network, &err));
        OM_AUTO(om_search) search = om_search_new(network);
        CHECK_OK(om_search_run(search, &start, 1, INFINITY, &err));
        const double seconds = om_search_at(search, 0, 0.7).seconds;
        CHECK_INT(om_search_at(search, 0, 0.7).source, oneway < 0 ? OM_NO_SOURCE : 0);
        if (oneway < 0)
            CHECK(isinf(seconds));
        else
            CHECK_NEAR(seconds, 5, 1e-12);
    }
}

/* A square grid, block 100 m, 10 m/s: reached nodes and road length have closed forms. */
static void a_square_grid_has_its_closed_form(void **state)
{
    (void)state;
    om_error err;
    enum { SIDE = 31, MIDDLE = SIDE / 2 };
    OM_AUTO(om_arena) arena = om_arena_new();
    road_drawn *roads = OM_ARENA_ARRAY(arena, road_drawn, 2 * SIDE);
    for (int r = 0; r < 2 * SIDE; r++) {
        om_xy *points = OM_ARENA_ARRAY(arena, om_xy, SIDE);
        om_lonlat *places = OM_ARENA_ARRAY(arena, om_lonlat, SIDE);
        for (int i = 0; i < SIDE; i++) {
            const int x = r < SIDE ? i : r - SIDE, y = r < SIDE ? r : i;
            points[i] = (om_xy){100.0 * x, 100.0 * y};
            places[i] = (om_lonlat){0.001 * x, 0.001 * y};
        }
        roads[r] = (road_drawn){.points = points, .places = places, .count = SIDE, .speed_kmh = 36};
    }
    OM_AUTO(om_network) network = NULL;
    CHECK_OK(roads_build(roads, 2 * SIDE, NULL, &network, &err));
    CHECK_INT(om_network_vertex_count(network), SIDE * SIDE);
    CHECK_INT(om_network_edge_count(network), 2 * SIDE * (SIDE - 1));

    om_spot spot;
    CHECK(om_network_snap(network, (om_xy){100.0 * MIDDLE, 100.0 * MIDDLE}, 1, &spot));
    const om_start start = {spot.edge, spot.fraction, 0};
    OM_AUTO(om_search) search = om_search_new(network);
    const struct {
        double limit_s;
        size_t nodes;
        double road_m;
    } truths[] = {{50, 61, 10000}, {54, 61, 4 * 25 * 100 + 44 * 40}, {55, 61, 10000 + 44 * 50}};
    for (size_t t = 0; t < 3; t++) {
        CHECK_OK(om_search_run(search, &start, 1, truths[t].limit_s, &err));
        CHECK_INT(om_search_settled(search), truths[t].nodes);
        double road_m = 0;
        for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
            const om_span *spans;
            const size_t count = om_search_spans(search, e, truths[t].limit_s, &spans);
            for (size_t s = 0; s < count; s++)
                road_m += (spans[s].to - spans[s].from) * om_network_edge(network, e)->length_m;
        }
        CHECK_NEAR(road_m, truths[t].road_m, 1e-6);
    }
}

/* ---- Against brute force ---- */

static uint32_t random_below(uint64_t *state, uint32_t bound)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % bound);
}

static double random_share(uint64_t *state)
{
    return random_below(state, 1000001) / 1e6;
}

enum { VERTICES = 24, EDGES = 60, STARTS = 3, PROBES = 40 };

static om_network *random_network(om_arena *arena, uint64_t *random)
{
    om_error err;
    road_drawn *roads = OM_ARENA_ARRAY(arena, road_drawn, EDGES);
    for (int e = 0; e < EDGES; e++) {
        om_xy *points = OM_ARENA_ARRAY(arena, om_xy, 2);
        om_lonlat *places = OM_ARENA_ARRAY(arena, om_lonlat, 2);
        int64_t *nodes = OM_ARENA_ARRAY(arena, int64_t, 2);
        for (int i = 0; i < 2; i++) {
            nodes[i] = random_below(random, VERTICES);
            points[i] = (om_xy){(double)(nodes[i] % 5) * 100 + random_below(random, 50),
                                (double)(nodes[i] / 5) * 100};
        }
        roads[e] = (road_drawn){points,
                                places,
                                nodes,
                                2,
                                20 + random_below(random, 60),
                                (int)random_below(random, 3) - 1,
                                0};
    }
    om_network *network = NULL;
    CHECK_OK(roads_build(roads, EDGES, NULL, &network, &err));
    return network;
}

/* Bellman and Ford: relax every edge until nothing changes. */
static void brute_force(const om_network *network, const om_start *starts, double *at)
{
    for (size_t v = 0; v < om_network_vertex_count(network); v++)
        at[v] = INFINITY;
    for (int s = 0; s < STARTS; s++) {
        const om_edge *edge = om_network_edge(network, starts[s].edge);
        if (edge->forward)
            at[edge->to] =
                fmin(at[edge->to], starts[s].seconds + (1 - starts[s].fraction) * edge->seconds);
        if (edge->backward)
            at[edge->from] =
                fmin(at[edge->from], starts[s].seconds + starts[s].fraction * edge->seconds);
    }
    for (int round = 0; round < VERTICES; round++)
        for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
            const om_edge *edge = om_network_edge(network, e);
            if (edge->forward)
                at[edge->to] = fmin(at[edge->to], at[edge->from] + edge->seconds);
            if (edge->backward)
                at[edge->from] = fmin(at[edge->from], at[edge->to] + edge->seconds);
        }
}

static double brute_force_at(const om_network *network, const om_start *starts, const double *at,
                             uint32_t number, double fraction)
{
    const om_edge *edge = om_network_edge(network, number);
    double best = INFINITY;
    if (edge->forward)
        best = fmin(best, at[edge->from] + fraction * edge->seconds);
    if (edge->backward)
        best = fmin(best, at[edge->to] + (1 - fraction) * edge->seconds);
    for (int s = 0; s < STARTS; s++) {
        const double way = fraction - starts[s].fraction;
        const bool open = way == 0 || (way > 0 ? edge->forward : edge->backward);
        if (starts[s].edge == number && open)
            best = fmin(best, starts[s].seconds + fabs(way) * edge->seconds);
    }
    return best;
}

/* The list of what was reached is what a look at every vertex finds. */
static void check_list(const om_network *network, const om_search *search)
{
    uint32_t listed[VERTICES];
    const size_t count = om_search_reached(search, listed);
    size_t found = 0;
    for (uint32_t v = 0; v < om_network_vertex_count(network); v++) {
        if (om_search_at_vertex(search, v).source == OM_NO_SOURCE)
            continue;
        CHECK(found < count);
        CHECK_INT(listed[found++], v);
    }
    CHECK_INT(found, count);
}

/* Places are asked for one by one and all at once, several in a row on one edge. */
static void check_each(const om_network *network, const om_search *search, uint64_t *random)
{
    uint32_t edges[PROBES];
    float fractions[PROBES];
    om_arrival got[PROBES];
    for (int i = 0; i < PROBES; i++) {
        edges[i] = i % 3 && edges[i - 1] != OM_NO_EDGE
                       ? edges[i - 1]
                       : random_below(random, (uint32_t)om_network_edge_count(network));
        if (i % 7 == 6)
            edges[i] = OM_NO_EDGE;
        fractions[i] = (float)random_share(random);
    }
    om_search_at_each(search, &(om_search_places){edges, fractions, PROBES}, got);
    for (int i = 0; i < PROBES; i++) {
        om_arrival wanted = {INFINITY, OM_NO_SOURCE};
        if (edges[i] != OM_NO_EDGE)
            wanted = om_search_at(search, edges[i], (double)fractions[i]);
        CHECK(got[i].seconds == wanted.seconds);
        CHECK_INT(got[i].source, wanted.source);
    }
}

static void random_graphs_agree_with_brute_force(void **state)
{
    (void)state;
    om_error err;
    uint64_t random = 42;
    for (int graph = 0; graph < 200; graph++) {
        OM_AUTO(om_arena) arena = om_arena_new();
        OM_AUTO(om_network) network = random_network(arena, &random);
        const uint32_t edges = (uint32_t)om_network_edge_count(network);
        OM_AUTO(om_search) search = om_search_new(network);
        om_start starts[STARTS];
        for (int s = 0; s < STARTS; s++)
            starts[s] = (om_start){random_below(&random, edges), random_share(&random),
                                   random_below(&random, 60)};
        double truth[VERTICES];
        brute_force(network, starts, truth);
        const double limit_s = graph % 2 ? (double)INFINITY : 40.0 + random_below(&random, 60);
        CHECK_OK(om_search_run(search, starts, STARTS, limit_s, &err));
        check_list(network, search);
        check_each(network, search, &random);
        for (int probe = 0; probe < PROBES; probe++) {
            const uint32_t edge = random_below(&random, edges);
            const double fraction = probe % 4 ? random_share(&random) : starts[0].fraction;
            const double wanted = brute_force_at(network, starts, truth, edge, fraction);
            const double got = om_search_at(search, edge, fraction).seconds;
            if (isinf(got))
                CHECK(wanted >= limit_s - 1e-9);
            else
                CHECK_NEAR(got, wanted, 1e-9);

            const om_span *spans;
            const double tried_s = fmin(limit_s, 80);
            const size_t count = om_search_spans(search, edge, tried_s, &spans);
            bool inside = false;
            for (size_t i = 0; i < count; i++)
                inside |= fraction >= spans[i].from && fraction <= spans[i].to;
            if (fabs(wanted - tried_s) > 1e-6)
                CHECK(inside == (wanted < tried_s));
        }
    }
}

static double reached_m(const om_network *network, om_search *search, double limit_s)
{
    double road_m = 0;
    for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
        const om_span *spans;
        const size_t count = om_search_spans(search, e, limit_s, &spans);
        for (size_t i = 0; i < count; i++)
            road_m += (spans[i].to - spans[i].from) * om_network_edge(network, e)->length_m;
    }
    return road_m;
}

static void more_time_and_more_starts_never_reach_less(void **state)
{
    (void)state;
    om_error err;
    uint64_t random = 9;
    for (int graph = 0; graph < 50; graph++) {
        OM_AUTO(om_arena) arena = om_arena_new();
        OM_AUTO(om_network) network = random_network(arena, &random);
        const uint32_t edges = (uint32_t)om_network_edge_count(network);
        OM_AUTO(om_search) few = om_search_new(network);
        OM_AUTO(om_search) more = om_search_new(network);
        om_start starts[STARTS];
        for (int s = 0; s < STARTS; s++)
            starts[s] = (om_start){random_below(&random, edges), random_share(&random),
                                   random_below(&random, 60)};
        CHECK_OK(om_search_run(few, starts, STARTS - 1, 200, &err));
        CHECK_OK(om_search_run(more, starts, STARTS, 200, &err));
        for (uint32_t e = 0; e < edges; e++)
            CHECK(om_search_at(more, e, 0.3).seconds <= om_search_at(few, e, 0.3).seconds);
        double before_m = 0;
        for (double limit_s = 0; limit_s <= 200; limit_s += 10) {
            const double road_m = reached_m(network, few, limit_s);
            CHECK(road_m >= before_m - 1e-9);
            CHECK(reached_m(network, more, limit_s) >= road_m - 1e-9);
            before_m = road_m;
        }
    }
}

/* A queue that keeps an entry at its first time closes node 4 too soon. */
static void a_time_that_improves_twice_is_passed_on(void **state)
{
    (void)state;
    om_error err;
    const struct {
        int64_t nodes[2];
        double seconds;
    } arcs[] = {{{1, 3}, 10}, {{1, 2}, 1}, {{2, 3}, 3}, {{3, 4}, 1}, {{1, 4}, 9}};
    const om_xy points[] = {{0, 0}, {100, 0}};
    road_drawn roads[5];
    for (int i = 0; i < 5; i++)
        roads[i] = (road_drawn){.points = points,
                                .nodes = arcs[i].nodes,
                                .count = 2,
                                .speed_kmh = 360 / arcs[i].seconds,
                                .oneway = 1};
    OM_AUTO(om_network) network = NULL;
    CHECK_OK(roads_build(roads, 5, NULL, &network, &err));
    OM_AUTO(om_search) search = om_search_new(network);
    const om_start starts[] = {{0, 0, 0}, {1, 0, 0}, {4, 0, 0}}; /* all at node 1 */
    CHECK_OK(om_search_run(search, starts, 3, INFINITY, &err));
    CHECK_NEAR(om_search_at_vertex(search, om_network_edge(network, 1)->to).seconds, 1, 1e-9);
    CHECK_NEAR(om_search_at_vertex(search, om_network_edge(network, 2)->to).seconds, 4, 1e-9);
    CHECK_NEAR(om_search_at_vertex(search, om_network_edge(network, 3)->to).seconds, 5, 1e-9);
}

/* Seven arcs of 3 s around: the i-th node is reached after i of them, one before it from behind. */
static void a_ring_is_driven_round_one_way(void **state)
{
    (void)state;
    om_error err;
    enum { ARCS = 7 };
    const om_xy points[] = {{0, 0}, {100, 0}};
    int64_t nodes[ARCS][2];
    road_drawn roads[ARCS];
    for (int i = 0; i < ARCS; i++) {
        nodes[i][0] = i;
        nodes[i][1] = (i + 1) % ARCS;
        roads[i] = (road_drawn){
            .points = points, .nodes = nodes[i], .count = 2, .speed_kmh = 120, .oneway = 1};
    }
    for (int oneway = -1; oneway <= 1; oneway += 2) {
        for (int i = 0; i < ARCS; i++)
            roads[i].oneway = oneway;
        OM_AUTO(om_network) network = NULL;
        CHECK_OK(roads_build(roads, ARCS, NULL, &network, &err));
        OM_AUTO(om_search) search = om_search_new(network);
        const om_start start = oneway > 0 ? (om_start){0, 0, 0} : (om_start){ARCS - 1, 1, 0};
        CHECK_OK(om_search_run(search, &start, 1, INFINITY, &err));
        for (uint32_t i = 1; i < ARCS; i++) {
            const uint32_t node = om_network_edge(network, i)->from;
            CHECK_NEAR(om_search_at_vertex(search, node).seconds,
                       oneway > 0 ? 3 * i : 3 * (ARCS - i), 1e-9);
        }
    }
}

static void bad_limits_and_starts_are_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_city) city = om_city_draw("a--b", 60);
    OM_AUTO(om_search) search = om_search_new(city->network);
    om_start start = {0, 0, 0};
    CHECK(isinf(om_search_at(search, 0, 0).seconds));
    CHECK_FAILS(om_search_run(search, &start, 1, NAN, &err), OM_ERR_RANGE, "limit of nan");
    CHECK_FAILS(om_search_run(search, &start, 1, -1, &err), OM_ERR_RANGE, "limit of -1");
    start.seconds = -3;
    CHECK_FAILS(om_search_run(search, &start, 1, 60, &err), OM_ERR_RANGE, "sets off at -3");
    start = (om_start){0, 1.5, 0};
    CHECK_FAILS(om_search_run(search, &start, 1, 60, &err), OM_ERR_RANGE, "on no edge");
}

OM_TESTS(test(a_way_is_as_long_as_it_is_drawn), test(a_one_way_street_is_driven_one_way),
         test(a_bridge_is_not_joined_to_what_passes_under_it), test(an_island_is_not_reached),
         test(a_cul_de_sac_is_left_the_way_one_came), test(a_banned_turn_is_gone_round),
         test(a_station_off_the_network_has_no_edge_to_start_on),
         test(two_stations_on_one_edge_share_it), test(the_same_edge_is_driven_directly),
         test(a_square_grid_has_its_closed_form), test(random_graphs_agree_with_brute_force),
         test(more_time_and_more_starts_never_reach_less),
         test(a_time_that_improves_twice_is_passed_on), test(a_ring_is_driven_round_one_way),
         test(bad_limits_and_starts_are_refused))
