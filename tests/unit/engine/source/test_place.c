/* Tests of engine/source/place.c: coordinates that cannot be true are refused. */
#include "engine/source/place.h"

#include "engine/geo/datum.h"
#include "tests/support/check.h"

/* Places around Wuxi, for a median. */
static const om_xy centers[] = {{120.2, 31.4}, {120.3, 31.5}, {120.4, 31.6}};

static om_status move_to(const char *crs, om_xy *at, om_error *err)
{
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_placer) placer = NULL;
    OM_TRY(om_geo_open(&geo, err));
    OM_TRY(om_placer_open(geo, crs, centers, 3, &placer, err));
    return om_placer_move(placer, at, 1, err);
}

static om_status try_degrees(double x, double y, om_error *err)
{
    om_xy at = {x, y};
    return move_to("EPSG:4326", &at, err);
}

static void degrees_stay_as_they_are(void **state)
{
    (void)state;
    om_error err;
    om_xy at = {120.25, 31.45};
    CHECK_OK(move_to("EPSG:4326", &at, &err));
    CHECK_NEAR(at.x, 120.25, 0);
    CHECK_NEAR(at.y, 31.45, 0);
}

static void gauss_kruger_metres_become_degrees_with_and_without_zone(void **state)
{
    (void)state;
    om_error err;
    om_xy bare = {500000, 3486000}, zoned = {40500000, 3486000};
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_placer) placer = NULL;
    OM_AUTO(om_placer) zone_placer = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    CHECK_OK(om_placer_open(geo, "EPSG:4549", &bare, 1, &placer, &err));
    CHECK_OK(om_placer_open(geo, "EPSG:4528", &zoned, 1, &zone_placer, &err));
    CHECK_OK(om_placer_move(placer, &bare, 1, &err));
    CHECK_OK(om_placer_move(zone_placer, &zoned, 1, &err));
    CHECK_NEAR(bare.x, 120, 1e-9);
    CHECK_NEAR(bare.y, 31.5, 0.02);
    CHECK_NEAR(zoned.x, bare.x, 1e-9);
    CHECK_NEAR(zoned.y, bare.y, 1e-9);
}

static void chinese_web_map_coordinates_are_moved_back(void **state)
{
    (void)state;
    om_error err;
    const om_lonlat true_place = {120.3, 31.5};
    const om_lonlat gcj = om_gcj02_of_wgs84(true_place), bd = om_bd09_of_wgs84(true_place);
    om_xy at = {gcj.lon, gcj.lat};
    CHECK_OK(move_to("gcj-02", &at, &err));
    CHECK_NEAR(at.x, 120.3, 1e-8);
    CHECK_NEAR(at.y, 31.5, 1e-8);
    at = (om_xy){bd.lon, bd.lat};
    CHECK_OK(move_to("BD-09", &at, &err));
    CHECK_NEAR(at.x, 120.3, 1e-8);
    CHECK_NEAR(at.y, 31.5, 1e-8);
}

static void what_is_no_place_is_refused(void **state)
{
    (void)state;
    om_error err;
    CHECK_FAILS(try_degrees(NAN, 31, &err), OM_ERR_GEOMETRY, "not a finite number");
    CHECK_FAILS(try_degrees(120, INFINITY, &err), OM_ERR_GEOMETRY, "not a finite number");
    CHECK_FAILS(try_degrees(0, 0, &err), OM_ERR_GEOMETRY, "0 0");
    CHECK_FAILS(try_degrees(181, 31, &err), OM_ERR_GEOMETRY, "outside longitude -180..180");
    CHECK_FAILS(try_degrees(500000, 3486000, &err), OM_ERR_GEOMETRY, "outside");
}

static void latitude_first_is_recognised(void **state)
{
    (void)state;
    om_error err;
    CHECK_FAILS(try_degrees(31.5, 120.3, &err), OM_ERR_GEOMETRY, "latitude first");
    /* Both numbers could be latitudes: only the rest of the layer tells. */
    const om_xy vaduz[] = {{9.5, 47.1}, {9.52, 47.14}, {9.53, 47.2}};
    om_xy swapped = {47.14, 9.52};
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_placer) placer = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    CHECK_OK(om_placer_open(geo, "EPSG:4326", vaduz, 3, &placer, &err));
    CHECK_FAILS(om_placer_move(placer, &swapped, 1, &err), OM_ERR_GEOMETRY, "latitude first");
    om_xy far_away = {100, 9.52};
    CHECK_OK(om_placer_move(placer, &far_away, 1, &err));
}

static void an_unknown_crs_is_refused(void **state)
{
    (void)state;
    om_error err;
    om_xy at = {1, 1};
    CHECK_FAILS(move_to("EPSG:99999", &at, &err), OM_ERR_RANGE, "EPSG:99999");
}

OM_TESTS(test(degrees_stay_as_they_are),
         test(gauss_kruger_metres_become_degrees_with_and_without_zone),
         test(chinese_web_map_coordinates_are_moved_back), test(what_is_no_place_is_refused),
         test(latitude_first_is_recognised), test(an_unknown_crs_is_refused))
