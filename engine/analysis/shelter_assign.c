/* Turns people and shelters into a transportation problem, and its answer back. */
#include "engine/analysis/shelter_assign.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/solver/transport.h"

/* Steps of a person and of a metre; powers of two keep whole people whole. */
#define STEPS_A_PERSON 256.0
#define STEPS_A_METRE  10.0
#define MOST_PEOPLE    1e12

/* The problem as it is made. */
typedef struct making {
    const om_assign_case *of;
    int64_t *supply, *room;
    size_t *first; /* hauls of a place; one more than there are places */
    om_haul *hauls;
    double *metres; /* one a haul */
    size_t count;
} making;

static void making_clear(making *on)
{
    free(on->supply);
    free(on->room);
    free(on->first);
    free(on->hauls);
    free(on->metres);
}

void om_assignment_clear(om_assignment *assignment)
{
    free(assignment->list);
    *assignment = (om_assignment){0};
}

static om_status count_steps(making *on, om_error *err)
{
    const om_assign_case *of = on->of;
    on->supply = om_memory_take(of->places + 1, sizeof *on->supply);
    on->room = om_memory_take(of->shelters + 1, sizeof *on->room);
    for (size_t p = 0; p < of->places; p++) {
        if (!(of->people[p] >= 0 && of->people[p] <= MOST_PEOPLE))
            return om_fail(err, OM_ERR_RANGE, "%g people cannot be housed", of->people[p]);
        /* Rounded up: what is sent is never more than what is counted. */
        on->supply[p] = (int64_t)ceil(of->people[p] * STEPS_A_PERSON);
    }
    for (size_t s = 0; s < of->shelters; s++) {
        if (!(of->room[s] >= 0 && of->room[s] <= MOST_PEOPLE))
            return om_fail(err, OM_ERR_RANGE, "a shelter cannot hold %g people", of->room[s]);
        on->room[s] = (int64_t)floor(of->room[s] * STEPS_A_PERSON);
    }
    return OM_OK;
}

static bool is_wanted(const making *on, size_t shelter, uint32_t place)
{
    return on->room[shelter] > 0 && on->supply[place] > 0;
}

/* The ways of each place, in the order of its shelters. */
static void gather_ways(making *on)
{
    const om_catchments *caught = on->of->caught;
    on->first = om_memory_take(on->of->places + 1, sizeof *on->first);
    for (size_t s = 0; s < on->of->shelters; s++)
        for (size_t i = caught->first[s]; i < caught->first[s + 1]; i++)
            on->first[caught->list[i].place + 1] += is_wanted(on, s, caught->list[i].place);
    for (size_t p = 0; p < on->of->places; p++)
        on->first[p + 1] += on->first[p];
    on->count = on->first[on->of->places];
    on->hauls = om_memory_take(on->count + 1, sizeof *on->hauls);
    on->metres = om_memory_take(on->count + 1, sizeof *on->metres);
    OM_AUTO_MEMORY size_t *next = om_memory_take(on->of->places + 1, sizeof *next);
    for (size_t s = 0; s < on->of->shelters; s++)
        for (size_t i = caught->first[s]; i < caught->first[s + 1]; i++) {
            const om_catch *at = &caught->list[i];
            if (!is_wanted(on, s, at->place))
                continue;
            const size_t slot = on->first[at->place] + next[at->place]++;
            on->hauls[slot] =
                (om_haul){at->place, (uint32_t)s, llround(at->seconds * STEPS_A_METRE)};
            on->metres[slot] = at->seconds;
        }
}

/* The metres within which the nearest `wanted` of `count` lie; `scratch` has room for so many. */
static double nearest_m(const double *metres, size_t count, size_t wanted, double *scratch)
{
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        size_t at = kept < wanted ? kept++ : wanted;
        if (at == wanted && !(metres[i] < scratch[wanted - 1]))
            continue;
        for (at = at == wanted ? wanted - 1 : at; at > 0 && scratch[at - 1] > metres[i]; at--)
            scratch[at] = scratch[at - 1];
        scratch[at] = metres[i];
    }
    return scratch[wanted - 1];
}

/* Keeps of each place the ways to its nearest shelters; of those equally near the first ones. */
static void keep_nearest(making *on)
{
    const size_t wanted = on->of->nearest;
    OM_AUTO_MEMORY double *scratch = om_memory_take(wanted + 1, sizeof *scratch);
    size_t kept = 0;
    for (size_t p = 0, begin = 0; p < on->of->places; p++) {
        const size_t end = on->first[p + 1], count = end - begin;
        const double limit_m =
            count > wanted ? nearest_m(&on->metres[begin], count, wanted, scratch) : INFINITY;
        size_t nearer = 0;
        for (size_t i = begin; i < end; i++)
            nearer += on->metres[i] < limit_m;
        for (size_t i = begin; i < end; i++) {
            if (on->metres[i] > limit_m || (on->metres[i] == limit_m && nearer >= wanted))
                continue;
            nearer += on->metres[i] == limit_m;
            on->hauls[kept] = on->hauls[i];
            on->metres[kept++] = on->metres[i];
        }
        begin = end;
        on->first[p + 1] = kept;
    }
    on->count = kept;
}

static void gather_answer(const making *on, const int64_t *units, om_assignment *ret)
{
    const om_assign_case *of = on->of;
    ret->ways = on->count;
    ret->list = om_memory_take(on->count + 1, sizeof *ret->list);
    for (size_t p = 0; p < of->places; p++) {
        int64_t sent = 0;
        double placed = 0;
        for (size_t i = on->first[p]; i < on->first[p + 1]; i++) {
            if (!units[i])
                continue;
            sent += units[i];
            const double people = sent == on->supply[p]
                                      ? of->people[p] - placed
                                      : of->people[p] * (double)units[i] / (double)on->supply[p];
            ret->list[ret->count++] =
                (om_assigned){(uint32_t)p, on->hauls[i].sink, people, on->metres[i]};
            placed += people;
            ret->person_m += people * on->metres[i];
        }
        ret->placed += placed;
        ret->left += of->people[p] - placed;
    }
}

om_status om_assign_people(const om_assign_case *of, om_assignment *ret, om_error *err)
{
    __attribute__((cleanup(making_clear))) making on = {.of = of};
    om_transport_sum sum;
    OM_TRY(count_steps(&on, err));
    gather_ways(&on);
    if (of->nearest)
        keep_nearest(&on);
    const om_transport problem = {on.supply, of->places, on.room, of->shelters,
                                  on.hauls,  on.count,   0};
    OM_AUTO_MEMORY int64_t *units = om_memory_take(on.count + 1, sizeof *units);
    OM_TRY(om_transport_solve(&problem, units, &sum, err));
    om_assignment answer = {0};
    gather_answer(&on, units, &answer);
    *ret = answer;
    return OM_OK;
}
