/* R = L S by the shipped table: all of its 25 fields. */
#include "engine/risk/matrix.h"

#include "tests/support/check.h"

static om_error err;

static om_hazard source(double likelihood, double severity)
{
    return (om_hazard){
        .id = "s", .likelihood = likelihood, .severity = severity, .control_factor = NAN};
}

static om_standard *table(void)
{
    om_standard *standard = NULL;
    CHECK_OK(om_standard_open("", "risk_matrix.csv", om_matrix_columns, &standard, &err));
    return standard;
}

static void each_field_has_its_grade(void **state)
{
    (void)state;
    static const int grades[5][5] = {
        {4, 4, 4, 4, 4}, {4, 4, 4, 4, 3}, {4, 4, 3, 3, 2}, {4, 4, 3, 2, 1}, {4, 3, 2, 1, 1}};
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_standard) standard = table();
    OM_AUTO(om_matrix) matrix = NULL;
    CHECK_OK(om_matrix_open(standard, &matrix, &err));
    for (int l = 1; l <= 5; l++)
        for (int s = 1; s <= 5; s++) {
            const om_hazard one = source(l, s);
            om_assessment answer;
            CHECK_OK(om_matrix_grade(matrix, &one, arena, &answer, &err));
            CHECK_INT(answer.grade, grades[l - 1][s - 1]);
            CHECK_NEAR(answer.score, l * s, 0);
        }
}

static void controls_lower_the_score_and_both_grades_are_kept(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_standard) standard = table();
    OM_AUTO(om_matrix) matrix = NULL;
    CHECK_OK(om_matrix_open(standard, &matrix, &err));
    om_hazard one = source(4, 5);
    one.control_factor = 0.5;
    om_assessment answer;
    CHECK_OK(om_matrix_grade(matrix, &one, arena, &answer, &err));
    CHECK_INT(answer.grade, 1);
    CHECK_INT(answer.residual, 3);
    CHECK_TEXT(answer.because.text, "R = L S = 4 x 5 = 20 >= 20");
    CHECK_TEXT(answer.residual_because.text,
               "R = L S = 4 x 5 = 20, controls leave 0.5 of it = 10 >= 9");
}

static void what_is_no_level_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_standard) standard = table();
    OM_AUTO(om_matrix) matrix = NULL;
    CHECK_OK(om_matrix_open(standard, &matrix, &err));
    static const struct {
        double likelihood, severity;
        const char *words;
    } cases[] = {
        {3, NAN, "hazard_source 's' lacks severity: the matrix needs likelihood and severity"},
        {NAN, 3, "lacks likelihood"},
        {6, 3, "has likelihood 6, which is no level of 1..5"},
        {3, 0, "has severity 0"},
        {2.5, 3, "has likelihood 2.5"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const om_hazard one = source(cases[i].likelihood, cases[i].severity);
        om_assessment answer = {.grade = 9};
        CHECK_FAILS(om_matrix_grade(matrix, &one, arena, &answer, &err), OM_ERR_DATA,
                    cases[i].words);
        CHECK_INT(answer.grade, 9);
    }
}

static void a_table_that_makes_no_sense_is_refused(void **state)
{
    (void)state;
#define LEVELS                                                                                     \
    "name,from,value,unit,source,clause,verified\nlikelihood,1,5,level,s,,no\n"                    \
    "severity,1,5,level,s,,no\n"
    static const struct {
        const char *text, *words;
    } cases[] = {
        {LEVELS, "has no row 'grade'"},
        {LEVELS "grade,10,0,grade,s,,no\n", "line 4: value '0' is not within 1..4"},
        {LEVELS "grade,10,2,grade,s,,no\ngrade,5,1,grade,s,,no\n",
         "line 5: a lower score has a worse grade"},
        {"name,from,value,unit,source,clause,verified\nlikelihood,5,1,level,s,,no\n",
         "levels run from a lower to a higher one"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO(om_standard) standard = NULL;
        om_matrix *matrix = NULL;
        CHECK_OK(om_standard_parse(cases[i].text, "own.csv", om_matrix_columns, &standard, &err));
        CHECK_FAILS(om_matrix_open(standard, &matrix, &err), OM_ERR_DATA, cases[i].words);
        CHECK(!matrix);
    }
}

OM_TESTS(test(each_field_has_its_grade), test(controls_lower_the_score_and_both_grades_are_kept),
         test(what_is_no_level_is_told), test(a_table_that_makes_no_sense_is_refused))
