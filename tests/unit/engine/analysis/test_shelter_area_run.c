/* The analysis "shelter_area" on a town of two districts, worked out by hand. */
#include "engine/analysis/population.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_people(om_store *town, const char *id, double people, const char *wkt)
{
    const om_value values[] = {om_value_real(people), om_value_text(NULL)};
    town_add(town, "population", id, values, wkt);
}

static void add_shelter(om_store *town, const char *id, double stated_m2, double usable_share,
                        const char *wkt)
{
    const om_value values[] = {om_value_text(id),
                               om_value_text(NULL),
                               om_value_text(NULL),
                               om_value_real(stated_m2),
                               om_value_real(usable_share),
                               (om_value){0},
                               (om_value){0}};
    town_add(town, "shelter", id, values, wkt);
}

static void add_class(om_store *town, const char *id, const char *class, double stated_m2,
                      const char *wkt)
{
    const om_value values[] = {
        om_value_text(id), om_value_text(NULL), om_value_text(class), om_value_real(stated_m2),
        om_value_real(1),  (om_value){0},       (om_value){0}};
    town_add(town, "shelter", id, values, wkt);
}

/* 300 people west, 100 east, nobody north; a park across the border, a school, a bare point. */
static om_store *town_of_three(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "E", (om_rect){1000, 0, 2000, 1000});
    town_add_district(town, "N", (om_rect){0, 1000, 2000, 2000});
    town_add_district(town, "W", (om_rect){0, 0, 1000, 1000});
    add_people(town, "1", 200, "POINT(500 500)");
    add_people(town, "2", 200, "POLYGON((900 400,1100 400,1100 600,900 600,900 400))");
    add_people(town, "3", 9, "POINT(9000 500)");
    add_shelter(town, "park", NAN, 0.5, "POLYGON((980 100,1010 100,1010 110,980 110,980 100))");
    add_shelter(town, "school", 100, NAN, "POINT(1500 500)");
    add_shelter(town, "hall", NAN, NAN, "POINT(200 200)");
    return town;
}

static double figure(om_store *town, const char *sql)
{
    return atof(town_ask(town, sql));
}

static void the_figures_are_those_worked_out_by_hand(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_three("test_shelter_area.sqlite");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "shelter_area", NULL, 0, NULL, &report, &err));
    CHECK_NEAR(figure(town, "select residents from shelter_area where code = 'W'"), 300, 0.01);
    CHECK_NEAR(figure(town, "select gross_m2 from shelter_area where code = 'W'"), 200, 0.01);
    CHECK_NEAR(figure(town, "select usable_m2 from shelter_area where code = 'W'"), 100, 0.01);
    CHECK_NEAR(figure(town, "select gross_m2 from shelter_area where code = 'E'"), 200, 0.01);
    CHECK_NEAR(figure(town, "select usable_m2 from shelter_area where code = 'E'"), 50 + 60, 0.01);
    /* Both are too small to be more than emergency shelters. */
    CHECK_NEAR(figure(town, "select m2_per_person from shelter_area where code = 'E'"), 0, 0);
    CHECK_NEAR(figure(town, "select missing_m2 from shelter_area where code = 'E'"), 150, 0.05);
    CHECK_NEAR(figure(town, "select emergency_capacity from shelter_area where code = 'E'"),
               120 + 100 - 0.5, 0.6);
    CHECK_TEXT(town_ask(town, "select m2_per_person from shelter_area where code = 'N'"), "");
    CHECK(strstr(report, "district N (N) has no residents"));
    CHECK(strstr(report, "1 shelters without an area are left out: 'hall'"));
    CHECK(strstr(report, "1 of 2 shelters do not state a usable share: 0.6 is taken"));
    CHECK(strstr(report, "2 of 2 shelters state no class"));
    CHECK(strstr(report, "9 residents live outside every district"));
    om_text_free(report);
}

static void the_city_is_exactly_the_sum_of_its_districts(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_three("test_shelter_area_sum.sqlite");
    CHECK_OK(om_analyse(town, "shelter_area", NULL, 0, NULL, NULL, &err));
    static const char *const columns[] = {"residents", "shelters", "gross_m2",          "usable_m2",
                                          "fixed_m2",  "capacity", "emergency_capacity"};
    for (size_t i = 0; i < 7; i++) {
        char sql[512];
        snprintf(sql, sizeof sql,
                 "select sum(case when code = 'city' then %s end) = (select %s from shelter_area"
                 " where code = 'E') + (select %s from shelter_area where code = 'N')"
                 " + (select %s from shelter_area where code = 'W') from shelter_area",
                 columns[i], columns[i], columns[i], columns[i]);
        CHECK_TEXT(town_ask(town, sql), "1");
    }
    CHECK_TEXT(town_ask(town, "select count(*) from shelter_area"), "4");
}

static void settings_go_before_the_standard(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_three("test_shelter_area_settings.sqlite");
    const char *const settings[] = {"target=2", "usable_share=1"};
    CHECK_OK(om_analyse(town, "shelter_area", settings, 2, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "select usable_m2 from shelter_area where code = 'E'"), 150, 0.01);
    CHECK_NEAR(figure(town, "select missing_m2 from shelter_area where code = 'E'"), 200, 0.05);
    CHECK_NEAR(figure(town, "select target_m2_per_person from shelter_area where code = 'E'"), 2,
               0);
    const char *wrong[] = {"usable_share=1.5", "goal=2", "target=much"};
    CHECK_FAILS(om_analyse(town, "shelter_area", &wrong[0], 1, NULL, NULL, &err), OM_ERR_RANGE,
                "usable_share 1.5 is not within 0..1");
    CHECK_FAILS(om_analyse(town, "shelter_area", &wrong[1], 1, NULL, NULL, &err), OM_ERR_USAGE,
                "no setting 'goal'");
    CHECK_FAILS(om_analyse(town, "shelter_area", &wrong[2], 1, NULL, NULL, &err), OM_ERR_RANGE,
                "not a number");
}

/* A unit across the border lives all in the east: the west has the fewer to shelter. */
static void residents_are_counted_where_they_were_put_on_the_ground(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_three("test_shelter_area_ground.sqlite");
    town_put_people(town, "1/1", "1", 200, "POINT(500 500)");
    town_put_people(town, "2/1", "2", 200, "POINT(1050 500)");
    CHECK_OK(om_population_note(town, &err));
    char *report = NULL;
    CHECK_OK(om_analyse(town, "shelter_area", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "\"people_from\": \"population_place\""));
    om_text_free(report);
    CHECK_NEAR(figure(town, "select residents from shelter_area where code = 'W'"), 200, 1e-9);
    CHECK_NEAR(figure(town, "select residents from shelter_area where code = 'E'"), 200, 1e-9);
    const char *units = "people_on=units";
    CHECK_OK(om_analyse(town, "shelter_area", &units, 1, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "select residents from shelter_area where code = 'W'"), 300, 0.01);
}

/* 100 residents east, 300 west: 1.5 m2 each, of which one in two m2 is enough for a person. */
static void area_and_capacity_are_two_indicators(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_three("test_shelter_area_two.sqlite");
    add_class(town, "green", "short", 150, "POINT(1500 600)");
    add_class(town, "camp", "long", 450, "POINT(300 600)");
    CHECK_OK(om_analyse(town, "shelter_area", NULL, 0, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "select m2_per_person from shelter_area where code = 'E'"), 1.5, 1e-9);
    CHECK_NEAR(figure(town, "select m2_per_person from shelter_area where code = 'W'"), 1.5, 1e-9);
    CHECK_NEAR(figure(town, "select capacity from shelter_area where code = 'E'"), 75, 0);
    CHECK_NEAR(figure(town, "select capacity_share from shelter_area where code = 'E'"), 0.75,
               1e-9);
    CHECK_NEAR(figure(town, "select capacity from shelter_area where code = 'W'"), 100, 0);
    CHECK_NEAR(figure(town, "select missing_places from shelter_area where code = 'W'"), 0, 0);
    const char *all = "share_to_house=1";
    CHECK_OK(om_analyse(town, "shelter_area", &all, 1, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "select missing_places from shelter_area where code = 'W'"), 200, 1e-9);
    CHECK_NEAR(figure(town, "select missing_m2 from shelter_area where code = 'W'"), 0, 1e-6);
}

static void absurd_shelters_are_refused_and_the_last_result_stays(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_three("test_shelter_area_absurd.sqlite");
    CHECK_OK(om_analyse(town, "shelter_area", NULL, 0, NULL, NULL, &err));
    add_class(town, "vast", "central", 1.5e6, "POINT(300 600)"); /* W has 1e6 m2 */
    CHECK_FAILS(om_analyse(town, "shelter_area", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "shelter 'vast' states 1500000 m2, more than its district W (W) has");
    CHECK_TEXT(town_ask(town, "select count(*) from shelter_area"), "4");
    CHECK_OK(om_store_run(town, "delete from shelter where id = 'vast'", &err));
    add_class(town, "odd", "shrot", 100, "POINT(300 600)");
    CHECK_FAILS(om_analyse(town, "shelter_area", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "shelter 'odd': ");
    CHECK(strstr(err.message, "did you mean 'short'?"));
    CHECK_TEXT(town_ask(town, "select count(*) from shelter_area"), "4");
}

static void shelters_on_top_of_each_other_are_counted_once_and_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_three("test_shelter_area_twice.sqlite");
    const char *place = "MULTIPOLYGON(((100 100,200 100,200 200,100 200,100 100)))";
    add_class(town, "p", "short", NAN, place);
    add_class(town, "q", "short", NAN, place);
    char *report = NULL;
    CHECK_OK(om_analyse(town, "shelter_area", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "1 shelters lie wholly on others, such as 'q', and count for nothing"));
    om_text_free(report);
    CHECK_NEAR(figure(town, "select fixed_m2 from shelter_area where code = 'W'"), 10000, 0.1);
    CHECK_NEAR(figure(town, "select fixed_shelters from shelter_area where code = 'W'"), 1, 0);
}

static void what_is_missing_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_shelter_area_missing.sqlite");
    town_add_district(town, "W", (om_rect){0, 0, 1000, 1000});
    add_shelter(town, "school", 100, NAN, "POINT(500 500)");
    CHECK_FAILS(om_analyse(town, "shelter_area", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "population");
}

OM_TESTS(test(the_figures_are_those_worked_out_by_hand),
         test(the_city_is_exactly_the_sum_of_its_districts), test(settings_go_before_the_standard),
         test(residents_are_counted_where_they_were_put_on_the_ground),
         test(area_and_capacity_are_two_indicators),
         test(absurd_shelters_are_refused_and_the_last_result_stays),
         test(shelters_on_top_of_each_other_are_counted_once_and_told),
         test(what_is_missing_is_told))
