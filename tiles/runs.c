/* Sorted runs. */
#include "tiles/runs.h"

#include <inttypes.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/base/status.h"

void om_runs_clear(om_runs *runs)
{
    free(runs->items);
    *runs = (om_runs){0};
}

void om_runs_add(om_runs *runs, uint64_t first, uint64_t end)
{
    if (first >= end)
        return;
    om_tile_run *last = runs->count ? &runs->items[runs->count - 1] : NULL;
    if (last && last->end == first) {
        last->end = end;
        return;
    }
    runs->items = om_memory_grow(runs->items, runs->count + 1, &runs->room, sizeof *runs->items);
    runs->items[runs->count++] = (om_tile_run){first, end};
}

static int by_first(const void *a, const void *b)
{
    const om_tile_run *left = a, *right = b;
    return (left->first > right->first) - (left->first < right->first);
}

void om_runs_tidy(om_runs *runs)
{
    if (!runs->count)
        return;
    qsort(runs->items, runs->count, sizeof *runs->items, by_first);
    size_t kept = 0;
    for (size_t i = 1; i < runs->count; i++) {
        om_tile_run *last = &runs->items[kept];
        const om_tile_run next = runs->items[i];
        if (next.first > last->end)
            runs->items[++kept] = next;
        else if (next.end > last->end)
            last->end = next.end;
    }
    runs->count = kept + 1;
}

uint64_t om_runs_total(const om_runs *runs)
{
    return om_runs_total_within(runs, 0, UINT64_MAX);
}

/* The first run that does not end at or before `id`. */
static size_t run_at(const om_runs *runs, uint64_t id)
{
    size_t low = 0, high = runs->count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (runs->items[middle].end <= id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

uint64_t om_runs_total_within(const om_runs *runs, uint64_t first, uint64_t end)
{
    uint64_t total = 0;
    for (size_t i = run_at(runs, first); i < runs->count && runs->items[i].first < end; i++) {
        const om_tile_run run = runs->items[i];
        total += (run.end < end ? run.end : end) - (run.first > first ? run.first : first);
    }
    return total;
}

bool om_runs_have(const om_runs *runs, uint64_t id)
{
    const size_t at = run_at(runs, id);
    return at < runs->count && runs->items[at].first <= id;
}

uint64_t om_runs_at(const om_runs *runs, uint64_t index)
{
    size_t i = 0;
    while (index >= runs->items[i].end - runs->items[i].first) {
        index -= runs->items[i].end - runs->items[i].first;
        i++;
    }
    return runs->items[i].first + index;
}

void om_runs_intersect(const om_runs *a, const om_runs *b, om_runs *ret)
{
    for (size_t i = 0, j = 0; i < a->count && j < b->count;) {
        const om_tile_run left = a->items[i], right = b->items[j];
        om_runs_add(ret, left.first > right.first ? left.first : right.first,
                    left.end < right.end ? left.end : right.end);
        if (left.end < right.end)
            i++;
        else
            j++;
    }
}

void om_runs_subtract(const om_runs *a, const om_runs *b, om_runs *ret)
{
    for (size_t i = 0; i < a->count; i++) {
        om_tile_run left = a->items[i];
        for (size_t j = run_at(b, left.first); j < b->count && b->items[j].first < left.end; j++) {
            om_runs_add(ret, left.first, b->items[j].first);
            left.first = b->items[j].end;
        }
        om_runs_add(ret, left.first, left.end);
    }
}

void om_runs_write(const om_runs *runs, om_text *ret)
{
    uint64_t last = 0;
    om_text_add(ret, "");
    for (size_t i = 0; i < runs->count; i++) {
        const om_tile_run run = runs->items[i];
        om_text_add_format(ret, i ? " %" PRIu64 : "%" PRIu64, run.first - last);
        if (run.end - run.first > 1)
            om_text_add_format(ret, "+%" PRIu64, run.end - run.first);
        last = run.end;
    }
}

/* Reads digits; false when there are none or too many. */
static bool take_number(const char **at, uint64_t *ret)
{
    uint64_t number = 0;
    const char *start = *at;
    for (; **at >= '0' && **at <= '9'; (*at)++) {
        if (number >> 58)
            return false;
        number = number * 10 + (uint64_t)(**at - '0');
    }
    *ret = number;
    return *at > start;
}

static bool take_run(const char **at, uint64_t *last, om_runs *ret)
{
    uint64_t step = 0, length = 1;
    if (!take_number(at, &step))
        return false;
    if (**at == '+') {
        (*at)++;
        if (!take_number(at, &length) || length == 0)
            return false;
    }
    const uint64_t first = *last + step;
    if ((first + length) >> 60)
        return false;
    om_runs_add(ret, first, first + length);
    *last = first + length;
    return true;
}

om_status om_runs_parse(const char *text, const char *where, om_runs *ret, om_error *err)
{
    uint64_t last = 0;
    for (const char *at = text; *at;) {
        if ((at > text && *at++ != ' ') || !take_run(&at, &last, ret))
            return om_fail(err, OM_ERR_CORRUPT, "%s: the list of its tiles is damaged", where);
    }
    return OM_OK;
}
