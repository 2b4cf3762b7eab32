/* What hazard zones cover of an area, on a square whose shares can be worked out by hand. */
#include "engine/risk/combine.h"
#include "engine/risk/exposure.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_zone(om_store *town, const char *id, const char *kind, int level, const char *wkt)
{
    const om_value values[] = {om_value_text(kind), om_value_text(NULL),
                               level ? om_value_integer(level) : (om_value){0}};
    town_add(town, "hazard_zone", id, values, wkt);
}

/* Floods of level 3 and 2 that overlap on half of each, a slope beside the square, one in it. */
static om_exposures *exposures_of(om_store *town)
{
    om_exposures *exposures = NULL;
    add_zone(town, "a", "flood", 3, "MULTIPOLYGON(((0 0,20 0,20 100,0 100,0 0)))");
    add_zone(town, "b", "flood", 2, "MULTIPOLYGON(((10 0,30 0,30 100,10 100,10 0)))");
    add_zone(town, "c", "quake", 1, "MULTIPOLYGON(((100 0,200 0,200 100,100 100,100 0)))");
    add_zone(town, "d", "landslide", 0, "MULTIPOLYGON(((95 0,105 0,105 10,95 10,95 0)))");
    CHECK_OK(om_exposures_open(town, &exposures, &err));
    return exposures;
}

static om_exposed_ground measure(om_store *town, const om_exposures *exposures, const char *wkt_m,
                                 double least_share)
{
    OM_AUTO(om_geom) square = NULL;
    om_exposed_ground ground = {0};
    CHECK_OK(om_geom_of_wkt(om_store_geo(town), wkt_m, OM_METRES, &square, &err));
    CHECK_OK(
        om_exposures_measure(exposures, om_store_geo(town), square, least_share, &ground, &err));
    return ground;
}

static const char *const square_m = "POLYGON((0.001 0,99.999 0,99.999 100,0.001 100,0.001 0))";

static void ground_counts_once_and_the_worst_zone_gives_the_level(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("exposed_ground.sqlite");
    OM_AUTO(om_exposures) exposures = exposures_of(town);
    const om_exposed_ground ground = measure(town, exposures, square_m, 0);
    CHECK_INT(ground.zone_count, 3);
    CHECK_NEAR(ground.in_zone_m2, 3000 + 50, 0.2);
    CHECK_NEAR(ground.share, 0.305, 2e-5);
    CHECK_INT(ground.levels[om_exposures_kind(exposures, "flood")], 2);
    CHECK_INT(ground.levels[om_exposures_kind(exposures, "quake")], OM_HAZARD_ABSENT);
    CHECK_INT(ground.levels[om_exposures_kind(exposures, "landslide")], OM_GRADE_NONE);
}

static void what_covers_too_little_does_not_act(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("exposed_ground_least.sqlite");
    OM_AUTO(om_exposures) exposures = exposures_of(town);
    const size_t flood = om_exposures_kind(exposures, "flood");
    const size_t landslide = om_exposures_kind(exposures, "landslide");
    CHECK_INT(measure(town, exposures, square_m, 0.01).levels[landslide], OM_HAZARD_ABSENT);
    CHECK_INT(measure(town, exposures, square_m, 0.01).levels[flood], 2);
    CHECK_INT(measure(town, exposures, square_m, 0.29).levels[flood], 2);
    CHECK_INT(measure(town, exposures, square_m, 0.31).levels[flood], OM_HAZARD_ABSENT);
    /* How much is covered stays what it is. */
    CHECK_NEAR(measure(town, exposures, square_m, 1).share, 0.305, 2e-5);
}

static void parts_add_up_to_the_whole(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("exposed_ground_parts.sqlite");
    OM_AUTO(om_exposures) exposures = exposures_of(town);
    const double whole = measure(town, exposures, square_m, 0).in_zone_m2;
    const double west =
        measure(town, exposures, "POLYGON((0.001 0,15 0,15 100,0.001 100,0.001 0))", 0).in_zone_m2;
    const double east =
        measure(town, exposures, "POLYGON((15 0,99.999 0,99.999 100,15 100,15 0))", 0).in_zone_m2;
    CHECK_NEAR(west + east, whole, 1e-6);
}

static void far_from_all_zones_nothing_acts(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("exposed_ground_far.sqlite");
    OM_AUTO(om_exposures) exposures = exposures_of(town);
    const om_exposed_ground ground =
        measure(town, exposures, "POLYGON((500 0,600 0,600 100,500 100,500 0))", 0);
    CHECK_INT(ground.zone_count, 0);
    CHECK_NEAR(ground.share, 0, 0);
    for (size_t i = 0; i < exposures->kind_count; i++)
        CHECK_INT(ground.levels[i], OM_HAZARD_ABSENT);
}

OM_TESTS(test(ground_counts_once_and_the_worst_zone_gives_the_level),
         test(what_covers_too_little_does_not_act), test(parts_add_up_to_the_whole),
         test(far_from_all_zones_nothing_acts))
