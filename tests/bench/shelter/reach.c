/* Times who can walk to which shelter, and who is housed where. */
#include <math.h>
#include <stdio.h>

#include "engine/analysis/shelter_assign.h"
#include "engine/base/memory.h"
#include "engine/solver/transport.h"
#include "tests/bench/shelter/bench.h"

om_status measure_reach(const char *store, om_error *err)
{
    AUTO_WALK city = {.shelter_count = 1000, .limit_m = 1000, .place_count = 500000};
    double best_ms = INFINITY;
    OM_TRY(walk_city_open(store, &city, err));
    for (int i = 0; i < TRIES; i++) {
        om_catchments caught = {0};
        const double begin_ms = clock_ms();
        OM_TRY(om_catchments_find(city.network, city.groups, city.shelter_count, city.places,
                                  city.place_count, &caught, err));
        best_ms = fmin(best_ms, clock_ms() - begin_ms);
        if (i == 0)
            figure("reach_pairs", (double)caught.first[city.shelter_count], "pairs");
        om_catchments_clear(&caught);
    }
    figure("edges", (double)om_network_edge_count(city.network), "edges");
    figure("snap", city.snap_ms, "ms");
    figure("reach", best_ms, "ms");
    figure("peak", peak_bytes() / 1e6, "MB");
    return OM_OK;
}

/* People and room as of a city: some places and some shelters are much larger
 * than most. */
static void fill(const walk_city *city, double *people, double *room)
{
    uint64_t random = 5;
    double all = 0, weights = 0;
    for (size_t p = 0; p < city->place_count; p++)
        all += people[p] = floor(1 + 200 * pow(random_share(&random), 3));
    for (size_t s = 0; s < city->shelter_count; s++)
        weights += room[s] = exp(3 * random_share(&random));
    for (size_t s = 0; s < city->shelter_count; s++)
        room[s] = floor(0.9 * all * room[s] / weights);
}

/* The ways to the nearest shelters of each place, as om_assign_people() makes
 * them. */
typedef struct problem {
    int64_t *supply, *room;
    om_haul *hauls;
    size_t count;
    int64_t left_cost;
} problem;

static om_status write_problem(const walk_city *city, const problem *of, const char *path,
                               om_error *err)
{
    OM_AUTO_FILE file = fopen(path, "w");
    if (!file)
        return om_fail(err, OM_ERR_DISK, "%s cannot be written", path);
    fprintf(file, "%zu %zu %zu %lld\n", city->place_count, city->shelter_count, of->count,
            (long long)of->left_cost);
    for (size_t p = 0; p < city->place_count; p++)
        fprintf(file, "%lld\n", (long long)of->supply[p]);
    for (size_t s = 0; s < city->shelter_count; s++)
        fprintf(file, "%lld\n", (long long)of->room[s]);
    for (size_t i = 0; i < of->count; i++)
        fprintf(file, "%u %u %lld\n", of->hauls[i].source, of->hauls[i].sink,
                (long long)of->hauls[i].cost);
    return OM_OK;
}

enum { NEAREST = 12 };

static int by_metres(const void *left, const void *right)
{
    const om_haul *a = left, *b = right;
    if (a->source != b->source)
        return a->source < b->source ? -1 : 1;
    if (a->cost != b->cost)
        return a->cost < b->cost ? -1 : 1;
    return (a->sink > b->sink) - (a->sink < b->sink);
}

/* Whole people and decimetres: the same arcs for both. */
static void make_problem(const walk_city *city, const om_catchments *caught, const double *people,
                         const double *room, problem *ret)
{
    om_haul *all = OM_ARENA_ARRAY(city->arena, om_haul, caught->first[city->shelter_count] + 1);
    size_t count = 0;
    ret->supply = OM_ARENA_ARRAY(city->arena, int64_t, city->place_count);
    ret->room = OM_ARENA_ARRAY(city->arena, int64_t, city->shelter_count);
    for (size_t p = 0; p < city->place_count; p++)
        ret->supply[p] = (int64_t)people[p];
    for (size_t s = 0; s < city->shelter_count; s++) {
        ret->room[s] = (int64_t)room[s];
        for (size_t i = caught->first[s]; i < caught->first[s + 1]; i++)
            all[count++] = (om_haul){caught->list[i].place, (uint32_t)s,
                                     llround(10 * caught->list[i].seconds)};
    }
    qsort(all, count, sizeof *all, by_metres);
    ret->hauls = all;
    for (size_t i = 0, own = 0; i < count; i++) {
        own = i && all[i].source == all[i - 1].source ? own + 1 : 0;
        if (own < NEAREST)
            all[ret->count++] = all[i];
    }
}

static om_status time_solver(const walk_city *city, problem *of, const char *file, om_error *err)
{
    const om_transport asked = {of->supply, city->place_count, of->room, city->shelter_count,
                                of->hauls,  of->count,         0};
    OM_AUTO_MEMORY int64_t *units = om_memory_take(of->count, sizeof *units);
    om_transport_sum sum = {0};
    double best_ms = INFINITY;
    for (int i = 0; i < TRIES; i++) {
        const double begin_ms = clock_ms();
        OM_TRY(om_transport_solve(&asked, units, &sum, err));
        best_ms = fmin(best_ms, clock_ms() - begin_ms);
    }
    of->left_cost = sum.left_cost;
    figure("arcs", (double)of->count, "arcs");
    figure("solve", best_ms, "ms");
    printf("figure solve_total %lld cost\n", (long long)sum.total);
    figure("placed_share", (double)sum.placed / (double)(sum.placed + sum.left), "share");
    return write_problem(city, of, file, err);
}

om_status measure_allocation(const char *store, const char *file, om_error *err)
{
    AUTO_WALK city = {.shelter_count = 1000, .limit_m = 5000, .place_count = 50000};
    problem of = {0};
    om_catchments caught = {0};
    double best_ms = INFINITY, search_ms = INFINITY;
    OM_TRY(walk_city_open(store, &city, err));
    double *people = OM_ARENA_ARRAY(city.arena, double, city.place_count);
    double *room = OM_ARENA_ARRAY(city.arena, double, city.shelter_count);
    fill(&city, people, room);
    for (int i = 0; i < TRIES; i++) {
        om_assignment answer = {0};
        om_catchments_clear(&caught);
        const double begin_ms = clock_ms();
        OM_TRY(om_catchments_find(city.network, city.groups, city.shelter_count, city.places,
                                  city.place_count, &caught, err));
        search_ms = fmin(search_ms, clock_ms() - begin_ms);
        const om_assign_case asked = {&caught,          room,   city.shelter_count, people,
                                      city.place_count, NEAREST};
        OM_TRY(om_assign_people(&asked, &answer, err));
        best_ms = fmin(best_ms, clock_ms() - begin_ms);
        om_assignment_clear(&answer);
    }
    figure("candidates", search_ms, "ms");
    figure("allocation", best_ms, "ms");
    make_problem(&city, &caught, people, room, &of);
    om_catchments_clear(&caught);
    return time_solver(&city, &of, file, err);
}
