/* The table of what people do by day. */
#include "engine/analysis/day_uses.h"

#include "tests/support/check.h"

static om_error err;

static void the_shipped_table_begins_at_home_and_sums_to_all(void **state)
{
    (void)state;
    OM_AUTO(om_day_uses) uses = NULL;
    CHECK_OK(om_day_uses_open(&uses, &err));
    double sum = 0;
    for (size_t i = 0; i < om_day_uses_count(uses); i++)
        sum += om_day_uses_at(uses, i)->share;
    CHECK_NEAR(sum, 1, 1e-9);
    CHECK_INT(om_day_uses_find(uses, "home"), 0);
    CHECK(om_day_uses_find(uses, "work") != OM_NO_USE);
    CHECK(om_day_uses_find(uses, "sleep") == OM_NO_USE);
}

static void check_refused(const char *table, const char *words)
{
    om_day_uses *uses = NULL;
    CHECK_FAILS(om_day_uses_parse(table, "uses.csv", &uses, &err), OM_ERR_DATA, words);
}

static void a_table_that_loses_people_is_refused(void **state)
{
    (void)state;
    check_refused("use,share\nhome,0.5\nwork,0.4\n", "sum to 0.9, not to 1");
    check_refused("use,share\nhome,many\n", "uses.csv, line 2: share 'many'");
    check_refused("use,share\nhome,1.5\nwork,-0.5\n", "share '1.5' is no number within 0..1");
    check_refused("use,share\nwork,1\n", "the first use is 'work', not home");
    check_refused("use,share\nhome,0.5\nhome,0.5\n", "line 3: use 'home' stands twice");
    check_refused("use\nhome\n", "share");
    check_refused("use,share\n", "sum to 0");
}

OM_TESTS(test(the_shipped_table_begins_at_home_and_sums_to_all),
         test(a_table_that_loses_people_is_refused))
