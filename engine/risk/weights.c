/* Weights that somebody gave, and weights by entropy. */
#include "engine/risk/weights.h"

#include <math.h>
#include <stdbool.h>

om_status om_weights_check(const double *weights, const char *const *names, size_t count,
                           om_error *err)
{
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        if (isnan(weights[i]))
            return om_fail(err, OM_ERR_DATA, "the factor '%s' has no weight", names[i]);
        sum += weights[i];
    }
    if (!(fabs(sum - 1) <= 1e-6))
        return om_fail(err, OM_ERR_DATA, "the weights of the factors sum to %.7g, not to 1", sum);
    return OM_OK;
}

static bool is_known(const double *const *readings, size_t count, size_t area)
{
    for (size_t i = 0; i < count; i++)
        if (isnan(readings[i][area]))
            return false;
    return true;
}

/* Less is what rounding leaves of 1 - e where all areas are alike. */
static const double least_difference = 1e-12;

/* 1 - e of the factor `number`. */
static double difference(const double *const *readings, size_t number, size_t count, size_t areas)
{
    double sum = 0, logs = 0;
    size_t known = 0;
    for (size_t area = 0; area < areas; area++)
        if (is_known(readings, count, area)) {
            sum += readings[number][area];
            known++;
        }
    if (!(sum > 0))
        return 0;
    for (size_t area = 0; area < areas; area++) {
        const double p = readings[number][area] / sum;
        if (is_known(readings, count, area) && p > 0)
            logs += p * log(p);
    }
    const double left = 1 + logs / log((double)known);
    return left > least_difference ? left : 0;
}

static om_status check_readings(const double *const *readings, size_t count, size_t areas,
                                om_error *err)
{
    size_t known = 0;
    for (size_t area = 0; area < areas; area++) {
        if (!is_known(readings, count, area))
            continue;
        known++;
        for (size_t i = 0; i < count; i++)
            if (readings[i][area] < 0)
                return om_fail(err, OM_ERR_DATA,
                               "entropy knows no reading below 0, such as %g: z-scores cannot be "
                               "weighed by it",
                               readings[i][area]);
    }
    if (known < 2)
        return om_fail(err, OM_ERR_DATA, "entropy needs two areas of which all is known, not %zu",
                       known);
    return OM_OK;
}

om_status om_weights_of_entropy(const double *const *readings, size_t count, size_t areas,
                                double *ret_weights, om_error *err)
{
    OM_TRY(check_readings(readings, count, areas, err));
    double sum = 0;
    for (size_t i = 0; i < count; i++) {
        ret_weights[i] = difference(readings, i, count, areas);
        sum += ret_weights[i];
    }
    if (!(sum > 0))
        return om_fail(err, OM_ERR_DATA,
                       "entropy gives no weights: every factor is the same everywhere");
    for (size_t i = 0; i < count; i++)
        ret_weights[i] /= sum;
    return OM_OK;
}
