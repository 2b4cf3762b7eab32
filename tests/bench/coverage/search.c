/* Measures searches on a network that is in memory: five minutes' reach, and a whole matrix. */
#include <math.h>

#include "engine/base/curve.h"
#include "engine/base/memory.h"
#include "engine/base/pool.h"
#include "tests/bench/coverage/bench.h"

enum { REPEATS = 40, MATRIX_REPEATS = 5 };

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
    uint32_t
        *order; /* of the places along a Hilbert curve: neighbours are snapped one after another */
    om_spot *spots; /* in that order */
    om_search *searches[2];
    float *seconds; /* STATIONS x DEMAND */
} matrix;

enum { SNAP_BLOCK = 1000 };

typedef struct curved {
    uint32_t along, place;
} curved;

static int by_curve(const void *left, const void *right)
{
    const curved *a = left, *b = right;
    return (a->along > b->along) - (a->along < b->along);
}

static void order_places(const matrix *job)
{
    const om_rect rect = om_network_rect(job->city->network);
    OM_AUTO_MEMORY curved *curve = om_memory_take(DEMAND, sizeof *curve);
    for (uint32_t i = 0; i < DEMAND; i++)
        curve[i] = (curved){om_curve_place(rect, job->places[i]), i};
    qsort(curve, DEMAND, sizeof *curve, by_curve);
    for (size_t i = 0; i < DEMAND; i++)
        job->order[i] = curve[i].place;
}

static om_status snap_block(void *context, size_t block, int thread, om_error *err)
{
    (void)thread;
    (void)err;
    matrix *job = context;
    for (size_t i = block * SNAP_BLOCK; i < (block + 1) * SNAP_BLOCK; i++)
        if (!om_network_snap(job->city->network, job->places[job->order[i]], 500, &job->spots[i]))
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
        row[job->order[i]] = spot->edge == UINT32_MAX
                                 ? (float)INFINITY
                                 : (float)om_search_at(search, spot->edge, spot->fraction).seconds;
    }
    return OM_OK;
}

static om_status fill_matrix(matrix *job, int threads, double *ret_ms, om_error *err)
{
    const double begun = clock_ms();
    order_places(job);
    OM_TRY(om_pool_each(DEMAND / SNAP_BLOCK, threads, snap_block, job, err));
    OM_TRY(om_pool_each(STATIONS, threads, fill_row, job, err));
    *ret_ms = clock_ms() - begun;
    return OM_OK;
}

static om_status fill_matrix_best(matrix *job, int threads, const char *name, om_error *err)
{
    double best_ms = INFINITY;
    for (int i = 0; i < MATRIX_REPEATS; i++) {
        double ms = 0;
        OM_TRY(fill_matrix(job, threads, &ms, err));
        best_ms = fmin(best_ms, ms);
    }
    figure(name, best_ms, "ms");
    return OM_OK;
}

static om_status measure_matrix(const bench_city *city, om_error *err)
{
    OM_AUTO_MEMORY om_xy *places = om_memory_take(DEMAND, sizeof *places);
    OM_AUTO_MEMORY uint32_t *order = om_memory_take(DEMAND, sizeof *order);
    OM_AUTO_MEMORY om_spot *spots = om_memory_take(DEMAND, sizeof *spots);
    OM_AUTO_MEMORY float *seconds = om_memory_take((size_t)STATIONS * DEMAND, sizeof *seconds);
    OM_AUTO(om_search) first = om_search_new(city->network);
    OM_AUTO(om_search) second = om_search_new(city->network);
    places_choose(city->network, DEMAND, places);
    matrix job = {.city = city,
                  .places = places,
                  .order = order,
                  .spots = spots,
                  .searches = {first, second},
                  .seconds = seconds};
    OM_TRY(fill_matrix_best(&job, 1, "matrix", err));
    OM_TRY(fill_matrix_best(&job, 2, "matrix_2_threads", err));
    size_t finite = 0;
    for (size_t i = 0; i < (size_t)STATIONS * DEMAND; i++)
        finite += isfinite(seconds[i]) != 0;
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
