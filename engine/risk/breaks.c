/* Quantiles, equal steps, steps of the standard deviation and given limits as classes. */
#include "engine/risk/breaks.h"

#include <math.h>
#include <stdint.h>

#include "engine/base/memory.h"
#include "engine/base/own.h"

const char *const om_breaks_names[] = {"jenks", "quantile", "equal", "sigma", "manual", NULL};

/* ---- Sorted values ---- */

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

om_status om_breaks_sort(const double *values, size_t count, size_t classes, double **ret,
                         om_error *err)
{
    if (classes < OM_BREAKS_FEWEST || classes > OM_BREAKS_MOST)
        return om_fail(err, OM_ERR_RANGE, "%zu classes are not within %d..%d", classes,
                       OM_BREAKS_FEWEST, OM_BREAKS_MOST);
    if (!count)
        return om_fail(err, OM_ERR_DATA, "there is no value to make classes of");
    OM_AUTO_MEMORY double *sorted = om_memory_take(count, sizeof *sorted);
    for (size_t i = 0; i < count; i++) {
        if (!isfinite(values[i]))
            return om_fail(err, OM_ERR_RANGE, "value %zu of %zu is not a finite number", i + 1,
                           count);
        sorted[i] = values[i] + 0.0; /* a negative zero becomes a zero */
    }
    qsort(sorted, count, sizeof *sorted, compare);
    *ret = OM_TAKE(sorted);
    return OM_OK;
}

/* ---- Methods: sorted values in, limits of all classes but the last out ---- */

typedef om_status method(const om_breaks_spec *spec, const double *sorted, size_t count,
                         double *limits, om_error *err);

static om_status quantile(const om_breaks_spec *spec, const double *sorted, size_t count,
                          double *limits, om_error *err)
{
    for (size_t i = 1; i <= spec->classes; i++) {
        /* The least rank with a share of i / classes at or below it. */
        const size_t rank = (size_t)(((uint64_t)i * count + spec->classes - 1) / spec->classes);
        const double limit = sorted[rank - 1];
        if (i > 1 && limit == limits[i - 2])
            return om_fail(err, OM_ERR_DATA,
                           "%zu classes of as many values each cannot be made: too many of the %zu "
                           "values are %g",
                           spec->classes, count, limit);
        if (i < spec->classes)
            limits[i - 1] = limit;
    }
    return OM_OK;
}

static om_status equal(const om_breaks_spec *spec, const double *sorted, size_t count,
                       double *limits, om_error *err)
{
    const double least = sorted[0], most = sorted[count - 1];
    for (size_t i = 1; i < spec->classes; i++) {
        const double share = (double)i / (double)spec->classes;
        limits[i - 1] = least * (1 - share) + most * share;
        if (!(limits[i - 1] > (i > 1 ? limits[i - 2] : least) && limits[i - 1] < most))
            return om_fail(err, OM_ERR_DATA, "no equal steps lie between %g and %g", least, most);
    }
    return OM_OK;
}

/* Mean and standard deviation of all values. */
static void moments(const double *sorted, size_t count, double *ret_mean, double *ret_sigma)
{
    const double middle = sorted[count / 2];
    long double sum = 0, squares = 0;
    for (size_t i = 0; i < count; i++)
        sum += (long double)sorted[i] - middle;
    const long double mean = sum / count;
    for (size_t i = 0; i < count; i++) {
        const long double off = (long double)sorted[i] - middle - mean;
        squares += off * off;
    }
    *ret_mean = (double)(mean + middle);
    *ret_sigma = (double)sqrtl(squares / count);
}

static om_status sigma(const om_breaks_spec *spec, const double *sorted, size_t count,
                       double *limits, om_error *err)
{
    const double step = spec->sigma == 0 ? 0.5 : spec->sigma;
    if (!(step > 0 && step <= 10))
        return om_fail(err, OM_ERR_RANGE, "a step of %g standard deviations is not within 0..10",
                       step);
    double mean, deviation;
    moments(sorted, count, &mean, &deviation);
    if (!(deviation > 0))
        return om_fail(err, OM_ERR_DATA, "all %zu values are %g: they do not deviate", count, mean);
    const int half = (int)(spec->classes - 1) / 2;
    double *next = limits;
    for (int i = -half; i <= half; i++)
        if (i != 0 || spec->classes % 2 == 0)
            *next++ = mean + i * step * deviation;
    return OM_OK;
}

static om_status manual(const om_breaks_spec *spec, const double *sorted, size_t count,
                        double *limits, om_error *err)
{
    (void)sorted;
    (void)count;
    for (size_t i = 0; i + 1 < spec->classes; i++) {
        const double limit = spec->limits[i];
        if (!isfinite(limit) || (i && !(limit > limits[i - 1])))
            return om_fail(err, OM_ERR_RANGE,
                           "limit %zu, %g, does not rise above the one before it", i + 1, limit);
        limits[i] = limit;
    }
    return OM_OK;
}

/* ---- Finding ---- */

om_status om_breaks_find(const om_breaks_spec *spec, const double *values, size_t count,
                         om_breaks *ret, om_error *err)
{
    static method *const methods[] = {NULL, quantile, equal, sigma, manual};
    om_breaks found = {.count = spec->classes};
    if (spec->method == OM_BREAKS_JENKS) {
        OM_TRY(om_breaks_jenks(values, count, spec->classes, found.limits, err));
    } else {
        OM_AUTO_MEMORY double *sorted = NULL;
        OM_TRY(om_breaks_sort(values, count, spec->classes, &sorted, err));
        OM_TRY(methods[spec->method](spec, sorted, count, found.limits, err));
        const size_t last = spec->classes - 1;
        found.limits[last] = fmax(found.limits[last - 1], sorted[count - 1]);
    }
    *ret = found;
    return OM_OK;
}

size_t om_breaks_class(const om_breaks *breaks, double value)
{
    size_t class = 1;
    while (class < breaks->count && value > breaks->limits[class - 1])
        class ++;
    return class;
}

double om_breaks_squares(const om_breaks *breaks, const double *values, size_t count)
{
    long double sums[OM_BREAKS_MOST] = {0};
    size_t counts[OM_BREAKS_MOST] = {0};
    for (size_t i = 0; i < count; i++) {
        const size_t class = om_breaks_class(breaks, values[i]) - 1;
        sums[class] += values[i];
        counts[class]++;
    }
    long double squares = 0;
    for (size_t i = 0; i < count; i++) {
        const size_t class = om_breaks_class(breaks, values[i]) - 1;
        const long double off = values[i] - sums[class] / counts[class];
        squares += off * off;
    }
    return (double)squares;
}
