/* The transportation problem: held against a known answer, GLPK, and what greed would do. */
#include "engine/solver/transport.h"

#include <glpk.h>

#include "engine/base/arena.h"
#include "tests/support/check.h"

static om_error err;

static int64_t whole(uint64_t *state, int64_t below)
{
    *state = *state * 6364136223846793005u + 1442695040888963407u;
    return (int64_t)((*state >> 33) % (uint64_t)below);
}

/* Two towns of 10 and 10, a near hall for 12 and a far one for 20. */
static const int64_t towns[] = {10, 10}, halls[] = {12, 20};
static const om_haul ways[] = {{0, 0, 1}, {0, 1, 5}, {1, 0, 2}, {1, 1, 9}};
static const om_transport two_towns = {towns, 2, halls, 2, ways, 4, 0};

static void whoever_gains_most_gets_the_near_hall(void **state)
{
    (void)state;
    int64_t units[4];
    om_transport_sum sum;
    CHECK_OK(om_transport_solve(&two_towns, units, &sum, &err));
    CHECK_INT(units[2], 10); /* the second town saves 7 by it, the first 4 */
    CHECK_INT(units[0], 2);
    CHECK_INT(units[1], 8);
    CHECK_INT(sum.cost, 2 + 40 + 20);
    CHECK_INT(sum.bound, sum.total);
    CHECK_INT(sum.left, 0);
}

/* 5 find room only if 5 others move on to where they walk a hundred times as far. */
static void as_many_as_can_be_are_placed_however_far(void **state)
{
    (void)state;
    const int64_t supply[] = {5, 5}, room[] = {5, 5};
    const om_haul hauls[] = {{0, 0, 1}, {0, 1, 1000000}, {1, 0, 1}};
    om_transport problem = {supply, 2, room, 2, hauls, 3, 0};
    int64_t units[3];
    om_transport_sum sum;
    CHECK_OK(om_transport_solve(&problem, units, &sum, &err));
    CHECK_INT(sum.placed, 10);
    CHECK_INT(units[1], 5);
    problem.left_cost = 1000;
    CHECK_OK(om_transport_solve(&problem, units, &sum, &err));
    CHECK_INT(sum.placed, 5);
    CHECK_INT(sum.total, 5 + 5000);
}

static void who_has_no_way_is_left(void **state)
{
    (void)state;
    const int64_t supply[] = {3, 4}, room[] = {100};
    const om_haul hauls[] = {{1, 0, 7}};
    const om_transport problem = {supply, 2, room, 1, hauls, 1, 0};
    int64_t units[1];
    om_transport_sum sum;
    CHECK_OK(om_transport_solve(&problem, units, &sum, &err));
    CHECK_INT(sum.left, 3);
    CHECK_INT(units[0], 4);
    CHECK_OK(om_transport_solve(&(om_transport){0}, units, &sum, &err));
    CHECK_INT(sum.total, 0);
}

static void numbers_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    int64_t units[1] = {77};
    om_transport_sum sum;
    const int64_t one[] = {1}, less[] = {-1}, much[] = {INT64_MAX};
    const om_haul nowhere = {0, 1, 1}, paid = {0, 0, -5}, dear = {0, 0, INT64_MAX / 2};
    const om_haul fair = {0, 0, 1};
    CHECK_FAILS(
        om_transport_solve(&(om_transport){less, 1, one, 1, &fair, 1, 0}, units, &sum, &err),
        OM_ERR_RANGE, "source 0 has -1 units");
    CHECK_FAILS(
        om_transport_solve(&(om_transport){one, 1, less, 1, &fair, 1, 0}, units, &sum, &err),
        OM_ERR_RANGE, "sink 0 has -1 units");
    CHECK_FAILS(
        om_transport_solve(&(om_transport){one, 1, one, 1, &nowhere, 1, 0}, units, &sum, &err),
        OM_ERR_RANGE, "way 0 leads from 0 to 1");
    CHECK_FAILS(om_transport_solve(&(om_transport){one, 1, one, 1, &paid, 1, 0}, units, &sum, &err),
                OM_ERR_RANGE, "at a cost of -5");
    CHECK_FAILS(om_transport_solve(&(om_transport){one, 1, one, 1, &dear, 1, 0}, units, &sum, &err),
                OM_ERR_RANGE, "too large");
    CHECK_FAILS(
        om_transport_solve(&(om_transport){much, 1, one, 1, &fair, 1, 0}, units, &sum, &err),
        OM_ERR_RANGE, "source 0 has");
    CHECK_INT(units[0], 77);
}

/* ---- GLPK ---- */

/* The least cost by GLPK's simplex, people who are left at `left_cost` each. */
static double glpk_least(const om_transport *problem, int64_t left_cost)
{
    glp_term_out(GLP_OFF);
    glp_prob *program = glp_create_prob();
    const int sources = (int)problem->sources, sinks = (int)problem->sinks;
    glp_add_rows(program, sources + sinks);
    for (int s = 0; s < sources; s++)
        glp_set_row_bnds(program, s + 1, GLP_FX, (double)problem->supply[s], 0);
    for (int k = 0; k < sinks; k++)
        glp_set_row_bnds(program, sources + k + 1, GLP_UP, 0, (double)problem->room[k]);
    for (size_t i = 0; i < problem->count; i++) {
        const om_haul *haul = &problem->hauls[i];
        const int rows[] = {0, (int)haul->source + 1, sources + (int)haul->sink + 1};
        const double ones[] = {0, 1, 1};
        const int column = glp_add_cols(program, 1);
        glp_set_col_bnds(program, column, GLP_LO, 0, 0);
        glp_set_obj_coef(program, column, (double)haul->cost);
        glp_set_mat_col(program, column, 2, rows, ones);
    }
    for (int s = 0; s < sources; s++) {
        const int row[] = {0, s + 1};
        const double one[] = {0, 1};
        const int column = glp_add_cols(program, 1);
        glp_set_col_bnds(program, column, GLP_LO, 0, 0);
        glp_set_obj_coef(program, column, (double)left_cost);
        glp_set_mat_col(program, column, 1, row, one);
    }
    CHECK_INT(glp_simplex(program, NULL), 0);
    CHECK_INT(glp_get_status(program), GLP_OPT);
    const double least = glp_get_obj_val(program);
    glp_delete_prob(program);
    return least;
}

/* The nearest pair of all that still has people and room, then the next. */
static int64_t greedy_cost(const om_transport *problem, om_arena *arena, int64_t left_cost)
{
    int64_t *people = OM_ARENA_ARRAY(arena, int64_t, problem->sources), total = 0;
    int64_t *room = OM_ARENA_ARRAY(arena, int64_t, problem->sinks);
    memcpy(people, problem->supply, problem->sources * sizeof *people);
    memcpy(room, problem->room, problem->sinks * sizeof *room);
    for (;;) {
        const om_haul *best = NULL;
        for (size_t i = 0; i < problem->count; i++) {
            const om_haul *haul = &problem->hauls[i];
            if (people[haul->source] > 0 && room[haul->sink] > 0 &&
                (!best || haul->cost < best->cost))
                best = haul;
        }
        if (!best)
            break;
        const int64_t few =
            people[best->source] < room[best->sink] ? people[best->source] : room[best->sink];
        people[best->source] -= few;
        room[best->sink] -= few;
        total += few * best->cost;
    }
    for (size_t s = 0; s < problem->sources; s++)
        total += people[s] * left_cost;
    return total;
}

static om_transport random_case(uint64_t *random, om_arena *arena)
{
    const size_t sources = 3 + (size_t)whole(random, 40), sinks = 2 + (size_t)whole(random, 8);
    int64_t *supply = OM_ARENA_ARRAY(arena, int64_t, sources);
    int64_t *room = OM_ARENA_ARRAY(arena, int64_t, sinks);
    om_haul *hauls = OM_ARENA_ARRAY(arena, om_haul, sources * sinks);
    om_transport made = {supply, sources, room, sinks, hauls, 0, 0};
    for (size_t s = 0; s < sources; s++)
        supply[s] = whole(random, 100);
    for (size_t k = 0; k < sinks; k++)
        room[k] = whole(random, 120 * (int64_t)sources / (int64_t)sinks);
    for (size_t s = 0; s < sources; s++)
        for (size_t k = 0; k < sinks; k++)
            if (whole(random, 3))
                hauls[made.count++] = (om_haul){(uint32_t)s, (uint32_t)k, whole(random, 3000)};
    return made;
}

static void check_feasible(const om_transport *problem, const int64_t *units, om_arena *arena)
{
    int64_t *sent = OM_ARENA_ARRAY(arena, int64_t, problem->sources);
    int64_t *got = OM_ARENA_ARRAY(arena, int64_t, problem->sinks);
    for (size_t i = 0; i < problem->count; i++) {
        CHECK(units[i] >= 0);
        sent[problem->hauls[i].source] += units[i];
        got[problem->hauls[i].sink] += units[i];
    }
    for (size_t s = 0; s < problem->sources; s++)
        CHECK(sent[s] <= problem->supply[s]);
    for (size_t k = 0; k < problem->sinks; k++)
        CHECK(got[k] <= problem->room[k]);
}

static void fifty_random_cases_cost_what_glpk_says_and_never_more_than_greed(void **state)
{
    (void)state;
    uint64_t random = 50;
    for (int i = 0; i < 50; i++) {
        OM_AUTO(om_arena) arena = om_arena_new();
        om_transport problem = random_case(&random, arena);
        int64_t *units = OM_ARENA_ARRAY(arena, int64_t, problem.count);
        om_transport_sum most, sum;
        CHECK_OK(om_transport_solve(&problem, units, &most, &err));
        check_feasible(&problem, units, arena);
        problem.left_cost = i % 2 ? 2500 : most.left_cost;
        CHECK_OK(om_transport_solve(&problem, units, &sum, &err));
        check_feasible(&problem, units, arena);
        CHECK(sum.placed <= most.placed);
        CHECK_NEAR((double)sum.total, glpk_least(&problem, problem.left_cost),
                   1e-9 * (double)sum.total);
        CHECK(sum.total <= greedy_cost(&problem, arena, problem.left_cost));
    }
}

/* ---- A known answer ---- */

static om_transport read_case(const char *path, om_arena *arena, long long *ret_answer)
{
    OM_AUTO_FILE file = fopen(path, "r");
    CHECK(file);
    om_transport read = {0};
    long long left_cost = 0, number = 0;
    size_t count = 0;
    CHECK_INT(fscanf(file, "%zu %zu %zu %lld %lld", &read.sources, &read.sinks, &count, &left_cost,
                     ret_answer),
              5);
    int64_t *supply = OM_ARENA_ARRAY(arena, int64_t, read.sources);
    int64_t *room = OM_ARENA_ARRAY(arena, int64_t, read.sinks);
    om_haul *hauls = OM_ARENA_ARRAY(arena, om_haul, count);
    for (size_t k = 0; k < read.sinks; k++, room[k - 1] = number)
        CHECK_INT(fscanf(file, "%lld", &number), 1);
    for (uint32_t s = 0; s < read.sources; s++) {
        size_t own = 0;
        CHECK_INT(fscanf(file, "%lld %zu", &number, &own), 2);
        supply[s] = number;
        for (; own > 0; own--, read.count++) {
            unsigned sink = 0;
            CHECK_INT(fscanf(file, "%u %lld", &sink, &number), 2);
            hauls[read.count] = (om_haul){s, sink, number};
        }
    }
    CHECK_INT(read.count, count);
    read.supply = supply;
    read.room = room;
    read.hauls = hauls;
    read.left_cost = left_cost;
    return read;
}

static void the_known_answer_is_found(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    long long answer = 0;
    const om_transport problem =
        read_case("tests/unit/engine/solver/data/shelter_200x5000.txt", arena, &answer);
    int64_t *units = OM_ARENA_ARRAY(arena, int64_t, problem.count);
    om_transport_sum sum;
    CHECK_OK(om_transport_solve(&problem, units, &sum, &err));
    CHECK(answer == 7129925524);
    CHECK(sum.total == answer);
    check_feasible(&problem, units, arena);
    CHECK(sum.placed + sum.left == 1033926);
}

OM_TESTS(test(whoever_gains_most_gets_the_near_hall),
         test(as_many_as_can_be_are_placed_however_far), test(who_has_no_way_is_left),
         test(numbers_that_make_no_sense_are_refused),
         test(fifty_random_cases_cost_what_glpk_says_and_never_more_than_greed),
         test(the_known_answer_is_found))
