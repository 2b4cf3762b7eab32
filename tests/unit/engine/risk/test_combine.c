/* Several hazards at once: every pair by the shipped table, unknown levels, weights that do not
 * sum. */
#include "engine/risk/combine.h"

#include "tests/support/check.h"

static om_error err;

enum { ABSENT = OM_HAZARD_ABSENT, UNKNOWN = OM_GRADE_NONE };

static om_standard *shipped_table(void)
{
    om_standard *table = NULL;
    CHECK_OK(om_standard_open("", "hazard_combination.csv", om_combiner_columns, &table, &err));
    return table;
}

static om_combiner *combiner_of(const om_standard *table)
{
    om_combiner *combiner = NULL;
    CHECK_OK(om_combiner_open(table, &combiner, &err));
    return combiner;
}

static void the_worst_level_counts(void **state)
{
    (void)state;
    OM_AUTO(om_standard) table = shipped_table();
    OM_AUTO(om_combiner) combiner = combiner_of(table);
    static const struct {
        int levels[3], wanted;
    } cases[] = {{{4, 2, 3}, 2},
                 {{ABSENT, 4, ABSENT}, 4},
                 {{ABSENT, ABSENT, ABSENT}, ABSENT},
                 {{1, UNKNOWN, 3}, 1},
                 {{3, UNKNOWN, ABSENT}, UNKNOWN},
                 {{UNKNOWN, ABSENT, ABSENT}, UNKNOWN}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(om_combine_levels(combiner, OM_COMBINE_MAX, cases[i].levels, NULL, 3),
                  cases[i].wanted);
}

static void scores_are_weighed(void **state)
{
    (void)state;
    OM_AUTO(om_standard) table = shipped_table();
    OM_AUTO(om_combiner) combiner = combiner_of(table);
    static const struct {
        int levels[3];
        double weights[3];
        int wanted;
    } cases[] = {
        {{1, 3, 4}, {0.5, 0.3, 0.2}, 2},               /* 2 + 0.6 + 0.2 = 2.8 */
        {{1, 2, 2}, {0.5, 0.2, 0.3}, 1},               /* 2 + 0.6 + 0.9 = 3.5: the worse */
        {{1, ABSENT, ABSENT}, {0.3, 0.3, 0.4}, 4},     /* 1.2 */
        {{1, 4, UNKNOWN}, {0.4, 0.6, 0}, 3},           /* 2.2, and it weighs nothing */
        {{1, 1, UNKNOWN}, {0.45, 0.45, 0.1}, 1},       /* 3.7 to 4.0 */
        {{1, 3, UNKNOWN}, {0.5, 0.25, 0.25}, UNKNOWN}, /* 2.75 to 3.5 */
        {{2, 3, ABSENT}, {0.7, 0.2, 0.1}, 2},          /* 2.1 + 0.4 = 2.5, which doubles miss */
        {{ABSENT, ABSENT, ABSENT}, {0.5, 0.3, 0.2}, ABSENT},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(
            om_combine_levels(combiner, OM_COMBINE_WEIGHTED, cases[i].levels, cases[i].weights, 3),
            cases[i].wanted);
}

static void the_joint_matrix_is_the_table_and_heeds_no_order(void **state)
{
    (void)state;
    static const int wanted[4][4] = {{1, 1, 1, 1}, {1, 1, 2, 2}, {1, 2, 2, 3}, {1, 2, 3, 4}};
    OM_AUTO(om_standard) table = shipped_table();
    OM_AUTO(om_combiner) combiner = combiner_of(table);
    for (int a = 1; a <= 4; a++)
        for (int b = 1; b <= 4; b++) {
            const int pair[] = {a, b};
            CHECK_INT(om_combine_levels(combiner, OM_COMBINE_JOINT, pair, NULL, 2),
                      wanted[a - 1][b - 1]);
            for (int c = 1; c <= 4; c++) {
                const int here[] = {a, b, c}, there[] = {c, a, b};
                CHECK_INT(om_combine_levels(combiner, OM_COMBINE_JOINT, here, NULL, 3),
                          om_combine_levels(combiner, OM_COMBINE_JOINT, there, NULL, 3));
            }
        }
    const int alone[] = {3, ABSENT}, unknown[] = {4, UNKNOWN}, surely[] = {1, UNKNOWN};
    CHECK_INT(om_combine_levels(combiner, OM_COMBINE_JOINT, alone, NULL, 2), 3);
    CHECK_INT(om_combine_levels(combiner, OM_COMBINE_JOINT, unknown, NULL, 2), UNKNOWN);
    CHECK_INT(om_combine_levels(combiner, OM_COMBINE_JOINT, surely, NULL, 2), 1);
}

static void a_worse_hazard_never_makes_it_better(void **state)
{
    (void)state;
    static const double weights[] = {0.2, 0.5, 0.3};
    OM_AUTO(om_standard) table = shipped_table();
    OM_AUTO(om_combiner) combiner = combiner_of(table);
    for (int mode = OM_COMBINE_MAX; mode <= OM_COMBINE_JOINT; mode++)
        for (int i = 0; i < 64; i++)
            for (size_t which = 0; which < 3; which++) {
                const int levels[] = {1 + i % 4, 1 + i / 4 % 4, 1 + i / 16};
                int worse[3];
                memcpy(worse, levels, sizeof worse);
                worse[which] = levels[which] > 1 ? levels[which] - 1 : 1;
                CHECK(om_combine_levels(combiner, (om_combine_mode)mode, worse, weights, 3) <=
                      om_combine_levels(combiner, (om_combine_mode)mode, levels, weights, 3));
            }
}

static void weights_must_sum_to_one(void **state)
{
    (void)state;
    const double short_of[] = {0.5, 0.4}, beyond[] = {1.5, -0.5}, good[] = {0.7, 0.2, 0.1};
    CHECK_FAILS(om_combine_check_weights(short_of, 2, &err), OM_ERR_RANGE, "sum to 0.9, not to 1");
    CHECK_FAILS(om_combine_check_weights(beyond, 2, &err), OM_ERR_RANGE, "weight 1, 1.5");
    CHECK_FAILS(om_combine_check_weights(NULL, 0, &err), OM_ERR_RANGE, "sum to 0");
    CHECK_OK(om_combine_check_weights(good, 3, &err));
}

/* ---- Tables that make no sense ---- */

#define HEAD "name,first,second,from,value,unit,source,clause,verified\n"
#define JOINT                                                                                      \
    "joint,1,1,,1,,s,,no\njoint,1,2,,1,,s,,no\njoint,1,3,,1,,s,,no\njoint,1,4,,1,,s,,no\n"         \
    "joint,2,2,,2,,s,,no\njoint,2,3,,2,,s,,no\njoint,2,4,,2,,s,,no\njoint,3,3,,3,,s,,no\n"         \
    "joint,3,4,,3,,s,,no\n"
#define LAST  "joint,4,4,,4,,s,,no\n"
#define SCORE "score,1,,,4,,s,,no\nscore,2,,,3,,s,,no\nscore,3,,,2,,s,,no\n"
#define LEVEL "level,,,2,1,,s,,no\nlevel,,,0,4,,s,,no\n"

static void a_table_that_makes_no_sense_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {HEAD JOINT SCORE "score,4,,,1,,s,,no\n" LEVEL, "no joint level for 4 and 4"},
        {HEAD JOINT "joint,4,4,,2,,s,,no\n" SCORE "score,4,,,1,,s,,no\n" LEVEL,
         "4 and 4 are jointly worse than 3 and 4"},
        {HEAD JOINT LAST SCORE LEVEL, "no score for level 4"},
        {HEAD JOINT LAST SCORE "score,4,,,2.5,,s,,no\n" LEVEL, "higher score than level 3"},
        {HEAD JOINT LAST SCORE "score,4,,,1,,s,,no\n", "no row 'level'"},
        {HEAD JOINT LAST SCORE "score,4,,,1,,s,,no\nlevel,,,2,1,,s,,no\n", "a score of 0"},
        {HEAD JOINT LAST "joint,2,1,,1,,s,,no\n", "own.csv, line 12: this pair"},
        {HEAD "joint,5,1,,1,,s,,no\n", "first '5' is not within 1..4"},
        {HEAD "joint,1.5,1,,1,,s,,no\n", "whole number"},
        {HEAD "jont,1,1,,1,,s,,no\n", "none of joint, score, level"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO(om_standard) table = NULL;
        om_combiner *combiner = NULL;
        CHECK_OK(om_standard_parse(cases[i].text, "own.csv", om_combiner_columns, &table, &err));
        CHECK_FAILS(om_combiner_open(table, &combiner, &err), OM_ERR_DATA, cases[i].words);
    }
}

OM_TESTS(test(the_worst_level_counts), test(scores_are_weighed),
         test(the_joint_matrix_is_the_table_and_heeds_no_order),
         test(a_worse_hazard_never_makes_it_better), test(weights_must_sum_to_one),
         test(a_table_that_makes_no_sense_is_refused))
