/* Weighted percentiles against sorting all values. */
#include "engine/analysis/percentile.h"

#include "engine/base/memory.h"
#include "engine/base/own.h"
#include "tests/support/check.h"

static double next_share(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

static int by_value(const void *left, const void *right)
{
    const om_weighed *a = left, *b = right;
    return (a->value > b->value) - (a->value < b->value);
}

/* The least value whose weight, with all below it, reaches the share. Sorts the values. */
static double sorted_percentile(om_weighed *values, size_t count, double share)
{
    double total = 0, below = 0;
    qsort(values, count, sizeof *values, by_value);
    for (size_t i = 0; i < count; i++)
        total += values[i].weight;
    for (size_t i = 0; i < count; i++) {
        below += values[i].weight;
        if (below >= share * total * (1 - 1e-12))
            return values[i].value;
    }
    return values[count - 1].value;
}

static void percentiles_are_those_of_sorting(void **state)
{
    (void)state;
    static const double shares[] = {0, 0.01, 0.5, 0.9, 0.999, 1};
    enum { SHARES = sizeof shares / sizeof *shares };
    uint64_t random = 7;
    for (size_t count = 1; count < 5000; count = count * 3 + 1) {
        OM_AUTO_MEMORY om_weighed *values = om_memory_take(count, sizeof *values);
        for (size_t i = 0; i < count; i++)
            values[i] = (om_weighed){floor(1e4 * next_share(&random)) / 7,
                                     floor(20 * next_share(&random)) + 1};
        double found[SHARES];
        om_percentiles(values, count, shares, SHARES, found);
        for (size_t i = 0; i < SHARES; i++)
            CHECK_NEAR(found[i], sorted_percentile(values, count, shares[i]), 0);
    }
}

static void half_of_three_people_are_two(void **state)
{
    (void)state;
    const om_weighed values[] = {{300, 1}, {100, 1}, {200, 1}};
    double half = 0;
    om_percentiles(values, 3, &(double){0.5}, 1, &half);
    CHECK_NEAR(half, 200, 0);
    /* Exactly half of the weight is enough. */
    const om_weighed heavy[] = {{300, 2}, {100, 1}, {200, 1}};
    om_percentiles(heavy, 3, &(double){0.5}, 1, &half);
    CHECK_NEAR(half, 200, 0);
}

static void what_is_never_reached_is_later_than_all_else(void **state)
{
    (void)state;
    const om_weighed values[] = {{INFINITY, 2}, {60, 8}};
    double found[3];
    om_percentiles(values, 2, (const double[]){0.5, 0.8, 0.9}, 3, found);
    CHECK_NEAR(found[0], 60, 0);
    CHECK_NEAR(found[1], 60, 0);
    CHECK(isinf(found[2]));
}

static void nothing_has_no_percentile(void **state)
{
    (void)state;
    double found = 0;
    om_percentiles(NULL, 0, &(double){0.5}, 1, &found);
    CHECK(isnan(found));
    const om_weighed weightless = {60, 0};
    om_percentiles(&weightless, 1, &(double){0.5}, 1, &found);
    CHECK(isnan(found));
}

OM_TESTS(test(percentiles_are_those_of_sorting), test(half_of_three_people_are_two),
         test(what_is_never_reached_is_later_than_all_else), test(nothing_has_no_percentile))
