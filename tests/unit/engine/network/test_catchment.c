/* Catchments: worked out by hand, and held against a search for each group and place. */
#include "engine/network/catchment.h"

#include "engine/base/arena.h"
#include "tests/support/check.h"
#include "tests/support/roads.h"

static om_error err;

/* A grid of streets of 100 m, a second a metre. */
static om_network *grid_of(om_arena *arena, int side)
{
    const size_t count = 2 * (size_t)(side + 1);
    road_drawn *roads = OM_ARENA_ARRAY(arena, road_drawn, count);
    for (int line = 0; line < 2 * (side + 1); line++) {
        const bool is_row = line <= side;
        const int at = is_row ? line : line - side - 1;
        om_xy *points = OM_ARENA_ARRAY(arena, om_xy, (size_t)side + 1);
        om_lonlat *places = OM_ARENA_ARRAY(arena, om_lonlat, (size_t)side + 1);
        for (int i = 0; i <= side; i++) {
            points[i] = is_row ? (om_xy){100.0 * i, 100.0 * at} : (om_xy){100.0 * at, 100.0 * i};
            places[i] = (om_lonlat){points[i].x / 1e5, points[i].y / 1e5};
        }
        roads[line] = (road_drawn){
            .points = points, .places = places, .count = (size_t)side + 1, .speed_kmh = 3.6};
    }
    om_network *network = NULL;
    CHECK_OK(roads_build(roads, count, NULL, &network, &err));
    return network;
}

static double share(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static om_start start_at(const om_network *network, om_xy at)
{
    om_spot spot;
    CHECK(om_network_snap(network, at, 60, &spot));
    return (om_start){spot.edge, spot.fraction, spot.distance_m};
}

static om_catch_place place_at(const om_network *network, om_xy at)
{
    om_spot spot;
    CHECK(om_network_snap(network, at, 60, &spot));
    return (om_catch_place){spot.edge, spot.fraction, spot.distance_m};
}

static void places_are_caught_within_the_limit_to_their_door(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_network) network = grid_of(arena, 4);
    const om_start start = start_at(network, (om_xy){50, 0});
    const om_catch_place places[] = {
        place_at(network, (om_xy){80, 0}),   /* on the same street: 30 m */
        place_at(network, (om_xy){200, 50}), /* 200 m, round a corner */
        place_at(network, (om_xy){250, 10}), /* 200 m along and 10 m beside */
        place_at(network, (om_xy){250, 9}),  {OM_NO_EDGE, 0, 0},
    };
    const om_catch_group groups[] = {{&start, 1, 209.5}, {&start, 1, 0}, {NULL, 0, 1000}};
    om_catchments caught = {0};
    CHECK_OK(om_catchments_find(network, groups, 3, places, 5, &caught, &err));
    CHECK_INT(caught.first[1], 3);
    CHECK_INT(caught.list[0].place, 0);
    CHECK_NEAR(caught.list[0].seconds, 30, 1e-9);
    CHECK_INT(caught.list[1].place, 1);
    CHECK_NEAR(caught.list[1].seconds, 200, 1e-9);
    CHECK_INT(caught.list[2].place, 3);
    CHECK_NEAR(caught.list[2].seconds, 209, 1e-9);
    CHECK_INT(caught.first[3], 3);
    om_catchments_clear(&caught);
}

/* Every pair, one search each, of groups of several starts with times of their own. */
static void every_pair_is_as_a_search_of_its_own_says(void **state)
{
    (void)state;
    enum { GROUPS = 20, STARTS = 3, PLACES = 400 };
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_network) network = grid_of(arena, 12);
    OM_AUTO(om_search) search = om_search_new(network);
    uint64_t random = 3;
    om_start starts[GROUPS][STARTS];
    om_catch_group groups[GROUPS];
    om_catch_place places[PLACES];
    for (size_t p = 0; p < PLACES; p++)
        places[p] = place_at(network, (om_xy){1200 * share(&random), 1200 * share(&random)});
    for (size_t g = 0; g < GROUPS; g++) {
        for (size_t s = 0; s < STARTS; s++)
            starts[g][s] = start_at(network, (om_xy){1200 * share(&random), 1200 * share(&random)});
        groups[g] = (om_catch_group){starts[g], STARTS, 500 * share(&random)};
    }
    om_catchments caught = {0};
    CHECK_OK(om_catchments_find(network, groups, GROUPS, places, PLACES, &caught, &err));
    for (size_t g = 0; g < GROUPS; g++) {
        size_t at = caught.first[g];
        CHECK_OK(om_search_run(search, starts[g], STARTS, INFINITY, &err));
        for (uint32_t p = 0; p < PLACES; p++) {
            const double seconds =
                om_search_at(search, places[p].edge, places[p].fraction).seconds +
                places[p].access_s;
            if (!(seconds <= groups[g].limit_s))
                continue;
            CHECK(at < caught.first[g + 1]);
            CHECK_INT(caught.list[at].place, p);
            CHECK_NEAR(caught.list[at++].seconds, seconds, 0);
        }
        CHECK_INT(at, caught.first[g + 1]);
    }
    CHECK(caught.first[GROUPS] > 200);
    om_catchments_clear(&caught);
}

static void limits_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_network) network = grid_of(arena, 1);
    const om_start start = start_at(network, (om_xy){50, 0});
    const om_catch_group group = {&start, 1, -1};
    om_catchments caught = {0};
    CHECK_FAILS(om_catchments_find(network, &group, 1, NULL, 0, &caught, &err), OM_ERR_RANGE, "-1");
    CHECK(!caught.first);
    CHECK_OK(om_catchments_find(network, NULL, 0, NULL, 0, &caught, &err));
    om_catchments_clear(&caught);
}

OM_TESTS(test(places_are_caught_within_the_limit_to_their_door),
         test(every_pair_is_as_a_search_of_its_own_says),
         test(limits_that_make_no_sense_are_refused))
