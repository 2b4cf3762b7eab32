/* People around a plant: points within the distance, areas by their share. */
#include "engine/risk/people.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_people(om_store *town, const char *id, double people, const char *wkt)
{
    const om_value values[] = {om_value_real(people), om_value_text(id)};
    town_add(town, "population", id, values, wkt);
}

static double around(om_store *town, const char *const *wkts, size_t count, double distance_m)
{
    OM_AUTO(om_people) people = NULL;
    om_geom *places[4];
    double sum = -1;
    CHECK_OK(om_people_open(town, &people, &err));
    for (size_t i = 0; i < count; i++)
        CHECK_OK(om_geom_of_wkt(om_store_geo(town), wkts[i], OM_METRES, &places[i], &err));
    CHECK_OK(
        om_people_within(people, (const om_geom *const *)places, count, distance_m, &sum, &err));
    for (size_t i = 0; i < count; i++)
        om_geom_free(places[i]);
    return sum;
}

static void points_count_from_the_plants_boundary(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_people_points.sqlite");
    add_people(town, "inside", 1, "POINT(50 50)");
    add_people(town, "near", 20, "POINT(599.9 50)");
    add_people(town, "far", 300, "POINT(600.1 50)");
    add_people(town, "corner", 4000, "POINT(454 454)"); /* 500.6 m from the corner */
    static const char *const square[] = {"POLYGON((0 0,100 0,100 100,0 100,0 0))"};
    static const char *const middle[] = {"POINT(50 50)"};
    CHECK_NEAR(around(town, square, 1, 500), 21, 0);
    CHECK_NEAR(around(town, middle, 1, 500), 1, 0);
    CHECK_NEAR(around(town, middle, 1, 549.8), 1, 0);
    CHECK_NEAR(around(town, middle, 1, 549.95), 21, 0);
    CHECK_NEAR(around(town, middle, 1, 600), 4321, 0);
}

static void areas_count_by_their_share(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_people_areas.sqlite");
    add_people(town, "half", 200, "MULTIPOLYGON(((500 0,700 0,700 100,500 100,500 0)))");
    add_people(town, "whole", 30, "MULTIPOLYGON(((0 0,100 0,100 100,0 100,0 0)))");
    static const char *const square[] = {"POLYGON((0 -1000,100 -1000,100 1000,0 1000,0 -1000))"};
    CHECK_NEAR(around(town, square, 1, 500), 130, 1e-3);
}

static void nobody_counts_twice_for_a_plant_of_many_parts(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_people_parts.sqlite");
    add_people(town, "one", 7, "POINT(0 0)");
    static const char *const tanks[] = {"POINT(10 0)", "POINT(-10 0)",
                                        "POLYGON((5 5,20 5,20 20,5 20,5 5))"};
    CHECK_NEAR(around(town, tanks, 3, 500), 7, 0);
}

static void the_same_as_asking_each_point(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_people_all.sqlite");
    uint32_t seed = 5;
    double wanted = 0;
    for (int i = 0; i < 200; i++) {
        char wkt[64], id[16];
        seed = seed * 1664525u + 1013904223u;
        const double x = (double)(seed >> 20) - 2000;
        seed = seed * 1664525u + 1013904223u;
        const double y = (double)(seed >> 20) - 2000;
        snprintf(wkt, sizeof wkt, "POINT(%g %g)", x, y);
        snprintf(id, sizeof id, "p%d", i);
        add_people(town, id, i, wkt);
        const double away_m = hypot(x - 3, y - 4);
        CHECK(fabs(away_m - 700) > 1e-3);
        wanted += away_m <= 700 ? i : 0;
    }
    static const char *const plant[] = {"POINT(3 4)"};
    CHECK(wanted > 0);
    CHECK_NEAR(around(town, plant, 1, 700), wanted, 0);
}

static void a_store_without_people_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_people_none.sqlite");
    om_people *people = NULL;
    CHECK_FAILS(om_people_open(town, &people, &err), OM_ERR_DATA, "population");
    CHECK(!people);
}

OM_TESTS(test(points_count_from_the_plants_boundary), test(areas_count_by_their_share),
         test(nobody_counts_twice_for_a_plant_of_many_parts), test(the_same_as_asking_each_point),
         test(a_store_without_people_is_told))
