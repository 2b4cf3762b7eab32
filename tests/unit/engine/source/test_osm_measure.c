/* Tests of engine/source/osm_measure.c: numbers with units, and what is none. */
#include "engine/source/osm_tags.h"
#include "tests/support/check.h"

static void a_speed_is_a_number_and_a_unit(void **state)
{
    (void)state;
    double kmh = -1;
    CHECK(om_osm_speed_kmh("5 mph", &kmh));
    CHECK_NEAR(kmh, 8.04672, 1e-9);
    CHECK(!om_osm_speed_kmh("", &kmh));
    CHECK(!om_osm_speed_kmh("fast", &kmh));
    CHECK(!om_osm_speed_kmh("-5", &kmh));
    CHECK(!om_osm_speed_kmh("5 furlongs", &kmh));
    CHECK(!om_osm_speed_kmh("1.2.3", &kmh));
    CHECK(!om_osm_speed_kmh("123456789", &kmh));
}

static void lengths_may_be_feet_and_inches(void **state)
{
    (void)state;
    double m = -1;
    CHECK(om_osm_length_m("13'6\"", &m));
    CHECK_NEAR(m, 162 * 0.0254, 1e-12);
    CHECK(om_osm_length_m("9' 10\"", &m));
    CHECK_NEAR(m, 118 * 0.0254, 1e-12);
    CHECK(om_osm_length_m("80\"", &m));
    CHECK_NEAR(m, 2.032, 1e-12);
    CHECK(!om_osm_length_m("13'12\"", &m));
    CHECK(!om_osm_length_m("13'6", &m));
    CHECK(!om_osm_length_m("'6\"", &m));
    CHECK(!om_osm_length_m("default", &m));
    CHECK(!om_osm_length_m("below_default", &m));
}

static void weights_may_be_in_pounds(void **state)
{
    (void)state;
    double t = -1;
    CHECK(om_osm_weight_t("8000 lbs", &t));
    CHECK_NEAR(t, 3.62873896, 1e-12);
    CHECK(om_osm_weight_t("3.5t", &t));
    CHECK_NEAR(t, 3.5, 0);
    CHECK(!om_osm_weight_t("3.5 m", &t));
    CHECK(!om_osm_weight_t("none", &t));
}

OM_TESTS(test(a_speed_is_a_number_and_a_unit), test(lengths_may_be_feet_and_inches),
         test(weights_may_be_in_pounds))
