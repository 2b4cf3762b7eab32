/* The highest source wins, whatever the order, and a worse source never improves an area. */
#include "engine/risk/grade.h"

#include <stdlib.h>

#include "tests/support/check.h"

static om_error err;

/* A policy with one grade a decade of tonnes, each acting as far as its column says. */
static const char *const policy_text =
    "kind,column,op,value,unit,grade,influence_m,reason,source,verified\n"
    "depot,quantity,>=,0,t,4,400,r,s,no\n"
    "depot,quantity,>=,10,t,3,100,r,s,no\n"
    "depot,quantity,>=,100,t,2,0,r,s,no\n"
    "depot,quantity,>=,1000,t,1,50,r,s,no\n";

typedef struct site {
    om_hazard hazard;
    double distance_m;
} site;

static om_area_grade grade_of(const om_policy *policy, const site *sites, size_t count)
{
    om_area_grade area = {0};
    for (size_t i = 0; i < count; i++) {
        om_verdict verdict;
        CHECK_OK(om_policy_grade(policy, &sites[i].hazard, 0, &verdict, &err));
        om_area_grade_add(&area, &sites[i].hazard, &verdict, sites[i].distance_m, 25);
    }
    return area;
}

static om_policy *decades(void)
{
    OM_AUTO(om_csv) csv = NULL;
    om_policy *policy = NULL;
    CHECK_OK(om_csv_parse(policy_text, strlen(policy_text), "d.csv", &csv, &err));
    CHECK_OK(om_policy_parse(csv, &policy, &err));
    return policy;
}

static site depot(const char *id, double tonnes, double distance_m)
{
    return (site){
        {.id = id, .kind = "depot", .quantity = tonnes, .quantity_unit = "t", .influence_m = NAN},
        distance_m};
}

static void a_source_counts_as_far_as_its_influence_and_no_farther(void **state)
{
    (void)state;
    OM_AUTO(om_policy) policy = decades();
    static const struct {
        double tonnes, distance_m;
        int grade;
    } cases[] = {
        {1000, 0, 1},   {1000, 50, 1},      {1000, 50.001, 3}, {1000, 100, 3},  {1000, 100.001, 4},
        {1000, 400, 4}, {1000, 400.001, 0}, {100, 0, 2},       {100, 0.001, 3}, {9.99, 0, 4},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const site one = depot("a", cases[i].tonnes, cases[i].distance_m);
        const om_area_grade area = grade_of(policy, &one, 1);
        CHECK_INT(area.grade, cases[i].grade);
        CHECK_INT(om_area_grade_sources(&area), cases[i].grade != 0);
        CHECK(!area.decided_by == !cases[i].grade);
    }
}

static void the_decider_is_named_by_grade_then_quantity_then_id(void **state)
{
    (void)state;
    OM_AUTO(om_policy) policy = decades();
    const site sites[] = {depot("d", 12, 10), depot("c", 30, 20), depot("b", 30, 0),
                          depot("a", 500, 1)}; /* grade 2 inside only: here 3, and the largest */
    om_area_grade area = grade_of(policy, sites, 4);
    CHECK_INT(area.grade, 3);
    CHECK_TEXT(area.decided_by->id, "a");
    CHECK_NEAR(area.distance_m, 1, 0);
    area = grade_of(policy, sites, 3);
    CHECK_TEXT(area.decided_by->id, "b"); /* same quantity as c: the lesser id */
    CHECK_INT(area.counts[3], 3);
}

static void ungraded_sources_are_counted_and_decide_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_policy) policy = decades();
    const site sites[] = {
        {{.id = "x", .kind = "mystery", .quantity = NAN, .influence_m = NAN}, 25},
        {{.id = "y", .kind = "mystery", .quantity = NAN, .influence_m = NAN}, 25.1}};
    const om_area_grade area = grade_of(policy, sites, 2);
    CHECK_INT(area.grade, OM_GRADE_NONE);
    CHECK(!area.decided_by);
    CHECK_INT(area.counts[0], 1);
}

static uint32_t next_random(uint32_t *seed)
{
    return *seed = *seed * 1664525u + 1013904223u;
}

static void any_order_gives_the_same_grade(void **state)
{
    (void)state;
    OM_AUTO(om_policy) policy = decades();
    uint32_t seed = 7;
    site sites[12];
    static const char *const ids[] = {"a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"};
    for (size_t i = 0; i < 12; i++)
        sites[i] = depot(ids[i], 3 * pow(10, next_random(&seed) % 4), next_random(&seed) % 3 * 60);
    const om_area_grade first = grade_of(policy, sites, 12);
    const char *decider = first.decided_by->id; /* the sites themselves change places */
    for (int round = 0; round < 200; round++) {
        for (size_t i = 11; i > 0; i--) {
            const size_t other = (next_random(&seed) >> 8) % (i + 1);
            const site kept = sites[i];
            sites[i] = sites[other];
            sites[other] = kept;
        }
        const om_area_grade again = grade_of(policy, sites, 12);
        CHECK_INT(again.grade, first.grade);
        CHECK_TEXT(again.decided_by->id, decider);
        CHECK(memcmp(again.counts, first.counts, sizeof first.counts) == 0);
    }
}

static void a_worse_source_never_improves_an_area(void **state)
{
    (void)state;
    OM_AUTO(om_policy) policy = decades();
    for (double distance_m = 0; distance_m <= 450; distance_m += 12.5) {
        int grade_before = 5;
        for (double tonnes = 1; tonnes < 1e5; tonnes *= 2) {
            const site one = depot("a", tonnes, distance_m);
            const int grade = grade_of(policy, &one, 1).grade;
            CHECK((grade ? grade : 5) <= grade_before);
            grade_before = grade ? grade : 5;
        }
    }
}

OM_TESTS(test(a_source_counts_as_far_as_its_influence_and_no_farther),
         test(the_decider_is_named_by_grade_then_quantity_then_id),
         test(ungraded_sources_are_counted_and_decide_nothing),
         test(any_order_gives_the_same_grade), test(a_worse_source_never_improves_an_area))
