/*
 * Where the classes of a map end: natural breaks (Jenks), quantiles, equal steps, steps of the
 * standard deviation, or limits that somebody gave.
 *
 * Pure: numbers in, numbers out, the same whatever their order. All values count: nothing is
 * sampled. A class reaches from above the limit below it up to its own limit, which belongs to it.
 * A value that is not known is the caller's to leave out.
 */
#ifndef OM_ENGINE_RISK_BREAKS_H
#define OM_ENGINE_RISK_BREAKS_H

#include <stddef.h>

#include "engine/base/status.h"

enum { OM_BREAKS_FEWEST = 2, OM_BREAKS_MOST = 16 };

typedef enum om_breaks_method {
    OM_BREAKS_JENKS,    /**< least sum of squares within the classes */
    OM_BREAKS_QUANTILE, /**< as many values in each class, equal values never parted */
    OM_BREAKS_EQUAL,    /**< equal steps from the least value to the greatest */
    OM_BREAKS_SIGMA,    /**< steps of the standard deviation around the mean */
    OM_BREAKS_MANUAL    /**< given limits */
} om_breaks_method;

/** The methods' names in their order, "jenks" …, ended by NULL. */
extern const char *const om_breaks_names[];

/** How to class. */
typedef struct om_breaks_spec {
    om_breaks_method method;
    size_t classes;       /**< 2..16 */
    const double *limits; /**< manual: the `classes - 1` upper limits of all classes but the last */
    double sigma;         /**< sigma: a step, in standard deviations; 0 means 0.5 */
} om_breaks_spec;

/** The upper limits of the classes, ascending; the last is the greatest value. */
typedef struct om_breaks {
    size_t count;
    double limits[OM_BREAKS_MOST];
} om_breaks;

/**
 * Finds the limits of classes.
 *
 * Sigma and manual limits may leave classes empty at the ends; where the last one is empty, its
 * limit is that of the class below it. Sigma sets them at the mean and -1, +1, -2, +2 … steps for
 * an even number of classes, without the mean for an odd one: 5 classes end at -1, -0.5, +0.5 and
 * +1 standard deviations (of all values, divided by their number).
 *
 * @return OM_OK; OM_ERR_RANGE: a number of classes, a step or a limit that cannot be, or a value
 *         that is not finite; OM_ERR_DATA: too few different values for so many classes
 */
OM_CHECKED om_status om_breaks_find(const om_breaks_spec *spec, const double *values, size_t count,
                                    om_breaks *ret, om_error *err);

/**
 * Natural breaks: the classes with the least sum of squared distances from their means, exactly.
 *
 * Every value counts with its weight in the optimum, equal ones are never parted, and of classes
 * that are equally good the same are found each time. Takes O(k n log n) time and memory of 80
 * bytes a value, whatever the number of classes.
 *
 * @param values      `count` finite values in any order
 * @param ret_breaks  `classes` upper limits, ascending, the last the greatest value
 * @return OM_OK; OM_ERR_RANGE; OM_ERR_DATA: fewer different values than classes
 */
OM_CHECKED om_status om_breaks_jenks(const double *values, size_t count, size_t classes,
                                     double *ret_breaks, om_error *err);

/** The class of a value, from 1; what lies above all limits is in the last. */
size_t om_breaks_class(const om_breaks *breaks, double value);

/**
 * The sum of squared distances of values from the means of their classes: what Jenks makes least.
 */
double om_breaks_squares(const om_breaks *breaks, const double *values, size_t count);

/* ---- For the methods ---- */

/**
 * A sorted copy of values, with one zero only.
 *
 * @param ret  freed with free()
 * @return OM_OK; OM_ERR_RANGE: classes outside 2..16, or a value that is not finite
 */
OM_CHECKED om_status om_breaks_sort(const double *values, size_t count, size_t classes,
                                    double **ret, om_error *err);

#endif
