/* The analysis "shelter_reach" on a town of one street, worked out by hand. */
#include "engine/onemap.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

/* People, a shelter of a class, a walkway, a zone, a source. */
static void add_people(om_store *town, const char *id, double people, const char *wkt)
{
    const om_value values[] = {om_value_real(people), om_value_text(NULL)};
    town_add(town, "population", id, values, wkt);
}

static void add_shelter(om_store *town, const char *id, const char *class, double area_m2,
                        const char *wkt)
{
    const om_value values[TOWN_SHELTER_VALUES] = {om_value_text(id), om_value_text(NULL),
                                                  om_value_text(class), om_value_real(area_m2),
                                                  om_value_real(1)};
    town_add(town, "shelter", id, values, wkt);
}

static void add_walkway(om_store *town, const char *id, const char *foot, const char *wkt)
{
    const om_value values[7] = {om_value_text("footway"), om_value_text(NULL), om_value_integer(0),
                                om_value_integer(0),      om_value_integer(0), om_value_text(foot)};
    town_add(town, "walkway", id, values, wkt);
}

/* A one-way street of 4 km from west to east; an emergency shelter at 500 m, a medium one at 3000.
 */
static om_store *street(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "E", (om_rect){2000, -1000, 5000, 1000});
    town_add_district(town, "W", (om_rect){-1000, -1000, 2000, 1000});
    town_add_street(town, "street", 1, "LINESTRING(0 0,4000 0)");
    add_shelter(town, "near", "emergency", 100, "POINT(500 0)");
    add_shelter(town, "far", "medium", 3000, "POINT(3000 0)");
    add_people(town, "a", 10, "POINT(900 0)");   /* 400 m against the traffic */
    add_people(town, "b", 20, "POINT(1250 0)");  /* 750 and 1750 m: none in reach */
    add_people(town, "c", 30, "POINT(3900 10)"); /* 900 m along, 10 beside */
    add_people(town, "d", 5, "POINT(900 900)");  /* no street near */
    return town;
}

static const char *place(om_store *town, const char *column, const char *id)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from shelter_reach_place where place_id = '%s'", column,
             id);
    return town_ask(town, sql);
}

static double figure(om_store *town, const char *column, const char *code)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from shelter_reach_district where code = '%s'", column,
             code);
    return atof(town_ask(town, sql));
}

static void people_walk_as_far_as_the_class_says_and_either_way(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("shelter_reach.onemap");
    CHECK_OK(om_analyse(town, "shelter_reach", NULL, 0, NULL, NULL, &err));
    CHECK_TEXT(place(town, "state", "a"), "reached");
    CHECK_NEAR(atof(place(town, "metres", "a")), 400, 0.01);
    CHECK_TEXT(place(town, "shelter", "a"), "near");
    CHECK_TEXT(place(town, "state", "b"), "far");
    CHECK_TEXT(place(town, "shelter", "b"), "near");
    CHECK_NEAR(atof(place(town, "metres", "b")), 750, 0.01);
    CHECK_TEXT(place(town, "in_reach", "b"), "0");
    CHECK_NEAR(atof(place(town, "metres", "c")), 910, 0.01);
    CHECK_TEXT(place(town, "state", "d"), "unknown");
    CHECK_TEXT(place(town, "shelter", "d"), "");
    CHECK_NEAR(figure(town, "people_reached", "W"), 10, 1e-9);
    CHECK_NEAR(figure(town, "people_unreached", "W"), 20, 1e-9);
    CHECK_NEAR(figure(town, "people_unknown", "W"), 5, 1e-9);
    CHECK_NEAR(figure(town, "people_reached", "city"), 40, 1e-9);
    CHECK_NEAR(figure(town, "mean_m", "city"), (10 * 400 + 30 * 910) / 40.0, 0.01);
}

/* Only those in reach share a shelter; access times people is its area again. */
static void access_is_shared_and_conserved(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("shelter_access.onemap");
    CHECK_OK(om_analyse(town, "shelter_reach", NULL, 0, NULL, NULL, &err));
    CHECK_NEAR(atof(place(town, "access_2sfca", "a")), 10, 1e-9);
    CHECK_NEAR(atof(place(town, "access_2sfca", "c")), 100, 1e-9);
    CHECK_NEAR(atof(place(town, "access_2sfca", "b")), 0, 0);
    static const char *const methods[] = {"access_2sfca", "access_e2sfca", "access_gaussian"};
    for (size_t m = 0; m < 3; m++) {
        char sql[128];
        snprintf(sql, sizeof sql, "select sum(people * %s) from shelter_reach_place", methods[m]);
        CHECK_NEAR(atof(town_ask(town, sql)), 3100, 1e-6);
        CHECK_NEAR(figure(town, methods[m], "city") * 65, 3100, 1e-6);
    }
}

/* The polygon of all is what any class reaches: 500 m and 1500 m along the street. */
static void the_ground_is_that_of_every_class(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("shelter_ground.onemap");
    const char *cell = "cell_m=10";
    CHECK_OK(om_analyse(town, "shelter_reach", &cell, 1, NULL, NULL, &err));
    CHECK_TEXT(town_ask(town, "select count(*) from shelter_reach_area"), "3");
    CHECK_NEAR(
        atof(town_ask(town, "select sum(case class when 'all' then area_m2 else -area_m2 end)"
                            " / sum(case class when 'all' then area_m2 else 0 end)"
                            " from shelter_reach_area")),
        0, 0.01); /* the two do not touch */
    CHECK_TEXT(town_ask(town, "select shelters from shelter_reach_area where class = 'medium'"),
               "1");
    CHECK_NEAR(atof(town_ask(town, "select distance_m from shelter_reach_area where class = "
                                   "'emergency'")),
               500, 0);
}

static void a_footway_shortens_the_way_and_a_forbidden_one_does_not(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("shelter_walkway.onemap");
    add_people(town, "e", 7, "POINT(500 300)");
    add_walkway(town, "no", "no", "LINESTRING(500 0,500 300)");
    CHECK_OK(om_analyse(town, "shelter_reach", NULL, 0, NULL, NULL, &err));
    CHECK_TEXT(place(town, "state", "e"), "unknown");
    add_walkway(town, "yes", NULL, "LINESTRING(500 0,500 300)");
    CHECK_OK(om_analyse(town, "shelter_reach", NULL, 0, NULL, NULL, &err));
    CHECK_NEAR(atof(place(town, "metres", "e")), 300, 0.01);
}

/* A park is entered at its border, not in its middle. */
static void a_park_is_reached_at_its_border(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("shelter_park.onemap");
    add_shelter(town, "park", "short", NAN,
                "MULTIPOLYGON(((2000 5,2100 5,2100 400,2000 400,2000 5)))");
    CHECK_OK(om_analyse(town, "shelter_reach", NULL, 0, NULL, NULL, &err));
    CHECK_TEXT(place(town, "state", "b"), "reached");
    CHECK_NEAR(atof(place(town, "metres", "b")), 755, 0.1);
    CHECK_TEXT(place(town, "shelter", "b"), "park");
}

static void unsafe_shelters_are_flagged_or_excluded(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("shelter_unsafe.onemap");
    const om_value zone[] = {om_value_text("flood"), om_value_text(NULL), (om_value){0}};
    town_add(town, "hazard_zone", "z", zone,
             "MULTIPOLYGON(((450 -50,550 -50,550 50,450 50,450 -50)))");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "shelter_reach", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "1 shelters stand in a hazard zone or too near a dangerous source: they "
                         "count all the same"));
    om_text_free(report);
    CHECK_TEXT(place(town, "state", "a"), "reached");
    const char *const settings[] = {"unsafe=exclude", "shelters=fixed"};
    CHECK_OK(om_analyse(town, "shelter_reach", settings, 1, NULL, NULL, &err));
    CHECK_TEXT(place(town, "state", "a"), "far");
    CHECK_TEXT(place(town, "shelter", "a"), "far");
    CHECK_OK(om_store_run(town, "delete from shelter where id = 'far'", &err));
    CHECK_FAILS(om_analyse(town, "shelter_reach", settings, 1, NULL, NULL, &err), OM_ERR_DATA,
                "none of 1 shelters takes part");
    CHECK_TEXT(place(town, "shelter", "a"), "far"); /* the last result stays */
    CHECK_FAILS(om_analyse(town, "shelter_reach", settings, 2, NULL, NULL, &err), OM_ERR_DATA,
                "shelters 'fixed'");
}

static void a_shelter_without_a_way_is_told_and_all_of_them_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("shelter_stray.onemap");
    add_shelter(town, "hill", "short", 3000, "POINT(1000 800)");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "shelter_reach", NULL, 0, NULL, &report, &err));
    CHECK(
        strstr(report, "1 shelters have no way on foot within 200 m (max_snap_m), such as 'hill'"));
    om_text_free(report);
    CHECK_OK(om_store_run(town, "delete from shelter where id <> 'hill'", &err));
    CHECK_FAILS(om_analyse(town, "shelter_reach", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "none of 1 shelters has a way on foot within 200 m");
}

static void nobody_anywhere_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("shelter_nobody.onemap");
    CHECK_OK(om_store_run(town, "update population set people = 0", &err));
    char *report = NULL;
    CHECK_OK(om_analyse(town, "shelter_reach", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "nobody lives in the districts: there are no shares"));
    om_text_free(report);
    CHECK_TEXT(town_ask(town, "select reached_share from shelter_reach_district where code = 'W'"),
               "");
}

OM_TESTS(test(people_walk_as_far_as_the_class_says_and_either_way),
         test(access_is_shared_and_conserved), test(the_ground_is_that_of_every_class),
         test(a_footway_shortens_the_way_and_a_forbidden_one_does_not),
         test(a_park_is_reached_at_its_border), test(unsafe_shelters_are_flagged_or_excluded),
         test(a_shelter_without_a_way_is_told_and_all_of_them_refused),
         test(nobody_anywhere_is_told))
