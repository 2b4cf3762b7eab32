/* Indicators worked out by hand; the city is the sum of its districts. */
#include "engine/report/figures.h"

#include "tests/support/check.h"

static om_error err;

static const om_column part = {"part", OM_REAL, "people", true, "Part", "部分", 0, 0, NULL};
static const om_column whole = {"whole", OM_REAL, "people", true, "Whole", "全部", 0, 0, NULL};
static const om_column wanted = {"wanted", OM_REAL, "0..1", true, "Wanted", "目标", 0, 0, NULL};

static const om_standing standings[] = {
    {"A", "unit", true}, {"B", "unit", true}, {"N", "unit", true}, {"C", "county", false}};

static const char *const rows_text =
    "[{\"code\": \"city\", \"level\": \"city\", \"part\": 90, \"whole\": 200},"
    " {\"code\": \"A\", \"name\": \"Aa\", \"part\": 80, \"whole\": 100, \"wanted\": 0.5, \"kind\": "
    "\"x\"},"
    " {\"code\": \"B\", \"name\": \"Bb\", \"part\": 10, \"whole\": 100, \"wanted\": 0.5, \"kind\": "
    "\"x\"},"
    " {\"code\": \"B\", \"name\": \"Bb\", \"part\": 99, \"whole\": 100, \"wanted\": 0.5, \"kind\": "
    "\"y\"},"
    " {\"code\": \"N\", \"name\": \"Nn\", \"part\": 0, \"whole\": 0, \"wanted\": 0.5, \"kind\": "
    "\"x\"},"
    " {\"code\": \"C\", \"name\": \"Cc\", \"part\": 90, \"whole\": 200, \"wanted\": 0.5, \"kind\": "
    "\"x\"}]";

static om_indicator share(void)
{
    return (om_indicator){.id = "share",
                          .kind = OM_INDICATOR_RATIO,
                          .part = &part,
                          .whole = &whole,
                          .unit = "%",
                          .scale = 100,
                          .target = 60,
                          .direction = OM_AT_LEAST,
                          .where_column = "kind",
                          .where_value = "x"};
}

static void make(const om_indicator *indicator, const char *text, om_arena *arena, om_json **rows,
                 om_figures *ret)
{
    CHECK_OK(om_json_parse(text, strlen(text), "rows", rows, &err));
    om_figures_make(indicator, *rows, standings, 4, arena, ret);
}

static void a_share_is_held_against_its_target(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) rows = NULL;
    om_figures all;
    const om_indicator indicator = share();
    make(&indicator, rows_text, arena, &rows, &all);
    CHECK_INT(all.count, 4); /* the row of another kind does not count, nor does the sum */
    const om_figure *a = om_figures_find(&all, "A"), *b = om_figures_find(&all, "B");
    CHECK_NEAR(a->value, 80, 1e-12);
    CHECK_NEAR(a->gap, 20, 1e-12);
    CHECK_NEAR(a->missing, 0, 0);
    CHECK_INT(a->verdict, OM_TARGET_MET);
    CHECK_NEAR(b->value, 10, 1e-12);
    CHECK_NEAR(b->gap, -50, 1e-12);
    CHECK_NEAR(b->missing, 50, 1e-9); /* 60 of 100 people are wanted, 10 are there */
    CHECK_INT(b->verdict, OM_TARGET_MISSED);
    CHECK_TEXT(a->level, "unit");
}

static void the_city_is_the_sum_of_its_level(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) rows = NULL;
    om_figures all;
    const om_indicator indicator = share();
    make(&indicator, rows_text, arena, &rows, &all);
    CHECK_NEAR(all.city.part, 90, 0); /* the county on top of them does not count again */
    CHECK_NEAR(all.city.whole, 200, 0);
    CHECK_NEAR(all.city.value, 45, 1e-12);
    CHECK_NEAR(all.city.missing, 30, 1e-9);
    CHECK_INT(all.city.verdict, OM_TARGET_MISSED);
    CHECK(isnan(all.told)); /* the analysis's own sum is of no kind */
}

static void a_share_of_nothing_is_unknown(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) rows = NULL;
    om_figures all;
    const om_indicator indicator = share();
    make(&indicator, rows_text, arena, &rows, &all);
    const om_figure *nobody = om_figures_find(&all, "N");
    CHECK(isnan(nobody->value) && isnan(nobody->missing));
    CHECK_INT(nobody->verdict, OM_TARGET_UNKNOWN);
}

static void a_target_may_stand_in_the_rows_as_a_share(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) rows = NULL;
    om_figures all;
    om_indicator indicator = share();
    indicator.target = NAN;
    indicator.target_from = &wanted;
    make(&indicator, rows_text, arena, &rows, &all);
    CHECK_NEAR(om_figures_find(&all, "A")->target, 50, 0);
    CHECK_NEAR(all.city.target, 50, 0);
    CHECK_NEAR(all.city.gap, -5, 1e-12);
}

static void at_most_turns_the_gap_round(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) rows = NULL;
    om_figures all;
    om_indicator indicator = share();
    indicator.direction = OM_AT_MOST;
    make(&indicator, rows_text, arena, &rows, &all);
    CHECK_NEAR(om_figures_find(&all, "A")->gap, -20, 1e-12);
    CHECK_INT(om_figures_find(&all, "A")->verdict, OM_TARGET_MISSED);
    CHECK_INT(om_figures_find(&all, "B")->verdict, OM_TARGET_MET);
}

static void a_target_that_is_just_met_is_met(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) rows = NULL;
    om_figures all;
    om_indicator indicator = share();
    indicator.target = 100;
    indicator.where_column = NULL;
    make(&indicator, "[{\"code\": \"A\", \"part\": 0.3, \"whole\": 0.30000000000000004}]", arena,
         &rows, &all);
    CHECK_INT(all.city.verdict, OM_TARGET_MET); /* rounding is no gap */
}

static void grades_are_counted_and_none_is_none(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) rows = NULL;
    om_figures all;
    const om_indicator indicator = {
        .kind = OM_INDICATOR_GRADE, .part = &part, .unit = "grade", .scale = 1, .target = NAN};
    make(&indicator,
         "[{\"code\": \"A\", \"part\": 1}, {\"code\": \"B\", \"part\": 1},"
         " {\"code\": \"N\", \"part\": null}, {\"code\": \"C\", \"part\": 2}]",
         arena, &rows, &all);
    CHECK_INT(all.grades[1], 2);
    CHECK_INT(all.grades[2], 0); /* the county is none of the city's level */
    CHECK_INT(all.grades[0], 1);
    CHECK_INT(om_figures_find(&all, "N")->verdict, OM_TARGET_UNKNOWN);
}

static void rows_of_no_district_are_the_city(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) rows = NULL;
    om_figures all;
    const om_indicator indicator = {.kind = OM_INDICATOR_SUM,
                                    .part = &part,
                                    .unit = "m2",
                                    .scale = 1,
                                    .target = 26000,
                                    .direction = OM_AT_LEAST,
                                    .where_column = "level",
                                    .where_value = "both"};
    make(&indicator,
         "[{\"level\": \"city\", \"part\": 9000}, {\"level\": \"both\", \"part\": 20000}]", arena,
         &rows, &all);
    CHECK_INT(all.count, 0);
    CHECK_NEAR(all.city.value, 20000, 0);
    CHECK_NEAR(all.city.gap, -6000, 0);
    CHECK_NEAR(all.city.missing, 6000, 0);
    CHECK_INT(all.city.verdict, OM_TARGET_MISSED);
}

static void what_never_ran_is_not_assessed(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_figures all;
    const om_indicator indicator = share();
    om_figures_make(&indicator, NULL, standings, 4, arena, &all);
    CHECK_INT(all.count, 0);
    CHECK(isnan(all.city.value));
    CHECK_INT(all.city.verdict, OM_NOT_ASSESSED);
    CHECK_TEXT(om_verdict_word(all.city.verdict), "not assessed");
}

OM_TESTS(test(a_share_is_held_against_its_target), test(the_city_is_the_sum_of_its_level),
         test(a_share_of_nothing_is_unknown), test(a_target_may_stand_in_the_rows_as_a_share),
         test(at_most_turns_the_gap_round), test(a_target_that_is_just_met_is_met),
         test(grades_are_counted_and_none_is_none), test(rows_of_no_district_are_the_city),
         test(what_never_ran_is_not_assessed))
