/* Natural breaks against every way of parting small sets, and where rounding would part wrongly. */
#include <stdbool.h>
#include <stdlib.h>

#include "engine/base/memory.h"
#include "engine/risk/breaks.h"
#include "tests/support/check.h"

static om_error err;

static double squares_of(const double *limits, size_t classes, const double *values, size_t count)
{
    om_breaks breaks = {.count = classes};
    memcpy(breaks.limits, limits, classes * sizeof *limits);
    return om_breaks_squares(&breaks, values, count);
}

/* ---- Every way ---- */

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double squares_within(const double *sorted, size_t from, size_t to)
{
    double sum = 0, squares = 0;
    for (size_t i = from; i < to; i++)
        sum += sorted[i];
    const double mean = sum / (double)(to - from);
    for (size_t i = from; i < to; i++)
        squares += (sorted[i] - mean) * (sorted[i] - mean);
    return squares;
}

/* The least sum of squares of sorted values from..count in classes, by trying each first class. */
static double least_squares(const double *sorted, size_t from, size_t count, size_t classes)
{
    if (classes == 1)
        return squares_within(sorted, from, count);
    double least = INFINITY;
    for (size_t to = from + 1; to + classes - 1 <= count; to++)
        least = fmin(least, squares_within(sorted, from, to) +
                                least_squares(sorted, to, count, classes - 1));
    return least;
}

static double random_value(uint32_t *seed, bool with_ties)
{
    *seed = *seed * 1664525u + 1013904223u;
    return with_ties ? (double)(*seed >> 28) : (*seed >> 8) / 16777216.0;
}

static void no_other_classes_of_small_sets_are_better(void **state)
{
    (void)state;
    uint32_t seed = 7;
    size_t tried = 0;
    for (size_t set = 0; set < 600; set++) {
        double values[14], sorted[14], limits[OM_BREAKS_MOST];
        const size_t count = 5 + set % 10, classes = 2 + set % 4;
        for (size_t i = 0; i < count; i++)
            sorted[i] = values[i] = random_value(&seed, set % 3 == 0);
        qsort(sorted, count, sizeof *sorted, compare);
        const om_status status = om_breaks_jenks(values, count, classes, limits, &err);
        if (status == OM_ERR_DATA)
            continue; /* too many ties */
        CHECK_INT(status, OM_OK);
        CHECK_NEAR(squares_of(limits, classes, values, count),
                   least_squares(sorted, 0, count, classes), 1e-12 * (double)count);
        CHECK_NEAR(limits[classes - 1], sorted[count - 1], 0);
        tried++;
    }
    CHECK(tried > 500);
}

/* ---- By the plain table: O(k n^2), sums of squares from means ---- */

enum { MANY = 700 };

static double table_least(const double *sorted, size_t count, size_t classes)
{
    static double before[MANY + 1], now[MANY + 1];
    for (size_t to = 1; to <= count; to++)
        before[to] = squares_within(sorted, 0, to);
    for (size_t step = 2; step <= classes; step++) {
        for (size_t to = step; to <= count; to++) {
            double mean = 0, squares = 0, members = 0;
            now[to] = INFINITY;
            for (size_t from = to; from-- >= step;) {
                const double off = sorted[from] - mean;
                mean += off / ++members;
                squares += off * (sorted[from] - mean);
                now[to] = fmin(now[to], before[from] + squares);
            }
        }
        memcpy(before, now, sizeof now);
    }
    return before[count];
}

static void larger_sets_agree_with_the_plain_table_in_every_number_of_classes(void **state)
{
    (void)state;
    uint32_t seed = 11;
    static double values[MANY], sorted[MANY];
    for (size_t i = 0; i < MANY; i++) {
        const double u = random_value(&seed, false);
        sorted[i] = values[i] = u * u * u * 100 - 20;
    }
    qsort(sorted, MANY, sizeof *sorted, compare);
    for (size_t classes = OM_BREAKS_FEWEST; classes <= OM_BREAKS_MOST; classes++) {
        double limits[OM_BREAKS_MOST];
        CHECK_OK(om_breaks_jenks(values, MANY, classes, limits, &err));
        const double least = table_least(sorted, MANY, classes);
        CHECK_NEAR(squares_of(limits, classes, values, MANY), least, 1e-10 * least);
    }
}

/* ---- Known answers ---- */

static void a_textbook_row_parts_where_it_must(void **state)
{
    (void)state;
    /* 4 5 | 9 10: squares 1; any other cut leaves 13.2 and more. */
    const double four[] = {10, 4, 9, 5};
    double limits[OM_BREAKS_MOST];
    CHECK_OK(om_breaks_jenks(four, 4, 2, limits, &err));
    CHECK_NEAR(limits[0], 5, 0);
    CHECK_NEAR(limits[1], 10, 0);
    CHECK_NEAR(squares_of(limits, 2, four, 4), 1, 1e-12);

    /* As many classes as values: each is alone. */
    CHECK_OK(om_breaks_jenks(four, 4, 4, limits, &err));
    CHECK_NEAR(squares_of(limits, 4, four, 4), 0, 0);

    /* Weights count: five ones and a two stay together, though 2 and 3 are as near. */
    const double heavy[] = {1, 1, 1, 1, 1, 2, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3};
    CHECK_OK(om_breaks_jenks(heavy, 16, 2, limits, &err));
    CHECK_NEAR(limits[0], 2, 0);
}

/* Employees a km2 in the counties of California: the data and answer that PySAL's documents show.
 */
static void the_counties_of_california_part_as_in_the_books(void **state)
{
    (void)state;
    static const double counties[] = {
        329.92, 0.42,    5.9,   14.03, 2.78,   1.34,   181.27, 1.65,  10.03, 16.7,   1.32, 3.99,
        3.16,   0.22,    8.7,   6.56,  3.27,   0.33,   370.5,  4.51,  75.29, 0.99,   2.74, 8.68,
        0.14,   0.92,    12.63, 28.7,  12.02,  722.85, 36.68,  0.74,  29.82, 192.05, 3.38, 11.15,
        110.74, 4111.45, 49.47, 10.33, 317.11, 20.47,  264.93, 66.26, 5.39,  0.13,   0.61, 50.65,
        40.48,  36.67,   13.09, 1.81,  0.2,    7.6,    2.51,   57.26, 24.32, 6.97};
    static const double wanted[] = {75.29, 192.05, 370.5, 722.85, 4111.45};
    static const size_t wanted_counts[] = {49, 3, 4, 1, 1};
    const om_breaks_spec spec = {OM_BREAKS_JENKS, 5, NULL, 0};
    om_breaks breaks;
    CHECK_OK(om_breaks_find(&spec, counties, 58, &breaks, &err));
    size_t counts[6] = {0};
    for (size_t i = 0; i < 58; i++)
        counts[om_breaks_class(&breaks, counties[i])]++;
    for (size_t i = 0; i < 5; i++) {
        CHECK_NEAR(breaks.limits[i], wanted[i], 0);
        CHECK_INT(counts[i + 1], wanted_counts[i]);
    }
}

static void the_same_values_in_any_order_give_the_same_limits(void **state)
{
    (void)state;
    double values[] = {3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, -0.0, 7, 0.0};
    const size_t count = sizeof values / sizeof *values;
    double first[5], again[5];
    CHECK_OK(om_breaks_jenks(values, count, 5, first, &err));
    for (size_t turn = 0; turn < count; turn++) {
        const double moved = values[0];
        memmove(values, values + 1, (count - 1) * sizeof *values);
        values[count - 1] = moved;
        CHECK_OK(om_breaks_jenks(values, count, 5, again, &err));
        assert_memory_equal(first, again, sizeof first);
    }
    /* There is one zero, whichever came first. */
    CHECK_OK(om_breaks_jenks((const double[]){5, -0.0, 0.0}, 3, 2, first, &err));
    CHECK_OK(om_breaks_jenks((const double[]){0.0, 5, -0.0}, 3, 2, again, &err));
    CHECK(!signbit(first[0]) && !signbit(again[0]));
}

/* ---- Rounding ---- */

static void far_and_narrow_heaps_are_still_parted_well(void **state)
{
    (void)state;
    /* Two heaps a billion apart, each of two halves 0.25 apart, and a stray far above. */
    double values[401], limits[OM_BREAKS_MOST];
    for (size_t i = 0; i < 400; i++) {
        const double heap = i % 2 ? 1e9 : -3e8;
        const double inside = (double)(i / 2) / 4096;
        values[i] = heap + inside + (i / 2 < 100 ? 0 : 0.25);
    }
    values[400] = 1e15;
    CHECK_OK(om_breaks_jenks(values, 401, 5, limits, &err));
    CHECK_NEAR(limits[0], -3e8 + 99.0 / 4096, 0);
    CHECK_NEAR(limits[1], -3e8 + 199.0 / 4096 + 0.25, 0);
    CHECK_NEAR(limits[2], 1e9 + 99.0 / 4096, 0);
    CHECK_NEAR(limits[3], 1e9 + 199.0 / 4096 + 0.25, 0);
    CHECK_NEAR(limits[4], 1e15, 0);
}

static void what_is_far_from_zero_is_parted_as_what_is_near(void **state)
{
    (void)state;
    enum { COUNT = 500 };
    double near[COUNT], far[COUNT], limits[4], far_limits[4];
    uint32_t seed = 3;
    for (size_t i = 0; i < COUNT; i++) {
        near[i] = floor(200 * random_value(&seed, false));
        far[i] = 9007199254740000 + near[i];
    }
    CHECK_OK(om_breaks_jenks(near, COUNT, 4, limits, &err));
    CHECK_OK(om_breaks_jenks(far, COUNT, 4, far_limits, &err));
    for (size_t i = 0; i < 4; i++)
        CHECK_NEAR(far_limits[i] - 9007199254740000, limits[i], 0);
}

static void the_largest_and_smallest_numbers_do_not_overflow(void **state)
{
    (void)state;
    const double large[] = {-1.7e308, -1.6e308, 0, 1.6e308, 1.7e308};
    const double small[] = {1e-300, 2e-300, 8e-300, 9e-300};
    double limits[OM_BREAKS_MOST];
    CHECK_OK(om_breaks_jenks(large, 5, 3, limits, &err));
    CHECK_NEAR(limits[0], -1.6e308, 0);
    CHECK_NEAR(limits[1], 0, 0);
    CHECK_OK(om_breaks_jenks(small, 4, 2, limits, &err));
    CHECK_NEAR(limits[0], 2e-300, 0);
}

/* ---- Refusals ---- */

static void what_makes_no_classes_is_refused(void **state)
{
    (void)state;
    const double ties[] = {1, 1, 2, 2, 2, -0.0, 0.0};
    double limits[OM_BREAKS_MOST] = {42};
    CHECK_FAILS(om_breaks_jenks(ties, 7, 4, limits, &err), OM_ERR_DATA,
                "4 classes need as many different values, but there are only 3");
    CHECK_FAILS(om_breaks_jenks(ties, 0, 4, limits, &err), OM_ERR_DATA, "no value");
    CHECK_FAILS(om_breaks_jenks(ties, 7, 1, limits, &err), OM_ERR_RANGE, "not within 2..16");
    CHECK_FAILS(om_breaks_jenks(ties, 7, 17, limits, &err), OM_ERR_RANGE, "not within 2..16");
    const double unknown[] = {1, NAN, 2};
    CHECK_FAILS(om_breaks_jenks(unknown, 3, 2, limits, &err), OM_ERR_RANGE,
                "value 2 of 3 is not a finite number");
    CHECK_NEAR(limits[0], 42, 0);
}

OM_TESTS(test(no_other_classes_of_small_sets_are_better),
         test(larger_sets_agree_with_the_plain_table_in_every_number_of_classes),
         test(a_textbook_row_parts_where_it_must),
         test(the_counties_of_california_part_as_in_the_books),
         test(the_same_values_in_any_order_give_the_same_limits),
         test(far_and_narrow_heaps_are_still_parted_well),
         test(what_is_far_from_zero_is_parted_as_what_is_near),
         test(the_largest_and_smallest_numbers_do_not_overflow),
         test(what_makes_no_classes_is_refused))
