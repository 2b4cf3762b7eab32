/* Matrices of comparisons: weights and consistency worked out by hand, and what is refused. */
#include "engine/risk/ahp.h"

#include "tests/support/check.h"

static om_error err;

static const char *const names[] = {"flood", "people", "shelter"};

static om_status parse(const char *text, om_arena *arena, om_ahp_matrix *ret)
{
    OM_AUTO(om_csv) csv = NULL;
    CHECK_OK(om_csv_parse(text, strlen(text), "matrix.csv", &csv, &err));
    return om_ahp_parse(csv, names, 3, arena, ret, &err);
}

static om_status weigh(const char *text, double *weights, om_ahp_result *ret)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_standard) table = NULL;
    om_ahp_matrix matrix;
    CHECK_OK(parse(text, arena, &matrix));
    CHECK_OK(om_standard_open("", "ahp.csv", om_ahp_columns, &table, &err));
    return om_ahp_weigh(&matrix, table, weights, ret, &err);
}

static void consistent_comparisons_give_their_weights(void **state)
{
    (void)state;
    double weights[3];
    om_ahp_result result;
    /* 4 : 2 : 1 */
    CHECK_OK(weigh("factor,flood,people,shelter\nflood,1,2,4\npeople,1/2,1,2\nshelter,1/4,1/2,1\n",
                   weights, &result));
    CHECK_NEAR(weights[0], 4.0 / 7, 1e-14);
    CHECK_NEAR(weights[1], 2.0 / 7, 1e-14);
    CHECK_NEAR(weights[2], 1.0 / 7, 1e-14);
    CHECK_NEAR(result.lambda_max, 3, 1e-13);
    CHECK_NEAR(result.ratio, 0, 1e-13);
    CHECK_NEAR(result.limit, 0.1, 0);
}

/* 1 3 5, 1/3 1 3, 1/5 1/3 1. For three factors lambda = 1 + c + 1/c with c the cube root of
 * a12 a23 / a13 = 9/5, and weights go as the cube roots of the products of the rows. */
static void an_example_is_that_worked_out_by_hand(void **state)
{
    (void)state;
    double weights[3];
    om_ahp_result result;
    CHECK_OK(weigh("factor,flood,people,shelter\nflood,1,3,5\npeople,1/3,1,3\nshelter,1/5,1/3,1\n",
                   weights, &result));
    const double c = cbrt(9.0 / 5), lambda = 1 + c + 1 / c;
    const double rows[] = {cbrt(15), 1, cbrt(1.0 / 15)};
    const double sum = rows[0] + rows[1] + rows[2];
    for (int i = 0; i < 3; i++)
        CHECK_NEAR(weights[i], rows[i] / sum, 1e-12);
    CHECK_NEAR(weights[0], 0.637, 5e-4);
    CHECK_NEAR(weights[1], 0.258, 5e-4);
    CHECK_NEAR(weights[2], 0.105, 5e-4);
    CHECK_NEAR(result.lambda_max, lambda, 1e-12);
    CHECK_NEAR(result.lambda_max, 3.0385, 5e-5);
    CHECK_NEAR(result.ratio, (lambda - 3) / 2 / 0.58, 1e-12);
    CHECK_NEAR(result.ratio, 0.033, 5e-4);
}

static void rows_may_stand_in_any_order_and_half_may_be_left_out(void **state)
{
    (void)state;
    double weights[3];
    om_ahp_result result;
    CHECK_OK(weigh("factor,shelter,flood,people\npeople,3,,1\nflood,5,1,3\nshelter,1,0.2,0.33\n",
                   weights, &result));
    CHECK_NEAR(weights[0], 0.637, 3e-3);
    CHECK_NEAR(weights[0] + weights[1] + weights[2], 1, 1e-15);
}

static void comparisons_that_contradict_each_other_are_refused(void **state)
{
    (void)state;
    double weights[3];
    om_ahp_result result;
    CHECK_FAILS(
        weigh("factor,flood,people,shelter\nflood,1,3,1/5\npeople,1/3,1,3\nshelter,5,1/3,1\n",
              weights, &result),
        OM_ERR_DATA, "consistency ratio is");
    CHECK(strstr(err.message, "over 0.1") != NULL);
}

static void what_is_no_matrix_of_the_factors_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"factor,flood,people\nflood,1,2\npeople,1/2,1\n",
         "compares 2 with 2 factors; there are 3"},
        {"factor,flood,people,quake\nflood,1,2,4\npeople,1/2,1,2\nshelter,1/4,1/2,1\n",
         "'shelter'"},
        {"factor,flood,people,shelter\nflood,1,2,4\npeople,1/2,1,2\npeople,1/4,1/2,1\n",
         "more than one row for the factor 'people'"},
        {"factor,flood,people,shelter\nflood,1,2,4\npeople,1/2,1,2\nshelter,1/3,1/2,1\n",
         "matrix.csv is not reciprocal: 'shelter' against 'flood' is 0.333333, but the other way "
         "round 4"},
        {"factor,flood,people,shelter\nflood,2,2,4\npeople,1/2,1,2\nshelter,1/4,1/2,1\n",
         "is not reciprocal: 'flood' against 'flood'"},
        {"factor,flood,people,shelter\nflood,1,,4\npeople,,1,2\nshelter,1/4,1/2,1\n",
         "does not compare 'people' with 'flood'"},
        {"factor,flood,people,shelter\nflood,1,-2,4\npeople,-1/2,1,2\nshelter,1/4,1/2,1\n",
         "line 3: 'people' against 'flood' is '-1/2', not above 0"},
        {"factor,flood,people,shelter\nflood,1,two,4\npeople,1/2,1,2\nshelter,1/4,1/2,1\n",
         "is 'two', not above 0"},
    };
    OM_AUTO(om_arena) arena = om_arena_new();
    om_ahp_matrix matrix;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_FAILS(parse(cases[i].text, arena, &matrix), OM_ERR_DATA, cases[i].words);
}

static void without_a_random_index_nobody_knows_whether_they_agree(void **state)
{
    (void)state;
    enum { MANY = 12 };
    double cells[MANY * MANY], weights[MANY];
    om_ahp_result result;
    OM_AUTO(om_standard) table = NULL;
    for (int i = 0; i < MANY * MANY; i++)
        cells[i] = 1;
    const om_ahp_matrix matrix = {MANY, cells};
    CHECK_OK(om_standard_open("", "ahp.csv", om_ahp_columns, &table, &err));
    CHECK_FAILS(om_ahp_weigh(&matrix, table, weights, &result, &err), OM_ERR_DATA,
                "no random index for 12 factors");
}

OM_TESTS(test(consistent_comparisons_give_their_weights),
         test(an_example_is_that_worked_out_by_hand),
         test(rows_may_stand_in_any_order_and_half_may_be_left_out),
         test(comparisons_that_contradict_each_other_are_refused),
         test(what_is_no_matrix_of_the_factors_is_refused),
         test(without_a_random_index_nobody_knows_whether_they_agree))
