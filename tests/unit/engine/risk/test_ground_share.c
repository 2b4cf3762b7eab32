/* Ground under sources: counted once, by level, with what lies outside the area left out. */
#include "engine/risk/ground_share.h"

#include "tests/support/check.h"
#include "tests/support/sites.h"

static om_error err;

/* The shares of a square of 100 m. */
static void shares_of(const test_site *sites, size_t count, size_t except,
                      double ret[OM_GRADE_LOWEST + 1])
{
    static const om_ground square = {NULL, {0, 0, 100, 100}};
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_sources) sources = sites_graded(geo, sites, count);
    OM_AUTO(om_nearby) nearby = NULL;
    CHECK_OK(om_nearby_open(sources, geo, &nearby, &err));
    const om_reaching *found = NULL;
    size_t near = 0;
    CHECK_OK(om_nearby_find(nearby, &square, &found, &near, &err));
    CHECK_OK(om_ground_share(geo, &square, found, near,
                             except < count ? &sources->list[except] : NULL, ret, &err));
}

static void ground_counts_once_and_by_level(void **state)
{
    (void)state;
    static const test_site sites[] = {
        {"a", 2, 0, "POLYGON((0 0,50 0,50 100,0 100,0 0))"},
        {"b", 1, 0, "POLYGON((0 0,10 0,10 100,0 100,0 0))"},       /* within a */
        {"c", 3, 0, "POLYGON((40 0,70 0,70 100,40 100,40 0))"},    /* a third of it under a */
        {"d", 3, 0, "POLYGON((90 0,190 0,190 100,90 100,90 0))"}}; /* over the border */
    double share[OM_GRADE_LOWEST + 1];
    shares_of(sites, 4, 4, share);
    CHECK_NEAR(share[1], 0.1, 1e-12);
    CHECK_NEAR(share[2], 0.5, 1e-12);
    CHECK_NEAR(share[3], 0.8, 1e-12);
    CHECK_NEAR(share[4], 0.8, 1e-12);
    shares_of(sites, 4, 0, share); /* as if a were not there */
    CHECK_NEAR(share[2], 0.1, 1e-12);
    CHECK_NEAR(share[3], 0.5, 1e-12);
}

static void a_point_acts_on_the_circle_around_it(void **state)
{
    (void)state;
    static const test_site sites[] = {{"a", 1, 40, "POINT(50 50)"}, {"b", 2, 0, "POINT(20 20)"}};
    double share[OM_GRADE_LOWEST + 1];
    shares_of(sites, 2, 2, share);
    CHECK_NEAR(share[1], 3.14159265 * 0.16, 0.001);
    CHECK_NEAR(share[2], share[1], 0); /* b acts on no ground */
}

static void without_sources_there_is_none(void **state)
{
    (void)state;
    static const test_site far = {"a", 1, 1, "POINT(500 500)"};
    double share[OM_GRADE_LOWEST + 1];
    shares_of(&far, 1, 1, share);
    CHECK_NEAR(share[4], 0, 0);
}

OM_TESTS(test(ground_counts_once_and_by_level), test(a_point_acts_on_the_circle_around_it),
         test(without_sources_there_is_none))
