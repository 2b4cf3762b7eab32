/* Turns closed and slowed stretches into blocks and slowed edges. */
#include "engine/analysis/conditions.h"

#include <math.h>

static int by_edge_and_place(const void *a, const void *b)
{
    const om_closure_hit *x = a, *y = b;
    if (x->edge != y->edge)
        return x->edge < y->edge ? -1 : 1;
    return (x->from > y->from) - (x->from < y->from);
}

/* Joins the closed stretches of one edge. */
static void add_blocks(const om_closure_hit *hits, size_t count, om_block *blocks,
                       size_t *ret_count)
{
    const size_t first = *ret_count;
    for (size_t i = 0; i < count; i++) {
        if (hits[i].speed_factor > 0)
            continue;
        om_block *last = *ret_count > first ? &blocks[*ret_count - 1] : NULL;
        if (last && hits[i].from <= last->to)
            last->to = fmax(last->to, hits[i].to);
        else
            blocks[(*ret_count)++] = (om_block){hits[i].edge, hits[i].from, hits[i].to};
    }
}

/* The slowest factor at a place of the edge; 1 where it is as fast as ever. */
static double factor_at(const om_closure_hit *hits, size_t count, double at)
{
    double factor = 1;
    for (size_t i = 0; i < count; i++)
        if (hits[i].speed_factor > 0 && hits[i].from <= at && at <= hits[i].to)
            factor = fmin(factor, hits[i].speed_factor);
    return factor;
}

/* The end of the stretch on which nothing changes. */
static double next_border(const om_closure_hit *hits, size_t count, double from)
{
    double next = 1;
    for (size_t i = 0; i < count; i++) {
        if (hits[i].from > from)
            next = fmin(next, hits[i].from);
        if (hits[i].to > from)
            next = fmin(next, hits[i].to);
    }
    return next;
}

/* How much longer the edge takes than it would; 1 where nothing slows it. */
static double times_as_long(const om_closure_hit *hits, size_t count)
{
    double times = 0;
    for (double from = 0, to; from < 1; from = to) {
        to = next_border(hits, count, from);
        times += (to - from) / factor_at(hits, count, (from + to) / 2);
    }
    return times;
}

om_conditions om_conditions_of(om_closure_hits *hits, om_arena *arena)
{
    om_block *blocks = OM_ARENA_ARRAY(arena, om_block, hits->count);
    om_slow *slows = OM_ARENA_ARRAY(arena, om_slow, hits->count);
    om_conditions conditions = {.blocks = blocks, .slows = slows};
    if (hits->count)
        qsort(hits->at, hits->count, sizeof *hits->at, by_edge_and_place);
    for (size_t first = 0, end; first < hits->count; first = end) {
        const om_closure_hit *here = &hits->at[first];
        for (end = first; end < hits->count && hits->at[end].edge == here->edge;)
            end++;
        add_blocks(here, end - first, blocks, &conditions.block_count);
        const double times = times_as_long(here, end - first);
        if (times > 1)
            slows[conditions.slow_count++] = (om_slow){here->edge, 1 / times};
    }
    return conditions;
}
