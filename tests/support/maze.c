/* Random networks, for tests. */
#include "tests/support/maze.h"

#include <math.h>

#include "engine/network/vary.h"
#include "tests/support/check.h"
#include "tests/support/roads.h"

static om_error err;

enum { NODES = 24, ROADS = 60, TURNS = 40, BLOCKS = 6 };

uint32_t maze_below(uint64_t *state, uint32_t bound)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*state >> 33) % bound);
}

double maze_share(uint64_t *state)
{
    return maze_below(state, 1000001) / 1e6;
}

om_network *maze_new(om_arena *arena, uint64_t *random)
{
    road_drawn *roads = OM_ARENA_ARRAY(arena, road_drawn, ROADS);
    for (int r = 0; r < ROADS; r++) {
        om_xy *points = OM_ARENA_ARRAY(arena, om_xy, 2);
        int64_t *nodes = OM_ARENA_ARRAY(arena, int64_t, 2);
        for (int i = 0; i < 2; i++) {
            nodes[i] = maze_below(random, NODES);
            points[i] = (om_xy){(double)(nodes[i] % 5) * 100 + maze_below(random, 50),
                                (double)(nodes[i] / 5) * 100};
        }
        roads[r] = (road_drawn){.points = points,
                                .nodes = nodes,
                                .count = 2,
                                .speed_kmh = 20 + maze_below(random, 60),
                                .oneway = (int)maze_below(random, 3) - 1};
    }
    om_turn *turns = OM_ARENA_ARRAY(arena, om_turn, TURNS);
    size_t count = 0;
    for (int tried = 0; tried < 100 * TURNS && count < TURNS; tried++) {
        uint32_t *pair = OM_ARENA_ARRAY(arena, uint32_t, 2);
        pair[0] = maze_below(random, ROADS);
        pair[1] = maze_below(random, ROADS);
        const int64_t via = roads[pair[0]].nodes[maze_below(random, 2)];
        if (roads[pair[1]].nodes[0] == via || roads[pair[1]].nodes[1] == via)
            turns[count++] = (om_turn){pair, 2, via, {0, 0}, maze_below(random, 6) == 0};
    }
    const om_turns all = {.list = turns, .count = count};
    om_network *network = NULL;
    CHECK_OK(roads_build(roads, ROADS, &all, &network, &err));
    return network;
}

om_network *maze_blocked(const om_network *base, uint64_t *random)
{
    om_block blocks[BLOCKS];
    for (int i = 0; i < BLOCKS; i++) {
        const double a = maze_share(random), b = maze_share(random);
        const uint32_t edge = maze_below(random, (uint32_t)om_network_edge_count(base));
        blocks[i] = (om_block){edge, fmin(a, b), fmax(a, b)};
    }
    const om_conditions conditions = {.blocks = blocks, .block_count = BLOCKS};
    om_network *network = NULL;
    CHECK_OK(om_network_vary(base, &conditions, &network, &err));
    return network;
}
