/* Which sources reach a ground: squares without shapes, and shapes, say the same. */
#include "engine/risk/nearby.h"

#include "tests/support/check.h"
#include "tests/support/sites.h"

static om_error err;

static const test_site sites[] = {
    {"a", 1, 20, "POINT(50 50)"},                            /* inside */
    {"b", 2, 20, "POINT(120 50)"},                           /* 20 m east, just reaches */
    {"c", 2, 20, "POINT(50 120.001)"},                       /* just does not */
    {"d", 3, 50, "POINT(130 140)"},                          /* 50 m off the corner */
    {"e", 4, 0, "POINT(100 100)"},                           /* on the corner */
    {"f", 4, 9, "POLYGON((109 0,120 0,120 9,109 9,109 0))"}, /* an area 9 m east */
    {"g", OM_GRADE_NONE, 0, "LINESTRING(-10 50,10 60)"},     /* ungraded, crosses */
    {"h", OM_GRADE_NONE, 0, "POINT(100.5 50)"},              /* ungraded, outside */
    {"i", 1, 100, "MULTIPOINT((500 500),(150 100))"},        /* its nearer part */
};
enum { SITES = sizeof sites / sizeof *sites };

static void check_found(om_nearby *nearby, const om_ground *ground)
{
    static const struct {
        const char *id;
        double distance_m;
    } wanted[] = {{"a", 0}, {"b", 20}, {"d", 50}, {"e", 0}, {"f", 9}, {"g", 0}, {"i", 50}};
    const om_reaching *found = NULL;
    size_t count = 0;
    CHECK_OK(om_nearby_find(nearby, ground, &found, &count, &err));
    CHECK_INT(count, sizeof wanted / sizeof *wanted);
    for (size_t i = 0; i < count; i++) {
        CHECK_TEXT(found[i].source->hazard.id, wanted[i].id);
        CHECK_NEAR(found[i].distance_m, wanted[i].distance_m, 1e-9);
    }
}

static void a_square_and_its_shape_are_reached_by_the_same(void **state)
{
    (void)state;
    static const om_rect square = {0, 0, 100, 100};
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_geo) other = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    CHECK_OK(om_geo_open(&other, &err)); /* of another thread, as it were */
    OM_AUTO(om_sources) sources = sites_graded(geo, sites, SITES);
    OM_AUTO(om_nearby) nearby = NULL;
    OM_AUTO(om_geom) shape = NULL;
    CHECK_OK(om_nearby_open(sources, other, &nearby, &err));
    CHECK_OK(om_geom_of_rect(other, square, OM_METRES, &shape, &err));
    CHECK(om_nearby_geo(nearby) == other);
    check_found(nearby, &(om_ground){NULL, square});
    check_found(nearby, &(om_ground){shape, square});
}

static void what_is_far_from_everything_finds_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_sources) sources = sites_graded(geo, sites, SITES);
    OM_AUTO(om_nearby) nearby = NULL;
    CHECK_OK(om_nearby_open(sources, geo, &nearby, &err));
    const om_reaching *found = NULL;
    size_t count = 1;
    CHECK_OK(
        om_nearby_find(nearby, &(om_ground){NULL, {9000, 0, 9100, 100}}, &found, &count, &err));
    CHECK_INT(count, 0);
}

OM_TESTS(test(a_square_and_its_shape_are_reached_by_the_same),
         test(what_is_far_from_everything_finds_nothing))
