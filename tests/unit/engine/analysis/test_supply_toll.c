/* What a loss costs, counted by hand. */
#include "engine/analysis/supply_toll.h"

#include <math.h>

#include "tests/support/check.h"

static const om_toll_limits limits = {100, 10};

static void who_is_no_longer_in_time_is_told_from_who_waits(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_tolling *tolling = om_tolling_new(arena, limits, 2);
    om_tolling_begin(tolling);
    om_tolling_add(tolling, &(om_supplied){7, false, 0, 50}, 50, false);        /* as before */
    om_tolling_add(tolling, &(om_supplied){5, false, 0, 50}, 60, false);        /* 10 s: not more */
    om_tolling_add(tolling, &(om_supplied){4, false, 0, 50}, 61, false);        /* delayed */
    om_tolling_add(tolling, &(om_supplied){3, false, 0, 90}, 120, false);       /* late now */
    om_tolling_add(tolling, &(om_supplied){6, false, 1, 90}, INFINITY, false);  /* cut off */
    om_tolling_add(tolling, &(om_supplied){2, false, 1, 150}, INFINITY, false); /* was late */
    om_tolling_add(tolling, &(om_supplied){9, false, 1, INFINITY}, INFINITY, false);
    om_tolling_add(tolling, &(om_supplied){0, true, 1, 20}, 101, false);
    om_tolling_add(tolling, &(om_supplied){11, false, 1, 20}, INFINITY, true);
    const om_toll toll = om_tolling_end(tolling);
    CHECK_NEAR(toll.people_beyond, 9, 0);
    CHECK_NEAR(toll.people_cut_off, 8, 0);
    CHECK_NEAR(toll.people_delayed, 4, 0);
    CHECK_NEAR(toll.people_on_link, 11, 0);
    CHECK_INT(toll.shelters_beyond, 1);
    CHECK_NEAR(toll.delay_person_s, 5 * 10 + 4 * 11 + 3 * 30, 1e-9);
    CHECK_NEAR(toll.most_delay_s, 81, 0);
    CHECK_INT(toll.district, 1);
    CHECK_NEAR(toll.district_people, 6, 0);
    om_tolling_begin(tolling);
    const om_toll none = om_tolling_end(tolling);
    CHECK(om_toll_is_nothing(&none));
    CHECK(!om_toll_is_nothing(&toll));
}

static void the_worst_comes_first(void **state)
{
    (void)state;
    const om_toll many = {.people_beyond = 10}, few = {.people_beyond = 9, .shelters_beyond = 5},
                  waiting = {.people_delayed = 1000}, shelter = {.shelters_beyond = 1};
    CHECK(om_toll_compare(&many, &few) < 0);
    CHECK(om_toll_compare(&waiting, &few) > 0);
    CHECK(om_toll_compare(&shelter, &waiting) < 0);
    CHECK_INT(om_toll_compare(&few, &few), 0);
}

OM_TESTS(test(who_is_no_longer_in_time_is_told_from_who_waits), test(the_worst_comes_first))
