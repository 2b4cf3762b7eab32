/* Dijkstra's search from many part-way starts, whose memory is kept. */
#include "engine/network/search.h"

#include <float.h>
#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"
#include "engine/network/settling.h"
#include "engine/network/starts.h"

/* What is known of a state: one cache line holds four. */
typedef struct label {
    double seconds;
    uint32_t source;
    uint32_t round; /* the search that wrote it */
} label;

/* Bytes between what two searches write, so that two threads do not fight for one cache line. */
#define APART 128

struct om_search {
    char before[APART];
    const om_network *network;
    om_starts starts;
    om_span *spans;
    double limit_s;
    label *labels;     /* one a state, and a spare one */
    uint64_t *touched; /* a bit for each TOGETHER states: whether one of them was reached */
    uint32_t round;
    om_queue queue;
    char behind[APART];
};

/* States that share a bit. */
#define TOGETHER 8u

static size_t touched_words(const om_network *network)
{
    return network->state_count / (64 * TOGETHER) + 1 + APART / sizeof(uint64_t);
}

static const om_arrival nobody = {INFINITY, OM_NO_SOURCE};

om_search *om_search_new(const om_network *network)
{
    om_search *search = om_memory_take(1, sizeof *search);
    search->network = network;
    search->round = 1; /* later than no search at all */
    search->labels = om_memory_take(network->state_count + 1, sizeof *search->labels);
    search->touched = om_memory_take(touched_words(network), sizeof *search->touched);
    om_queue_init(&search->queue, om_network_step_s(network));
    return search;
}

void om_search_free(om_search *search)
{
    if (!search)
        return;
    om_starts_clear(&search->starts);
    free(search->spans);
    free(search->labels);
    free(search->touched);
    om_queue_clear(&search->queue);
    free(search);
}

/*
 * Notes an arrival and puts it into the queue, where there must be room, if it is the first so far.
 * Without a branch, see there: what is not noted is written to a spare label.
 */
static inline void offer(om_search *search, om_entry entry)
{
    const label known = search->labels[entry.state];
    const bool is_first = (entry.seconds <= search->limit_s) &
                          ((known.round != search->round) | (entry.seconds < known.seconds) |
                           ((entry.seconds == known.seconds) & (entry.source < known.source)));
    const uint32_t spare = (uint32_t)search->network->state_count;
    search->labels[om_choose(is_first, entry.state, spare)] =
        (label){entry.seconds, entry.source, search->round};
    om_queue_put_if(&search->queue, entry, is_first);
}

/* Goes on from a state, unless it was reached sooner since the entry was made. */
static inline void settle(om_search *search, om_entry entry)
{
    const label *known = &search->labels[entry.state];
    if (entry.seconds != known->seconds || entry.source != known->source)
        return;
    search->touched[entry.state / (64 * TOGETHER)] |= (uint64_t)1 << entry.state / TOGETHER % 64;
    const om_arc *arcs = search->network->arcs;
    const uint32_t first = search->network->first_arc[entry.state];
    const uint32_t end = search->network->first_arc[entry.state + 1];
    om_queue_reserve(&search->queue, end - first);
    /* Its arcs are fetched while those of this one are driven. */
    __builtin_prefetch(&arcs[search->network->first_arc[om_queue_guess(&search->queue)]]);
    for (uint32_t a = first; a < end; a++)
        offer(search, (om_entry){entry.seconds + arcs[a].seconds, entry.source, arcs[a].head});
}

static void begin_round(om_search *search)
{
    if (++search->round == 0) {
        memset(search->labels, 0, search->network->state_count * sizeof *search->labels);
        search->round = 1;
    }
    memset(search->touched, 0, touched_words(search->network) * sizeof *search->touched);
    om_queue_begin(&search->queue);
}

static void set_off(om_search *search, const om_start *start, uint32_t number)
{
    om_entry ends[2];
    const size_t end_count = om_start_leave(search->network, start, number, ends);
    om_queue_reserve(&search->queue, end_count);
    for (size_t e = 0; e < end_count; e++)
        offer(search, ends[e]);
}

static void settle_all(om_search *search)
{
    for (om_entry entry; om_queue_take(&search->queue, &entry);)
        settle(search, entry);
}

om_status om_search_run(om_search *search, const om_start *starts, size_t count, double limit_s,
                        om_error *err)
{
    OM_TRY(om_starts_keep(&search->starts, search->network, starts, count, limit_s, err));
    search->spans = om_memory_resize(search->spans, count + 2, sizeof *search->spans);
    begin_round(search);
    search->limit_s = fmin(limit_s, DBL_MAX); /* nobody arrives at INFINITY */
    for (size_t i = 0; i < count; i++)
        set_off(search, &starts[i], (uint32_t)i);
    settle_all(search);
    return OM_OK;
}

/* ---- Once more ---- */

/* Which numbers are another start than in the last search, or only in one of the two. */
static size_t find_changes(const om_starts *last, const om_start *starts, size_t count,
                           unsigned char *ret_changed)
{
    size_t changes = 0;
    memset(ret_changed, 1, count > last->count ? count : last->count);
    for (size_t i = 0; i < last->count; i++) {
        const om_start *was = &last->list[i];
        const uint32_t number = last->numbers[i];
        if (number < count && was->edge == starts[number].edge &&
            was->fraction == starts[number].fraction && was->seconds == starts[number].seconds)
            ret_changed[number] = 0;
    }
    for (size_t i = 0; i < count || i < last->count; i++)
        changes += ret_changed[i];
    return changes;
}

/* Forgets every state where a changed start was first, and every one not reached so far. */
static void forget(om_search *search, const unsigned char *changed, unsigned char *ret_forgotten)
{
    for (size_t s = 0; s < search->network->state_count; s++) {
        label *known = &search->labels[s];
        ret_forgotten[s] = known->round != search->round || changed[known->source];
        if (ret_forgotten[s])
            known->round = 0;
    }
}

/* Goes on from what is known into what was forgotten. */
static void offer_forgotten(om_search *search, const unsigned char *forgotten)
{
    const om_network *network = search->network;
    for (uint32_t s = 0; s < network->state_count; s++) {
        const label known = search->labels[s];
        if (forgotten[s])
            continue;
        for (uint32_t a = network->first_arc[s]; a < network->first_arc[s + 1]; a++) {
            const om_arc *arc = &network->arcs[a];
            om_queue_reserve(&search->queue, 1);
            if (forgotten[arc->head])
                offer(search, (om_entry){known.seconds + arc->seconds, known.source, arc->head});
        }
    }
}

om_status om_search_run_again(om_search *search, const om_start *starts, size_t count,
                              om_error *err)
{
    const size_t most = count > search->starts.count ? count : search->starts.count;
    OM_AUTO_MEMORY unsigned char *changed = om_memory_take(most, 1);
    OM_AUTO_MEMORY unsigned char *forgotten = om_memory_take(search->network->state_count, 1);
    const size_t changes = find_changes(&search->starts, starts, count, changed);
    if (2 * changes > most)
        return om_search_run(search, starts, count, search->limit_s, err);
    OM_TRY(om_starts_keep(&search->starts, search->network, starts, count, search->limit_s, err));
    search->spans = om_memory_resize(search->spans, count + 2, sizeof *search->spans);
    om_queue_begin(&search->queue);
    forget(search, changed, forgotten);
    offer_forgotten(search, forgotten);
    /* Those as they were too: another may have been sooner at the ends of their edges. */
    for (size_t i = 0; i < count; i++)
        set_off(search, &starts[i], (uint32_t)i);
    settle_all(search);
    return OM_OK;
}

static void take_earlier(om_arrival *best, double seconds, uint32_t source)
{
    if (seconds < best->seconds || (seconds == best->seconds && source < best->source))
        *best = (om_arrival){seconds, source};
}

static void take_state(const om_search *search, uint32_t state, om_arrival *best)
{
    const label *known = &search->labels[state];
    if (known->round == search->round)
        take_earlier(best, known->seconds, known->source);
}

om_arrival om_search_at_vertex(const om_search *search, uint32_t vertex)
{
    om_arrival best = {INFINITY, OM_NO_SOURCE};
    for (uint32_t s = vertex; s != OM_NO_STATE; s = om_state_next(search->network, s))
        take_state(search, s, &best);
    return best;
}

/* Of vertices from `first` on that share a bit. */
static size_t add_reached_together(const om_search *search, uint32_t first, uint32_t *ret)
{
    const size_t end = first + TOGETHER;
    size_t count = 0;
    for (uint32_t v = first; v < end && v < search->network->vertex_count; v++)
        if (om_search_at_vertex(search, v).source != OM_NO_SOURCE)
            ret[count++] = v;
    return count;
}

/* A vertex may be reached by its copies alone, which stand elsewhere. */
static size_t add_reached_anyhow(const om_search *search, uint32_t *ret)
{
    size_t count = 0;
    for (uint32_t v = 0; v < search->network->vertex_count; v += TOGETHER)
        count += add_reached_together(search, v, ret + count);
    return count;
}

size_t om_search_reached(const om_search *search, uint32_t *ret)
{
    if (search->network->copy)
        return add_reached_anyhow(search, ret);
    const size_t words = search->network->vertex_count / (64 * TOGETHER) + 1;
    size_t count = 0;
    for (size_t w = 0; w < words; w++)
        for (uint64_t bits = search->touched[w]; bits; bits &= bits - 1) {
            const size_t bit = 64 * w + (size_t)__builtin_ctzll(bits);
            count += add_reached_together(search, (uint32_t)(TOGETHER * bit), ret + count);
        }
    return count;
}

/* The first arrival of those who may turn into a way, where it begins. */
static om_arrival arrival_into(const om_search *search, uint32_t way)
{
    const om_network *network = search->network;
    om_arrival best = {INFINITY, OM_NO_SOURCE};
    if (!om_way_is_open(network, way))
        return best;
    const bool is_restricted = network->edges[om_way_edge(way)].restricted;
    for (uint32_t s = om_way_tail(network, way); s != OM_NO_STATE; s = om_state_next(network, s))
        if (!is_restricted || om_state_may_take(network, s, way))
            take_state(search, s, &best);
    return best;
}

/* How somebody comes onto an edge: what all places on it have in common. */
typedef struct approach {
    double seconds;      /* from end to end */
    om_arrival from, to; /* at its ends */
    om_span free;        /* up to where from its begin, and from where on from its end */
    size_t start, end;   /* of the starts on it */
} approach;

static approach approach_of(const om_search *search, uint32_t number)
{
    const om_network *network = search->network;
    approach found = {.seconds = network->edges[number].seconds,
                      .from = arrival_into(search, 2 * number),
                      .to = arrival_into(search, 2 * number + 1),
                      .free = {om_network_free_stretch(network, number, OM_BEHIND_EDGE).from,
                               om_network_free_stretch(network, number, OM_BEFORE_EDGE).to}};
    found.start = om_starts_on(&search->starts, number, &found.end);
    return found;
}

static inline om_arrival arrival_at(const om_search *search, const approach *over, double fraction)
{
    om_arrival best = nobody;
    if (fraction <= over->free.to)
        take_earlier(&best, over->from.seconds + fraction * over->seconds, over->from.source);
    if (fraction >= over->free.from)
        take_earlier(&best, over->to.seconds + (1 - fraction) * over->seconds, over->to.source);
    for (size_t i = over->start; i < over->end; i++)
        take_earlier(&best, om_start_seconds_at(search->network, &search->starts.list[i], fraction),
                     search->starts.numbers[i]);
    return best.seconds <= search->limit_s ? best : nobody;
}

om_arrival om_search_at(const om_search *search, uint32_t edge, double fraction)
{
    const approach over = approach_of(search, edge);
    return arrival_at(search, &over, fraction);
}

void om_search_at_each(const om_search *search, const om_search_places *places, om_arrival *ret)
{
    uint32_t edge = OM_NO_EDGE;
    approach over = {.from = nobody, .to = nobody};
    for (size_t i = 0; i < places->count; i++) {
        if (places->edges[i] == OM_NO_EDGE) {
            ret[i] = nobody;
            continue;
        }
        if (places->edges[i] != edge)
            over = approach_of(search, edge = places->edges[i]);
        ret[i] = arrival_at(search, &over, (double)places->fractions[i]);
    }
}

/* Adds a stretch, merged with what it touches; stretches stay in order. */
static size_t add_span(om_span *spans, size_t count, om_span added)
{
    added.from = fmax(added.from, 0);
    added.to = fmin(added.to, 1);
    if (!(added.from <= added.to))
        return count;
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (spans[i].to < added.from || spans[i].from > added.to) {
            spans[kept++] = spans[i];
            continue;
        }
        added.from = fmin(added.from, spans[i].from);
        added.to = fmax(added.to, spans[i].to);
    }
    size_t place = kept;
    for (; place > 0 && spans[place - 1].from > added.from; place--)
        spans[place] = spans[place - 1];
    spans[place] = added;
    return kept + 1;
}

/* How much of an edge can be driven in the time that is left, in fractions of it. */
static double part_in(double left_s, const om_edge *edge)
{
    if (left_s < 0)
        return -1;
    return edge->seconds > 0 ? left_s / edge->seconds : 1;
}

/* Adds what is reached from a place within `part` of the edge, as far as nothing blocks the way. */
static size_t add_reached(const om_search *search, size_t count, uint32_t number, double at,
                          om_span part)
{
    const om_span free = om_network_free_stretch(search->network, number, at);
    return add_span(search->spans, count,
                    (om_span){fmax(part.from, free.from), fmin(part.to, free.to)});
}

size_t om_search_spans(om_search *search, uint32_t number, double limit_s, const om_span **ret)
{
    const om_edge *edge = &search->network->edges[number];
    const double from_s = arrival_into(search, 2 * number).seconds;
    const double to_s = arrival_into(search, 2 * number + 1).seconds;
    size_t count = 0;
    if (isfinite(from_s) && from_s <= limit_s)
        count = add_reached(search, count, number, OM_BEFORE_EDGE,
                            (om_span){0, part_in(limit_s - from_s, edge)});
    if (isfinite(to_s) && to_s <= limit_s)
        count = add_reached(search, count, number, OM_BEHIND_EDGE,
                            (om_span){1 - part_in(limit_s - to_s, edge), 1});
    size_t end;
    for (size_t i = om_starts_on(&search->starts, number, &end); i < end; i++) {
        const om_start *start = &search->starts.list[i];
        const double at = start->fraction;
        const double part = part_in(limit_s - start->seconds, edge);
        if (part < 0)
            continue;
        count =
            add_reached(search, count, number, at,
                        (om_span){edge->backward ? at - part : at, edge->forward ? at + part : at});
    }
    *ret = search->spans;
    return count;
}

const om_start *om_search_starts(const om_search *search, size_t *ret_count)
{
    *ret_count = search->starts.count;
    return search->starts.list;
}

size_t om_search_settled(const om_search *search)
{
    size_t settled = 0;
    for (size_t s = 0; s < search->network->state_count; s++)
        settled += search->labels[s].round == search->round;
    return settled;
}

/* ---- Taken apart ---- */

om_arrival om_search_known(const om_search *search, uint32_t state)
{
    const label known = search->labels[state];
    return known.round == search->round ? (om_arrival){known.seconds, known.source} : nobody;
}

void om_search_set_known(om_search *search, uint32_t state, om_arrival known)
{
    const uint32_t round = known.source == OM_NO_SOURCE ? 0 : search->round;
    search->labels[state] = (label){known.seconds, known.source, round};
}

void om_search_resume(om_search *search)
{
    om_queue_begin(&search->queue);
}

void om_search_offer(om_search *search, om_entry entry)
{
    om_queue_reserve(&search->queue, 1);
    offer(search, entry);
}

void om_search_set_off(om_search *search, const om_start *start, uint32_t number)
{
    set_off(search, start, number);
}

void om_search_settle(om_search *search)
{
    settle_all(search);
}
