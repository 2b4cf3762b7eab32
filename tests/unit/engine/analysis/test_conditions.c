/* Closed and slowed stretches as blocks and slowed edges. */
#include "engine/analysis/conditions.h"

#include "tests/support/check.h"

static om_conditions of(om_closure_hit *hits, size_t count, om_arena *arena)
{
    om_closure_hits list = {hits, count, count};
    return om_conditions_of(&list, arena);
}

static void closed_stretches_that_touch_are_one_block(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_closure_hit hits[] = {
        {7, 0.5, 0.8, 0}, {7, 0.1, 0.5, 0}, {7, 0.9, 0.9, 0}, {3, 0, 1, 0}, {7, 0.2, 0.3, 0}};
    const om_conditions found = of(hits, 5, arena);
    CHECK_INT(found.block_count, 3);
    CHECK_INT(found.slow_count, 0);
    CHECK_INT(found.blocks[0].edge, 3);
    CHECK_NEAR(found.blocks[1].from, 0.1, 0);
    CHECK_NEAR(found.blocks[1].to, 0.8, 0);
    CHECK_NEAR(found.blocks[2].from, 0.9, 0);
    CHECK_NEAR(found.blocks[2].to, 0.9, 0);
}

static void an_edge_takes_as_long_as_its_stretches(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    /* Half of it at half the speed: 1.5 times as long. Of two on one stretch the slower counts. */
    om_closure_hit half[] = {{1, 0.25, 0.75, 0.5}};
    om_closure_hit twice[] = {{1, 0.25, 0.75, 0.5}, {1, 0.25, 0.75, 0.5}};
    om_closure_hit apart[] = {{1, 0, 0.5, 0.5}, {1, 0.5, 1, 0.25}};
    om_closure_hit over[] = {{1, 0, 1, 0.5}, {1, 0.5, 1, 0.25}};
    CHECK_NEAR(of(half, 1, arena).slows[0].factor, 1 / 1.5, 1e-12);
    CHECK_NEAR(of(twice, 2, arena).slows[0].factor, 1 / 1.5, 1e-12);
    CHECK_NEAR(of(apart, 2, arena).slows[0].factor, 1 / 3.0, 1e-12);
    CHECK_NEAR(of(over, 2, arena).slows[0].factor, 1 / 3.0, 1e-12);
    CHECK_INT(of(over, 2, arena).slow_count, 1);
}

static void a_factor_of_one_changes_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_closure_hit hits[] = {{1, 0, 1, 1}};
    const om_conditions found = of(hits, 1, arena);
    CHECK_INT(found.block_count + found.slow_count, 0);
    const om_conditions none = of(NULL, 0, arena);
    CHECK_INT(none.block_count + none.slow_count, 0);
}

OM_TESTS(test(closed_stretches_that_touch_are_one_block),
         test(an_edge_takes_as_long_as_its_stretches), test(a_factor_of_one_changes_nothing))
