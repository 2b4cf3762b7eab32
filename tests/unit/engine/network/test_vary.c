/* Networks under other conditions: blocked stretches against networks that are built without them.
 */
#include "engine/network/vary.h"

#include <math.h>

#include "engine/network/search.h"
#include "tests/support/check.h"
#include "tests/support/city.h"

static om_error err;

static double seconds(const om_network *network, om_spot from, om_spot to)
{
    OM_AUTO(om_search) search = om_search_new(network);
    const om_start start = {from.edge, from.fraction, 0};
    CHECK_OK(om_search_run(search, &start, 1, INFINITY, &err));
    return om_search_at(search, to.edge, to.fraction).seconds;
}

static om_network *vary(const om_network *base, om_conditions conditions)
{
    om_network *varied = NULL;
    CHECK_OK(om_network_vary(base, &conditions, &varied, &err));
    return varied;
}

/* Metres that a search from one end reaches of the only edge. */
static double reached_m(const om_network *network, double at)
{
    const om_span *spans;
    double reached_m = 0;
    OM_AUTO(om_search) search = om_search_new(network);
    CHECK_OK(om_search_run(search, &(om_start){0, at, 0}, 1, INFINITY, &err));
    const size_t count = om_search_spans(search, 0, INFINITY, &spans);
    for (size_t i = 0; i < count; i++)
        reached_m += (spans[i].to - spans[i].from) * om_network_edge(network, 0)->length_m;
    return reached_m;
}

static void a_block_is_reached_from_both_sides_and_not_passed(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a----b", 36); /* 2500 m, 250 s */
    const om_block flood = {0, 0.4, 0.6};
    OM_AUTO(om_network)
    varied = vary(city->network, (om_conditions){.blocks = &flood, .block_count = 1});
    const om_spot a = {0, 0, 0}, before = {0, 0.4, 0}, in = {0, 0.5, 0}, b = {0, 1, 0};
    CHECK_NEAR(seconds(varied, a, before), 100, 1e-9);
    CHECK(isinf(seconds(varied, a, in)));
    CHECK(isinf(seconds(varied, a, b)));
    CHECK_NEAR(seconds(varied, b, (om_spot){0, 0.6, 0}), 100, 1e-9);
    CHECK_NEAR(seconds(city->network, a, b), 250, 1e-9); /* the base is as it was */
    CHECK_NEAR(reached_m(varied, 0), 1000, 1e-9);
    CHECK_NEAR(reached_m(varied, 0.9), 1000, 1e-9);
}

static void a_shut_gate_is_a_block_without_length(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a----b", 36);
    const om_block gate = {0, 0.5, 0.5};
    OM_AUTO(om_network)
    varied = vary(city->network, (om_conditions){.blocks = &gate, .block_count = 1});
    CHECK(isinf(seconds(varied, (om_spot){0, 0, 0}, (om_spot){0, 0.6, 0})));
    CHECK_NEAR(seconds(varied, (om_spot){0, 0, 0}, (om_spot){0, 0.5, 0}), 125, 1e-9);
    CHECK_NEAR(reached_m(varied, 0.2), 1250, 1e-9);
}

/* Roads: 0 from a to e, 1 from a to c, 2 from e to b, 3 from b to d, 4 from c to d. */
static void slowed_and_closed_roads_take_their_time(void **state)
{
    (void)state;
    OM_AUTO(om_city)
    city = om_city_draw("a--e--b\n"
                        "|     |\n"
                        "c-----d\n",
                        36);
    const om_spot c = {1, 1, 0}, there = {2, 0.5, 0}, on_closed = {0, 0.5, 0};
    CHECK_NEAR(seconds(city->network, c, there), 325, 1e-9); /* 3250 m over a */
    const om_slow slow = {0, 0.75};
    OM_AUTO(om_network)
    slowed = vary(city->network, (om_conditions){.slows = &slow, .slow_count = 1});
    CHECK_NEAR(seconds(slowed, c, there), 375, 1e-9);
    const double rush_kmh[] = {18, 18, 18, 18, 18}, closed_kmh[] = {0, 18, 18, 18, 18};
    OM_AUTO(om_network) rush = vary(city->network, (om_conditions){.road_kmh = rush_kmh});
    OM_AUTO(om_network) closed = vary(city->network, (om_conditions){.road_kmh = closed_kmh});
    CHECK_NEAR(seconds(rush, c, there), 650, 1e-9);
    CHECK_NEAR(seconds(closed, c, there), 950, 1e-9); /* 4750 m over d */
    CHECK(isinf(seconds(closed, c, on_closed)));
}

/* ---- Random grids: a network with blocks against one whose roads are cut there ---- */

enum { SIDE = 4, ROADS = 2 * SIDE * (SIDE - 1) };

typedef struct grid {
    om_xy points[2 * ROADS][2];
    om_lonlat places[2 * ROADS][2];
    road_drawn roads[2 * ROADS];
    size_t count;
    double from[ROADS], to[ROADS]; /* the block; from > to for none */
    size_t cut_first[ROADS];       /* the road of the cut grid that begins where the road does */
} grid;

static uint32_t random_below(uint64_t *seed, uint32_t limit)
{
    *seed = *seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(*seed >> 33) % limit;
}

static void add_road(grid *of, om_xy a, om_xy b, int oneway)
{
    const size_t r = of->count++;
    const om_xy ends[] = {a, b};
    for (size_t i = 0; i < 2; i++) {
        of->points[r][i] = ends[i];
        of->places[r][i] = (om_lonlat){ends[i].x * 1e-4, ends[i].y * 1e-4};
    }
    of->roads[r] = (road_drawn){.points = of->points[r],
                                .places = of->places[r],
                                .count = 2,
                                .speed_kmh = 36,
                                .oneway = oneway};
}

static om_xy between(om_xy a, om_xy b, double t)
{
    return (om_xy){a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
}

/* Fills `whole` with streets and their blocks, and `cut` with what is left of them. */
static void draw_grids(uint64_t *seed, grid *whole, grid *cut)
{
    whole->count = cut->count = 0;
    for (int i = 0; i < SIDE * SIDE; i++)
        for (int down = 0; down < 2; down++) {
            const int x = i % SIDE, y = i / SIDE;
            if ((down ? y : x) + 1 == SIDE)
                continue;
            const size_t r = whole->count;
            const om_xy a = {100 * x, 100 * y}, b = {100 * (x + !down), 100 * (y + down)};
            const int oneway = (int)random_below(seed, 4) == 0;
            const double p = random_below(seed, 101) / 100.0, q = random_below(seed, 101) / 100.0;
            const bool is_blocked = random_below(seed, 3) == 0;
            add_road(whole, a, b, oneway);
            whole->from[r] = is_blocked ? fmin(p, q) : 2;
            whole->to[r] = is_blocked ? fmax(p, q) : 1;
            whole->cut_first[r] = cut->count;
            if (!is_blocked) {
                add_road(cut, a, b, oneway);
                continue;
            }
            add_road(cut, a, between(a, b, fmin(p, q) > 0 ? fmin(p, q) : 1e-9), oneway);
            add_road(cut, between(a, b, fmax(p, q) < 1 ? fmax(p, q) : 1 - 1e-9), b, oneway);
            /* An end must not touch the other's: they are told apart by their places. */
            for (size_t k = cut->count - 2; k < cut->count; k++)
                cut->places[k][k == cut->count - 2].lon += 1e-6 * (double)(k + 1);
        }
}

/* Where a spot of the whole grid lies on the cut one; false within a block. */
static bool spot_on_cut(const grid *whole, om_spot spot, om_spot *ret)
{
    const double from = whole->from[spot.edge], to = whole->to[spot.edge];
    ret->edge = (uint32_t)whole->cut_first[spot.edge];
    ret->fraction = spot.fraction;
    if (from > to)
        return true;
    if (spot.fraction > from && spot.fraction < to)
        return false;
    if (spot.fraction <= from && from > 0)
        ret->fraction = fmin(spot.fraction / from, 1);
    else if (to < 1 && spot.fraction >= to)
        *ret = (om_spot){ret->edge + 1, (spot.fraction - to) / (1 - to), 0};
    else
        return false;
    return true;
}

static void random_blocks_agree_with_roads_that_are_cut(void **state)
{
    (void)state;
    static grid whole, cut;
    uint64_t seed = 11;
    size_t compared = 0, later = 0;
    for (size_t round = 0; round < 200; round++) {
        draw_grids(&seed, &whole, &cut);
        OM_AUTO(om_network) base = NULL;
        OM_AUTO(om_network) truth = NULL;
        CHECK_OK(roads_build(whole.roads, whole.count, NULL, &base, &err));
        CHECK_OK(roads_build(cut.roads, cut.count, NULL, &truth, &err));
        om_block blocks[ROADS];
        size_t count = 0;
        for (uint32_t r = 0; r < whole.count; r++)
            if (whole.from[r] <= whole.to[r])
                blocks[count++] = (om_block){r, whole.from[r], whole.to[r]};
        OM_AUTO(om_network)
        varied = vary(base, (om_conditions){.blocks = blocks, .block_count = count});
        for (uint32_t r = 0; r < whole.count; r++) {
            const om_spot from = {random_below(&seed, ROADS), 0.305, 0}, to = {r, 0.705, 0};
            om_spot start, end;
            if (!spot_on_cut(&whole, from, &start))
                continue;
            const double got = seconds(varied, from, to);
            CHECK(got >= seconds(base, from, to) - 1e-9);
            later += got > seconds(base, from, to) + 1e-6;
            if (!spot_on_cut(&whole, to, &end)) {
                CHECK(isinf(got));
                continue;
            }
            const double want = seconds(truth, start, end);
            CHECK(isinf(got) == isinf(want));
            if (isfinite(got))
                CHECK_NEAR(got, want, 1e-6);
            compared++;
        }
    }
    CHECK(compared > 2000 && later > 500);
}

static void bad_conditions_are_refused(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a----b", 36);
    OM_AUTO(om_network) varied = NULL;
    const om_block beyond = {1, 0, 1}, turned = {0, 0.6, 0.4};
    const om_slow stopped = {0, 0}, faster = {0, 1.5};
    const double backwards = -1;
    const om_conditions bad[] = {
        {.blocks = &beyond, .block_count = 1},
        {.blocks = &turned, .block_count = 1},
        {.slows = &stopped, .slow_count = 1},
        {.slows = &faster, .slow_count = 1},
        {.road_kmh = &backwards},
    };
    static const char *const words[] = {"lies on no edge", "lies on no edge", "factor of 0",
                                        "factor of 1.5", "below 0"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        CHECK_FAILS(om_network_vary(city->network, &bad[i], &varied, &err), OM_ERR_RANGE, words[i]);
}

OM_TESTS(test(a_block_is_reached_from_both_sides_and_not_passed),
         test(a_shut_gate_is_a_block_without_length), test(slowed_and_closed_roads_take_their_time),
         test(random_blocks_agree_with_roads_that_are_cut), test(bad_conditions_are_refused))
