/* First and second arrivals against one search a start, and on cities whose answer is seen. */
#include "engine/network/backup.h"

#include "engine/base/arena.h"
#include "engine/network/vary.h"
#include "tests/support/check.h"
#include "tests/support/city.h"
#include "tests/support/maze.h"

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

enum { STARTS = 5, PROBES = 60 };

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
            (om_start){maze_below(random, edges), maze_share(random), maze_below(random, 60)};
        searches[s] = om_search_new(network);
        CHECK_OK(om_search_run(searches[s], &starts[s], 1, limit_s, &err));
    }
    CHECK_OK(om_backup_run(backup, starts, STARTS, limit_s, &err));
    for (int probe = 0; probe < PROBES; probe++) {
        const uint32_t edge = probe % 5 ? maze_below(random, edges) : starts[probe / 5 % 5].edge;
        const double fraction = maze_share(random);
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
        OM_AUTO(om_network) network = maze_new(arena, &random);
        OM_AUTO(om_network) varied = maze_blocked(network, &random);
        check_graph(network, &random, graph % 2 ? (double)INFINITY : 90);
        check_graph(varied, &random, graph % 2 ? (double)INFINITY : 90);
    }
}

OM_TESTS(test(the_second_comes_from_the_other_station), test(bad_limits_and_starts_are_refused),
         test(random_graphs_agree_with_a_search_for_each_start))
