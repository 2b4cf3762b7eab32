/* The highest matching rule of a policy wins. */
#include "engine/risk/policy.h"

#include "tests/support/check.h"

static om_error err;

#define HEADER                                                                                     \
    "kind,column,op,value,unit,grade,influence_m,and_column,and_op,and_value,reason,source,"       \
    "verified\n"

static om_status parse(const char *rows, om_policy **ret)
{
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, HEADER);
    om_text_add(&text, rows);
    OM_AUTO(om_csv) csv = NULL;
    CHECK_OK(om_csv_parse(text.bytes, text.length, "p.csv", &csv, &err));
    return om_policy_parse(csv, ret, &err);
}

static const char *const tanks =
    "tank,,any,,,4,,,,,a tank,us,no\n"
    "tank,quantity,>=,1000,gal,3,200,,,,a big tank,us,no\n"
    "tank,quantity,>=,10000,gal,2,50,status,in,in use|on standby,a huge tank,us,yes\n"
    "tank,quantity,<,10,gal,4,,,,,a can,us,no\n"
    "plant,substance,=,chlorine,,1,,,,,toxic gas,us,no\n"
    "*,,reported,,,,,,,,its operator says so,us,no\n";

static om_hazard tank(double gallons, const char *status)
{
    return (om_hazard){.id = "t",
                       .kind = "tank",
                       .status = status,
                       .quantity = gallons,
                       .quantity_unit = "gal",
                       .influence_m = NAN};
}

static om_verdict graded(const om_policy *policy, om_hazard hazard)
{
    om_verdict verdict;
    CHECK_OK(om_policy_grade(policy, &hazard, 30, &verdict, &err));
    return verdict;
}

static void the_highest_matching_rule_wins_up_to_the_boundary(void **state)
{
    (void)state;
    OM_AUTO(om_policy) policy = NULL;
    CHECK_OK(parse(tanks, &policy));
    static const struct {
        double gallons;
        const char *status;
        int grade;
    } cases[] = {
        {999.999, "in use", 4}, {1000, "in use", 3},  {9999.9, "in use", 3},
        {10000, "in use", 2},   {10000, "closed", 3}, {10000, NULL, 3},
        {1e9, "on standby", 2}, {NAN, "in use", 4},   {0, "in use", 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        CHECK_INT(graded(policy, tank(cases[i].gallons, cases[i].status)).grade, cases[i].grade);
    const om_verdict huge = graded(policy, tank(10000, "in use"));
    CHECK_TEXT(huge.because[2]->text,
               "tank: quantity >= 10000 gal and status in in use|on standby");
    CHECK_TEXT(huge.because[2]->reason, "a huge tank");
    CHECK_INT(huge.because[2]->line, 4);
}

static void no_matching_rule_leaves_a_source_ungraded(void **state)
{
    (void)state;
    OM_AUTO(om_policy) policy = NULL;
    CHECK_OK(parse(tanks, &policy));
    const om_hazard water = {
        .id = "p", .kind = "plant", .substance = "water", .quantity = NAN, .influence_m = NAN};
    const om_hazard gas = {
        .id = "p", .kind = "plant", .substance = "chlorine", .quantity = NAN, .influence_m = NAN};
    const om_hazard unknown = {.id = "p", .kind = "plant", .quantity = NAN, .influence_m = NAN};
    CHECK_INT(graded(policy, water).grade, OM_GRADE_NONE);
    CHECK_INT(graded(policy, unknown).grade, OM_GRADE_NONE);
    CHECK_INT(graded(policy, gas).grade, 1);
}

static void a_reported_level_counts_where_the_policy_says_so(void **state)
{
    (void)state;
    OM_AUTO(om_policy) policy = NULL;
    CHECK_OK(parse(tanks, &policy));
    om_hazard reported = tank(1000, NULL);
    reported.reported_level = 1;
    CHECK_INT(graded(policy, reported).grade, 1);
    reported.reported_level = 4; /* computed is worse: it stays */
    CHECK_INT(graded(policy, reported).grade, 3);
    OM_AUTO(om_policy) computed = NULL;
    CHECK_OK(parse("tank,,any,,,4,,,,,a tank,us,no\n", &computed));
    reported.reported_level = 1;
    CHECK_INT(graded(computed, reported).grade, 4);
}

static void each_rule_acts_as_far_as_it_says(void **state)
{
    (void)state;
    OM_AUTO(om_policy) policy = NULL;
    CHECK_OK(parse(tanks, &policy));
    const om_verdict huge = graded(policy, tank(10000, "in use"));
    CHECK_NEAR(huge.influence_m[1], -1, 0);
    CHECK_NEAR(huge.influence_m[2], 50, 0);
    CHECK_NEAR(huge.influence_m[3], 200, 0); /* the weaker rule acts farther */
    CHECK_NEAR(huge.influence_m[4], 200, 0);
    CHECK_NEAR(graded(policy, tank(1, "in use")).influence_m[4], 30, 0); /* the setting's */
    CHECK_NEAR(om_policy_influence_m(policy), 200, 0);
    CHECK_INT(om_policy_rule_count(policy), 6);
    CHECK_INT(om_policy_unverified_count(policy), 5);
}

static void quantities_in_another_unit_are_never_compared(void **state)
{
    (void)state;
    OM_AUTO(om_policy) policy = NULL;
    CHECK_OK(parse(tanks, &policy));
    om_hazard metric = tank(5, "in use");
    metric.quantity_unit = "m3";
    om_verdict verdict = {.grade = 9};
    CHECK_FAILS(om_policy_grade(policy, &metric, 0, &verdict, &err), OM_ERR_DATA,
                "hazard_source 't' has its quantity in 'm3', but p.csv, line 3, compares 'gal'");
    CHECK_INT(verdict.grade, 9);
    metric.quantity = NAN;
    CHECK_OK(om_policy_grade(policy, &metric, 0, &verdict, &err));
    CHECK(om_policy_misses_quantity(policy, &metric));
    metric.kind = "plant";
    CHECK(!om_policy_misses_quantity(policy, &metric));
}

OM_TESTS(test(the_highest_matching_rule_wins_up_to_the_boundary),
         test(no_matching_rule_leaves_a_source_ungraded),
         test(a_reported_level_counts_where_the_policy_says_so),
         test(each_rule_acts_as_far_as_it_says),
         test(quantities_in_another_unit_are_never_compared))
