/* Points within a distance are those that asking each one finds. */
#include "engine/geo/points.h"

#include <math.h>

#include "tests/support/check.h"

enum { POINTS = 3000, CENTERS = 7 };

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 8;
}

/* On a raster of 10, so that many are exactly as far as asked for, and thick in a corner. */
static void scatter(om_xy *at, double *weights)
{
    uint32_t seed = 3;
    for (size_t i = 0; i < POINTS; i++) {
        const uint32_t wide = i % 3 ? 1000 : 50;
        at[i] = (om_xy){next_random(&seed) % wide * 10.0, next_random(&seed) % wide * 10.0};
        weights[i] = 1 + next_random(&seed) % 9;
    }
}

static double ask_each(const om_xy *at, const double *weights, const om_xy *centers, size_t count,
                       double distance, size_t *ret_count)
{
    double sum = 0;
    *ret_count = 0;
    for (size_t i = 0; i < POINTS; i++) {
        double nearest = INFINITY;
        for (size_t c = 0; c < count; c++)
            nearest = fmin(nearest, hypot(at[i].x - centers[c].x, at[i].y - centers[c].y));
        if (nearest <= distance) {
            sum += weights[i];
            ++*ret_count;
        }
    }
    return sum;
}

static void points_within_a_distance_are_found_each_once(void **state)
{
    (void)state;
    static om_xy at[POINTS];
    static double weights[POINTS];
    scatter(at, weights);
    OM_AUTO(om_points) points = om_points_new(at, weights, POINTS);
    uint32_t seed = 9;
    size_t found = 0, wanted = 0, all = 0;
    for (int round = 0; round < 300; round++) {
        om_xy centers[CENTERS];
        for (size_t c = 0; c < CENTERS; c++)
            centers[c] = (om_xy){(double)(next_random(&seed) % 1100) * 10 - 500,
                                 (double)(next_random(&seed) % 1100) * 10 - 500};
        const size_t count = round % 2 ? 1 : 1 + (size_t)round % CENTERS;
        const double distance = round % 5 * 250;
        const double sum = om_points_within(points, centers, count, distance, &found);
        CHECK_NEAR(sum, ask_each(at, weights, centers, count, distance, &wanted), 0);
        CHECK_INT(found, wanted);
        all += found;
    }
    CHECK(all > 10000);
}

static bool count_some(void *context, om_xy at, double weight)
{
    int *left = context;
    (void)at;
    (void)weight;
    return --*left > 0;
}

static void a_visit_ends_when_it_is_told_to(void **state)
{
    (void)state;
    static const om_xy at[] = {{0, 0}, {1, 0}, {2, 0}, {3, 5}};
    static const double weights[] = {1, 1, 1, 1};
    OM_AUTO(om_points) points = om_points_new(at, weights, 4);
    int left = 100;
    om_points_visit(points, (om_rect){1, 0, 3, 5}, count_some, &left);
    CHECK_INT(left, 97);
    left = 2;
    om_points_visit(points, (om_rect){0, 0, 3, 5}, count_some, &left);
    CHECK_INT(left, 0);
}

static void none_and_many_in_one_place_are_no_trouble(void **state)
{
    (void)state;
    static const om_xy at[] = {{5, 5}, {5, 5}, {5, 5}};
    static const double weights[] = {1, 2, 4};
    OM_AUTO(om_points) none = om_points_new(NULL, NULL, 0);
    OM_AUTO(om_points) one_place = om_points_new(at, weights, 3);
    CHECK_NEAR(om_points_within(none, at, 1, 100, NULL), 0, 0);
    CHECK_NEAR(om_points_within(one_place, at, 1, 0, NULL), 7, 0);
    CHECK_NEAR(om_points_within(one_place, &(om_xy){5, 6}, 1, 0.999, NULL), 0, 0);
    CHECK_NEAR(om_points_within(one_place, at, 0, 100, NULL), 0, 0);
}

OM_TESTS(test(points_within_a_distance_are_found_each_once), test(a_visit_ends_when_it_is_told_to),
         test(none_and_many_in_one_place_are_no_trouble))
