/* The table of kinds that house people. */
#include "engine/analysis/dwellings.h"

#include "tests/support/check.h"

static om_error err;

#define HEAD "layer,kind,people,by_day,day_weight\n"

static void the_shipped_table_knows_homes_sheds_and_lakes(void **state)
{
    (void)state;
    OM_AUTO(om_dwellings) of = NULL;
    CHECK_OK(om_dwellings_open(&of, &err));
    CHECK_INT(om_dwellings_of(of, "building", "apartments"), OM_HOME);
    CHECK_INT(om_dwellings_of(of, "building", "garage"), OM_NO_DWELLING);
    CHECK_INT(om_dwellings_of(of, "building", NULL), OM_HOME);
    CHECK_INT(om_dwellings_of(of, "building", "chalet"), OM_HOME);
    CHECK_INT(om_dwellings_of(of, "landuse", "residential"), OM_HOME);
    CHECK_INT(om_dwellings_of(of, "landuse", "park"), OM_NO_DWELLING);
    CHECK_INT(om_dwellings_of(of, "landuse", "other"), OM_SOME_DWELLING);
    CHECK_INT(om_dwellings_of(of, "water", "river"), OM_NO_DWELLING);
    CHECK(om_dwellings_knows(of, "building", "house"));
    CHECK(!om_dwellings_knows(of, "building", "yes"));
    CHECK(!om_dwellings_knows(of, "building", NULL));
    CHECK(!om_dwellings_knows(of, "building", "chalet"));
}

static void the_shipped_table_knows_where_people_are_by_day(void **state)
{
    (void)state;
    OM_AUTO(om_dwellings) of = NULL;
    double weight = 0;
    CHECK_OK(om_dwellings_open(&of, &err));
    CHECK_TEXT(om_dwellings_by_day(of, "building", "school", &weight), "school");
    CHECK_NEAR(weight, 1, 0);
    CHECK_TEXT(om_dwellings_by_day(of, "building", "factory", &weight), "work");
    CHECK_NEAR(weight, 0.4, 0);
    CHECK(!om_dwellings_by_day(of, "building", "apartments", &weight));
    CHECK(!om_dwellings_by_day(of, "building", NULL, &weight));
    CHECK(!om_dwellings_by_day(of, "water", "river", &weight));
}

static void a_table_that_cannot_answer_is_refused(void **state)
{
    (void)state;
    om_dwellings *of = NULL;
    CHECK_FAILS(om_dwellings_parse(HEAD "building,*,many,,\n", "kinds.csv", &of, &err), OM_ERR_DATA,
                "kinds.csv, line 2: people 'many'");
    CHECK_FAILS(
        om_dwellings_parse(HEAD "building,*,home,,\nlanduse,*,some,,\n", "kinds.csv", &of, &err),
        OM_ERR_DATA, "no row '*' for water");
    CHECK_FAILS(om_dwellings_parse("layer,kind\n", "kinds.csv", &of, &err), OM_ERR_DATA, "people");
    CHECK_FAILS(om_dwellings_parse(HEAD "building,mill,none,work,\n", "kinds.csv", &of, &err),
                OM_ERR_DATA, "kinds.csv, line 2: day_weight ''");
    CHECK_FAILS(om_dwellings_parse(HEAD "building,mill,none,work,-1\n", "kinds.csv", &of, &err),
                OM_ERR_DATA, "day_weight '-1' is no number above 0");
}

OM_TESTS(test(the_shipped_table_knows_homes_sheds_and_lakes),
         test(the_shipped_table_knows_where_people_are_by_day),
         test(a_table_that_cannot_answer_is_refused))
