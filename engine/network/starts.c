/* Checks starts, sorts them by edge and drives from them along it. */
#include "engine/network/starts.h"

#include <math.h>
#include <stdlib.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"

void om_starts_clear(om_starts *starts)
{
    free(starts->list);
    free(starts->numbers);
}

static om_status check_starts(const om_network *network, const om_start *starts, size_t count,
                              double limit_s, om_error *err)
{
    if (!(limit_s >= 0))
        return om_fail(err, OM_ERR_RANGE, "a time limit of %g s is not 0 or more", limit_s);
    for (size_t i = 0; i < count; i++) {
        if (!(starts[i].seconds >= 0))
            return om_fail(err, OM_ERR_RANGE, "start %zu sets off at %g s, which is not 0 or more",
                           i, starts[i].seconds);
        if (starts[i].edge >= network->edge_count ||
            !(starts[i].fraction >= 0 && starts[i].fraction <= 1))
            return om_fail(err, OM_ERR_RANGE, "start %zu lies on no edge", i);
    }
    return OM_OK;
}

om_status om_starts_keep(om_starts *starts, const om_network *network, const om_start *list,
                         size_t count, double limit_s, om_error *err)
{
    OM_TRY(check_starts(network, list, count, limit_s, err));
    starts->list = om_memory_resize(starts->list, count + 1, sizeof *starts->list);
    starts->numbers = om_memory_resize(starts->numbers, count + 1, sizeof *starts->numbers);
    starts->count = count;
    for (size_t i = 0; i < count; i++) {
        size_t place = i;
        for (; place > 0 && starts->list[place - 1].edge > list[i].edge; place--) {
            starts->list[place] = starts->list[place - 1];
            starts->numbers[place] = starts->numbers[place - 1];
        }
        starts->list[place] = list[i];
        starts->numbers[place] = (uint32_t)i;
    }
    return OM_OK;
}

size_t om_starts_on(const om_starts *starts, uint32_t edge, size_t *ret_end)
{
    size_t low = 0, high = starts->count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (starts->list[middle].edge < edge)
            low = middle + 1;
        else
            high = middle;
    }
    while (high < starts->count && starts->list[high].edge == edge)
        high++;
    *ret_end = high;
    return low;
}

size_t om_start_leave(const om_network *network, const om_start *start, uint32_t number,
                      om_entry ret[2])
{
    const om_edge *edge = &network->edges[start->edge];
    const double gone_s = start->fraction * edge->seconds;
    const om_span free = om_network_free_stretch(network, start->edge, start->fraction);
    size_t count = 0;
    if (edge->forward && isinf(free.to))
        ret[count++] = (om_entry){start->seconds + (edge->seconds - gone_s), number,
                                  om_state_after(network, 2 * start->edge)};
    if (edge->backward && isinf(free.from))
        ret[count++] = (om_entry){start->seconds + gone_s, number,
                                  om_state_after(network, 2 * start->edge + 1)};
    return count;
}

double om_start_seconds_at(const om_network *network, const om_start *start, double fraction)
{
    const om_edge *edge = &network->edges[start->edge];
    const double way = fraction - start->fraction;
    const om_span free = om_network_free_stretch(network, start->edge, start->fraction);
    const bool is_open = (way >= 0 && edge->forward) || (way <= 0 && edge->backward);
    if (is_open && free.from <= fraction && fraction <= free.to)
        return start->seconds + fabs(way) * edge->seconds;
    return INFINITY;
}
