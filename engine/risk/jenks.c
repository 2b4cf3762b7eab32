/*
 * Natural breaks, exactly: the best classes of the first values make the best classes of more.
 *
 * The least sum of squares within classes is the greatest sum of S^2 / W over them (S the sum of a
 * class, W its number of values), because all squares together stay what they are. The best last
 * break moves up with the values, so that a row of the table is filled by halving (Grønlund et al.,
 * Fast exact k-means). Only three rows are kept: the break in the middle is where a table from
 * below and one from above are best together, and each side is then solved alone (Hirschberg).
 */
#include <math.h>
#include <stdbool.h>
#include <stdint.h>

#include "engine/base/memory.h"
#include "engine/base/own.h"
#include "engine/risk/breaks.h"

/* ---- Numbers of twice the digits: near breaks differ by less than a double can tell ---- */

/* A number as the sum of two doubles, the second less than half a digit of the first. */
typedef struct wide {
    double high, low;
} wide;

/* Where |a| >= |b| or a is 0. */
static wide wide_of_ordered(double a, double b)
{
    const double high = a + b;
    return (wide){high, b - (high - a)};
}

static wide wide_of_sum(double a, double b)
{
    const double high = a + b;
    const double part = high - a;
    return (wide){high, (a - (high - part)) + (b - part)};
}

static wide wide_add(wide a, wide b)
{
    const wide sum = wide_of_sum(a.high, b.high);
    return wide_of_ordered(sum.high, sum.low + (a.low + b.low));
}

/* A double in two halves of 26 digits, whose products are exact. */
static wide wide_halves(double a)
{
    const double scaled = a * 134217729.0;
    const double high = scaled - (scaled - a);
    return (wide){high, a - high};
}

static wide wide_product(double a, double b)
{
    const double high = a * b;
    const wide x = wide_halves(a), y = wide_halves(b);
    const double low =
        ((x.high * y.high - high) + (x.high * y.low + x.low * y.high)) + x.low * y.low;
    return (wide){high, low};
}

static wide wide_square_over(wide a, double divisor)
{
    wide square = wide_product(a.high, a.high);
    square.low += 2 * a.high * a.low;
    const double first = square.high / divisor;
    const wide taken = wide_product(first, divisor);
    const double left = ((square.high - taken.high) - taken.low) + square.low;
    return wide_of_ordered(first, left / divisor);
}

static bool wide_is_more(wide a, wide b)
{
    return a.high > b.high || (a.high == b.high && a.low > b.low);
}

/* ---- Sums over the different values in ascending order ---- */

/* Element i of weights and sums is that of the values before the i-th. */
typedef struct ranks {
    double *values, *weights;
    wide *sums;
    size_t count; /* different values */
} ranks;

static void ranks_clear(ranks *ranked)
{
    free(ranked->values);
    free(ranked->weights);
    free(ranked->sums);
}

#define AUTO_RANKS __attribute__((cleanup(ranks_clear))) ranks

/* Leaves each value once; fills weights[i + 1] with how often value i stood there. */
static void merge_equals(ranks *ranked, size_t count)
{
    size_t last = 0;
    ranked->weights[1] = 1; /* all others are 0 */
    for (size_t i = 1; i < count; i++) {
        if (ranked->values[i] != ranked->values[last])
            ranked->values[++last] = ranked->values[i];
        ranked->weights[last + 1]++;
    }
    ranked->count = last + 1;
}

/* A value seen from the middle one, so scaled that no square is too large. */
static wide seen_from(double value, double middle, int exponent)
{
    return wide_of_sum(ldexp(value, -exponent), -ldexp(middle, -exponent));
}

static wide weighted(wide value, double weight)
{
    wide product = wide_product(value.high, weight);
    product.low += value.low * weight;
    return wide_of_ordered(product.high, product.low);
}

/* Seen from the middle value, sums stay as small as the values are near each other. */
static void add_up(ranks *ranked)
{
    const double middle = ranked->values[ranked->count / 2];
    int exponent;
    frexp(fmax(fabs(ranked->values[0]), fabs(ranked->values[ranked->count - 1])), &exponent);
    for (size_t i = 0; i < ranked->count; i++) {
        const double weight = ranked->weights[i + 1];
        const wide value = seen_from(ranked->values[i], middle, exponent);
        ranked->sums[i + 1] = wide_add(ranked->sums[i], weighted(value, weight));
        ranked->weights[i + 1] += ranked->weights[i];
    }
}

static om_status ranks_open(const double *values, size_t count, size_t classes, ranks *ret,
                            om_error *err)
{
    OM_TRY(om_breaks_sort(values, count, classes, &ret->values, err));
    ret->weights = om_memory_take(count + 1, sizeof *ret->weights);
    merge_equals(ret, count);
    if (ret->count < classes)
        return om_fail(err, OM_ERR_DATA,
                       "%zu classes need as many different values, but there are only %zu", classes,
                       ret->count);
    ret->sums = om_memory_take(ret->count + 1, sizeof *ret->sums);
    add_up(ret);
    return OM_OK;
}

/* ---- One table ---- */

/*
 * Values as seen from one end: position p lies after p of them. Going down, `step` wraps around,
 * as unsigned numbers may.
 */
typedef struct side {
    const ranks *ranked;
    size_t origin, step;
} side;

/* What a class from position `from` to position `to` adds: S^2 / W. */
static wide class_between(const side *seen, size_t from, size_t to)
{
    const size_t a = seen->origin + seen->step * from, b = seen->origin + seen->step * to;
    const wide *sums = seen->ranked->sums;
    const wide sum = wide_add(sums[b], (wide){-sums[a].high, -sums[a].low});
    return wide_square_over(sum, fabs(seen->ranked->weights[b] - seen->ranked->weights[a]));
}

/* From the best of `classes - 1` classes up to each position to the best of `classes`. */
typedef struct pass {
    side seen;
    const wide *before;
    wide *ret;
} pass;

/* Fills positions from..to, whose last class begins at low..high. */
static void fill(const pass *made, size_t from, size_t to, size_t low, size_t high)
{
    while (from < to) {
        const size_t at = from + (to - from) / 2;
        const size_t most = high < at - 1 ? high : at - 1;
        size_t best = low;
        wide best_sum = {-INFINITY, 0};
        for (size_t start = low; start <= most; start++) {
            const wide sum = wide_add(made->before[start], class_between(&made->seen, start, at));
            if (wide_is_more(sum, best_sum))
                best_sum = sum, best = start;
        }
        made->ret[at] = best_sum;
        fill(made, from, at, low, best);
        from = at + 1;
        low = best;
    }
}

/*
 * The best sums of `classes` classes up to each of the positions `classes` to `most`.
 *
 * @param row, spare  each has room for all positions
 * @return whichever of both holds the answer
 */
static wide *best_sums(side seen, size_t classes, size_t most, wide *row, wide *spare)
{
    for (size_t at = 1; at <= most; at++)
        row[at] = class_between(&seen, 0, at);
    for (size_t step = 2; step <= classes; step++) {
        const pass made = {seen, row, spare};
        fill(&made, step, most + 1, step - 1, most - 1);
        spare = row;
        row = made.ret;
    }
    return row;
}

/* ---- Breaks ---- */

/* Rows of room for all positions. */
enum { ROWS = 3 };

/* Finds where the classes of the values from..to end: the positions ends[0] .. ends[classes-1]. */
static void part(const ranks *ranked, size_t from, size_t to, size_t classes,
                 wide *const rows[ROWS], size_t *ends)
{
    ends[classes - 1] = to;
    if (classes == 1)
        return;
    const size_t count = to - from, below = classes / 2, above = classes - below;
    const side up = {ranked, from, 1}, down = {ranked, to, SIZE_MAX};
    const wide *lower = best_sums(up, below, count - above, rows[0], rows[1]);
    wide *spare = lower == rows[0] ? rows[1] : rows[0];
    const wide *upper = best_sums(down, above, count - below, rows[2], spare);
    size_t best = below;
    wide best_sum = {-INFINITY, 0};
    for (size_t at = below; at <= count - above; at++) {
        const wide sum = wide_add(lower[at], upper[count - at]);
        if (wide_is_more(sum, best_sum))
            best_sum = sum, best = at;
    }
    part(ranked, from, from + best, below, rows, ends);
    part(ranked, from + best, to, above, rows, ends + below);
}

om_status om_breaks_jenks(const double *values, size_t count, size_t classes, double *ret_breaks,
                          om_error *err)
{
    AUTO_RANKS ranked = {0};
    OM_TRY(ranks_open(values, count, classes, &ranked, err));
    OM_AUTO_MEMORY wide *room = om_memory_take(ROWS * (ranked.count + 1), sizeof *room);
    wide *const rows[ROWS] = {room, room + ranked.count + 1, room + 2 * (ranked.count + 1)};
    size_t ends[OM_BREAKS_MOST];
    part(&ranked, 0, ranked.count, classes, rows, ends);
    for (size_t i = 0; i < classes; i++)
        ret_breaks[i] = ranked.values[ends[i] - 1];
    return OM_OK;
}
