/* First and second arrivals against one search a start, and on cities whose answer is seen. */
#include "engine/network/backup.h"

#include "engine/base/arena.h"
#include "engine/network/vary.h"
#include "tests/support/check.h"
#include "tests/support/city.h"

static om_error err;

static void the_second_comes_from_the_other_station(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a---------b", 36);
    OM_AUTO(om_backup) backup = om_backup_new(city->network);
    const om_start starts[] = {{0, 0.2, 0}, {0, 0.9, 0}, {0, 0.25, 1000}};
    om_arrival two[2];
    CHECK_OK(om_backup_run(backup, starts, 3, INFINITY, &err));
    om_backup_at(backup, 0, 0.6, two);
    CHECK_INT(two[0].source, 1);
    CHECK_NEAR(two[0].seconds, 0.3 * 500, 1e-9);
    CHECK_INT(two[1].source, 0);
    CHECK_NEAR(two[1].seconds, 0.4 * 500, 1e-9);

    /* Of those equally near the lower number is the first; the limit holds for each. */
    const om_start same[] = {{0, 0.5, 0}, {0, 0.5, 0}, {0, 0.5, 30}};
    CHECK_OK(om_backup_run(backup, same, 3, 60, &err));
    om_backup_at(backup, 0, 0.6, two);
    CHECK(two[0].source == 0 && two[1].source == 1);
    CHECK_OK(om_backup_run(backup, &same[1], 2, 60, &err));
    om_backup_at(backup, 0, 0.6, two);
    CHECK(two[0].source == 0 && two[1].source == OM_NO_SOURCE);
    CHECK(isinf(two[1].seconds));
    om_backup_at(backup, 0, 0.7, two);
    CHECK(two[0].source == OM_NO_SOURCE);
}

static void bad_limits_and_starts_are_refused(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a--b", 36);
    OM_AUTO(om_backup) backup = om_backup_new(city->network);
    om_start start = {0, 0, 0};
    CHECK_FAILS(om_backup_run(backup, &start, 1, NAN, &err), OM_ERR_RANGE, "limit of nan");
    start.edge = 7;
    CHECK_FAILS(om_backup_run(backup, &start, 1, 60, &err), OM_ERR_RANGE, "on no edge");
}

/* ---- Against one search a start ---- */

enum { NODES = 24, ROADS = 60, TURNS = 40, BLOCKS = 6, STARTS = 5, PROBES = 60 };

static uint32_t random_below(uint64_t *state, uint32_t bound)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % bound);
}

static double random_share(uint64_t *state)
{
    return random_below(state, 1000001) / 1e6;
}

static om_network *random_network(om_arena *arena, uint64_t *random)
{
    om_road *roads = OM_ARENA_ARRAY(arena, om_road, ROADS);
    for (int r = 0; r < ROADS; r++) {
        om_xy *points = OM_ARENA_ARRAY(arena, om_xy, 2);
        int64_t *nodes = OM_ARENA_ARRAY(arena, int64_t, 2);
        for (int i = 0; i < 2; i++) {
            nodes[i] = random_below(random, NODES);
            points[i] = (om_xy){(double)(nodes[i] % 5) * 100 + random_below(random, 50),
                                (double)(nodes[i] / 5) * 100};
        }
        roads[r] = (om_road){.points = points,
                             .nodes = nodes,
                             .count = 2,
                             .speed_kmh = 20 + random_below(random, 60),
                             .oneway = (int)random_below(random, 3) - 1};
    }
    om_turn *turns = OM_ARENA_ARRAY(arena, om_turn, TURNS);
    size_t count = 0;
    for (int tried = 0; tried < 100 * TURNS && count < TURNS; tried++) {
        uint32_t *pair = OM_ARENA_ARRAY(arena, uint32_t, 2);
        pair[0] = random_below(random, ROADS);
        pair[1] = random_below(random, ROADS);
        const int64_t via = roads[pair[0]].nodes[random_below(random, 2)];
        if (roads[pair[1]].nodes[0] == via || roads[pair[1]].nodes[1] == via)
            turns[count++] = (om_turn){pair, 2, via, {0, 0}, random_below(random, 6) == 0};
    }
    const om_turns all = {.list = turns, .count = count};
    om_network *network = NULL;
    CHECK_OK(om_network_build(roads, ROADS, &all, &network, &err));
    return network;
}

static om_network *random_variation(const om_network *base, uint64_t *random)
{
    om_block blocks[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
        const double a = random_share(random), b = random_share(random);
        const uint32_t edge = random_below(random, (uint32_t)om_network_edge_count(base));
        blocks[i] = (om_block){edge, fmin(a, b), fmax(a, b)};
    }
    const om_conditions conditions = {.blocks = blocks, .block_count = BLOCKS};
    om_network *network = NULL;
    CHECK_OK(om_network_vary(base, &conditions, &network, &err));
    return network;
}

/* The two earliest of one search a start. */
static void find_two(om_search *const searches[STARTS], uint32_t edge, double fraction,
                     double ret_s[2])
{
    ret_s[0] = ret_s[1] = INFINITY;
    for (int s = 0; s < STARTS; s++) {
        const double seconds = om_search_at(searches[s], edge, fraction).seconds;
        if (seconds < ret_s[0]) {
            ret_s[1] = ret_s[0];
            ret_s[0] = seconds;
        } else {
            ret_s[1] = fmin(ret_s[1], seconds);
        }
    }
}

static void check_graph(const om_network *network, uint64_t *random, double limit_s)
{
    OM_AUTO(om_backup) backup = om_backup_new(network);
    om_search *searches[STARTS];
    om_start starts[STARTS];
    const uint32_t edges = (uint32_t)om_network_edge_count(network);
    for (int s = 0; s < STARTS; s++) {
        starts[s] =
            (om_start){random_below(random, edges), random_share(random), random_below(random, 60)};
        searches[s] = om_search_new(network);
        CHECK_OK(om_search_run(searches[s], &starts[s], 1, limit_s, &err));
    }
    CHECK_OK(om_backup_run(backup, starts, STARTS, limit_s, &err));
    for (int probe = 0; probe < PROBES; probe++) {
        const uint32_t edge = probe % 5 ? random_below(random, edges) : starts[probe / 5 % 5].edge;
        const double fraction = random_share(random);
        double wanted_s[2];
        om_arrival two[2];
        find_two(searches, edge, fraction, wanted_s);
        om_backup_at(backup, edge, fraction, two);
        CHECK(two[0].source != two[1].source || two[0].source == OM_NO_SOURCE);
        for (int i = 0; i < 2; i++) {
            CHECK(isinf(wanted_s[i]) == (two[i].source == OM_NO_SOURCE));
            if (isinf(wanted_s[i]))
                continue;
            CHECK_NEAR(two[i].seconds, wanted_s[i], 1e-9);
            CHECK_NEAR(om_search_at(searches[two[i].source], edge, fraction).seconds,
                       two[i].seconds, 1e-9);
        }
    }
    for (int s = 0; s < STARTS; s++)
        om_search_free(searches[s]);
}

static void random_graphs_agree_with_a_search_for_each_start(void **state)
{
    (void)state;
    uint64_t random = 5;
    for (int graph = 0; graph < 200; graph++) {
        OM_AUTO(om_arena) arena = om_arena_new();
        OM_AUTO(om_network) network = random_network(arena, &random);
        OM_AUTO(om_network) varied = random_variation(network, &random);
        check_graph(network, &random, graph % 2 ? (double)INFINITY : 90);
        check_graph(varied, &random, graph % 2 ? (double)INFINITY : 90);
    }
}

OM_TESTS(test(the_second_comes_from_the_other_station), test(bad_limits_and_starts_are_refused),
         test(random_graphs_agree_with_a_search_for_each_start))
