/* Rulers by worked values: each way of making numbers comparable, its opposite, and its ends. */
#include "engine/risk/ruler.h"

#include "tests/support/check.h"

static const double values[] = {10, NAN, 30, 20, 20};
enum { COUNT = sizeof values / sizeof *values };

static void each_way_reads_as_worked_out_by_hand(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_ruler min_max = om_ruler_make(OM_NORMAL_MIN_MAX, false, values, COUNT, arena);
    const om_ruler cma = om_ruler_make(OM_NORMAL_CMA, false, values, COUNT, arena);
    const om_ruler z_score = om_ruler_make(OM_NORMAL_Z_SCORE, false, values, COUNT, arena);
    const om_ruler rank = om_ruler_make(OM_NORMAL_RANK, false, values, COUNT, arena);
    CHECK_INT(min_max.count, 4);
    CHECK_NEAR(om_ruler_read(&min_max, 10), 0, 0);
    CHECK_NEAR(om_ruler_read(&min_max, 25), 0.75, 1e-15);
    CHECK_NEAR(om_ruler_read(&cma, 10), 0.5, 0);
    CHECK_NEAR(om_ruler_read(&cma, 25), 0.875, 1e-15);
    /* Mean 20, squares 100 + 100 over 4 values: 50. */
    CHECK_NEAR(om_ruler_read(&z_score, 30), 10 / sqrt(50), 1e-15);
    CHECK_NEAR(om_ruler_read(&z_score, 0), -20 / sqrt(50), 1e-15);
    /* 10, 20, 20, 30: the two in the middle share ranks 1 and 2 of 0..3. */
    CHECK_NEAR(om_ruler_read(&rank, 10), 0, 0);
    CHECK_NEAR(om_ruler_read(&rank, 20), 0.5, 1e-15);
    CHECK_NEAR(om_ruler_read(&rank, 30), 1, 0);
    CHECK_NEAR(om_ruler_read(&rank, 25), 2.5 / 3, 1e-15);
}

static void what_falls_reads_the_other_way_round(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    static const om_normal normals[] = {OM_NORMAL_MIN_MAX, OM_NORMAL_CMA, OM_NORMAL_Z_SCORE,
                                        OM_NORMAL_RANK};
    for (size_t i = 0; i < sizeof normals / sizeof *normals; i++) {
        const om_ruler rises = om_ruler_make(normals[i], false, values, COUNT, arena);
        const om_ruler falls = om_ruler_make(normals[i], true, values, COUNT, arena);
        CHECK_NEAR(om_ruler_read(&falls, 10), om_ruler_read(&rises, 30), 1e-15);
        CHECK_NEAR(om_ruler_read(&falls, 30), om_ruler_read(&rises, 10), 1e-15);
        CHECK_NEAR(om_normal_opposite(normals[i], om_ruler_read(&rises, 30)),
                   om_ruler_read(&falls, 30), 1e-15);
    }
}

static void beyond_the_ends_is_read_as_the_ends_and_unknown_stays_unknown(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_ruler cma = om_ruler_make(OM_NORMAL_CMA, false, values, COUNT, arena);
    const om_ruler rank = om_ruler_make(OM_NORMAL_RANK, false, values, COUNT, arena);
    CHECK_NEAR(om_ruler_read(&cma, 99), 1, 0);
    CHECK_NEAR(om_ruler_read(&cma, -99), 0.5, 0);
    CHECK_NEAR(om_ruler_read(&rank, 99), 1, 0);
    CHECK_NEAR(om_ruler_read(&rank, -99), 0, 0);
    CHECK(isnan(om_ruler_read(&cma, NAN)));
}

static void what_is_the_same_everywhere_reads_lowest(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const double same[] = {7, 7, NAN};
    const om_ruler cma = om_ruler_make(OM_NORMAL_CMA, false, same, 3, arena);
    const om_ruler none = om_ruler_make(OM_NORMAL_MIN_MAX, true, &same[2], 1, arena);
    CHECK(om_ruler_is_flat(&cma) && om_ruler_is_flat(&none));
    CHECK_NEAR(om_ruler_read(&cma, 7), 0.5, 0);
    CHECK_NEAR(om_ruler_read(&none, 7), 0, 0);
    CHECK(isnan(om_ruler_read(&none, NAN)));
}

OM_TESTS(test(each_way_reads_as_worked_out_by_hand), test(what_falls_reads_the_other_way_round),
         test(beyond_the_ends_is_read_as_the_ends_and_unknown_stays_unknown),
         test(what_is_the_same_everywhere_reads_lowest))
