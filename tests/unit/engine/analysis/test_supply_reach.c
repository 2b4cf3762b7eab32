/* The analysis "supply_reach" on a town of one street, worked out by hand. */
#include "engine/analysis/population.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_depot(om_store *town, const char *id, const char *level, double mobilise_min,
                      const char *wkt)
{
    const om_value values[] = {om_value_text(id),  om_value_text(level),        om_value_real(NAN),
                               om_value_real(NAN), om_value_real(mobilise_min), om_value_real(NAN),
                               om_value_real(NAN)};
    town_add(town, "supply_depot", id, values, wkt);
}

/* 20 km/h on the street: 3000 m take 9 minutes. */
static om_store *street(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "E", (om_rect){1000, -1000, 7000, 1000});
    town_add_district(town, "W", (om_rect){-1000, -1000, 1000, 1000});
    town_add_street(town, "street", 0, "LINESTRING(0 0,6000 0)");
    const om_value people[] = {om_value_real(100), om_value_text(NULL)};
    town_add(town, "population", "near", people, "POINT(500 0)");
    town_add(town, "population", "far", people, "POINT(3000 0)");
    const om_value shelter[TOWN_SHELTER_VALUES] = {om_value_text("park"), om_value_text(NULL),
                                                   om_value_text(NULL),   om_value_real(NAN),
                                                   om_value_real(NAN),    om_value_real(NAN)};
    town_add(town, "shelter", "park", shelter, "POINT(6000 0)");
    return town;
}

static const char *place(om_store *town, const char *column, const char *id, const char *level)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "select %s from supply_reach_place where place_id = '%s' and level = '%s'", column, id,
             level);
    return town_ask(town, sql);
}

static double figure(om_store *town, const char *column, const char *code, const char *level)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "select %s from supply_reach_district where code = '%s' and depot_level = '%s'",
             column, code, level);
    return atof(town_ask(town, sql));
}

static void loading_driving_and_handing_out_add_up(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("supply_times.onemap");
    add_depot(town, "C", "city", 30, "POINT(0 0)");
    add_depot(town, "T", "town", NAN, "POINT(6000 0)");
    CHECK_OK(om_analyse(town, "supply_reach", NULL, 0, NULL, NULL, &err));
    CHECK_NEAR(atof(place(town, "minutes", "far", "city")), 30 + 9 + 60, 1e-3);
    CHECK_NEAR(atof(place(town, "minutes", "far", "town")), 30 + 9 + 60, 1e-3);
    CHECK_TEXT(place(town, "depot", "near", "any"), "C");
    CHECK_TEXT(place(town, "depot", "park", "any"), "T");
    CHECK_NEAR(figure(town, "people_reached", "city", "city"), 200, 1e-9);
    CHECK_NEAR(figure(town, "shelters_reached", "E", "any"), 1, 0);
    CHECK_NEAR(figure(town, "depots", "city", "district"), 0, 0);
    CHECK_NEAR(figure(town, "limit_min", "city", "city"), 480, 0);
    CHECK_TEXT(town_ask(town, "select count(*) from supply_reach_area"), "2");
}

static void a_tighter_limit_reaches_fewer(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("supply_limit.onemap");
    add_depot(town, "C", "city", 30, "POINT(0 0)");
    const char *limit = "limit_min=95";
    CHECK_OK(om_analyse(town, "supply_reach", &limit, 1, NULL, NULL, &err));
    CHECK_TEXT(place(town, "state", "near", "city"), "covered");
    CHECK_TEXT(place(town, "state", "far", "city"), "late");
    CHECK_NEAR(figure(town, "people_reached", "city", "city"), 100, 1e-9);
    CHECK_NEAR(
        figure(town, "people_reached", "city", "any"),
        figure(town, "people_reached", "E", "any") + figure(town, "people_reached", "W", "any"), 0);
}

/* Closed at 1000 m: who lives before it is reached, who lives behind it is not. */
static void a_closed_street_cuts_off_what_lies_behind(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("supply_closed.onemap");
    add_depot(town, "C", "city", 30, "POINT(0 0)");
    const om_value closed[8] = {om_value_real(0)};
    town_add(town, "closure", "tree", closed, "POINT(1000 1)");
    CHECK_OK(om_analyse(town, "supply_reach", NULL, 0, NULL, NULL, &err));
    CHECK_TEXT(place(town, "state", "near", "city"), "covered");
    CHECK_TEXT(place(town, "state", "far", "city"), "unreachable");
    CHECK_NEAR(figure(town, "people_reached", "city", "city"), 100, 1e-9);
}

static void people_are_reached_where_they_were_put_on_the_ground(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("supply_ground.onemap");
    add_depot(town, "C", "city", 30, "POINT(0 0)");
    town_put_people(town, "far/1", "far", 60, "POINT(400 0)");
    town_put_people(town, "far/2", "far", 40, "POINT(3000 0)");
    CHECK_OK(om_population_note(town, &err));
    const char *const settings[] = {"limit_min=95", "people_on=units"};
    CHECK_OK(om_analyse(town, "supply_reach", settings, 1, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "people", "city", "any"), 100, 1e-9);
    CHECK_NEAR(figure(town, "people_reached", "W", "any"), 60, 1e-9);
    CHECK_OK(om_analyse(town, "supply_reach", settings, 2, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "people", "city", "any"), 200, 1e-9);
    CHECK_NEAR(figure(town, "people_reached", "W", "any"), 100, 1e-9);
}

/* 100 residents near and far; by day all but 20 of them are at work on the far side. */
static void people_by_day_are_counted_where_they_are_by_day(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("supply_day.onemap");
    add_depot(town, "C", "city", 30, "POINT(0 0)");
    const char *const settings[] = {"limit_min=95", "people_on=day"};
    CHECK_FAILS(om_analyse(town, "supply_reach", settings, 2, NULL, NULL, &err), OM_ERR_DATA,
                "run population_ground first");
    const om_value home[8] = {om_value_real(20),     om_value_text("near"), om_value_text("home"),
                              om_value_text("unit"), om_value_text(NULL),   om_value_real(NAN),
                              om_value_real(NAN),    om_value_real(NAN)};
    const om_value work[8] = {om_value_real(180),    om_value_text("far"), om_value_text("work"),
                              om_value_text("cell"), om_value_text(NULL),  om_value_real(NAN),
                              om_value_real(NAN),    om_value_real(NAN)};
    town_add(town, "population_day", "home/1", home, "POINT(500 0)");
    town_add(town, "population_day", "work/1", work, "POINT(3000 0)");
    CHECK_OK(om_population_note(town, &err));
    CHECK_OK(om_analyse(town, "supply_reach", settings, 2, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "people", "city", "any"), 200, 1e-9);
    CHECK_NEAR(figure(town, "people_reached", "city", "any"), 20, 1e-9);
    CHECK_TEXT(place(town, "place_layer", "work/1", "any"), "population_day");
}

/* 90 minutes at the depot: 100 come 3333 m far, 105 come 5000 m, 120 to the end of the street. */
static void bands_hold_one_another_and_grow(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("supply_bands.onemap");
    add_depot(town, "C", "city", 30, "POINT(0 0)");
    const char *bands = "bands_min=105,120 100;80";
    CHECK_OK(om_analyse(town, "supply_reach", &bands, 1, NULL, NULL, &err));
    CHECK_TEXT(town_ask(town, "select group_concat(minutes) from (select minutes from "
                              "supply_reach_band order by minutes)"),
               "100.0,105.0,120.0");
    /* Access to 200 m on foot costs 2.4 minutes at most: the ground is as long as the street. */
    const double near_m2 =
        atof(town_ask(town, "select area_m2 from supply_reach_band where minutes = 100"));
    const double whole_m2 =
        atof(town_ask(town, "select area_m2 from supply_reach_band where minutes = 120"));
    CHECK(near_m2 > 3000 * 350.0 && near_m2 < 3533 * 400.0 + 200 * 400);
    CHECK(whole_m2 > 6000 * 390.0 && whole_m2 < 6400 * 410.0);
    CHECK_NEAR(atof(town_ask(town, "select sum(band_m2) from supply_reach_band")), whole_m2, 1e-3);
    bands = "bands_min=soon";
    CHECK_FAILS(om_analyse(town, "supply_reach", &bands, 1, NULL, NULL, &err), OM_ERR_RANGE,
                "bands_min: 'soon'");
}

/* Removing a depot never shortens a delivery. */
static void without_a_depot_nobody_is_sooner(void **state)
{
    (void)state;
    OM_AUTO(om_store) both = street("supply_both.onemap");
    OM_AUTO(om_store) one = street("supply_one.onemap");
    add_depot(both, "C", "city", 30, "POINT(0 0)");
    add_depot(both, "T", "town", NAN, "POINT(4000 0)");
    add_depot(one, "T", "town", NAN, "POINT(4000 0)");
    static const char *const ids[] = {"near", "far", "park"};
    CHECK_OK(om_analyse(both, "supply_reach", NULL, 0, NULL, NULL, &err));
    CHECK_OK(om_analyse(one, "supply_reach", NULL, 0, NULL, NULL, &err));
    for (size_t i = 0; i < 3; i++) {
        const double with = atof(place(both, "minutes", ids[i], "any"));
        CHECK(atof(place(one, "minutes", ids[i], "any")) >= with);
    }
}

static void a_depot_of_no_level_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("supply_bad.onemap");
    add_depot(town, "X", "moon", NAN, "POINT(0 0)");
    CHECK_FAILS(om_analyse(town, "supply_reach", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "level 'moon'");
}

OM_TESTS(test(loading_driving_and_handing_out_add_up), test(a_tighter_limit_reaches_fewer),
         test(a_closed_street_cuts_off_what_lies_behind),
         test(people_are_reached_where_they_were_put_on_the_ground),
         test(people_by_day_are_counted_where_they_are_by_day),
         test(bands_hold_one_another_and_grow), test(without_a_depot_nobody_is_sooner),
         test(a_depot_of_no_level_is_refused))
