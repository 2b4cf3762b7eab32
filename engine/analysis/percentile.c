/* Finds the bin that a percentile falls into, and sorts only what lies in it. */
#include "engine/analysis/percentile.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/base/own.h"

enum { BINS = 4096 };

/* Sums of weights are off by their rounding: a share is reached a little below it. */
#define ROUNDING 1e-12

/* Bins of equal width over the finite values; one more for what is infinite. */
typedef struct bins {
    double least, per_unit;
    double total;
    double weight[BINS + 1];
    size_t count[BINS + 1];
} bins;

static size_t bin_of(const bins *all, double value)
{
    if (isinf(value))
        return BINS;
    const double place = (value - all->least) * all->per_unit;
    return place >= BINS - 1 ? BINS - 1 : (size_t)place;
}

static void fill(bins *all, const om_weighed *values, size_t count)
{
    double most = -INFINITY;
    all->least = INFINITY;
    for (size_t i = 0; i < count; i++) {
        if (isinf(values[i].value))
            continue;
        all->least = fmin(all->least, values[i].value);
        most = fmax(most, values[i].value);
    }
    all->per_unit = most > all->least ? BINS / (most - all->least) : 0;
    for (size_t i = 0; i < count; i++) {
        const size_t bin = bin_of(all, values[i].value);
        all->weight[bin] += values[i].weight;
        all->count[bin]++;
        all->total += values[i].weight;
    }
}

static int by_value(const void *left, const void *right)
{
    const om_weighed *a = left, *b = right;
    return (a->value > b->value) - (a->value < b->value);
}

/* The value within a bin at which the weight below it, with `below` before the bin, is enough. */
static double value_in(const bins *all, size_t bin, const om_weighed *values, size_t count,
                       double below, double enough)
{
    OM_AUTO_MEMORY om_weighed *members = om_memory_take(all->count[bin] + 1, sizeof *members);
    size_t found = 0;
    for (size_t i = 0; i < count; i++)
        if (values[i].weight > 0 && bin_of(all, values[i].value) == bin)
            members[found++] = values[i];
    qsort(members, found, sizeof *members, by_value);
    size_t i = 0;
    for (; i + 1 < found; i++) {
        below += members[i].weight;
        if (below >= enough)
            break;
    }
    return members[i].value;
}

static double percentile(const bins *all, const om_weighed *values, size_t count, double share)
{
    const double enough = share * all->total * (1 - ROUNDING);
    double below = 0;
    size_t bin = 0, last = 0;
    for (; bin <= BINS; bin++) {
        if (!(all->weight[bin] > 0))
            continue;
        last = bin;
        if (below + all->weight[bin] >= enough)
            break;
        below += all->weight[bin];
    }
    if (bin > BINS) /* rounding: the whole weight is what the last bin ends with */
        return value_in(all, last, values, count, below - all->weight[last], enough);
    return value_in(all, bin, values, count, below, enough);
}

void om_percentiles(const om_weighed *values, size_t count, const double *shares,
                    size_t share_count, double *ret)
{
    OM_AUTO_MEMORY bins *all = om_memory_take(1, sizeof *all);
    fill(all, values, count);
    for (size_t i = 0; i < share_count; i++)
        ret[i] = all->total > 0 ? percentile(all, values, count, shares[i]) : (double)NAN;
}
