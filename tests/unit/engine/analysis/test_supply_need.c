/* The table of what people need. */
#include "engine/analysis/supply_need.h"

#include "tests/support/check.h"

static om_error err;

#define HEAD "item,column,per_person,by_day,unit\n"

static void the_shipped_table_tells_water_food_and_relief(void **state)
{
    (void)state;
    OM_AUTO(om_needs) needs = NULL;
    CHECK_OK(om_needs_open(&needs, &err));
    CHECK_INT(om_needs_count(needs), 3);
    CHECK_TEXT(om_needs_at(needs, 0)->column, "stock_water_l");
}

static void what_is_used_up_grows_with_the_days(void **state)
{
    (void)state;
    OM_AUTO(om_needs) needs = NULL;
    CHECK_OK(om_needs_parse(HEAD "water,stock_water_l,3,yes,l\ntent,stock_people,0.25,no,pieces\n",
                            "need.csv", &needs, &err));
    CHECK_NEAR(om_need_of(om_needs_at(needs, 0), 100, 2), 600, 1e-9);
    CHECK_NEAR(om_need_of(om_needs_at(needs, 1), 100, 2), 25, 1e-9);
}

static void check_refused(const char *rows, const char *words)
{
    om_needs *needs = NULL;
    CHECK_FAILS(om_needs_parse(rows, "need.csv", &needs, &err), OM_ERR_DATA, words);
}

static void a_table_that_cannot_be_counted_by_is_refused(void **state)
{
    (void)state;
    check_refused(HEAD "water,stock_water_l,much,yes,l\n", "need.csv, line 2: per_person 'much'");
    check_refused(HEAD "water,stock_water_l,0,yes,l\n", "per_person '0' is no number above 0");
    check_refused(HEAD "water,stock_water_l,3,daily,l\n", "by_day 'daily' is neither yes nor no");
    check_refused(HEAD "gold,stock_gold,3,yes,kg\n", "layer supply_depot has no number");
    check_refused(HEAD "name,name,3,yes,kg\n", "has no number 'name'");
    check_refused(HEAD "w,stock_water_l,3,yes,l\nw,stock_food_kg,3,yes,l\n", "'w' stands twice");
    check_refused(HEAD, "names no item");
    check_refused("item,column\n", "per_person");
}

OM_TESTS(test(the_shipped_table_tells_water_food_and_relief),
         test(what_is_used_up_grows_with_the_days),
         test(a_table_that_cannot_be_counted_by_is_refused))
