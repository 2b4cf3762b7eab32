/* Opens a store's network and chooses stations and places that are the same in every run. */
#include <math.h>
#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

#include "engine/base/memory.h"
#include "engine/base/pool.h"
#include "tests/bench/coverage/bench.h"

double clock_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

void figure(const char *name, double value, const char *unit)
{
    printf("figure %s %.6g %s\n", name, value, unit);
    fflush(stdout);
}

double peak_bytes(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss * 1024;
}

/* A share in 0..1 from a 64-bit linear congruential generator (Knuth's MMIX constants). */
static double random_share(uint64_t *state)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (double)(*state >> 11) / 9007199254740992.0;
}

om_status stations_choose(const om_network *network, uint32_t *ret_vertices, om_start *ret_starts,
                          om_error *err)
{
    const size_t count = om_network_edge_count(network);
    uint64_t random = 2024;
    size_t chosen = 0;
    for (size_t tried = 0; chosen < STATIONS && tried < 100 * STATIONS; tried++) {
        const uint32_t number = (uint32_t)(random_share(&random) * (double)count);
        const om_edge *edge = om_network_edge(network, number);
        if (!edge->forward && !edge->backward)
            continue;
        ret_vertices[chosen] = edge->forward ? edge->to : edge->from;
        ret_starts[chosen++] = (om_start){number, edge->forward ? 1 : 0, 0};
    }
    if (chosen < STATIONS)
        return om_fail(err, OM_ERR_DATA, "no %d junctions can be driven to", STATIONS);
    return OM_OK;
}

void places_choose(const om_network *network, size_t count, om_xy *ret)
{
    const size_t edges = om_network_edge_count(network);
    uint64_t random = 7;
    for (size_t i = 0; i < count; i++) {
        /* Long edges have more places beside them. */
        uint32_t edge;
        do
            edge = (uint32_t)(random_share(&random) * (double)edges);
        while (random_share(&random) * 500 > om_network_edge(network, edge)->length_m);
        const om_xy at = om_network_place(network, edge, random_share(&random));
        ret[i] = (om_xy){at.x + (random_share(&random) - 0.5) * 300,
                         at.y + (random_share(&random) - 0.5) * 300};
    }
}

om_status city_open(const char *path, om_store_mode mode, bench_city *ret, om_error *err)
{
    *ret = (bench_city){
        .arena = om_arena_new(), .notices = om_json_array_new(), .report = om_json_object_new()};
    OM_TRY(om_store_open(path, mode, &ret->store, err));
    ret->run = (om_run){.store = ret->store, .notices = ret->notices};
    const om_driving driving = {.vehicle = "engine", .time = "design", .speed_factor = 1};
    OM_TRY(om_roads_open(&ret->run, &driving, ret->report, &ret->roads, err));
    ret->network = om_roads_network(ret->roads);
    return stations_choose(ret->network, ret->vertices, ret->starts, err);
}

void city_close(bench_city *city)
{
    om_roads_free(city->roads);
    om_store_free(city->store);
    om_json_free(city->report);
    om_json_free(city->notices);
    om_arena_free(city->arena);
}

typedef struct searching {
    const om_start *starts;
    om_search *const *searches;
} searching;

static om_status search_one(void *context, size_t station, int thread, om_error *err)
{
    const searching *job = context;
    return om_search_run(job->searches[thread], &job->starts[station], 1, LIMIT_S, err);
}

om_status search_each(const bench_city *city, om_search *const *searches, int threads,
                      om_error *err)
{
    searching job = {city->starts, searches};
    return om_pool_each(STATIONS, threads, search_one, &job, err);
}

size_t reached_count(const om_network *network, const om_search *search)
{
    size_t reached = 0;
    for (uint32_t v = 0; v < om_network_vertex_count(network); v++)
        reached += om_search_at_vertex(search, v).source != OM_NO_SOURCE;
    return reached;
}
