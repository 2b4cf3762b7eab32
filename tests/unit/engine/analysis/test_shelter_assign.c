/* Who is housed where: worked out by hand, capacities kept, nobody lost, more never worse. */
#include "engine/analysis/shelter_assign.h"

#include "engine/base/arena.h"
#include "tests/support/check.h"

static om_error err;

/* Place 0 is 10 m from shelter 0 and 50 m from shelter 1; place 1 is 20 m from shelter 0 alone. */
static om_catch list[] = {{0, 10}, {1, 20}, {0, 50}};
static size_t first[] = {0, 2, 3};
static const om_catchments caught = {first, list};

static void who_has_no_choice_gets_the_room(void **state)
{
    (void)state;
    const double room[] = {100, 1000}, people[] = {80.5, 100};
    const om_assign_case of = {&caught, room, 2, people, 2, 0};
    om_assignment answer = {0};
    CHECK_OK(om_assign_people(&of, &answer, &err));
    CHECK_INT(answer.count, 2);
    CHECK_INT(answer.list[0].shelter, 1);
    CHECK_NEAR(answer.list[0].people, 80.5, 0);
    CHECK_NEAR(answer.list[1].people, 100, 0);
    CHECK_NEAR(answer.person_m, 80.5 * 50 + 100 * 20, 1e-9);
    CHECK_NEAR(answer.left, 0, 0);
    om_assignment_clear(&answer);
}

static void what_has_no_room_is_left(void **state)
{
    (void)state;
    const double room[] = {30, 0}, people[] = {10, 100};
    om_assign_case of = {&caught, room, 2, people, 2, 0};
    om_assignment answer = {0};
    CHECK_OK(om_assign_people(&of, &answer, &err));
    CHECK_NEAR(answer.placed, 30, 1e-9);
    CHECK_NEAR(answer.left, 80, 1e-9);
    CHECK_INT(answer.ways, 2); /* one has no room at all */
    CHECK_NEAR(answer.list[0].people, 10, 1e-9);
    om_assignment_clear(&answer);
}

static void only_the_nearest_count_where_that_is_asked(void **state)
{
    (void)state;
    const double room[] = {50, 1000}, people[] = {80, 0};
    om_assign_case of = {&caught, room, 2, people, 2, 1};
    om_assignment answer = {0};
    CHECK_OK(om_assign_people(&of, &answer, &err));
    CHECK_INT(answer.ways, 1);
    CHECK_NEAR(answer.placed, 50, 1e-9);
    om_assignment_clear(&answer);
    of.nearest = 2;
    CHECK_OK(om_assign_people(&of, &answer, &err));
    CHECK_NEAR(answer.placed, 80, 1e-9);
    om_assignment_clear(&answer);
}

static double share(uint64_t *random)
{
    *random = *random * 6364136223846793005u + 1442695040888963407u;
    return (double)(*random >> 11) / 9007199254740992.0;
}

enum { SHELTERS = 12, PLACES = 150 };

/* A town of places with parts of people, each near some shelters. */
typedef struct town {
    om_catch list[SHELTERS * PLACES];
    size_t first[SHELTERS + 1];
    om_catchments caught;
    double room[SHELTERS], people[PLACES];
} town;

static town *random_town(om_arena *arena, uint64_t seed)
{
    town *made = OM_ARENA_ARRAY(arena, town, 1);
    uint64_t random = seed;
    for (size_t p = 0; p < PLACES; p++)
        made->people[p] = p % 9 ? 20 * share(&random) : 0;
    for (size_t s = 0; s < SHELTERS; s++) {
        made->room[s] = floor(150 * share(&random));
        made->first[s + 1] = made->first[s];
        for (uint32_t p = 0; p < PLACES; p++)
            if (share(&random) < 0.3)
                made->list[made->first[s + 1]++] = (om_catch){p, 1000 * share(&random)};
    }
    made->caught = (om_catchments){made->first, made->list};
    return made;
}

static void nobody_is_lost_and_no_shelter_is_overfull(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    for (uint64_t seed = 1; seed < 20; seed++) {
        const town *in = random_town(arena, seed);
        const om_assign_case of = {&in->caught, in->room, SHELTERS, in->people, PLACES, seed % 4};
        om_assignment answer = {0};
        double used[SHELTERS] = {0}, housed[PLACES] = {0}, all = 0;
        CHECK_OK(om_assign_people(&of, &answer, &err));
        for (size_t i = 0; i < answer.count; i++) {
            CHECK(answer.list[i].people > 0);
            used[answer.list[i].shelter] += answer.list[i].people;
            housed[answer.list[i].place] += answer.list[i].people;
        }
        for (size_t s = 0; s < SHELTERS; s++)
            CHECK(used[s] <= in->room[s] + 1e-9);
        for (size_t p = 0; p < PLACES; p++) {
            CHECK(housed[p] <= in->people[p] + 1e-12);
            all += in->people[p];
        }
        CHECK_NEAR(answer.placed + answer.left, all, 1e-9);
        om_assignment_clear(&answer);
    }
}

static void another_shelter_never_houses_fewer(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    const town *in = random_town(arena, 77);
    double placed = 0;
    for (size_t count = 1; count <= SHELTERS; count++) {
        const om_assign_case of = {&in->caught, in->room, count, in->people, PLACES, 0};
        om_assignment answer = {0};
        CHECK_OK(om_assign_people(&of, &answer, &err));
        CHECK(answer.placed >= placed - PLACES / 256.0);
        placed = answer.placed;
        om_assignment_clear(&answer);
    }
    CHECK(placed > 100);
}

static void numbers_that_make_no_sense_are_refused(void **state)
{
    (void)state;
    const double room[] = {-1, 5}, people[] = {1, NAN}, fair[] = {1, 1};
    om_assignment answer = {0};
    CHECK_FAILS(om_assign_people(&(om_assign_case){&caught, room, 2, fair, 2, 0}, &answer, &err),
                OM_ERR_RANGE, "cannot hold -1 people");
    CHECK_FAILS(om_assign_people(&(om_assign_case){&caught, fair, 2, people, 2, 0}, &answer, &err),
                OM_ERR_RANGE, "people cannot be housed");
}

OM_TESTS(test(who_has_no_choice_gets_the_room), test(what_has_no_room_is_left),
         test(only_the_nearest_count_where_that_is_asked),
         test(nobody_is_lost_and_no_shelter_is_overfull), test(another_shelter_never_houses_fewer),
         test(numbers_that_make_no_sense_are_refused))
