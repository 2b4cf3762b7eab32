/* The raster over the roads: every node on its nearest road, whoever asks first. */
#include "engine/network/area.h"

#include "engine/base/pool.h"
#include "tests/support/check.h"
#include "tests/support/city.h"

static om_error err;
static const om_access access_100_m = {.within_m = 100, .speed_ms = 10};

static const char *const crooked = "a-b---c\n"
                                   "|  |  #\n"
                                   "d--e--f\n";

static om_xy node_at(const om_ground *ground, size_t number, size_t node)
{
    const om_xy origin = om_ground_origin(ground);
    const size_t columns = om_ground_columns(ground);
    const size_t column = number % columns * OM_BLOCK_SIDE + node % OM_BLOCK_SIDE;
    const size_t row = number / columns * OM_BLOCK_SIDE + node / OM_BLOCK_SIDE;
    return (om_xy){origin.x + (double)column * om_ground_cell_m(ground),
                   origin.y + (double)row * om_ground_cell_m(ground)};
}

static void every_node_is_on_its_nearest_road(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw(crooked, 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 15, &ground, &err));
    size_t near = 0;
    for (size_t b = 0; b < om_ground_columns(ground) * om_ground_rows(ground); b++) {
        const om_ground_block *block = om_ground_block_at(ground, b);
        for (size_t node = 0; node < OM_BLOCK_NODES; node++) {
            om_spot spot = {OM_NO_EDGE, 0, INFINITY};
            const bool found = om_network_snap(city->network, node_at(ground, b, node), 115, &spot);
            CHECK(found == (block->edge[node] != OM_NO_EDGE));
            if (!found)
                continue;
            CHECK_INT(block->edge[node], spot.edge);
            CHECK_NEAR((double)block->fraction[node], spot.fraction, 1e-6);
            CHECK_NEAR((double)block->access_s[node], spot.distance_m / 10, 1e-5);
            near++;
        }
    }
    CHECK(near > 1000);
}

typedef struct race {
    om_ground *ground;
    const om_ground_block *got[2][2000];
    size_t blocks;
} race;

static om_status ask(void *context, size_t index, int thread, om_error *error)
{
    (void)thread;
    (void)error;
    race *run = context;
    const size_t number = index / 2;
    run->got[index % 2][number] = om_ground_block_at(run->ground, number);
    return OM_OK;
}

static void threads_that_ask_at_once_get_the_same_block(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw(crooked, 36);
    static race run;
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 5, &ground, &err));
    CHECK_INT(om_ground_snapped(ground), 0);
    run.ground = ground;
    run.blocks = om_ground_columns(ground) * om_ground_rows(ground);
    CHECK(run.blocks <= 2000);
    CHECK_OK(om_pool_each(2 * run.blocks, 4, ask, &run, &err));
    for (size_t b = 0; b < run.blocks; b++)
        CHECK(run.got[0][b] == run.got[1][b]);
    CHECK_INT(om_ground_snapped(ground), run.blocks);
}

static void what_is_near_a_road_is_outlined_and_nothing_is_kept(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a-b\n| |\nd-c\n", 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_OK(om_ground_open(city->network, &access_100_m, 10, &ground, &err));
    OM_AUTO_OUTLINE near = {0};
    om_ground_outline_near(ground, om_network_rect(city->network), &near);
    CHECK_INT(near.ring_count, 2);
    const double truth_m2 = 1000 * 1000 + 4 * 1000 * 100 + M_PI * 100 * 100 - 800 * 800;
    CHECK_NEAR(om_outline_area_m2(&near), truth_m2, 0.002 * truth_m2);
    CHECK_INT(om_ground_snapped(ground), 0);
}

static void a_raster_that_is_too_fine_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a-b\n|  \nd\n", 36);
    OM_AUTO(om_ground) ground = NULL;
    CHECK_FAILS(om_ground_open(city->network, &access_100_m, 0.001, &ground, &err), OM_ERR_RANGE,
                "cells of 0.001 m");
}

OM_TESTS(test(every_node_is_on_its_nearest_road), test(threads_that_ask_at_once_get_the_same_block),
         test(what_is_near_a_road_is_outlined_and_nothing_is_kept),
         test(a_raster_that_is_too_fine_is_refused))
