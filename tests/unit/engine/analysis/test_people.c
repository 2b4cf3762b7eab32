/* Nobody is lost or made when people are divided. */
#include "engine/analysis/people.h"

#include "tests/support/check.h"

static double pseudo_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed / 4294967296.0;
}

static void equal_weights_get_equal_shares(void **state)
{
    (void)state;
    const double weights[] = {2, 0, 2, 2, 2, 0};
    double people[6];
    om_people_divide(10, weights, 6, people);
    for (int i = 0; i < 6; i++)
        CHECK_NEAR(people[i], weights[i] > 0 ? 2.5 : 0, 0);
}

static void shares_are_due_and_sum_exactly_in_any_order(void **state)
{
    (void)state;
    enum { most = 1000 };
    double weights[most], people[most];
    uint32_t seed = 3;
    for (int round = 0; round < 300; round++) {
        const size_t count = 1 + (size_t)(pseudo_random(&seed) * (most - 1));
        const double all = round % 3 == 0   ? pseudo_random(&seed) * 7e6
                           : round % 3 == 1 ? floor(pseudo_random(&seed) * 7e6)
                                            : pseudo_random(&seed) / 1e7;
        double sum = 0, forward = 0, backward = 0;
        for (size_t i = 0; i < count; i++)
            sum += weights[i] = pseudo_random(&seed) < 0.2 ? 0 : exp(20 * pseudo_random(&seed));
        weights[count / 2] += 1;
        sum += 1;
        om_people_divide(all, weights, count, people);
        for (size_t i = 0; i < count; i++) {
            CHECK(people[i] >= 0 && (weights[i] > 0 || people[i] == 0));
            CHECK_NEAR(people[i], all * weights[i] / sum, 2e-6);
            forward += people[i];
            backward += people[count - 1 - i];
        }
        CHECK_NEAR(forward, all, 0);
        CHECK_NEAR(backward, all, 0);
    }
}

OM_TESTS(test(equal_weights_get_equal_shares), test(shares_are_due_and_sum_exactly_in_any_order))
