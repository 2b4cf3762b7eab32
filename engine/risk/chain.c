/* Chains of hazards: read strictly, put in order, and followed from cause to effect. */
#include "engine/risk/chain.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

const char *const om_chain_columns[] = {"from", "to", "zone", "layer", NULL};

struct om_chain {
    om_arena *arena;
    const char **events; /* in order, causes first */
    size_t event_count;
    om_chain_link *links;
    size_t link_count;
    const om_standard *table;
};

void om_chain_free(om_chain *chain)
{
    if (!chain)
        return;
    om_arena_free(chain->arena);
    free(chain);
}

size_t om_chain_event_count(const om_chain *chain)
{
    return chain->event_count;
}

const char *om_chain_event(const om_chain *chain, size_t number)
{
    return chain->events[number];
}

size_t om_chain_link_count(const om_chain *chain)
{
    return chain->link_count;
}

const om_chain_link *om_chain_link_at(const om_chain *chain, size_t number)
{
    return &chain->links[number];
}

/* ---- Reading ---- */

/* The number of an event, which is added when it is new; the count when it is not to be. */
static size_t number_of(const om_chain *chain, const char *event)
{
    size_t i = 0;
    while (i < chain->event_count && strcmp(chain->events[i], event) != 0)
        i++;
    return i;
}

static om_status read_event(om_chain *chain, size_t row, const char *column, size_t *ret,
                            om_error *err)
{
    const char *event = om_standard_text(chain->table, row, column);
    if (!event[0])
        return om_standard_fail(chain->table, row, "it names no event", err);
    *ret = number_of(chain, event);
    if (*ret == chain->event_count)
        chain->events[chain->event_count++] = event;
    return OM_OK;
}

static bool is_same_link(const om_chain_link *a, const om_chain_link *b)
{
    return a->from == b->from && a->to == b->to && strcmp(a->zone, b->zone) == 0 &&
           strcmp(a->layer, b->layer) == 0;
}

static om_status read_link(om_chain *chain, size_t row, om_error *err)
{
    om_chain_link link = {
        .zone = om_standard_text(chain->table, row, "zone"),
        .layer = om_standard_text(chain->table, row, "layer"),
        .row = row,
    };
    OM_TRY(read_event(chain, row, "from", &link.from, err));
    OM_TRY(read_event(chain, row, "to", &link.to, err));
    OM_TRY(om_standard_number(chain->table, row, "value", 0, 1, &link.p, err));
    for (size_t i = 0; i < chain->link_count; i++)
        if (is_same_link(&chain->links[i], &link))
            return om_standard_fail(chain->table, row, "this link is there twice", err);
    chain->links[chain->link_count++] = link;
    return OM_OK;
}

/* ---- Order ---- */

enum { UNPLACED = 0 };

/* The link by which an unplaced event sets `event` off; every unplaced event has one. */
static size_t unplaced_cause(const om_chain *chain, const size_t *places, size_t event)
{
    size_t i = 0;
    while (chain->links[i].to != event || places[chain->links[i].from] != UNPLACED)
        i++;
    return chain->links[i].from;
}

/* Going from effect to cause among what could not be placed comes back to where it has been. */
static om_status fail_cycle(const om_chain *chain, const size_t *places, size_t event,
                            om_error *err)
{
    for (size_t i = 0; i < chain->event_count; i++)
        event = unplaced_cause(chain, places, event);
    size_t *cycle = OM_ARENA_ARRAY(chain->arena, size_t, chain->event_count + 1);
    size_t count = 0;
    do {
        cycle[count++] = event;
        event = unplaced_cause(chain, places, event);
    } while (event != cycle[0]);
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, chain->events[cycle[0]]);
    while (count-- > 0)
        om_text_add_format(&text, " -> %s", chain->events[cycle[count]]);
    return om_fail(err, OM_ERR_DATA, "%s: these events set off each other: %s",
                   om_standard_name(chain->table), text.bytes);
}

static bool has_unplaced_cause(const om_chain *chain, const size_t *places, size_t event)
{
    for (size_t i = 0; i < chain->link_count; i++)
        if (chain->links[i].to == event && places[chain->links[i].from] == UNPLACED)
            return true;
    return false;
}

/* Gives each event its place from 1, the next being the first in the table without a cause left. */
static om_status place_events(const om_chain *chain, size_t *places, om_error *err)
{
    for (size_t next = 1; next <= chain->event_count; next++) {
        size_t event = 0, unplaced = 0;
        for (; event < chain->event_count; event++) {
            if (places[event] != UNPLACED)
                continue;
            unplaced = event;
            if (!has_unplaced_cause(chain, places, event))
                break;
        }
        if (event == chain->event_count)
            return fail_cycle(chain, places, unplaced, err);
        places[event] = next;
    }
    return OM_OK;
}

static int by_cause(const void *a, const void *b)
{
    const om_chain_link *x = a, *y = b;
    if (x->from != y->from)
        return x->from < y->from ? -1 : 1;
    return x->row < y->row ? -1 : 1;
}

/* Numbers events by their places, and orders links by their causes. */
static void renumber(om_chain *chain, const size_t *places)
{
    const char **ordered = OM_ARENA_ARRAY(chain->arena, const char *, chain->event_count);
    for (size_t i = 0; i < chain->event_count; i++)
        ordered[places[i] - 1] = chain->events[i];
    chain->events = ordered;
    for (size_t i = 0; i < chain->link_count; i++) {
        om_chain_link *link = &chain->links[i];
        link->from = places[link->from] - 1;
        link->to = places[link->to] - 1;
    }
    qsort(chain->links, chain->link_count, sizeof *chain->links, by_cause);
}

om_status om_chain_open(const om_standard *table, om_chain **ret, om_error *err)
{
    OM_AUTO(om_chain) chain = om_memory_take(1, sizeof *chain);
    chain->arena = om_arena_new();
    chain->table = table;
    const size_t rows = om_standard_row_count(table);
    chain->links = OM_ARENA_ARRAY(chain->arena, om_chain_link, rows);
    chain->events = OM_ARENA_ARRAY(chain->arena, const char *, 2 * rows);
    for (size_t row = 0; row < rows; row++)
        OM_TRY(read_link(chain, row, err));
    size_t *places = OM_ARENA_ARRAY(chain->arena, size_t, chain->event_count);
    OM_TRY(place_events(chain, places, err));
    renumber(chain, places);
    *ret = OM_TAKE(chain);
    return OM_OK;
}

/* ---- Asking ---- */

om_status om_chain_find(const om_chain *chain, const char *event, size_t *ret, om_error *err)
{
    const size_t number = number_of(chain, event);
    if (number < chain->event_count) {
        *ret = number;
        return OM_OK;
    }
    const char *nearest = om_text_nearest(event, chain->events, chain->event_count);
    if (nearest)
        return om_fail(err, OM_ERR_NOT_FOUND, "%s has no event '%s'; did you mean '%s'?",
                       om_standard_name(chain->table), event, nearest);
    OM_AUTO_TEXT all = {0};
    for (size_t i = 0; i < chain->event_count; i++)
        om_text_add_format(&all, "%s%s", i ? ", " : "", chain->events[i]);
    return om_fail(err, OM_ERR_NOT_FOUND, "%s has no event '%s'; it has %s",
                   om_standard_name(chain->table), event, all.bytes);
}

void om_chain_spread(const om_chain *chain, const bool *holds, double *p)
{
    for (size_t i = 0; i < chain->link_count; i++) {
        const om_chain_link *link = &chain->links[i];
        if (holds && !holds[i])
            continue;
        const double set_off = p[link->from] * link->p;
        p[link->to] = fmin(1, p[link->to] + set_off * (1 - p[link->to]));
    }
}
