/* Tests of engine/geo/datum.c: GCJ-02, BD-09 and back. */
#include "engine/geo/datum.h"
#include "tests/support/check.h"

static const om_lonlat wuxi = {120.3119, 31.4912};

/* Metres between two near places, on a sphere of the earth's radius. */
static double metres_between(om_lonlat a, om_lonlat b)
{
    const double degree_m = 111194.93;
    const double east = (a.lon - b.lon) * cos(a.lat * 3.14159265358979 / 180.0) * degree_m;
    return hypot(east, (a.lat - b.lat) * degree_m);
}

static void gcj02_moves_wuxi_by_485_m(void **state)
{
    (void)state;
    const om_lonlat moved = om_gcj02_of_wgs84(wuxi);
    CHECK_NEAR(metres_between(wuxi, moved), 485.0, 5.0);
    CHECK(moved.lon > wuxi.lon); /* 437 m to the east, 210 m to the south */
    CHECK(moved.lat < wuxi.lat);
}

/* A widely published pair: 39.915, 116.404 in WGS84 is 39.91640428150164, 116.41024449916938. */
static void gcj02_gives_the_published_pair_for_beijing(void **state)
{
    (void)state;
    const om_lonlat moved = om_gcj02_of_wgs84((om_lonlat){116.404, 39.915});
    CHECK_NEAR(moved.lon, 116.41024449916938, 1e-11);
    CHECK_NEAR(moved.lat, 39.91640428150164, 1e-11);
}

static void the_way_back_is_exact_to_a_millimetre_all_over_china(void **state)
{
    (void)state;
    for (double lon = 75; lon < 135; lon += 1.7)
        for (double lat = 18; lat < 54; lat += 1.3) {
            const om_lonlat at = {lon, lat};
            CHECK(metres_between(om_wgs84_of_gcj02(om_gcj02_of_wgs84(at)), at) < 0.001);
            CHECK(metres_between(om_wgs84_of_bd09(om_bd09_of_wgs84(at)), at) < 0.001);
        }
}

static void bd09_lies_a_kilometre_further_than_gcj02(void **state)
{
    (void)state;
    const double moved_m = metres_between(om_gcj02_of_wgs84(wuxi), om_bd09_of_wgs84(wuxi));
    CHECK(moved_m > 700 && moved_m < 1200);
}

static void places_outside_china_stay(void **state)
{
    (void)state;
    const om_lonlat vaduz = {9.52, 47.14};
    CHECK(om_gcj02_of_wgs84(vaduz).lon == vaduz.lon);
    CHECK(om_wgs84_of_gcj02(vaduz).lat == vaduz.lat);
    CHECK(om_wgs84_of_bd09(vaduz).lon == vaduz.lon);
}

OM_TESTS(test(gcj02_moves_wuxi_by_485_m), test(gcj02_gives_the_published_pair_for_beijing),
         test(the_way_back_is_exact_to_a_millimetre_all_over_china),
         test(bd09_lies_a_kilometre_further_than_gcj02), test(places_outside_china_stay))
