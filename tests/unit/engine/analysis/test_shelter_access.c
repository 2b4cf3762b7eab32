/* Access to shelters: two towns worked out by hand, and what is conserved. */
#include "engine/analysis/shelter_access.h"

#include "engine/base/arena.h"
#include "tests/support/check.h"

static om_error err;

/* Shelter 0 is reached by places 0 and 1, shelter 1 by place 1, shelter 2 by nobody. */
static om_catch list[] = {{0, 0}, {1, 450}, {1, 900}};
static size_t first[] = {0, 2, 3, 3};
static const om_catchments caught = {first, list};
static const om_catch_group groups[] = {{NULL, 0, 500}, {NULL, 0, 1000}, {NULL, 0, 500}};
static const double supply[] = {300, 400, 70}, people[] = {100, 50};
static const om_access_case towns = {&caught, groups, supply, 3, people, 2};

static void two_steps_share_and_add_up(void **state)
{
    (void)state;
    OM_AUTO(om_weights) weights = NULL;
    double access[2];
    CHECK_OK(om_weights_open(&weights, &err));
    CHECK_NEAR(om_access_find(&towns, weights, OM_ACCESS_2SFCA, access), 70, 0);
    CHECK_NEAR(access[0], 300.0 / 150, 1e-12);
    CHECK_NEAR(access[1], 300.0 / 150 + 400.0 / 50, 1e-12);
    om_access_find(&towns, weights, OM_ACCESS_E2SFCA, access);
    CHECK_NEAR(access[0], 300 / (100 + 50 * 0.22), 1e-9); /* 450 of 500 m: the last third */
    CHECK_NEAR(access[1], 0.22 * 300 / (100 + 50 * 0.22) + 400.0 / 50, 1e-9);
}

static void weights_fall_from_one_to_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_weights) weights = NULL;
    CHECK_OK(om_weights_open(&weights, &err));
    for (om_access_method method = 0; method < OM_ACCESS_METHODS; method++) {
        double last = 1;
        CHECK_NEAR(om_weight_at(weights, method, 0), 1, 1e-12);
        for (double share = 0; share <= 1; share += 0.01) {
            CHECK(om_weight_at(weights, method, share) <= last);
            last = om_weight_at(weights, method, share);
        }
        CHECK_NEAR(om_weight_at(weights, method, 1.01), 0, 0);
    }
    CHECK_NEAR(om_weight_at(weights, OM_ACCESS_GAUSSIAN, 1), 0, 1e-12);
    CHECK_NEAR(om_weight_at(weights, OM_ACCESS_GAUSSIAN, 0.5),
               (exp(-0.125) - exp(-0.5)) / (1 - exp(-0.5)), 1e-12);
}

static double share(uint64_t *random)
{
    *random = *random * 6364136223846793005u + 1442695040888963407u;
    return (double)(*random >> 11) / 9007199254740992.0;
}

/* Access times people sums to the area that somebody can reach, by every method. */
static void what_is_shared_is_neither_more_nor_less_than_there_is(void **state)
{
    (void)state;
    enum { SHELTERS = 40, PLACES = 300 };
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_weights) weights = NULL;
    CHECK_OK(om_weights_open(&weights, &err));
    om_catch *many = OM_ARENA_ARRAY(arena, om_catch, SHELTERS * PLACES);
    size_t begins[SHELTERS + 1] = {0}, count = 0;
    om_catch_group reach[SHELTERS];
    double m2[SHELTERS], living[PLACES], access[PLACES], all_m2 = 0;
    uint64_t random = 9;
    for (size_t p = 0; p < PLACES; p++)
        living[p] = p % 7 ? 100 * share(&random) : 0;
    for (size_t s = 0; s < SHELTERS; s++) {
        reach[s] = (om_catch_group){NULL, 0, 200 + 800 * share(&random)};
        all_m2 += m2[s] = 5000 * share(&random);
        for (uint32_t p = 0; s > 0 && p < PLACES; p++) /* the first is reached by nobody */
            if (share(&random) < 0.1)
                many[count++] = (om_catch){p, reach[s].limit_s * share(&random)};
        begins[s + 1] = count;
    }
    const om_catchments all = {begins, many};
    const om_access_case of = {&all, reach, m2, SHELTERS, living, PLACES};
    for (om_access_method method = 0; method < OM_ACCESS_METHODS; method++) {
        double sum = om_access_find(&of, weights, method, access);
        CHECK(sum >= m2[0]);
        for (size_t p = 0; p < PLACES; p++)
            sum += access[p] * living[p];
        CHECK_NEAR(sum, all_m2, 1e-9 * all_m2);
    }
}

static void tables_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    static const char head[] = "method,until_share,weight,bandwidth_share\n";
    static const struct {
        const char *rows, *words;
    } wrong[] = {
        {"2sfca,1,1,\ne2sfca,1,1,\n", "the row 'gaussian' is missing"},
        {"2sfca,0.5,1,\n", "is the last and not 1"},
        {"2sfca,1,1,\ne2sfca,0.5,1,\ne2sfca,0.4,1,\n", "is not above that of the row before"},
        {"2sfca,1,1,1\n", "goes with no weight"},
        {"2sfca,1,,\n", "goes with no weight"},
        {"2sfca,1,2,\n", "weight '2' is not within 0..1"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char text[256];
        om_weights *weights = NULL;
        snprintf(text, sizeof text, "%s%s", head, wrong[i].rows);
        CHECK_FAILS(om_weights_parse(text, &weights, &err), OM_ERR_DATA, wrong[i].words);
    }
}

OM_TESTS(test(two_steps_share_and_add_up), test(weights_fall_from_one_to_nothing),
         test(what_is_shared_is_neither_more_nor_less_than_there_is),
         test(tables_that_make_no_sense_are_refused))
