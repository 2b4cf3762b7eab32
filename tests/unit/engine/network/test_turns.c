/* Forbidden turns: small crossings by hand, and random networks against a search by brute force. */
#include "engine/network/search.h"

#include <math.h>

#include "tests/support/check.h"
#include "tests/support/roads.h"

enum { MOST_ROADS = 26, MOST_TURNS = 12, VERTICES = 10, NONE = 2 * MOST_ROADS };

static om_error err;

/* Straight roads between numbered vertices; the node of vertex v is v + 1. */
typedef struct maze {
    om_xy place[VERTICES];
    om_xy points[MOST_ROADS][2];
    om_lonlat places[MOST_ROADS][2];
    int64_t nodes[MOST_ROADS][2];
    road_drawn roads[MOST_ROADS];
    uint32_t from[MOST_ROADS], to[MOST_ROADS];
    size_t road_count;
    uint32_t driven[MOST_TURNS][3];
    om_turn turns[MOST_TURNS];
    size_t turn_count;
} maze;

static void add_road(maze *of, uint32_t from, uint32_t to, int oneway)
{
    const size_t r = of->road_count++;
    of->from[r] = from;
    of->to[r] = to;
    const uint32_t ends[] = {from, to};
    for (size_t i = 0; i < 2; i++) {
        of->points[r][i] = of->place[ends[i]];
        of->places[r][i] = (om_lonlat){of->place[ends[i]].x * 1e-5, of->place[ends[i]].y * 1e-5};
        of->nodes[r][i] = (int64_t)ends[i] + 1;
    }
    of->roads[r] = (road_drawn){.points = of->points[r],
                                .places = of->places[r],
                                .nodes = of->nodes[r],
                                .count = 2,
                                .speed_kmh = 36,
                                .oneway = oneway};
}

static void add_turn(maze *of, uint32_t via, bool only, const uint32_t *roads, size_t count)
{
    const size_t t = of->turn_count++;
    for (size_t i = 0; i < count; i++)
        of->driven[t][i] = roads[i];
    of->turns[t] = (om_turn){.roads = of->driven[t],
                             .count = count,
                             .via_node = (int64_t)via + 1,
                             .via = {of->place[via].x * 1e-5, of->place[via].y * 1e-5},
                             .only = only};
}

static om_network *build(const maze *of, size_t *ret_skipped)
{
    om_network *network = NULL;
    const om_turns turns = {of->turns, of->turn_count, ret_skipped};
    CHECK_OK(roads_build(of->roads, of->road_count, &turns, &network, &err));
    return network;
}

static double seconds(const om_network *network, uint32_t from, double at, uint32_t to,
                      double there)
{
    OM_AUTO(om_search) search = om_search_new(network);
    const om_start start = {from, at, 0};
    CHECK_OK(om_search_run(search, &start, 1, INFINITY, &err));
    return om_search_at(search, to, there).seconds;
}

/*
 * A crossing of four roads of 100 m (10 s): 0 west, 1 east, 2 north, 3 south, all from vertex 0
 * outwards.
 */
static void draw_crossing(maze *ret)
{
    *ret = (maze){.place = {{0, 0}, {-100, 0}, {100, 0}, {0, 100}, {0, -100}}};
    for (uint32_t v = 1; v <= 4; v++)
        add_road(ret, 0, v, 0);
}

static void a_forbidden_turn_is_not_made(void **state)
{
    (void)state;
    maze of;
    draw_crossing(&of);
    add_turn(&of, 0, false, (const uint32_t[]){0, 2}, 2);
    size_t skipped = 9;
    OM_AUTO(om_network) network = build(&of, &skipped);
    CHECK_INT(skipped, 0);
    CHECK_NEAR(seconds(network, 0, 1, 1, 1), 20, 1e-9);
    CHECK_NEAR(seconds(network, 0, 1, 3, 1), 20, 1e-9);
    /* Instead it goes on to the east, turns back there, and comes from where it may turn. */
    CHECK_NEAR(seconds(network, 0, 1, 2, 1), 40, 1e-9);
    CHECK_NEAR(seconds(network, 2, 1, 0, 1), 20, 1e-9);
}

static void the_only_turn_forbids_all_others(void **state)
{
    (void)state;
    maze of;
    draw_crossing(&of);
    add_turn(&of, 0, true, (const uint32_t[]){0, 1}, 2);
    size_t skipped = 9;
    OM_AUTO(om_network) network = build(&of, &skipped);
    CHECK_INT(skipped, 0);
    CHECK_NEAR(seconds(network, 0, 1, 1, 1), 20, 1e-9);
    CHECK_NEAR(seconds(network, 0, 1, 2, 1), 40, 1e-9);
    CHECK_NEAR(seconds(network, 0, 1, 3, 1), 40, 1e-9);
    CHECK_NEAR(seconds(network, 3, 1, 2, 1), 20, 1e-9);
}

static void a_turn_over_a_third_road_binds_only_those_who_came_so(void **state)
{
    (void)state;
    maze of;
    draw_crossing(&of);
    of.place[5] = (om_xy){100, 100};
    add_road(&of, 2, 5, 0); /* 4: from the east's end to the north */
    add_turn(&of, 0, false, (const uint32_t[]){0, 1, 4}, 3);
    size_t skipped = 9;
    OM_AUTO(om_network) network = build(&of, &skipped);
    CHECK_INT(skipped, 0);
    CHECK_NEAR(seconds(network, 3, 1, 4, 1), 30, 1e-9);
    /* From the west only by turning back on the way: at the east's end and at the crossing. */
    CHECK_NEAR(seconds(network, 0, 1, 4, 1), 50, 1e-9);
    CHECK_NEAR(seconds(network, 1, 0.5, 4, 1), 15, 1e-9);
}

static void turns_that_name_no_place_are_skipped(void **state)
{
    (void)state;
    maze of;
    draw_crossing(&of);
    add_turn(&of, 3, false, (const uint32_t[]){0, 2}, 2); /* the west does not touch vertex 3 */
    add_turn(&of, 0, false, (const uint32_t[]){0, 99}, 2);
    add_turn(&of, 0, false, (const uint32_t[]){0}, 1);
    size_t skipped = 0;
    OM_AUTO(om_network) network = build(&of, &skipped);
    CHECK_INT(skipped, 3);
    CHECK_NEAR(seconds(network, 0, 1, 2, 1), 20, 1e-9);
}

/* ---- Brute force: who is where is known with the last two ways ---- */

static uint32_t tail_of(const maze *of, uint32_t way)
{
    return way % 2 ? of->to[way / 2] : of->from[way / 2];
}

static bool is_open(const maze *of, uint32_t way)
{
    return way % 2 ? of->roads[way / 2].oneway <= 0 : of->roads[way / 2].oneway >= 0;
}

static bool leads_to(const maze *of, uint32_t way, uint32_t road, uint32_t vertex)
{
    return way != NONE && way / 2 == road && tail_of(of, way ^ 1) == vertex;
}

/* The way of a road that begins at a vertex. */
static uint32_t way_from(const maze *of, uint32_t road, uint32_t vertex)
{
    return of->from[road] == vertex ? 2 * road : 2 * road + 1;
}

static bool is_forbidden(const maze *of, const om_turn *turn, uint32_t before, uint32_t last,
                         uint32_t next)
{
    const uint32_t via = (uint32_t)turn->via_node - 1, *roads = turn->roads;
    if (turn->count == 2) {
        const uint32_t meant = way_from(of, roads[1], via);
        if (!leads_to(of, last, roads[0], via) || (turn->only && !is_open(of, meant)))
            return false;
        return turn->only ? next != meant : next == meant;
    }
    const uint32_t over = way_from(of, roads[1], via);
    const uint32_t meant = way_from(of, roads[2], tail_of(of, over ^ 1));
    const bool is_driven = leads_to(of, before, roads[0], via) && last == over;
    if (!turn->only)
        return is_driven && next == meant;
    if (!is_open(of, over) || !is_open(of, meant))
        return false;
    return (leads_to(of, last, roads[0], via) && next != over) || (is_driven && next != meant);
}

static bool may_take(const maze *of, uint32_t before, uint32_t last, uint32_t next)
{
    if (!is_open(of, next))
        return false;
    for (size_t t = 0; t < of->turn_count; t++)
        if (is_forbidden(of, &of->turns[t], before, last, next))
            return false;
    return true;
}

static double length_of(const maze *of, uint32_t way)
{
    const om_xy a = of->points[way / 2][0], b = of->points[way / 2][1];
    return hypot(b.x - a.x, b.y - a.y) / 10;
}

/* Seconds at the end of `last`, driven after `before`, until nothing changes. */
static void brute_force(const maze *of, const om_start *start, double at[NONE + 1][NONE])
{
    const double length_s = length_of(of, 2 * start->edge);
    for (uint32_t b = 0; b <= NONE; b++)
        for (uint32_t l = 0; l < NONE; l++)
            at[b][l] = INFINITY;
    if (is_open(of, 2 * start->edge))
        at[NONE][2 * start->edge] = (1 - start->fraction) * length_s;
    if (is_open(of, 2 * start->edge + 1))
        at[NONE][2 * start->edge + 1] = start->fraction * length_s;
    const uint32_t ways = 2 * (uint32_t)of->road_count;
    for (bool changed = true; changed;) {
        changed = false;
        for (uint32_t b = 0; b <= NONE; b++)
            for (uint32_t l = 0; l < ways; l++)
                for (uint32_t n = 0; n < ways && at[b][l] < (double)INFINITY; n++) {
                    const double then = at[b][l] + length_of(of, n);
                    if (tail_of(of, n) != tail_of(of, l ^ 1) || !(then < at[l][n]) ||
                        !may_take(of, b, l, n))
                        continue;
                    at[l][n] = then;
                    changed = true;
                }
    }
}

static double true_seconds(const maze *of, double at[NONE + 1][NONE], const om_start *start,
                           uint32_t road, double fraction)
{
    double best = INFINITY;
    const double way = fraction - start->fraction;
    if (start->edge == road &&
        ((way >= 0 && is_open(of, 2 * road)) || (way <= 0 && is_open(of, 2 * road + 1))))
        best = fabs(way) * length_of(of, 2 * road);
    for (uint32_t b = 0; b <= NONE; b++)
        for (uint32_t l = 0; l < 2 * of->road_count; l++)
            for (uint32_t n = 2 * road; n <= 2 * road + 1; n++)
                if (tail_of(of, n) == tail_of(of, l ^ 1) && at[b][l] < (double)INFINITY &&
                    may_take(of, b, l, n))
                    best =
                        fmin(best, at[b][l] + (n % 2 ? 1 - fraction : fraction) * length_of(of, n));
    return best;
}

/* ---- Random mazes ---- */

static uint32_t random_below(uint64_t *seed, uint32_t limit)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % limit;
}

/* A road at a vertex other than `but`; MOST_ROADS when there is none. */
static uint32_t road_at(const maze *of, uint64_t *seed, uint32_t vertex, uint32_t but)
{
    const uint32_t count = (uint32_t)of->road_count, first = random_below(seed, count);
    for (uint32_t i = 0; i < count; i++) {
        const uint32_t r = (first + i) % count;
        if (r != but && (of->from[r] == vertex || of->to[r] == vertex))
            return r;
    }
    return MOST_ROADS;
}

static void add_random_turn(maze *of, uint64_t *seed)
{
    const uint32_t via = random_below(seed, VERTICES);
    const uint32_t a = road_at(of, seed, via, MOST_ROADS), b = road_at(of, seed, via, a);
    const bool only = random_below(seed, 4) == 0;
    if (a == MOST_ROADS || b == MOST_ROADS)
        return;
    if (random_below(seed, 2)) {
        add_turn(of, via, only, (const uint32_t[]){a, b}, 2);
        return;
    }
    const uint32_t c = road_at(of, seed, of->from[b] == via ? of->to[b] : of->from[b], b);
    if (c != MOST_ROADS)
        add_turn(of, via, only, (const uint32_t[]){a, b, c}, 3);
}

static void draw_random(uint64_t *seed, maze *ret)
{
    *ret = (maze){0};
    for (size_t v = 0; v < VERTICES; v++)
        ret->place[v] = (om_xy){random_below(seed, 1000), random_below(seed, 1000)};
    while (ret->road_count < 18) {
        const uint32_t a = random_below(seed, VERTICES), b = random_below(seed, VERTICES);
        if (a != b)
            add_road(ret, a, b, random_below(seed, 3) ? 0 : 1);
    }
    for (size_t i = 0; i < 8; i++)
        add_random_turn(ret, seed);
}

static void random_mazes_agree_with_brute_force(void **state)
{
    (void)state;
    static double at[NONE + 1][NONE];
    static maze of;
    uint64_t seed = 7;
    size_t reached = 0, longer = 0;
    for (size_t i = 0; i < 200; i++) {
        draw_random(&seed, &of);
        OM_AUTO(om_network) network = build(&of, NULL);
        OM_AUTO(om_network) free_network = NULL;
        CHECK_OK(roads_build(of.roads, of.road_count, NULL, &free_network, &err));
        const uint32_t roads = (uint32_t)of.road_count;
        const om_start start = {random_below(&seed, roads), random_below(&seed, 101) / 100.0, 0};
        brute_force(&of, &start, at);
        for (uint32_t r = 0; r < roads; r++) {
            const double fraction = (1 + random_below(&seed, 99)) / 100.0;
            const double got = seconds(network, start.edge, start.fraction, r, fraction);
            const double want = true_seconds(&of, at, &start, r, fraction);
            CHECK(isinf(got) == isinf(want));
            if (isinf(got))
                continue;
            CHECK_NEAR(got, want, 1e-9);
            reached++;
            longer += got > seconds(free_network, start.edge, start.fraction, r, fraction) + 1e-9;
        }
    }
    CHECK(reached > 2000 && longer > 200);
}

/* Moves a start, or lets it never set off. */
static void change_a_start(const maze *of, om_start *starts, size_t count, uint64_t *seed)
{
    om_start *changed = &starts[random_below(seed, (uint32_t)count)];
    *changed =
        (om_start){random_below(seed, (uint32_t)of->road_count), random_below(seed, 101) / 100.0,
                   random_below(seed, 4) ? random_below(seed, 60) : (double)INFINITY};
}

static void a_search_that_goes_on_from_the_last_finds_the_same_bytes(void **state)
{
    (void)state;
    enum { STARTS = 5 };
    static maze of;
    uint64_t seed = 17;
    for (size_t i = 0; i < 50; i++) {
        draw_random(&seed, &of);
        OM_AUTO(om_network) network = build(&of, NULL);
        OM_AUTO(om_search) kept = om_search_new(network);
        OM_AUTO(om_search) fresh = om_search_new(network);
        const double limit_s = i % 2 ? 90 : (double)INFINITY;
        om_start starts[STARTS] = {0};
        CHECK_OK(om_search_run(kept, starts, STARTS, limit_s, &err));
        for (size_t change = 0; change < 20; change++) {
            const size_t count = change % 7 == 6 ? STARTS - 1 : STARTS;
            change_a_start(&of, starts, count, &seed);
            CHECK_OK(om_search_run_again(kept, starts, count, &err));
            CHECK_OK(om_search_run(fresh, starts, count, limit_s, &err));
            for (uint32_t r = 0; r < of.road_count; r++)
                for (int part = 0; part <= 4; part++) {
                    const om_arrival a = om_search_at(kept, r, part / 4.0);
                    const om_arrival b = om_search_at(fresh, r, part / 4.0);
                    CHECK(a.seconds == b.seconds && a.source == b.source);
                    CHECK(a.source == OM_NO_SOURCE || isfinite(starts[a.source].seconds));
                }
        }
    }
}

OM_TESTS(test(a_forbidden_turn_is_not_made), test(the_only_turn_forbids_all_others),
         test(a_turn_over_a_third_road_binds_only_those_who_came_so),
         test(turns_that_name_no_place_are_skipped), test(random_mazes_agree_with_brute_force),
         test(a_search_that_goes_on_from_the_last_finds_the_same_bytes))
