/* Weights: sums that must be one, and entropy worked out by hand. */
#include "engine/risk/weights.h"

#include "tests/support/check.h"

static om_error err;

static void weights_must_sum_to_one(void **state)
{
    (void)state;
    const char *const names[] = {"flood", "people"};
    const double good[] = {0.7, 0.3}, short_of[] = {0.6, 0.3}, unknown[] = {1, NAN};
    CHECK_OK(om_weights_check(good, names, 2, &err));
    CHECK_FAILS(om_weights_check(short_of, names, 2, &err), OM_ERR_DATA,
                "the weights of the factors sum to 0.9, not to 1");
    CHECK_FAILS(om_weights_check(unknown, names, 2, &err), OM_ERR_DATA,
                "the factor 'people' has no weight");
}

static void entropy_is_that_worked_out_by_hand(void **state)
{
    (void)state;
    /* Halves: p = 1/2, 1/2, 0: e = ln 2 / ln 3. Thirds tell nothing: e = 1. 1/6, 1/3, 1/2. */
    const double halves[] = {1, 1, NAN, 0}, same[] = {0.4, 0.4, 0.4, 0.4};
    const double rising[] = {0.2, 0.4, 9, 0.6};
    const double *const readings[] = {halves, same, rising};
    const double of_halves = 1 - log(2) / log(3);
    const double of_rising =
        1 - (log(6) / 6 + log(3) / 3 + log(2) / 2) / log(3); /* the third area does not count */
    double weights[3];
    CHECK_OK(om_weights_of_entropy(readings, 3, 4, weights, &err));
    CHECK_NEAR(weights[0], of_halves / (of_halves + of_rising), 1e-14);
    CHECK_NEAR(weights[1], 0, 0);
    CHECK_NEAR(weights[2], of_rising / (of_halves + of_rising), 1e-14);
    CHECK_NEAR(weights[0], 0.823, 1e-3);
}

static void what_entropy_cannot_weigh_is_refused(void **state)
{
    (void)state;
    const double same[] = {0.4, 0.4}, below[] = {-1, 1}, unknown[] = {NAN, 1};
    const double *const flat[] = {same}, *const negative[] = {below}, *const few[] = {unknown};
    double weight;
    CHECK_FAILS(om_weights_of_entropy(flat, 1, 2, &weight, &err), OM_ERR_DATA,
                "every factor is the same everywhere");
    CHECK_FAILS(om_weights_of_entropy(negative, 1, 2, &weight, &err), OM_ERR_DATA,
                "no reading below 0, such as -1");
    CHECK_FAILS(om_weights_of_entropy(few, 1, 2, &weight, &err), OM_ERR_DATA,
                "two areas of which all is known, not 1");
}

OM_TESTS(test(weights_must_sum_to_one), test(entropy_is_that_worked_out_by_hand),
         test(what_entropy_cannot_weigh_is_refused))
