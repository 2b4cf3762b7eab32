/* Closed edges one by one against a search of the whole network with that edge blocked. */
#include "engine/network/loss.h"

#include <math.h>

#include "engine/network/vary.h"
#include "tests/support/check.h"
#include "tests/support/city.h"
#include "tests/support/maze.h"

static om_error err;

static om_spot spot_of(const om_city *city, char letter)
{
    om_spot spot = {0};
    CHECK(om_network_snap(city->network, om_city_at(city, letter), 1, &spot));
    return spot;
}

static double seconds_at(const om_loss *loss, const om_city *city, char letter)
{
    const om_spot spot = spot_of(city, letter);
    return om_loss_at(loss, spot.edge, spot.fraction).seconds;
}

/* Roads: 0 a-b, 1 a-c, 2 b-d, 3 c-d, 4 d-e. A character takes 50 s. */
static void a_detour_takes_longer_and_a_bridge_cuts_off(void **state)
{
    (void)state;
    OM_AUTO(om_city)
    city = om_city_draw("a--b   \n"
                        "|  |   \n"
                        "c--d--e\n",
                        36);
    const om_start start = {spot_of(city, 'a').edge, spot_of(city, 'a').fraction, 10};
    OM_AUTO(om_loss) loss = NULL;
    const uint32_t *changed = NULL;
    CHECK_OK(om_loss_open(city->network, &start, 1, &loss, &err));
    CHECK_NEAR(seconds_at(loss, city, 'e'), 10 + 8 * 50, 1e-9);
    const uint32_t bridge = spot_of(city, 'e').edge;
    CHECK_INT(om_loss_close(loss, bridge, &changed), 1 + 0);
    CHECK_INT(changed[0], bridge);
    CHECK_NEAR(seconds_at(loss, city, 'd'), 10 + 5 * 50, 1e-9);
    CHECK(isinf(seconds_at(loss, city, 'e')));
    /* What was closed before is open again. */
    om_spot middle = {0};
    CHECK(om_network_snap(city->network, (om_xy){750, 0}, 1, &middle));
    om_loss_close(loss, middle.edge, &changed);
    CHECK_NEAR(seconds_at(loss, city, 'e'), 10 + 8 * 50, 1e-9);
    CHECK_NEAR(seconds_at(loss, city, 'b'), 10 + 7 * 50, 1e-9);
    CHECK(isinf(om_loss_at(loss, middle.edge, 0.5).seconds));
    om_loss_restore(loss);
    CHECK_NEAR(seconds_at(loss, city, 'b'), 10 + 3 * 50, 1e-9);
    CHECK_NEAR(om_loss_at(loss, middle.edge, 0.5).seconds, 10 + 1.5 * 50, 1e-9);
}

static void who_starts_on_a_closed_edge_does_not_get_off_it(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a--b--c\n   |   \n   d   \n", 36);
    const om_start starts[] = {{0, 0.5, 0}, {spot_of(city, 'd').edge, 1, 1000}};
    OM_AUTO(om_loss) loss = NULL;
    const uint32_t *changed = NULL;
    CHECK_OK(om_loss_open(city->network, starts, 2, &loss, &err));
    CHECK_INT(om_loss_at(loss, spot_of(city, 'c').edge, 1).source, 0);
    CHECK(om_loss_close(loss, 0, &changed) > 1);
    CHECK_INT(om_loss_at(loss, spot_of(city, 'c').edge, 1).source, 1);
    CHECK_NEAR(seconds_at(loss, city, 'c'), 1000 + 5 * 50, 1e-9);
}

/* ---- Against brute force ---- */

enum { STARTS = 3, GRAPHS = 40 };

static const double fractions[] = {0, 0.3, 1};

/* Every edge is as a search finds it that knows the closed one blocked; is it listed if it changed?
 */
static void check_closed(const om_network *network, const om_start *starts, om_loss *loss,
                         const om_search *open, uint32_t closed)
{
    const om_block block = {closed, 0, 1};
    const om_conditions conditions = {.blocks = &block, .block_count = 1};
    OM_AUTO(om_network) varied = NULL;
    CHECK_OK(om_network_vary(network, &conditions, &varied, &err));
    OM_AUTO(om_search) search = om_search_new(varied);
    CHECK_OK(om_search_run(search, starts, STARTS, INFINITY, &err));
    const uint32_t *changed = NULL;
    const size_t count = om_loss_close(loss, closed, &changed);
    for (uint32_t e = 0; e < om_network_edge_count(network); e++) {
        bool is_listed = false;
        for (size_t c = 0; c < count; c++)
            is_listed |= changed[c] == e;
        for (size_t f = 0; f < sizeof fractions / sizeof *fractions; f++) {
            const om_arrival wanted = om_search_at(search, e, fractions[f]);
            const om_arrival got = om_loss_at(loss, e, fractions[f]);
            const om_arrival before = om_search_at(open, e, fractions[f]);
            CHECK(got.seconds == wanted.seconds);
            CHECK_INT(got.source, wanted.source);
            CHECK(got.seconds >= before.seconds);
            CHECK(is_listed || got.seconds == before.seconds);
        }
    }
}

static void check_graph(const om_network *network, uint64_t *random)
{
    const uint32_t edges = (uint32_t)om_network_edge_count(network);
    om_start starts[STARTS];
    for (int i = 0; i < STARTS; i++)
        starts[i] = (om_start){maze_below(random, edges), fractions[maze_below(random, 3)],
                               maze_below(random, 20)};
    OM_AUTO(om_search) open = om_search_new(network);
    CHECK_OK(om_search_run(open, starts, STARTS, INFINITY, &err));
    OM_AUTO(om_loss) loss = NULL;
    CHECK_OK(om_loss_open(network, starts, STARTS, &loss, &err));
    for (uint32_t e = 0; e < edges; e++)
        check_closed(network, starts, loss, open, e);
    om_loss_restore(loss);
    for (uint32_t e = 0; e < edges; e++)
        CHECK(om_loss_at(loss, e, 0.3).seconds == om_search_at(open, e, 0.3).seconds);
}

static void every_closed_edge_of_random_graphs_is_as_brute_force_says(void **state)
{
    (void)state;
    uint64_t random = 7;
    for (int graph = 0; graph < GRAPHS; graph++) {
        OM_AUTO(om_arena) arena = om_arena_new();
        OM_AUTO(om_network) network = maze_new(arena, &random);
        OM_AUTO(om_network) blocked = maze_blocked(network, &random);
        check_graph(network, &random);
        check_graph(blocked, &random);
    }
}

static void a_start_on_no_edge_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a--b", 36);
    const om_start start = {9, 0, 0};
    om_loss *loss = NULL;
    CHECK_FAILS(om_loss_open(city->network, &start, 1, &loss, &err), OM_ERR_RANGE, "on no edge");
}

OM_TESTS(test(a_detour_takes_longer_and_a_bridge_cuts_off),
         test(who_starts_on_a_closed_edge_does_not_get_off_it),
         test(every_closed_edge_of_random_graphs_is_as_brute_force_says),
         test(a_start_on_no_edge_is_refused))
