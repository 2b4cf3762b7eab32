/* The nearest edge is found wherever the grid's cells lie. */
#include "tests/support/check.h"
#include "tests/support/city.h"

static void a_place_is_put_on_the_edge_not_on_its_end(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a--b", 30);
    om_spot spot;
    CHECK(om_network_snap(city->network, (om_xy){300, 40}, 200, &spot));
    CHECK_NEAR(spot.fraction, 0.2, 1e-12);
    CHECK_NEAR(spot.distance_m, 40, 1e-9);
    CHECK(om_network_snap(city->network, (om_xy){-30, 40}, 50, &spot));
    CHECK_NEAR(spot.fraction, 0, 0);
    CHECK_NEAR(spot.distance_m, 50, 1e-9);
}

static void nothing_is_found_beyond_the_bound(void **state)
{
    (void)state;
    OM_AUTO(om_city) city = om_city_draw("a--b", 30);
    om_spot spot = {.edge = 77};
    CHECK(!om_network_snap(city->network, (om_xy){300, 40.001}, 40, &spot));
    CHECK(!om_network_snap(city->network, (om_xy){300, 5000}, 200, &spot));
    CHECK(!om_network_snap(city->network, (om_xy){NAN, 0}, 200, &spot));
    CHECK_INT(spot.edge, 77);
}

static double distance_m(om_xy at, om_xy a, om_xy b)
{
    const double dx = b.x - a.x, dy = b.y - a.y, length2 = dx * dx + dy * dy;
    double t = length2 > 0 ? ((at.x - a.x) * dx + (at.y - a.y) * dy) / length2 : 0;
    t = fmin(fmax(t, 0), 1);
    return hypot(a.x + t * dx - at.x, a.y + t * dy - at.y);
}

static double random_metres(uint64_t *random)
{
    *random = *random * 6364136223846793005u + 1442695040888963407u;
    return (double)(*random >> 40) / 16777216.0 * 3000;
}

static void the_grid_agrees_with_looking_at_every_segment(void **state)
{
    (void)state;
    enum { ROADS = 300, PROBES = 2000 };
    static om_xy points[ROADS][2];
    static om_lonlat places[ROADS][2];
    static road_drawn roads[ROADS];
    uint64_t random = 7;
    for (int r = 0; r < ROADS; r++) {
        for (int i = 0; i < 2; i++) {
            const double reach = r % 10 ? 0.1 : 1; /* some roads run through all of it */
            const double from_x = i ? points[r][0].x : 0, from_y = i ? points[r][0].y : 0;
            points[r][i].x = from_x + random_metres(&random) * (i ? reach : 1);
            points[r][i].y = from_y + random_metres(&random) * (i ? reach : 1);
            places[r][i] = (om_lonlat){points[r][i].x * 1e-5, points[r][i].y * 1e-5};
        }
        roads[r] =
            (road_drawn){.points = points[r], .places = places[r], .count = 2, .speed_kmh = 30};
    }
    om_error err;
    OM_AUTO(om_network) network = NULL;
    CHECK_OK(roads_build(roads, ROADS, NULL, &network, &err));
    for (int p = 0; p < PROBES; p++) {
        const om_xy at = {random_metres(&random) * 2 - 500, random_metres(&random) * 2 - 500};
        double nearest_m = INFINITY;
        for (int r = 0; r < ROADS; r++)
            nearest_m = fmin(nearest_m, distance_m(at, points[r][0], points[r][1]));
        om_spot spot;
        const bool found = om_network_snap(network, at, 150, &spot);
        CHECK(found == (nearest_m <= 150));
        if (found)
            CHECK_NEAR(spot.distance_m, nearest_m, 1e-9);
    }
}

OM_TESTS(test(a_place_is_put_on_the_edge_not_on_its_end), test(nothing_is_found_beyond_the_bound),
         test(the_grid_agrees_with_looking_at_every_segment))
