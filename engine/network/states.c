/*
 * Makes the states of a network: vertices, and copies that know what was driven before.
 *
 * The forbidden sequences stand in a trie whose nodes have failure links (Aho and Corasick): a
 * node is the longest beginning of a sequence that ends what was driven. Each node that completes
 * none is a copy of the vertex its last way leads to.
 */
#include <stdlib.h>

#include "engine/base/memory.h"
#include "engine/network/inside.h"

#define ROOT 0u

typedef struct node {
    uint32_t way;            /* driven last */
    uint32_t child, sibling; /* ROOT: none */
    uint32_t fail;
    uint32_t state;
    bool dead; /* a sequence is complete */
} node;

typedef struct trie {
    node *nodes;
    size_t count, capacity;
    uint32_t *roots; /* children of the root, by way */
    size_t root_count, root_capacity;
    uint32_t *queue; /* nodes from the root down */
} trie;

/* Ways that nobody may drive one after another. */
typedef struct sequence {
    const uint32_t *ways;
    size_t count;
} sequence;

static void trie_clear(trie *of)
{
    free(of->nodes);
    free(of->roots);
    free(of->queue);
}

static uint32_t add_node(trie *of, uint32_t parent, uint32_t way)
{
    of->nodes = om_memory_grow(of->nodes, of->count + 1, &of->capacity, sizeof *of->nodes);
    const uint32_t added = (uint32_t)of->count++;
    of->nodes[added] = (node){.way = way, .sibling = of->nodes[parent].child};
    of->nodes[parent].child = added;
    if (parent != ROOT)
        return added;
    of->roots =
        om_memory_grow(of->roots, of->root_count + 1, &of->root_capacity, sizeof *of->roots);
    of->roots[of->root_count++] = added;
    return added;
}

/* Sequences come in order, so what is there already was added last. */
static void add_sequence(trie *of, const uint32_t *ways, size_t count)
{
    uint32_t at = ROOT;
    for (size_t i = 0; i < count && !of->nodes[at].dead; i++) {
        const uint32_t latest = of->nodes[at].child;
        at =
            latest != ROOT && of->nodes[latest].way == ways[i] ? latest : add_node(of, at, ways[i]);
    }
    of->nodes[at].dead = true;
}

static int compare_sequences(const void *left, const void *right)
{
    const sequence *a = left, *b = right;
    for (size_t i = 0; i < a->count && i < b->count; i++)
        if (a->ways[i] != b->ways[i])
            return a->ways[i] < b->ways[i] ? -1 : 1;
    return (a->count > b->count) - (a->count < b->count);
}

static uint32_t child_of_root(const trie *of, uint32_t way)
{
    size_t low = 0, high = of->root_count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (of->nodes[of->roots[middle]].way < way)
            low = middle + 1;
        else
            high = middle;
    }
    return low < of->root_count && of->nodes[of->roots[low]].way == way ? of->roots[low] : ROOT;
}

/* Where the trie stands when `way` is driven next. */
static uint32_t after(const trie *of, uint32_t at, uint32_t way)
{
    for (; at != ROOT; at = of->nodes[at].fail)
        for (uint32_t child = of->nodes[at].child; child != ROOT; child = of->nodes[child].sibling)
            if (of->nodes[child].way == way)
                return child;
    return child_of_root(of, way);
}

/* Links every node to the longest other one that ends what was driven, from the root down. */
static void link_failures(trie *of)
{
    of->queue = om_memory_take(of->count, sizeof *of->queue);
    size_t count = 1;
    for (size_t i = 0; i < count; i++) {
        const uint32_t at = of->queue[i];
        const node *parent = &of->nodes[at];
        for (uint32_t c = parent->child; c != ROOT; c = of->nodes[c].sibling) {
            node *child = &of->nodes[c];
            child->fail = at == ROOT ? ROOT : after(of, parent->fail, child->way);
            child->dead |= parent->dead || of->nodes[child->fail].dead;
            of->queue[count++] = c;
        }
    }
}

static void trie_build(trie *of, const om_bans *bans)
{
    OM_AUTO_MEMORY sequence *sequences = om_memory_take(bans->count + 1, sizeof *sequences);
    for (size_t i = 0; i < bans->count; i++)
        sequences[i] = (sequence){&bans->ways[bans->list[i].first], bans->list[i].count};
    if (bans->count > 0)
        qsort(sequences, bans->count, sizeof *sequences, compare_sequences);
    of->nodes = om_memory_grow(NULL, 1, &of->capacity, sizeof *of->nodes);
    of->nodes[ROOT] = (node){0};
    of->count = 1;
    for (size_t i = 0; i < bans->count; i++)
        add_sequence(of, sequences[i].ways, sequences[i].count);
    link_failures(of);
}

/* Numbers the copies and chains those of one vertex. */
static void number_states(om_network *network, trie *of)
{
    network->state_count = network->vertex_count;
    for (size_t i = 1; i < of->count; i++)
        if (!of->nodes[i].dead)
            of->nodes[i].state = (uint32_t)network->state_count++;
    if (network->state_count == network->vertex_count)
        return;
    network->copy = OM_ARENA_ARRAY(network->arena, uint32_t, network->state_count);
    for (size_t s = 0; s < network->state_count; s++)
        network->copy[s] = OM_NO_STATE;
    for (size_t i = 1; i < of->count; i++) {
        const node *at = &of->nodes[i];
        if (at->dead)
            continue;
        uint32_t *first = &network->copy[om_way_head(network, at->way)];
        network->copy[at->state] = *first;
        *first = at->state;
    }
    for (size_t e = 0; e < network->edge_count; e++) {
        om_edge *edge = &network->edges[e];
        edge->restricted =
            network->copy[edge->from] != OM_NO_STATE || network->copy[edge->to] != OM_NO_STATE;
    }
}

/* The arcs out of the state of `at`, which copies `vertex`: counts them when `arcs` is NULL. */
static size_t arcs_of(const om_network *network, const om_exits *exits, const trie *of,
                      uint32_t vertex, uint32_t at, om_arc *arcs)
{
    size_t count = 0;
    for (uint32_t i = exits->first[vertex]; i < exits->first[vertex + 1]; i++) {
        const uint32_t way = exits->ways[i], next = after(of, at, way);
        if (next != ROOT && of->nodes[next].dead)
            continue;
        if (arcs)
            arcs[count] =
                (om_arc){network->edges[om_way_edge(way)].seconds,
                         next == ROOT ? om_way_head(network, way) : of->nodes[next].state, way};
        count++;
    }
    return count;
}

void om_states_build(om_network *network, const om_exits *exits, const om_bans *bans)
{
    __attribute__((cleanup(trie_clear))) trie of = {0};
    trie_build(&of, bans);
    number_states(network, &of);

    const uint32_t vertices = (uint32_t)network->vertex_count;
    uint32_t *first = OM_ARENA_ARRAY(network->arena, uint32_t, network->state_count + 1);
    for (uint32_t v = 0; v < vertices; v++)
        first[v + 1] = exits->first[v + 1];
    for (uint32_t i = 1, s = vertices; i < of.count; i++)
        if (!of.nodes[i].dead) {
            const uint32_t vertex = om_way_head(network, of.nodes[i].way);
            first[s + 1] = first[s] + (uint32_t)arcs_of(network, exits, &of, vertex, i, NULL);
            s++;
        }
    network->first_arc = first;
    network->arcs = OM_ARENA_ARRAY(network->arena, om_arc, first[network->state_count]);
    for (uint32_t v = 0; v < vertices; v++)
        arcs_of(network, exits, &of, v, ROOT, &network->arcs[first[v]]);
    for (uint32_t i = 1, s = vertices; i < of.count; i++)
        if (!of.nodes[i].dead)
            arcs_of(network, exits, &of, om_way_head(network, of.nodes[i].way), i,
                    &network->arcs[first[s++]]);
}

bool om_state_may_take(const om_network *network, uint32_t state, uint32_t way)
{
    if (state < network->vertex_count)
        return true;
    for (uint32_t a = network->first_arc[state]; a < network->first_arc[state + 1]; a++)
        if (network->arcs[a].way == way)
            return true;
    return false;
}

uint32_t om_state_after(const om_network *network, uint32_t way)
{
    if (!network->edges[om_way_edge(way)].restricted)
        return om_way_head(network, way);
    const uint32_t tail = om_way_tail(network, way);
    for (uint32_t a = network->first_arc[tail]; a < network->first_arc[tail + 1]; a++)
        if (network->arcs[a].way == way)
            return network->arcs[a].head;
    return om_way_head(network, way);
}
