/* Streets out of pieces. */
#include "engine/draw/place.h"
#include "tests/support/check.h"

static const om_vertex ab[] = {{1, 1}, {2, 1}}, cb[] = {{3, 1}, {2, 1}}, cd[] = {{3, 1}, {4, 9}},
                       be[] = {{2, 1}, {2, 5}};

static void pieces_are_joined_whichever_way_they_run(void **state)
{
    (void)state;
    const om_named_line lines[] = {{cb, 2, 7, 0}, {cd, 2, 7, 1}, {ab, 2, 7, 2}};
    om_street *streets = NULL;
    const size_t count = om_streets_join(lines, 3, &streets);
    CHECK_INT(count, 1);
    CHECK_INT(streets[0].count, 4);
    CHECK_INT(streets[0].number, 0);
    const bool forward = streets[0].vertices[0].x == 1;
    for (uint32_t i = 0; i < 4; i++)
        CHECK_INT(streets[0].vertices[forward ? i : 3 - i].x, i + 1);
    om_streets_free(streets, count);
}

static void other_names_and_forks_stay_apart(void **state)
{
    (void)state;
    const om_named_line names[] = {{ab, 2, 1, 0}, {cb, 2, 2, 1}};
    const om_named_line fork[] = {{ab, 2, 1, 0}, {cb, 2, 1, 1}, {be, 2, 1, 2}};
    om_street *streets = NULL;
    CHECK_INT(om_streets_join(names, 2, &streets), 2);
    om_streets_free(streets, 2);
    CHECK_INT(om_streets_join(fork, 3, &streets), 3);
    om_streets_free(streets, 3);
}

static void a_ring_is_gone_round_once(void **state)
{
    (void)state;
    const om_vertex b_a[] = {{2, 1}, {9, 9}, {1, 1}};
    const om_named_line ring[] = {{ab, 2, 1, 0}, {b_a, 3, 1, 1}};
    om_street *streets = NULL;
    CHECK_INT(om_streets_join(ring, 2, &streets), 1);
    CHECK_INT(streets[0].count, 4);
    om_streets_free(streets, 1);
}

OM_TESTS(test(pieces_are_joined_whichever_way_they_run), test(other_names_and_forks_stay_apart),
         test(a_ring_is_gone_round_once))
