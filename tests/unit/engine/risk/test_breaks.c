/* Quantiles, equal steps, deviations and given limits, worked out by hand. */
#include "engine/risk/breaks.h"

#include "tests/support/check.h"

static om_error err;

static const double ten[] = {9, 2, 3, 1, 5, 4, 10, 6, 8, 7};

static void check_limits(om_breaks_spec spec, const double *values, size_t count,
                         const double *wanted)
{
    om_breaks breaks;
    CHECK_OK(om_breaks_find(&spec, values, count, &breaks, &err));
    CHECK_INT(breaks.count, spec.classes);
    for (size_t i = 0; i < breaks.count; i++)
        CHECK_NEAR(breaks.limits[i], wanted[i], 1e-12);
}

static void jenks_is_one_of_the_methods(void **state)
{
    (void)state;
    const double heaps[] = {1, 2, 20, 21, 300};
    check_limits((om_breaks_spec){OM_BREAKS_JENKS, 3, NULL, 0}, heaps, 5,
                 (const double[]){2, 21, 300});
}

static void quantiles_hold_as_many_values_as_can_be(void **state)
{
    (void)state;
    check_limits((om_breaks_spec){OM_BREAKS_QUANTILE, 5, NULL, 0}, ten, 10,
                 (const double[]){2, 4, 6, 8, 10});
    check_limits((om_breaks_spec){OM_BREAKS_QUANTILE, 4, NULL, 0}, ten, 10,
                 (const double[]){3, 5, 8, 10});
}

static void quantiles_never_part_equal_values_and_say_when_they_would(void **state)
{
    (void)state;
    const double ties[] = {0, 0, 0, 0, 0, 0, 1, 2, 3, 4};
    const om_breaks_spec halves = {OM_BREAKS_QUANTILE, 2, NULL, 0};
    check_limits(halves, ties, 10, (const double[]){0, 4});
    om_breaks breaks;
    const om_breaks_spec fifths = {OM_BREAKS_QUANTILE, 5, NULL, 0};
    CHECK_FAILS(om_breaks_find(&fifths, ties, 10, &breaks, &err), OM_ERR_DATA,
                "too many of the 10 values are 0");
    const double above[] = {1, 2, 2, 2};
    CHECK_FAILS(om_breaks_find(&halves, above, 4, &breaks, &err), OM_ERR_DATA, "are 2");
}

static void equal_steps_go_from_the_least_to_the_greatest(void **state)
{
    (void)state;
    check_limits((om_breaks_spec){OM_BREAKS_EQUAL, 3, NULL, 0}, ten, 10,
                 (const double[]){4, 7, 10});
    const double same[] = {3, 3};
    const om_breaks_spec spec = {OM_BREAKS_EQUAL, 3, NULL, 0};
    om_breaks breaks;
    CHECK_FAILS(om_breaks_find(&spec, same, 2, &breaks, &err), OM_ERR_DATA, "between 3 and 3");
}

static void deviations_lie_around_the_mean(void **state)
{
    (void)state;
    /* mean 5, deviation 2 */
    const double values[] = {2, 4, 4, 4, 5, 5, 7, 9};
    check_limits((om_breaks_spec){OM_BREAKS_SIGMA, 5, NULL, 0}, values, 8,
                 (const double[]){3, 4, 6, 7, 9});
    check_limits((om_breaks_spec){OM_BREAKS_SIGMA, 4, NULL, 1}, values, 8,
                 (const double[]){3, 5, 7, 9});
    check_limits((om_breaks_spec){OM_BREAKS_SIGMA, 3, NULL, 3}, values, 8,
                 (const double[]){-1, 11, 11});
    const double same[] = {3, 3};
    om_breaks breaks;
    CHECK_FAILS(
        om_breaks_find(&(om_breaks_spec){OM_BREAKS_SIGMA, 3, NULL, 0}, same, 2, &breaks, &err),
        OM_ERR_DATA, "do not deviate");
    CHECK_FAILS(
        om_breaks_find(&(om_breaks_spec){OM_BREAKS_SIGMA, 3, NULL, -1}, values, 8, &breaks, &err),
        OM_ERR_RANGE, "-1 standard deviations");
}

static void given_limits_are_kept(void **state)
{
    (void)state;
    const double limits[] = {2.5, 20};
    check_limits((om_breaks_spec){OM_BREAKS_MANUAL, 3, limits, 0}, ten, 10,
                 (const double[]){2.5, 20, 20});
    const double falling[] = {2.5, 2.5};
    om_breaks breaks;
    CHECK_FAILS(
        om_breaks_find(&(om_breaks_spec){OM_BREAKS_MANUAL, 3, falling, 0}, ten, 10, &breaks, &err),
        OM_ERR_RANGE, "limit 2, 2.5, does not rise");
}

static void a_limit_belongs_to_the_class_below_it(void **state)
{
    (void)state;
    const om_breaks breaks = {3, {1, 2, 4}};
    CHECK_INT(om_breaks_class(&breaks, -7), 1);
    CHECK_INT(om_breaks_class(&breaks, 1), 1);
    CHECK_INT(om_breaks_class(&breaks, 1.0000001), 2);
    CHECK_INT(om_breaks_class(&breaks, 2), 2);
    CHECK_INT(om_breaks_class(&breaks, 4), 3);
    CHECK_INT(om_breaks_class(&breaks, 5), 3);
}

static void squares_are_taken_from_the_means_of_the_classes(void **state)
{
    (void)state;
    const om_breaks breaks = {2, {5, 10}};
    CHECK_NEAR(om_breaks_squares(&breaks, (const double[]){4, 10, 5, 9}, 4), 1, 1e-12);
}

static void what_makes_no_classes_is_refused_whatever_the_method(void **state)
{
    (void)state;
    om_breaks breaks;
    for (int method = OM_BREAKS_JENKS; method <= OM_BREAKS_MANUAL; method++) {
        om_breaks_spec spec = {(om_breaks_method)method, 1, (const double[]){5}, 0};
        CHECK_FAILS(om_breaks_find(&spec, ten, 10, &breaks, &err), OM_ERR_RANGE, "1 classes");
        spec.classes = 2;
        CHECK_FAILS(om_breaks_find(&spec, ten, 0, &breaks, &err), OM_ERR_DATA, "no value");
        CHECK_FAILS(om_breaks_find(&spec, (const double[]){1, INFINITY}, 2, &breaks, &err),
                    OM_ERR_RANGE, "value 2 of 2");
    }
}

OM_TESTS(test(jenks_is_one_of_the_methods), test(quantiles_hold_as_many_values_as_can_be),
         test(quantiles_never_part_equal_values_and_say_when_they_would),
         test(equal_steps_go_from_the_least_to_the_greatest), test(deviations_lie_around_the_mean),
         test(given_limits_are_kept), test(a_limit_belongs_to_the_class_below_it),
         test(squares_are_taken_from_the_means_of_the_classes),
         test(what_makes_no_classes_is_refused_whatever_the_method))
