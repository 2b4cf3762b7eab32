/* Tells which parts of a network hang together, whatever the one-ways (union-find). */
#include "engine/base/memory.h"
#include "engine/network/inside.h"

static uint32_t root_of(uint32_t *parent, uint32_t vertex)
{
    while (parent[vertex] != vertex) {
        parent[vertex] = parent[parent[vertex]];
        vertex = parent[vertex];
    }
    return vertex;
}

typedef struct piece {
    uint32_t root, size;
} piece;

static int larger_first(const void *left, const void *right)
{
    const piece *a = left, *b = right;
    if (a->size != b->size)
        return a->size > b->size ? -1 : 1;
    return (a->root > b->root) - (a->root < b->root);
}

void om_pieces_number(om_network *network)
{
    const size_t count = network->vertex_count;
    OM_AUTO_MEMORY uint32_t *parent = om_memory_take(count, sizeof *parent);
    for (uint32_t v = 0; v < count; v++)
        parent[v] = v;
    for (size_t e = 0; e < network->edge_count; e++) {
        const uint32_t a = root_of(parent, network->edges[e].from);
        const uint32_t b = root_of(parent, network->edges[e].to);
        parent[a > b ? a : b] = a > b ? b : a;
    }

    OM_AUTO_MEMORY piece *pieces = om_memory_take(count, sizeof *pieces);
    OM_AUTO_MEMORY uint32_t *number = om_memory_take(count, sizeof *number);
    for (uint32_t v = 0; v < count; v++) {
        const uint32_t root = root_of(parent, v);
        if (root == v) {
            number[v] = (uint32_t)network->piece_count;
            pieces[network->piece_count++].root = v;
        }
        pieces[number[root]].size++;
    }
    qsort(pieces, network->piece_count, sizeof *pieces, larger_first);

    network->piece_size = OM_ARENA_ARRAY(network->arena, uint32_t, network->piece_count);
    network->piece = OM_ARENA_ARRAY(network->arena, uint32_t, count);
    for (uint32_t i = 0; i < network->piece_count; i++) {
        number[pieces[i].root] = i;
        network->piece_size[i] = pieces[i].size;
    }
    for (uint32_t v = 0; v < count; v++)
        network->piece[v] = number[root_of(parent, v)];
}
