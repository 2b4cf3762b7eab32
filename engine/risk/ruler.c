/* Readings of values, and their opposites. */
#include "engine/risk/ruler.h"

#include <math.h>
#include <stdlib.h>

const char *const om_normal_names[] = {"min-max", "cma", "z-score", "rank", NULL};

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Mean and standard deviation, counted from the middle so that little is lost. */
static void measure(om_ruler *ruler)
{
    const double middle = ruler->sorted[ruler->count / 2];
    long double sum = 0, squares = 0;
    for (size_t i = 0; i < ruler->count; i++)
        sum += (long double)ruler->sorted[i] - middle;
    const long double mean = sum / ruler->count;
    for (size_t i = 0; i < ruler->count; i++) {
        const long double off = (long double)ruler->sorted[i] - middle - mean;
        squares += off * off;
    }
    ruler->mean = (double)(mean + middle);
    ruler->deviation = (double)sqrtl(squares / ruler->count);
}

om_ruler om_ruler_make(om_normal normal, bool falls, const double *values, size_t count,
                       om_arena *arena)
{
    double *sorted = OM_ARENA_ARRAY(arena, double, count);
    om_ruler ruler = {.normal = normal,
                      .falls = falls,
                      .least = NAN,
                      .greatest = NAN,
                      .mean = NAN,
                      .deviation = NAN,
                      .sorted = sorted};
    for (size_t i = 0; i < count; i++)
        if (!isnan(values[i]))
            sorted[ruler.count++] = values[i];
    if (!ruler.count)
        return ruler;
    qsort(sorted, ruler.count, sizeof *sorted, compare);
    ruler.least = sorted[0];
    ruler.greatest = sorted[ruler.count - 1];
    measure(&ruler);
    return ruler;
}

bool om_ruler_is_flat(const om_ruler *ruler)
{
    return !(ruler->greatest > ruler->least);
}

/* How many values lie below `value`. */
static size_t count_below(const om_ruler *ruler, double value)
{
    size_t low = 0, high = ruler->count;
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (ruler->sorted[middle] < value)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* The mean rank of those that are equal; between two ranks for a value that is not there. */
static double rank_of(const om_ruler *ruler, double value)
{
    const size_t below = count_below(ruler, value);
    const size_t next = count_below(ruler, nextafter(value, INFINITY));
    const double rank = ((double)below + (double)next - 1) / 2;
    return fmin(fmax(rank / (double)(ruler->count - 1), 0), 1);
}

static double lowest_of(om_normal normal)
{
    return normal == OM_NORMAL_CMA ? 0.5 : 0;
}

static double read_rising(const om_ruler *ruler, double value)
{
    if (ruler->normal == OM_NORMAL_Z_SCORE)
        return (value - ruler->mean) / ruler->deviation;
    if (ruler->normal == OM_NORMAL_RANK)
        return rank_of(ruler, value);
    const double share = (value - ruler->least) / (ruler->greatest - ruler->least);
    const double lowest = lowest_of(ruler->normal);
    return lowest + (1 - lowest) * fmin(fmax(share, 0), 1);
}

double om_normal_opposite(om_normal normal, double reading)
{
    if (normal == OM_NORMAL_Z_SCORE)
        return 0 - reading;
    return 1 + lowest_of(normal) - reading;
}

double om_ruler_read(const om_ruler *ruler, double value)
{
    if (isnan(value))
        return NAN;
    if (om_ruler_is_flat(ruler))
        return lowest_of(ruler->normal);
    const double reading = read_rising(ruler, value);
    return ruler->falls ? om_normal_opposite(ruler->normal, reading) : reading;
}
