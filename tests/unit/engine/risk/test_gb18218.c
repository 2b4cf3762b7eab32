/* R = alpha sum(beta q/Q) by the shipped tables. */
#include "engine/risk/gb18218.h"

#include "tests/support/check.h"

static om_error err;

/* The method with its shipped tables, which must live as long. */
typedef struct method {
    om_standard *standard, *substances;
    om_gb18218 *gb;
    om_arena *arena;
} method;

static method method_open(void)
{
    method at = {.arena = om_arena_new()};
    CHECK_OK(om_standard_open("", "gb18218.csv", om_gb18218_columns, &at.standard, &err));
    CHECK_OK(om_standard_open("", "gb18218_substances.csv", om_gb18218_substance_columns,
                              &at.substances, &err));
    CHECK_OK(om_gb18218_open(at.standard, at.substances, &at.gb, &err));
    return at;
}

static void method_clear(method *at)
{
    om_gb18218_free(at->gb);
    om_standard_free(at->standard);
    om_standard_free(at->substances);
    om_arena_free(at->arena);
}

#define AUTO_METHOD __attribute__((cleanup(method_clear))) method

static om_hazard holding(const char *substance, double quantity, const char *unit)
{
    return (om_hazard){
        .id = "s", .substance = substance, .quantity = quantity, .quantity_unit = unit};
}

static om_gb18218_part part_of(const method *at, const char *substance, double tonnes)
{
    const om_hazard hazard = holding(substance, tonnes, "t");
    om_gb18218_part part;
    CHECK_OK(om_gb18218_part_of(at->gb, &hazard, &part, &err));
    return part;
}

static void toxic_gases_have_the_critical_quantity_and_beta_of_the_standard(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        double critical_t, beta;
    } gases[] = {
        {"一氧化碳", 20, 2}, {"SO2", 20, 2},         {"液氨", 10, 2},    {"环氧乙烷", 10, 2},
        {"氯化氢", 20, 3},   {"CH3Br", 10, 3},       {"Chlorine", 5, 4}, {"硫化氢", 5, 5},
        {"HF", 1, 5},        {"NO2", 1, 10},         {"HCN", 1, 10},     {"光气", 0.3, 20},
        {"PH3", 1, 20},      {"624-83-9", 0.75, 20}, {"W2", 10, 1.5},    {"汽油", 200, 1},
    };
    AUTO_METHOD at = method_open();
    for (size_t i = 0; i < sizeof gases / sizeof *gases; i++) {
        const om_gb18218_part part = part_of(&at, gases[i].name, 1);
        CHECK_NEAR(part.critical_t, gases[i].critical_t, 0);
        CHECK_NEAR(part.beta, gases[i].beta, 0);
    }
}

static void alpha_grows_with_the_people_around(void **state)
{
    (void)state;
    static const struct {
        double people, alpha;
    } cases[] = {
        {0, 0.5},  {0.2, 1},  {1, 1},   {29, 1},  {29.4, 1.2}, {30, 1.2},         {49, 1.2},
        {50, 1.5}, {99, 1.5}, {100, 2}, {1e6, 2}, {NAN, 2},    {30 + 1e-12, 1.2},
    };
    AUTO_METHOD at = method_open();
    const om_gb18218_part chlorine = part_of(&at, "氯", 5); /* q/Q = 1, beta = 4 */
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        om_assessment answer;
        om_gb18218_grade(at.gb, &chlorine, 1, cases[i].people, at.arena, &answer);
        CHECK_NEAR(answer.score, 4 * cases[i].alpha, 1e-9);
    }
}

static void levels_begin_at_100_50_and_10(void **state)
{
    (void)state;
    static const struct {
        double tonnes; /* of ammonia: beta q/Q = tonnes / 5; alpha = 1 */
        int grade;
    } cases[] = {
        {500, 1}, {499.99, 2}, {250, 2}, {249.99, 3}, {50, 3}, {49.99, 4}, {10, 4}, {9.99, 0},
    };
    AUTO_METHOD at = method_open();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const om_gb18218_part ammonia = part_of(&at, "氨", cases[i].tonnes);
        om_assessment answer;
        om_gb18218_grade(at.gb, &ammonia, 1, 10, at.arena, &answer);
        CHECK_INT(answer.grade, cases[i].grade);
    }
}

static void substances_of_an_installation_add_up(void **state)
{
    (void)state;
    AUTO_METHOD at = method_open();
    const om_gb18218_part parts[] = {part_of(&at, "液氯", 10), part_of(&at, "液氨", 20),
                                     part_of(&at, "LPG", 100)};
    om_assessment answer;
    om_gb18218_grade(at.gb, parts, 3, 120, at.arena, &answer);
    CHECK_NEAR(answer.score, 2 * (4 * 2 + 2 * 2 + 1.5 * 2), 1e-9);
    CHECK_INT(answer.grade, 3);
    CHECK_TEXT(answer.because.text, "R = alpha sum(beta q/Q) = 2 x (4 x 10/5 + 2 x 20/10 + 1.5 x "
                                    "100/50) = 30; 120 people within 500 m");
    CHECK_TEXT(answer.because.clause, "表6");
    const om_gb18218_part halves[] = {part_of(&at, "液氯", 2.5), part_of(&at, "液氨", 5)};
    om_gb18218_grade(at.gb, halves, 2, 0, at.arena, &answer); /* 0.5 + 0.5 = 1: just major */
    CHECK_INT(answer.grade, 4);
}

static void weights_in_kg_are_tonnes_and_other_units_are_not_concerned(void **state)
{
    (void)state;
    AUTO_METHOD at = method_open();
    const om_hazard kilograms = holding("chlorine", 5000, "kg"), litres = holding("LPG", 5, "m3"),
                    nothing = holding(NULL, 5, "t"), unknown = holding("氯", NAN, "t");
    om_gb18218_part part;
    CHECK_OK(om_gb18218_part_of(at.gb, &kilograms, &part, &err));
    CHECK_NEAR(part.q_t, 5, 1e-12);
    CHECK(om_gb18218_concerns(&kilograms) && !om_gb18218_concerns(&litres));
    CHECK(!om_gb18218_concerns(&nothing) && !om_gb18218_concerns(&unknown));
}

static void an_unknown_substance_is_told_with_the_nearest(void **state)
{
    (void)state;
    AUTO_METHOD at = method_open();
    const om_hazard misspelt = holding("clorine", 5, "t"), sand = holding("quartz sand", 5, "t"),
                    negative = holding("chlorine", -5, "t");
    om_gb18218_part part = {.q_t = 9};
    CHECK_FAILS(om_gb18218_part_of(at.gb, &misspelt, &part, &err), OM_ERR_DATA,
                "hazard_source 's' holds 'clorine', which GB 18218's table does not know; did you "
                "mean 'chlorine'?");
    CHECK_FAILS(om_gb18218_part_of(at.gb, &sand, &part, &err), OM_ERR_DATA, "'quartz sand'");
    CHECK_FAILS(om_gb18218_part_of(at.gb, &negative, &part, &err), OM_ERR_DATA,
                "has a quantity of -5, below 0");
    CHECK_NEAR(part.q_t, 9, 0);
}

static void more_of_a_substance_never_improves_the_level(void **state)
{
    (void)state;
    AUTO_METHOD at = method_open();
    for (double people = 0; people <= 128; people = people * 2 + 1) {
        int before = 5;
        for (double tonnes = 0; tonnes < 2000; tonnes = tonnes * 1.5 + 1) {
            const om_gb18218_part part = part_of(&at, "氨", tonnes);
            om_assessment answer;
            om_gb18218_grade(at.gb, &part, 1, people, at.arena, &answer);
            const int grade = answer.grade ? answer.grade : 5;
            CHECK(grade <= before);
            before = grade;
        }
    }
}

static void a_table_that_makes_no_sense_is_refused(void **state)
{
    (void)state;
#define SUBSTANCES "substance,factor,names,value,unit,source,clause,verified\n"
    static const struct {
        const char *text, *words;
    } cases[] = {
        {SUBSTANCES "a,Q,,5,t,s,,no\n", "line 2: it has no row of beta"},
        {SUBSTANCES "a,Q,,0,t,s,,no\n", "a critical quantity is above 0"},
        {SUBSTANCES "a,Q,b|A,5,t,s,,no\n", "the name 'A' is there twice"},
        {SUBSTANCES "a,beta,,5,1,s,,no\n", "beta follows the row with Q"},
        {SUBSTANCES "a,R,,5,1,s,,no\n", "factor is neither Q nor beta"},
    };
    AUTO_METHOD at = method_open();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO(om_standard) substances = NULL;
        om_gb18218 *gb = NULL;
        CHECK_OK(om_standard_parse(cases[i].text, "own.csv", om_gb18218_substance_columns,
                                   &substances, &err));
        CHECK_FAILS(om_gb18218_open(at.standard, substances, &gb, &err), OM_ERR_DATA,
                    cases[i].words);
        CHECK(!gb);
    }
}

OM_TESTS(test(toxic_gases_have_the_critical_quantity_and_beta_of_the_standard),
         test(alpha_grows_with_the_people_around), test(levels_begin_at_100_50_and_10),
         test(substances_of_an_installation_add_up),
         test(weights_in_kg_are_tonnes_and_other_units_are_not_concerned),
         test(an_unknown_substance_is_told_with_the_nearest),
         test(more_of_a_substance_never_improves_the_level),
         test(a_table_that_makes_no_sense_is_refused))
