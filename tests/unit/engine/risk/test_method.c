/* The columns that a source fills choose its method, and a reported level is kept apart. */
#include "engine/risk/method.h"

#include "tests/support/check.h"

static om_error err;

static const char *const policy_text = "kind,column,op,value,unit,grade,reason,source,verified\n"
                                       "tank,,any,,,3,a tank,test,no\n"
                                       "*,,reported,,,,as reported,test,no\n";

static om_policy *tanks(void)
{
    OM_AUTO(om_csv) csv = NULL;
    om_policy *policy = NULL;
    CHECK_OK(om_csv_parse(policy_text, strlen(policy_text), "t.csv", &csv, &err));
    CHECK_OK(om_policy_parse(csv, &policy, &err));
    return policy;
}

/* A source of which nothing is known but its kind. */
static om_hazard tank(void)
{
    return (om_hazard){.id = "s",
                       .kind = "tank",
                       .quantity = NAN,
                       .l = NAN,
                       .e = NAN,
                       .c = NAN,
                       .likelihood = NAN,
                       .severity = NAN,
                       .influence_m = NAN,
                       .control_factor = NAN};
}

static om_graded graded(om_hazard hazard, om_method_options options, om_arena *arena)
{
    OM_AUTO(om_policy) policy = tanks();
    OM_AUTO(om_methods) methods = NULL;
    om_graded answer;
    CHECK_OK(om_methods_open("", policy, &methods, &err));
    CHECK_OK(om_methods_grade(methods, &options, &hazard, arena, &answer, &err));
    return answer;
}

static void the_columns_that_are_filled_choose_the_method(void **state)
{
    (void)state;
    const om_method_options automatic = {"auto", "counts", "inherent", 30};
    OM_AUTO(om_arena) arena = om_arena_new();
    om_hazard one = tank();
    CHECK_TEXT(graded(one, automatic, arena).method, "policy");
    CHECK_INT(graded(one, automatic, arena).verdict.grade, 3);
    one.likelihood = one.severity = 1;
    CHECK_TEXT(graded(one, automatic, arena).method, "matrix");
    CHECK_INT(graded(one, automatic, arena).verdict.grade, 4);
    one.l = one.e = one.c = 10;
    CHECK_TEXT(graded(one, automatic, arena).method, "lec");
    CHECK_INT(graded(one, automatic, arena).verdict.grade, 1);
    one.direct_level = 2;
    CHECK_TEXT(graded(one, automatic, arena).method, "direct");
    CHECK_INT(graded(one, automatic, arena).verdict.grade, 2);
    CHECK_INT(graded(one, (om_method_options){"policy", "counts", "inherent", 0}, arena).computed,
              3);
}

static void computed_and_reported_levels_are_both_kept(void **state)
{
    (void)state;
    static const struct {
        int reported;
        const char *what;
        int grade;
    } cases[] = {
        {1, "counts", 1},  {4, "counts", 2},  {1, "wins", 1}, {4, "wins", 4},
        {1, "ignored", 2}, {4, "ignored", 2}, {0, "wins", 2}, {2, "counts", 2},
    };
    OM_AUTO(om_arena) arena = om_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        om_hazard one = tank();
        one.l = 3, one.e = 6, one.c = 15;
        one.reported_level = cases[i].reported;
        const om_graded answer =
            graded(one, (om_method_options){"auto", cases[i].what, "inherent", 0}, arena);
        CHECK_INT(answer.verdict.grade, cases[i].grade);
        CHECK_INT(answer.computed, 2);
    }
}

static void a_policy_does_not_count_what_is_ignored(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_hazard one = tank();
    one.reported_level = 1;
    const om_method_options ignored = {"auto", "ignored", "inherent", 0};
    const om_method_options counts = {"auto", "counts", "inherent", 0};
    CHECK_INT(graded(one, ignored, arena).verdict.grade, 3);
    CHECK_INT(graded(one, counts, arena).verdict.grade, 1);
    CHECK_INT(graded(one, counts, arena).computed, 3);
    one.kind = "mystery"; /* no rule but the reported one */
    CHECK_INT(graded(one, ignored, arena).verdict.grade, OM_GRADE_NONE);
    CHECK_INT(graded(one, counts, arena).computed, OM_GRADE_NONE);
}

static void a_source_acts_as_far_as_it_says(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const om_method_options options = {"auto", "counts", "inherent", 30};
    om_hazard one = tank();
    one.direct_level = 1;
    CHECK_NEAR(graded(one, options, arena).verdict.influence_m[1], 30, 0);
    one.influence_m = 500;
    CHECK_NEAR(graded(one, options, arena).verdict.influence_m[1], 500, 0);
    one.direct_level = OM_GRADE_NONE; /* so does one that a policy grades */
    CHECK_NEAR(graded(one, options, arena).verdict.influence_m[3], 500, 0);
    CHECK_NEAR(graded(one, options, arena).verdict.influence_m[2], -1, 0);
}

static void the_grade_is_that_of_the_score_before_or_after_controls(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_hazard one = tank();
    one.l = 3, one.e = 6, one.c = 15, one.control_factor = 0.5;
    const om_graded inherent =
        graded(one, (om_method_options){"auto", "counts", "inherent", 0}, arena);
    const om_graded residual =
        graded(one, (om_method_options){"auto", "counts", "residual", 0}, arena);
    CHECK_INT(inherent.verdict.grade, 2);
    CHECK_INT(residual.verdict.grade, 3);
    CHECK_INT(residual.computed, 2);
    CHECK_INT(inherent.residual, 3);
}

OM_TESTS(test(the_columns_that_are_filled_choose_the_method),
         test(computed_and_reported_levels_are_both_kept),
         test(a_policy_does_not_count_what_is_ignored), test(a_source_acts_as_far_as_it_says),
         test(the_grade_is_that_of_the_score_before_or_after_controls))
