/* Stock against need down the hierarchy, worked out by hand. */
#include "engine/analysis/supply_fill.h"

#include <math.h>

#include "tests/support/check.h"

/* Two towns of district 0, one of district 1, one that no district tops up. */
static om_fill_stock fill(om_fill towns[4], double first, double second, double city,
                          om_arena *arena)
{
    double *district = OM_ARENA_ARRAY(arena, double, 2);
    district[0] = first;
    district[1] = second;
    om_fill_stock stock = {district, 2, city};
    om_supply_fill(towns, 4, &stock, arena);
    return stock;
}

static void the_district_tops_up_towns_and_the_city_districts(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_fill towns[4] = {{.district = 0, .need = 100, .own = 40},
                        {.district = 0, .need = 50, .own = 80},
                        {.district = 1, .need = 100},
                        {.district = SIZE_MAX, .need = 20}};
    const om_fill_stock left = fill(towns, 30, 200, 25, arena);
    CHECK_NEAR(towns[0].from_own, 40, 0);
    CHECK_NEAR(towns[0].from_district, 30, 1e-12);
    CHECK_NEAR(towns[1].from_own, 50, 0); /* 30 too many, and they stay there */
    CHECK_NEAR(towns[1].from_district, 0, 0);
    CHECK_NEAR(towns[2].from_district, 100, 1e-12);
    CHECK_NEAR(left.district[0], 0, 0);
    CHECK_NEAR(left.district[1], 100, 1e-12);
    /* 30 and 20 are missing, the city has half of that. */
    CHECK_NEAR(towns[0].from_city, 15, 1e-12);
    CHECK_NEAR(towns[3].from_city, 10, 1e-12);
    CHECK_NEAR(om_fill_missing(&towns[0]), 15, 1e-12);
    CHECK_NEAR(om_fill_missing(&towns[2]), 0, 1e-12);
    CHECK_NEAR(left.city, 0, 0);
}

static void a_district_shares_what_does_not_do_for_all(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_fill towns[4] = {{.district = 0, .need = 100}, {.district = 0, .need = 300}};
    fill(towns, 100, 0, 0, arena);
    CHECK_NEAR(towns[0].from_district, 25, 1e-12);
    CHECK_NEAR(towns[1].from_district, 75, 1e-12);
}

static uint32_t random_below(uint64_t *random, uint32_t bound)
{
    *random = *random * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)((*random >> 33) % bound);
}

static double met(const om_fill towns[4])
{
    double sum = 0;
    for (int i = 0; i < 4; i++)
        sum += towns[i].from_own + towns[i].from_district + towns[i].from_city;
    return sum;
}

/* Nothing is made, nobody gets more than the need, and more stock never meets less. */
static void stock_is_neither_made_nor_lost(void **state)
{
    (void)state;
    uint64_t random = 3;
    for (int round = 0; round < 500; round++) {
        OM_AUTO(om_arena) arena = om_arena_new();
        om_fill towns[4], more[4];
        double stock = 0, surplus = 0;
        for (int i = 0; i < 4; i++) {
            towns[i] = (om_fill){.district = i == 3 ? SIZE_MAX : random_below(&random, 2),
                                 .need = random_below(&random, 100),
                                 .own = random_below(&random, 60)};
            stock += towns[i].own;
            more[i] = towns[i];
        }
        const double above[] = {random_below(&random, 90), random_below(&random, 90),
                                random_below(&random, 90)};
        const om_fill_stock left = fill(towns, above[0], above[1], above[2], arena);
        stock += above[0] + above[1] + above[2];
        for (int i = 0; i < 4; i++) {
            surplus += towns[i].own - towns[i].from_own;
            CHECK(towns[i].from_own + towns[i].from_district + towns[i].from_city <=
                  towns[i].need + 1e-9);
        }
        CHECK_NEAR(met(towns) + surplus + left.district[0] + left.district[1] + left.city, stock,
                   1e-9);
        fill(more, above[0] + 10, above[1], above[2], arena);
        CHECK(met(more) >= met(towns) - 1e-9);
    }
}

OM_TESTS(test(the_district_tops_up_towns_and_the_city_districts),
         test(a_district_shares_what_does_not_do_for_all), test(stock_is_neither_made_nor_lost))
