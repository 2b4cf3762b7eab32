/* Forgets and searches again what lies behind one closed edge after another. */
#include "engine/network/loss.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"
#include "engine/network/settling.h"
#include "engine/network/starts.h"
#include "engine/network/vary.h"

/* The seconds of an arc while its edge is closed. */
typedef struct kept_arc {
    uint32_t arc;
    double seconds;
} kept_arc;

/* What was known of a state that was forgotten. */
typedef struct kept_state {
    uint32_t state;
    om_arrival known;
} kept_state;

/* Numbers by key: those of key k stand at first[k] to first[k + 1] - 1. */
typedef struct lists {
    uint32_t *first, *items;
} lists;

struct om_loss {
    om_arena *arena;
    om_network *network; /* a variation without a difference, whose edges are closed */
    om_search *search;
    om_start *starts;
    size_t start_count;
    uint32_t *vertex; /* of each state */
    lists arcs_into;  /* a state: arcs that lead to it */
    uint32_t *tail;   /* of each arc, a state */

    /* The tree of first ways, every state before those behind it. */
    uint32_t *order;  /* states */
    uint32_t *place;  /* of a state in that order */
    uint32_t *behind; /* of a state: how many places from its own on are it and those behind it */
    lists entered;    /* an edge: states that are entered over it */

    uint32_t closed; /* OM_NO_EDGE: none */
    om_edge kept_edge;
    om_block *kept_blocks; /* those of the network when nothing is closed */
    kept_arc *kept_arcs;
    size_t kept_arc_count, kept_arc_capacity;
    kept_state *kept_states;
    size_t kept_state_count, kept_state_capacity;
    uint32_t *changed; /* edges */
    size_t changed_count, changed_capacity;
    uint32_t *stamp; /* one an edge: the round it was listed in */
    uint32_t round;
};

void om_loss_free(om_loss *loss)
{
    if (!loss)
        return;
    om_search_free(loss->search);
    om_network_free(loss->network);
    om_arena_free(loss->arena);
    free(loss->kept_arcs);
    free(loss->kept_states);
    free(loss->changed);
    free(loss);
}

/* Sorts the numbers 0 to count - 1 by key; a key of `key_count` is left out. */
static lists list_by(om_arena *arena, const uint32_t *keys, size_t count, size_t key_count)
{
    lists made = {OM_ARENA_ARRAY(arena, uint32_t, key_count + 2),
                  OM_ARENA_ARRAY(arena, uint32_t, count)};
    for (size_t i = 0; i < count; i++)
        made.first[keys[i] + 1]++;
    for (size_t k = 0; k < key_count; k++)
        made.first[k + 1] += made.first[k];
    OM_AUTO_MEMORY uint32_t *next = om_memory_take(key_count + 1, sizeof *next);
    memcpy(next, made.first, (key_count + 1) * sizeof *next);
    for (size_t i = 0; i < count; i++)
        if (keys[i] < key_count)
            made.items[next[keys[i]]++] = (uint32_t)i;
    return made;
}

static void list_arcs(om_loss *loss)
{
    const om_network *network = loss->network;
    const size_t arcs = network->first_arc[network->state_count];
    OM_AUTO_MEMORY uint32_t *heads = om_memory_take(arcs, sizeof *heads);
    loss->tail = OM_ARENA_ARRAY(loss->arena, uint32_t, arcs);
    for (uint32_t s = 0; s < network->state_count; s++)
        for (uint32_t a = network->first_arc[s]; a < network->first_arc[s + 1]; a++) {
            loss->tail[a] = s;
            heads[a] = network->arcs[a].head;
        }
    loss->arcs_into = list_by(loss->arena, heads, arcs, network->state_count);
    loss->vertex = OM_ARENA_ARRAY(loss->arena, uint32_t, network->state_count);
    for (uint32_t v = 0; v < network->vertex_count; v++)
        for (uint32_t s = v; s != OM_NO_STATE; s = om_state_next(network, s))
            loss->vertex[s] = v;
}

/* ---- The tree of first ways ---- */

#define UNSEEN UINT32_MAX

/* A walk over the tree: `over` an edge to a state. */
typedef struct walk {
    om_loss *loss;
    uint32_t *entered_over; /* one a state; the number of edges: never entered */
    uint32_t *stack, *next; /* states whose ways are looked at, and which comes next; one a depth */
    uint32_t depth, count;
} walk;

static void enter(walk *on, uint32_t state, uint32_t edge)
{
    on->entered_over[state] = edge;
    on->loss->place[state] = on->count;
    on->loss->order[on->count++] = state;
    on->stack[on->depth] = state;
    on->next[on->depth++] = on->loss->network->first_arc[state];
}

/* True when the first way to an arc's head may lead over it. */
static bool is_first_way(const om_loss *loss, uint32_t arc)
{
    const om_arrival from = om_search_known(loss->search, loss->tail[arc]);
    const om_arc *over = &loss->network->arcs[arc];
    const om_arrival to = om_search_known(loss->search, over->head);
    return from.seconds + over->seconds == to.seconds && from.source == to.source &&
           isfinite(to.seconds);
}

static void walk_from(walk *on, uint32_t root, uint32_t edge)
{
    om_loss *loss = on->loss;
    enter(on, root, edge);
    while (on->depth > 0) {
        const uint32_t state = on->stack[on->depth - 1];
        const uint32_t arc = on->next[on->depth - 1]++;
        if (arc == loss->network->first_arc[state + 1]) {
            loss->behind[state] = on->count - loss->place[state];
            on->depth--;
        } else if (loss->place[loss->network->arcs[arc].head] == UNSEEN &&
                   is_first_way(loss, arc)) {
            enter(on, loss->network->arcs[arc].head, om_way_edge(loss->network->arcs[arc].way));
        }
    }
}

/* Whoever is first at a state left a start's edge there, or came over an arc. */
static void find_tree(om_loss *loss)
{
    const size_t states = loss->network->state_count, edges = loss->network->edge_count;
    OM_AUTO_MEMORY uint32_t *entered_over = om_memory_take(states, sizeof *entered_over);
    OM_AUTO_MEMORY uint32_t *stack = om_memory_take(states, sizeof *stack);
    OM_AUTO_MEMORY uint32_t *next = om_memory_take(states, sizeof *next);
    walk on = {loss, entered_over, stack, next, 0, 0};
    loss->order = OM_ARENA_ARRAY(loss->arena, uint32_t, states);
    loss->place = OM_ARENA_ARRAY(loss->arena, uint32_t, states);
    loss->behind = OM_ARENA_ARRAY(loss->arena, uint32_t, states);
    for (size_t s = 0; s < states; s++) {
        loss->place[s] = UNSEEN;
        entered_over[s] = (uint32_t)edges;
    }
    for (uint32_t i = 0; i < loss->start_count; i++) {
        om_entry ends[2];
        const size_t count = om_start_leave(loss->network, &loss->starts[i], i, ends);
        for (size_t e = 0; e < count; e++) {
            const om_arrival known = om_search_known(loss->search, ends[e].state);
            if (loss->place[ends[e].state] == UNSEEN && known.source == i &&
                known.seconds == ends[e].seconds)
                walk_from(&on, ends[e].state, loss->starts[i].edge);
        }
    }
    loss->entered = list_by(loss->arena, entered_over, states, edges);
}

/* ---- Opening ---- */

static om_status open_network(om_loss *loss, const om_network *network, om_error *err)
{
    const om_conditions as_it_is = {0};
    OM_TRY(om_network_vary(network, &as_it_is, &loss->network, err));
    /* Room for one block more. */
    loss->kept_blocks = loss->network->blocks;
    loss->network->blocks = OM_ARENA_ARRAY(loss->arena, om_block, loss->network->block_count + 1);
    if (loss->network->block_count)
        memcpy(loss->network->blocks, loss->kept_blocks,
               loss->network->block_count * sizeof *loss->kept_blocks);
    return OM_OK;
}

om_status om_loss_open(const om_network *network, const om_start *starts, size_t count,
                       om_loss **ret, om_error *err)
{
    OM_AUTO(om_loss) loss = om_memory_take(1, sizeof *loss);
    loss->arena = om_arena_new();
    loss->closed = OM_NO_EDGE;
    OM_TRY(open_network(loss, network, err));
    loss->search = om_search_new(loss->network);
    OM_TRY(om_search_run(loss->search, starts, count, INFINITY, err));
    loss->starts = OM_ARENA_ARRAY(loss->arena, om_start, count);
    loss->start_count = count;
    for (size_t i = 0; i < count; i++)
        loss->starts[i] = starts[i];
    loss->stamp = OM_ARENA_ARRAY(loss->arena, uint32_t, loss->network->edge_count);
    list_arcs(loss);
    find_tree(loss);
    *ret = OM_TAKE(loss);
    return OM_OK;
}

/* ---- Closing ---- */

/* Blocks stay in the order of their edges. */
static void block_edge(om_loss *loss, uint32_t edge)
{
    om_network *network = loss->network;
    size_t place = network->block_count;
    for (; place > 0 && network->blocks[place - 1].edge > edge; place--)
        network->blocks[place] = network->blocks[place - 1];
    network->blocks[place] = (om_block){edge, 0, 1};
    network->block_count++;
    loss->kept_edge = network->edges[edge];
    network->edges[edge].blocked = true;
}

static void shut_arcs(om_loss *loss, uint32_t way)
{
    om_network *network = loss->network;
    for (uint32_t s = om_way_tail(network, way); s != OM_NO_STATE; s = om_state_next(network, s))
        for (uint32_t a = network->first_arc[s]; a < network->first_arc[s + 1]; a++) {
            if (network->arcs[a].way != way)
                continue;
            loss->kept_arcs = om_memory_grow(loss->kept_arcs, loss->kept_arc_count + 1,
                                             &loss->kept_arc_capacity, sizeof *loss->kept_arcs);
            loss->kept_arcs[loss->kept_arc_count++] = (kept_arc){a, network->arcs[a].seconds};
            network->arcs[a].seconds = INFINITY;
        }
}

static void add_changed(om_loss *loss, uint32_t edge)
{
    if (loss->stamp[edge] == loss->round)
        return;
    loss->stamp[edge] = loss->round;
    loss->changed = om_memory_grow(loss->changed, loss->changed_count + 1, &loss->changed_capacity,
                                   sizeof *loss->changed);
    loss->changed[loss->changed_count++] = edge;
}

/* Forgets a state, and lists the edges that begin at its vertex: all who leave it stand there. */
static void forget(om_loss *loss, uint32_t state)
{
    const om_network *network = loss->network;
    const om_arrival known = om_search_known(loss->search, state);
    const uint32_t vertex = loss->vertex[state];
    if (known.source == OM_NO_SOURCE)
        return;
    loss->kept_states = om_memory_grow(loss->kept_states, loss->kept_state_count + 1,
                                       &loss->kept_state_capacity, sizeof *loss->kept_states);
    loss->kept_states[loss->kept_state_count++] = (kept_state){state, known};
    om_search_set_known(loss->search, state, (om_arrival){INFINITY, OM_NO_SOURCE});
    for (uint32_t a = network->first_arc[vertex]; a < network->first_arc[vertex + 1]; a++)
        add_changed(loss, om_way_edge(network->arcs[a].way));
}

/* Who may come to a forgotten state from one that is still known. */
static void offer_around(om_loss *loss, uint32_t state)
{
    const uint32_t end = loss->arcs_into.first[state + 1];
    for (uint32_t i = loss->arcs_into.first[state]; i < end; i++) {
        const uint32_t arc = loss->arcs_into.items[i];
        const om_arrival from = om_search_known(loss->search, loss->tail[arc]);
        const double seconds = from.seconds + loss->network->arcs[arc].seconds;
        if (isfinite(seconds))
            om_search_offer(loss->search, (om_entry){seconds, from.source, state});
    }
}

size_t om_loss_close(om_loss *loss, uint32_t edge, const uint32_t **ret_edges)
{
    om_loss_restore(loss);
    loss->closed = edge;
    loss->round++;
    loss->changed_count = 0;
    block_edge(loss, edge);
    shut_arcs(loss, 2 * edge);
    shut_arcs(loss, 2 * edge + 1);
    add_changed(loss, edge);
    for (uint32_t i = loss->entered.first[edge]; i < loss->entered.first[edge + 1]; i++) {
        const uint32_t first = loss->place[loss->entered.items[i]];
        const uint32_t count = loss->behind[loss->entered.items[i]];
        for (uint32_t p = first; p < first + count; p++)
            forget(loss, loss->order[p]);
    }
    if (loss->kept_state_count) {
        om_search_resume(loss->search);
        for (size_t i = 0; i < loss->kept_state_count; i++)
            offer_around(loss, loss->kept_states[i].state);
        for (size_t i = 0; i < loss->start_count; i++)
            om_search_set_off(loss->search, &loss->starts[i], (uint32_t)i);
        om_search_settle(loss->search);
    }
    *ret_edges = loss->changed;
    return loss->changed_count;
}

void om_loss_restore(om_loss *loss)
{
    if (loss->closed == OM_NO_EDGE)
        return;
    om_network *network = loss->network;
    network->block_count--;
    if (network->block_count)
        memcpy(network->blocks, loss->kept_blocks, network->block_count * sizeof *network->blocks);
    network->edges[loss->closed] = loss->kept_edge;
    for (size_t i = 0; i < loss->kept_arc_count; i++)
        network->arcs[loss->kept_arcs[i].arc].seconds = loss->kept_arcs[i].seconds;
    for (size_t i = 0; i < loss->kept_state_count; i++)
        om_search_set_known(loss->search, loss->kept_states[i].state, loss->kept_states[i].known);
    loss->kept_arc_count = loss->kept_state_count = 0;
    loss->closed = OM_NO_EDGE;
}

om_arrival om_loss_at(const om_loss *loss, uint32_t edge, double fraction)
{
    return om_search_at(loss->search, edge, fraction);
}
