/* A method's table is read strictly, and its version is told. */
#include "engine/risk/standard.h"

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

static const char *const columns[] = {"name", "from", NULL};

#define HEADER "name,from,value,unit,source,clause,verified\n"

static void a_row_tells_its_number_and_where_it_comes_from(void **state)
{
    (void)state;
    OM_AUTO(om_standard) standard = NULL;
    CHECK_OK(om_standard_parse(HEADER "grade,10,3,grade,GB 1,4.2,yes\nother,1,2,m,us,,no\n",
                               "t.csv", columns, &standard, &err));
    CHECK_INT(om_standard_row_count(standard), 2);
    CHECK_NEAR(om_standard_value(standard, 0), 3, 0);
    const om_because because = om_standard_because(standard, 0, "lec");
    CHECK_TEXT(because.source, "GB 1");
    CHECK_TEXT(because.clause, "4.2");
    CHECK_TEXT(because.table, "t.csv");
    CHECK_INT(because.line, 2);
    CHECK(because.verified && !om_standard_because(standard, 1, "lec").verified);
    OM_AUTO(om_json) list = om_json_array_new();
    om_standard_describe(standard, list);
    const om_json *one = om_json_at(list, 0);
    CHECK_NEAR(om_json_number(om_json_get(one, "unverified")), 1, 0);
    CHECK(strncmp(om_json_text(om_json_get(one, "checksum")), "xxh3:", 5) == 0);
}

static void what_is_not_understood_is_refused_by_line(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {HEADER, "t.csv has no rows"},
        {HEADER "grade,10,three,grade,GB 1,,yes\n", "t.csv, line 2: its value is not a number"},
        {HEADER "grade,10,3,grade,,,yes\n", "line 2: it does not say its source"},
        {HEADER "grade,10,3,grade,GB 1,,maybe\n", "line 2: verified is neither yes nor no"},
        {"name,from,value,unit,source,verified\na,1,1,m,us,no\n", "clause"},
        {"name,from,value,unit,source,clause,verified,colour\na,1,1,m,us,,no,red\n",
         "this table has no column 'colour'"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        om_standard *standard = NULL;
        CHECK_FAILS(om_standard_parse(cases[i].text, "t.csv", columns, &standard, &err),
                    OM_ERR_DATA, cases[i].words);
        CHECK(!standard);
    }
}

static void steps_fall_and_a_number_on_a_step_reaches_it(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_standard) standard = NULL;
    CHECK_OK(om_standard_parse(HEADER "grade,100,1,grade,s,,no\nx,5,9,m,s,,no\n"
                                      "grade,10,2,grade,s,,no\n",
                               "t.csv", columns, &standard, &err));
    om_steps steps;
    CHECK_OK(om_standard_steps(standard, "grade", arena, &steps, &err));
    CHECK_NEAR(om_steps_at(steps, 1e9)->value, 1, 0);
    CHECK_NEAR(om_steps_at(steps, 100)->value, 1, 0);
    CHECK_NEAR(om_steps_at(steps, 99.999)->value, 2, 0);
    CHECK_NEAR(om_steps_at(steps, 10)->value, 2, 0);
    CHECK(!om_steps_at(steps, 9.999));
    CHECK_FAILS(om_standard_steps(standard, "nothing", arena, &steps, &err), OM_ERR_DATA,
                "t.csv has no row 'nothing'");
    OM_AUTO(om_standard) rising = NULL;
    CHECK_OK(om_standard_parse(HEADER "grade,10,1,grade,s,,no\ngrade,10,2,grade,s,,no\n", "t.csv",
                               columns, &rising, &err));
    CHECK_FAILS(om_standard_steps(rising, "grade", arena, &steps, &err), OM_ERR_DATA,
                "line 3: 'from' must fall");
}

static void a_city_may_have_a_table_of_its_own(void **state)
{
    (void)state;
    static const char text[] = "factor,op,grade,meaning,value,unit,source,clause,verified\n"
                               "L,=,,m,1,score,our province,,no\n";
    static const char *const lec[] = {"factor", "op", "grade", "meaning", NULL};
    CHECK_OK(om_folder_make(scratch_path("tables"), &err));
    scratch_write("tables/lec.csv", text);
    OM_AUTO(om_standard) own = NULL;
    OM_AUTO(om_standard) shipped = NULL;
    CHECK_OK(om_standard_open(scratch_path("tables"), "lec.csv", lec, &own, &err));
    CHECK_TEXT(om_standard_text(own, 0, "source"), "our province");
    CHECK_OK(om_standard_open("", "lec.csv", lec, &shipped, &err));
    CHECK(om_standard_row_count(shipped) > 20);
    om_standard *missing = NULL;
    CHECK_FAILS(om_standard_open("", "nothing.csv", lec, &missing, &err), OM_ERR_NOT_FOUND,
                "nothing.csv");
}

OM_TESTS(test(a_row_tells_its_number_and_where_it_comes_from),
         test(what_is_not_understood_is_refused_by_line),
         test(steps_fall_and_a_number_on_a_step_reaches_it),
         test(a_city_may_have_a_table_of_its_own))
