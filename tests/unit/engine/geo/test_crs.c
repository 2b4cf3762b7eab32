/* CRSs lead where the authorities say, longitude and easting first. */
#include "engine/geo/geom.h"

#include "tests/support/check.h"

static om_error err;

static om_xy moved(om_geo *geo, const char *from, const char *to, om_xy at)
{
    OM_AUTO(om_transform) way = NULL;
    CHECK_OK(om_transform_open(geo, from, to, &way, &err));
    CHECK_OK(om_transform_points(way, &at, 1, &err));
    return at;
}

static void wuxi_lies_on_its_central_meridian(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    const om_xy at = moved(geo, "EPSG:4326", "EPSG:4549", (om_xy){120, 31.5});
    CHECK_NEAR(at.x, 500000, 1e-3);
    /* The meridian arc to 31.5 N on the CGCS2000 ellipsoid, by Simpson's rule. */
    CHECK_NEAR(at.y, 3486411.2106, 1e-3);
    const om_xy zoned = moved(geo, "EPSG:4326", "EPSG:4528", (om_xy){120, 31.5});
    CHECK_NEAR(zoned.x, 40500000, 1e-3);
    const om_xy back = moved(geo, "EPSG:4549", "EPSG:4326", at);
    CHECK_NEAR(back.x, 120, 1e-9);
    CHECK_NEAR(back.y, 31.5, 1e-9);
}

static void the_chosen_crs_keeps_areas(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    char crs[OM_CRS_SIZE];
    om_crs_metric_for((om_lonlat){9.55, 47.15}, crs);
    CHECK_OK(om_crs_check_metric(geo, crs, &err));
    OM_AUTO(om_transform) way = NULL;
    CHECK_OK(om_transform_open(geo, "EPSG:4326", crs, &way, &err));
    OM_AUTO(om_geom) cell = NULL;
    CHECK_OK(om_geom_of_rect(geo, (om_rect){9.5, 47.0, 9.6, 47.001}, OM_DEGREES, &cell, &err));
    OM_AUTO(om_geom) metres = NULL;
    CHECK_OK(om_geom_transform(cell, way, OM_METRES, &metres, &err));
    /* Area between two parallels on WGS84, by Simpson's rule over M(phi) N(phi) cos(phi). */
    CHECK_NEAR(om_geom_area_m2(metres), 845513.12, 2);
}

static void a_crs_that_cannot_measure_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    CHECK_FAILS(om_crs_check_metric(geo, "EPSG:4326", &err), OM_ERR_RANGE, "not a projected");
    CHECK_FAILS(om_crs_check_metric(geo, "EPSG:3857", &err), OM_ERR_RANGE, "Web Mercator");
    CHECK_FAILS(om_crs_check_metric(geo, "EPSG:2263", &err), OM_ERR_RANGE, "not in metres");
    CHECK_FAILS(om_crs_check_metric(geo, "EPSG:999999", &err), OM_ERR_RANGE, "EPSG:999999");
    CHECK_FAILS(om_crs_check_metric(geo, "", &err), OM_ERR_RANGE, "''");
}

static void a_place_outside_the_target_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_transform) way = NULL;
    CHECK_OK(om_transform_open(geo, "EPSG:4326", "EPSG:4549", &way, &err));
    om_xy points[] = {{120, 31}, {NAN, 31}};
    CHECK_FAILS(om_transform_points(way, points, 2, &err), OM_ERR_RANGE, "point 2 of 2");
}

static void a_crs_has_a_name(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO_MEMORY char *name = NULL;
    CHECK_OK(om_crs_name(geo, "EPSG:4549", &name, &err));
    CHECK_TEXT(name, "CGCS2000 / 3-degree Gauss-Kruger CM 120E");
    char chosen[OM_CRS_SIZE];
    om_crs_metric_for((om_lonlat){-77.04, 38.91}, chosen);
    OM_AUTO_MEMORY char *chosen_name = NULL;
    CHECK_OK(om_crs_name(geo, chosen, &chosen_name, &err));
    CHECK_TEXT(chosen_name, "Lambert Azimuthal Equal Area, centred on 38.9 N 77 W");
}

OM_TESTS(test(wuxi_lies_on_its_central_meridian), test(the_chosen_crs_keeps_areas),
         test(a_crs_that_cannot_measure_is_refused), test(a_place_outside_the_target_is_told),
         test(a_crs_has_a_name))
