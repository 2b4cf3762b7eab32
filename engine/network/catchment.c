/* Catchments: one search a group, of which only the edges that it touched are looked at. */
#include "engine/network/catchment.h"

#include <string.h>

#include "engine/base/memory.h"
#include "engine/base/pool.h"
#include "engine/network/inside.h"

/* Numbers sorted by something: those of n lie from first[n] to before first[n + 1]. */
typedef struct sorted {
    uint32_t *first, *numbers;
} sorted;

static void sorted_clear(sorted *by)
{
    free(by->first);
    free(by->numbers);
}

/* What one thread works with, and what one group found. */
typedef struct worker {
    om_search *search;
    uint32_t *reached; /* room for one a vertex */
    uint32_t *seen;    /* one an edge: the last group that looked at it, and one */
} worker;

typedef struct found {
    om_catch *list;
    size_t count, capacity;
} found;

typedef struct job {
    const om_network *network;
    const om_catch_group *groups;
    const om_catch_place *places;
    size_t group_count, place_count;
    sorted of_edge;   /* places by their edges */
    sorted of_vertex; /* edges by their ends */
    worker *workers;
    int worker_count;
    found *found; /* one a group */
} job;

static void job_clear(job *all)
{
    for (int w = 0; w < all->worker_count; w++) {
        om_search_free(all->workers[w].search);
        free(all->workers[w].reached);
        free(all->workers[w].seen);
    }
    for (size_t g = 0; all->found && g < all->group_count; g++)
        free(all->found[g].list);
    free(all->workers);
    free(all->found);
    sorted_clear(&all->of_edge);
    sorted_clear(&all->of_vertex);
}

void om_catchments_clear(om_catchments *catchments)
{
    free(catchments->first);
    free(catchments->list);
    *catchments = (om_catchments){0};
}

/* Turns counts at first[n + 1] into where each begins. @return how many there are in all */
static uint32_t *begin_each(sorted *by, size_t count)
{
    for (size_t n = 0; n < count; n++)
        by->first[n + 1] += by->first[n];
    uint32_t *next = om_memory_take(count + 1, sizeof *next);
    memcpy(next, by->first, (count + 1) * sizeof *next);
    by->numbers = om_memory_take(by->first[count] + 1, sizeof *by->numbers);
    return next;
}

static void sort_places(job *all)
{
    const size_t edges = all->network->edge_count;
    all->of_edge.first = om_memory_take(edges + 1, sizeof *all->of_edge.first);
    for (size_t p = 0; p < all->place_count; p++)
        if (all->places[p].edge != OM_NO_EDGE)
            all->of_edge.first[all->places[p].edge + 1]++;
    OM_AUTO_MEMORY uint32_t *next = begin_each(&all->of_edge, edges);
    for (uint32_t p = 0; p < all->place_count; p++)
        if (all->places[p].edge != OM_NO_EDGE)
            all->of_edge.numbers[next[all->places[p].edge]++] = p;
}

/* Only edges with places beside them. */
static void sort_edges(job *all)
{
    const om_network *network = all->network;
    all->of_vertex.first = om_memory_take(network->vertex_count + 1, sizeof *all->of_vertex.first);
    for (uint32_t e = 0; e < network->edge_count; e++) {
        if (all->of_edge.first[e] == all->of_edge.first[e + 1])
            continue;
        all->of_vertex.first[network->edges[e].from + 1]++;
        all->of_vertex.first[network->edges[e].to + 1]++;
    }
    OM_AUTO_MEMORY uint32_t *next = begin_each(&all->of_vertex, network->vertex_count);
    for (uint32_t e = 0; e < network->edge_count; e++) {
        if (all->of_edge.first[e] == all->of_edge.first[e + 1])
            continue;
        all->of_vertex.numbers[next[network->edges[e].from]++] = e;
        all->of_vertex.numbers[next[network->edges[e].to]++] = e;
    }
}

static void look_at_edge(const job *all, worker *by, size_t group, uint32_t edge)
{
    const double limit_s = all->groups[group].limit_s;
    found *kept = &all->found[group];
    if (by->seen[edge] == group + 1)
        return;
    by->seen[edge] = (uint32_t)group + 1;
    for (uint32_t i = all->of_edge.first[edge]; i < all->of_edge.first[edge + 1]; i++) {
        const uint32_t number = all->of_edge.numbers[i];
        const om_catch_place *place = &all->places[number];
        const double seconds =
            om_search_at(by->search, edge, place->fraction).seconds + place->access_s;
        if (!(seconds <= limit_s))
            continue;
        kept->list =
            om_memory_grow(kept->list, kept->count + 1, &kept->capacity, sizeof *kept->list);
        kept->list[kept->count++] = (om_catch){number, seconds};
    }
}

static int by_place(const void *left, const void *right)
{
    const om_catch *a = left, *b = right;
    return (a->place > b->place) - (a->place < b->place);
}

static om_status find_group(void *context, size_t group, int thread, om_error *err)
{
    const job *all = context;
    const om_catch_group *of = &all->groups[group];
    worker *by = &all->workers[thread];
    OM_TRY(om_search_run(by->search, of->starts, of->count, of->limit_s, err));
    const size_t reached = om_search_reached(by->search, by->reached);
    for (size_t s = 0; s < of->count; s++)
        look_at_edge(all, by, group, of->starts[s].edge);
    for (size_t v = 0; v < reached; v++)
        for (uint32_t i = all->of_vertex.first[by->reached[v]];
             i < all->of_vertex.first[by->reached[v] + 1]; i++)
            look_at_edge(all, by, group, all->of_vertex.numbers[i]);
    found *kept = &all->found[group];
    if (kept->count)
        qsort(kept->list, kept->count, sizeof *kept->list, by_place);
    return OM_OK;
}

static void hire(job *all)
{
    const int cores = om_pool_cores();
    all->worker_count = (size_t)cores < all->group_count ? cores : (int)all->group_count;
    all->workers = om_memory_take((size_t)all->worker_count + 1, sizeof *all->workers);
    all->found = om_memory_take(all->group_count + 1, sizeof *all->found);
    for (int w = 0; w < all->worker_count; w++) {
        worker *made = &all->workers[w];
        made->search = om_search_new(all->network);
        made->reached = om_memory_take(all->network->vertex_count + 1, sizeof *made->reached);
        made->seen = om_memory_take(all->network->edge_count + 1, sizeof *made->seen);
    }
}

static void gather(const job *all, om_catchments *ret)
{
    size_t count = 0;
    ret->first = om_memory_take(all->group_count + 1, sizeof *ret->first);
    for (size_t g = 0; g < all->group_count; g++)
        ret->first[g + 1] = count += all->found[g].count;
    ret->list = om_memory_take(count + 1, sizeof *ret->list);
    for (size_t g = 0; g < all->group_count; g++)
        if (all->found[g].count)
            memcpy(&ret->list[ret->first[g]], all->found[g].list,
                   all->found[g].count * sizeof *ret->list);
}

om_status om_catchments_find(const om_network *network, const om_catch_group *groups,
                             size_t group_count, const om_catch_place *places, size_t place_count,
                             om_catchments *ret, om_error *err)
{
    __attribute__((cleanup(job_clear))) job all = {.network = network,
                                                   .groups = groups,
                                                   .places = places,
                                                   .group_count = group_count,
                                                   .place_count = place_count};
    if (place_count >= UINT32_MAX / 2 || group_count >= UINT32_MAX - 1)
        return om_fail(err, OM_ERR_RANGE, "%zu places and %zu groups are too many", place_count,
                       group_count);
    sort_places(&all);
    sort_edges(&all);
    hire(&all);
    OM_TRY(
        om_pool_each(group_count, all.worker_count ? all.worker_count : 1, find_group, &all, err));
    gather(&all, ret);
    return OM_OK;
}
