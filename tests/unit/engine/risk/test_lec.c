/* D = L E C by the shipped table, up to and on each cut-off. */
#include "engine/risk/lec.h"

#include "tests/support/check.h"

static om_error err;

static om_hazard source(double l, double e, double c)
{
    return (om_hazard){.id = "s", .l = l, .e = e, .c = c, .control_factor = NAN};
}

/* The shipped table, or one with `>=` for `>` at the cut-offs. */
static om_standard *table(bool takes_bounds)
{
    om_standard *standard = NULL;
    if (!takes_bounds) {
        CHECK_OK(om_standard_open("", "lec.csv", om_lec_columns, &standard, &err));
        return standard;
    }
    CHECK_OK(om_standard_parse("factor,op,grade,meaning,value,unit,source,clause,verified\n"
                               "L,=,,m,10,score,s,,no\nL,=,,m,0.1,score,s,,no\n"
                               "E,=,,m,10,score,s,,no\nE,=,,m,0.5,score,s,,no\n"
                               "C,=,,m,100,score,s,,no\nC,=,,m,1,score,s,,no\n"
                               "D,>=,1,m,320,score,s,,no\nD,>=,2,m,160,score,s,,no\n"
                               "D,>=,3,m,70,score,s,,no\nD,>=,4,m,0,score,s,,no\n",
                               "own.csv", om_lec_columns, &standard, &err));
    return standard;
}

static void the_cut_offs_are_at_70_160_and_320(void **state)
{
    (void)state;
    static const struct {
        double l, e, c, d;
        int grade, grade_with_bound;
    } cases[] = {
        {10, 10, 100, 10000, 1, 1}, {3.21, 10, 10, 321, 1, 1}, {8, 1, 40, 320, 2, 1},
        {6, 10, 7, 420, 1, 1},      {4, 1, 40, 160, 3, 2},     {3, 6, 15, 270, 2, 2},
        {10, 1, 7, 70, 4, 3},       {1, 10, 7, 70, 4, 3},      {0.2, 10, 35, 70, 4, 3},
        {0.7, 10, 10, 70, 4, 3},    {3, 10, 3, 90, 3, 3},      {1, 3, 7, 21, 4, 4},
        {0.1, 0.5, 1, 0.05, 4, 4},
    };
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_standard) shipped = table(false);
    OM_AUTO(om_standard) inclusive = table(true);
    OM_AUTO(om_lec) lec = NULL;
    OM_AUTO(om_lec) with_bound = NULL;
    CHECK_OK(om_lec_open(shipped, &lec, &err));
    CHECK_OK(om_lec_open(inclusive, &with_bound, &err));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const om_hazard one = source(cases[i].l, cases[i].e, cases[i].c);
        om_assessment answer;
        CHECK_OK(om_lec_grade(lec, &one, arena, &answer, &err));
        CHECK_NEAR(answer.score, cases[i].d, 1e-9);
        CHECK_INT(answer.grade, cases[i].grade);
        CHECK_OK(om_lec_grade(with_bound, &one, arena, &answer, &err));
        CHECK_INT(answer.grade, cases[i].grade_with_bound);
    }
}

static void the_sum_stands_in_the_reason(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_standard) standard = table(false);
    OM_AUTO(om_lec) lec = NULL;
    CHECK_OK(om_lec_open(standard, &lec, &err));
    om_hazard one = source(3, 6, 15);
    om_assessment answer;
    CHECK_OK(om_lec_grade(lec, &one, arena, &answer, &err));
    CHECK_TEXT(answer.because.text, "D = L E C = 3 x 6 x 15 = 270 > 160");
    CHECK_TEXT(answer.because.table, "lec.csv");
    CHECK_INT(answer.residual, 2);
    one.control_factor = 0.25;
    CHECK_OK(om_lec_grade(lec, &one, arena, &answer, &err));
    CHECK_INT(answer.grade, 2);
    CHECK_INT(answer.residual, 4);
    CHECK_TEXT(answer.residual_because.text,
               "D = L E C = 3 x 6 x 15 = 270, controls leave 0.25 of it = 67.5 >= 0");
    one.control_factor = 0; /* nothing is left: low, not unknown */
    CHECK_OK(om_lec_grade(lec, &one, arena, &answer, &err));
    CHECK_INT(answer.residual, 4);
}

static void what_is_missing_or_off_the_scale_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_standard) standard = table(false);
    OM_AUTO(om_lec) lec = NULL;
    CHECK_OK(om_lec_open(standard, &lec, &err));
    static const struct {
        double l, e, c;
        const char *words;
    } cases[] = {
        {NAN, 6, 15, "hazard_source 's' lacks likelihood_l: the LEC method needs L, E and C"},
        {3, NAN, 15, "lacks exposure_e"},
        {3, 6, NAN, "lacks consequence_c"},
        {11, 6, 15, "has likelihood_l 11, which is not within 0.1..10"},
        {3, -1, 15, "has exposure_e -1"},
        {3, 6, 0, "has consequence_c 0, which is not within 1..100"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const om_hazard one = source(cases[i].l, cases[i].e, cases[i].c);
        om_assessment answer = {.grade = 9};
        CHECK(om_lec_concerns(&one));
        CHECK_FAILS(om_lec_grade(lec, &one, arena, &answer, &err), OM_ERR_DATA, cases[i].words);
        CHECK_INT(answer.grade, 9);
    }
    const om_hazard none = source(NAN, NAN, NAN);
    CHECK(!om_lec_concerns(&none));
}

static void a_higher_score_never_has_a_better_grade(void **state)
{
    (void)state;
    static const double ls[] = {0.1, 0.2, 0.5, 1, 3, 6, 10}, es[] = {0.5, 1, 2, 3, 6, 10},
                        cs[] = {1, 3, 7, 15, 40, 100};
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_standard) standard = table(false);
    OM_AUTO(om_lec) lec = NULL;
    CHECK_OK(om_lec_open(standard, &lec, &err));
    for (size_t l = 0; l < 7; l++)
        for (size_t e = 0; e < 6; e++)
            for (size_t c = 1; c < 6; c++) {
                const om_hazard less = source(ls[l], es[e], cs[c - 1]),
                                more = source(ls[l], es[e], cs[c]);
                om_assessment one, other;
                CHECK_OK(om_lec_grade(lec, &less, arena, &one, &err));
                CHECK_OK(om_lec_grade(lec, &more, arena, &other, &err));
                CHECK(other.grade <= one.grade && other.grade >= 1);
            }
}

static void a_table_that_makes_no_sense_is_refused(void **state)
{
    (void)state;
#define SCORES                                                                                     \
    "factor,op,grade,meaning,value,unit,source,clause,verified\nL,=,,m,1,score,s,,no\n"            \
    "E,=,,m,1,score,s,,no\nC,=,,m,1,score,s,,no\n"
    static const struct {
        const char *text, *words;
    } cases[] = {
        {SCORES, "no classes of D"},
        {SCORES "D,>,5,m,320,score,s,,no\n", "line 5: grade '5' is not within 1..4"},
        {SCORES "D,=,1,m,320,score,s,,no\n", "has the op > or >="},
        {SCORES "D,>,1,m,70,score,s,,no\nD,>,2,m,160,score,s,,no\n", "line 6: classes of D must"},
        {SCORES "X,=,,m,1,score,s,,no\n", "factor is none of L, E, C and D"},
        {SCORES "L,=,,m,-1,score,s,,no\n", "a score is '=' and above 0"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO(om_standard) standard = NULL;
        om_lec *lec = NULL;
        CHECK_OK(om_standard_parse(cases[i].text, "own.csv", om_lec_columns, &standard, &err));
        CHECK_FAILS(om_lec_open(standard, &lec, &err), OM_ERR_DATA, cases[i].words);
        CHECK(!lec);
    }
}

OM_TESTS(test(the_cut_offs_are_at_70_160_and_320), test(the_sum_stands_in_the_reason),
         test(what_is_missing_or_off_the_scale_is_told),
         test(a_higher_score_never_has_a_better_grade),
         test(a_table_that_makes_no_sense_is_refused))
