/* Measures searches on a network that is in memory: five minutes' reach, and a whole matrix. */
#include <math.h>

#include "engine/base/memory.h"
#include "engine/base/pool.h"
#include "tests/bench/coverage/bench.h"

enum { REPEATS = 40, MATRIX_REPEATS = 3 };

static om_status measure_reach(const bench_city *city, int threads, const char *name, om_error *err)
{
    om_search *searches[2] = {om_search_new(city->network), om_search_new(city->network)};
    om_status status = OM_OK;
    double best_ms = INFINITY;
    for (int i = 0; i < REPEATS && status == OM_OK; i++) {
        const double begun = clock_ms();
        status = search_each(city, searches, threads, err);
        best_ms = fmin(best_ms, clock_ms() - begun);
    }
    om_search_free(searches[0]);
    om_search_free(searches[1]);
    if (status == OM_OK)
        figure(name, best_ms, "ms");
    return status;
}

static om_status count_reached(const bench_city *city, om_error *err)
{
    OM_AUTO(om_search) search = om_search_new(city->network);
    size_t reached = 0;
    for (size_t i = 0; i < STATIONS; i++) {
        OM_TRY(om_search_run(search, &city->starts[i], 1, LIMIT_S, err));
        reached += reached_count(city->network, search);
    }
    figure("reached", (double)reached, "junctions");
    return OM_OK;
}

/* From the nearest of all stations to everywhere. */
static om_status measure_nearest(const bench_city *city, om_error *err)
{
    OM_AUTO(om_search) search = om_search_new(city->network);
    double best_ms = INFINITY;
    for (int i = 0; i < REPEATS; i++) {
        const double begun = clock_ms();
        OM_TRY(om_search_run(search, city->starts, STATIONS, INFINITY, err));
        best_ms = fmin(best_ms, clock_ms() - begun);
    }
    figure("nearest", best_ms, "ms");
    return OM_OK;
}

/* ---- Matrix: from every station to every place, snapping included ---- */

typedef struct matrix {
    const bench_city *city;
    const om_xy *places;
    om_spot *spots;
    om_search *searches[2];
    float *seconds; /* STATIONS x DEMAND */
} matrix;

enum { SNAP_BLOCK = 1000 };

static om_status snap_block(void *context, size_t block, int thread, om_error *err)
{
    (void)thread;
    (void)err;
    matrix *job = context;
    for (size_t i = block * SNAP_BLOCK; i < (block + 1) * SNAP_BLOCK; i++)
        if (!om_network_snap(job->city->network, job->places[i], 500, &job->spots[i]))
            job->spots[i].edge = UINT32_MAX;
    return OM_OK;
}

static om_status fill_row(void *context, size_t station, int thread, om_error *err)
{
    matrix *job = context;
    om_search *search = job->searches[thread];
    OM_TRY(om_search_run(search, &job->city->starts[station], 1, INFINITY, err));
    float *row = &job->seconds[station * DEMAND];
    for (size_t i = 0; i < DEMAND; i++) {
        const om_spot *spot = &job->spots[i];
        row[i] = spot->edge == UINT32_MAX
                     ? (float)INFINITY
                     : (float)om_search_at(search, spot->edge, spot->fraction).seconds;
    }
    return OM_OK;
}

static om_status fill_matrix(matrix *job, double *ret_ms, om_error *err)
{
    const double begun = clock_ms();
    OM_TRY(om_pool_each(DEMAND / SNAP_BLOCK, 1, snap_block, job, err));
    OM_TRY(om_pool_each(STATIONS, 1, fill_row, job, err));
    *ret_ms = clock_ms() - begun;
    return OM_OK;
}

static om_status measure_matrix(const bench_city *city, om_error *err)
{
    OM_AUTO_MEMORY om_xy *places = om_memory_take(DEMAND, sizeof *places);
    OM_AUTO_MEMORY om_spot *spots = om_memory_take(DEMAND, sizeof *spots);
    OM_AUTO_MEMORY float *seconds = om_memory_take((size_t)STATIONS * DEMAND, sizeof *seconds);
    OM_AUTO(om_search) search = om_search_new(city->network);
    places_choose(city->network, DEMAND, places);
    matrix job = {
        .city = city, .places = places, .spots = spots, .searches = {search}, .seconds = seconds};
    double best_ms = INFINITY;
    for (int i = 0; i < MATRIX_REPEATS; i++) {
        double ms = 0;
        OM_TRY(fill_matrix(&job, &ms, err));
        best_ms = fmin(best_ms, ms);
    }
    size_t finite = 0;
    for (size_t i = 0; i < (size_t)STATIONS * DEMAND; i++)
        finite += isfinite(seconds[i]) != 0;
    figure("matrix", best_ms, "ms");
    figure("matrix_pairs_joined", (double)finite, "pairs");
    return OM_OK;
}

om_status measure_search(const char *store, om_error *err)
{
    AUTO_CITY city = {0};
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    figure("edges", (double)om_network_edge_count(city.network), "edges");
    figure("junctions", (double)om_network_vertex_count(city.network), "junctions");
    OM_TRY(count_reached(&city, err));
    OM_TRY(measure_reach(&city, 1, "search", err));
    OM_TRY(measure_reach(&city, 2, "search_2_threads", err));
    OM_TRY(measure_nearest(&city, err));
    return measure_matrix(&city, err);
}
