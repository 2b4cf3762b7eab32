/* Shelters with their classes, and what is told of them. */
#include "engine/analysis/shelters.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

/* A row of the layer; what is not named is null. */
typedef struct row {
    const char *class;
    double area_m2, share, effective_m2, capacity;
} row;

static void add(om_store *town, const char *id, row of, const char *wkt)
{
    const om_value values[] = {om_value_text(id),
                               om_value_text(NULL),
                               om_value_text(of.class),
                               om_value_real(of.area_m2),
                               om_value_real(of.share),
                               om_value_real(of.capacity),
                               om_value_real(of.effective_m2)};
    town_add(town, "shelter", id, values, wkt);
}

static om_store *town_with_people(const char *name)
{
    om_store *town = town_new(name);
    const om_value people[] = {om_value_real(100), om_value_text(NULL)};
    town_add_district(town, "W", (om_rect){0, 0, 3000, 3000});
    town_add(town, "population", "1", people, "POINT(5 5)");
    return town;
}

static char *report_of(om_store *town)
{
    char *report = NULL;
    CHECK_OK(om_analyse(town, "shelter_area", NULL, 0, NULL, &report, &err));
    return report;
}

static void a_class_that_is_not_stated_is_derived_counted_and_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_people("shelters_derived.onemap");
    add(town, "a", (row){NULL, 4000, 0.5, NAN, NAN}, "POINT(10 10)");
    add(town, "b", (row){NULL, 99999, NAN, 50000, NAN}, "POINT(20 10)");
    add(town, "c", (row){"medium", 30000, 0.5, NAN, NAN}, "POINT(30 10)");
    char *report = report_of(town);
    CHECK(strstr(report, "2 of 3 shelters state no class"));
    CHECK(strstr(report, "\"class\": \"short\""));
    CHECK(strstr(report, "\"class\": \"long\""));
    CHECK(!strstr(report, "\"class\": \"emergency\""));
    CHECK(!strstr(report, "smaller than their class"));
    CHECK(!strstr(report, "do not state a usable share"));
    om_text_free(report);
    CHECK_TEXT(town_ask(town, "select capacity from shelter_area where code = 'W'"),
               "17111.0"); /* 2000 / 2, 50000 / 4.5 and 15000 / 3, each whole people */
}

static void what_does_not_fit_its_class_or_its_capacity_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_people("shelters_small.onemap");
    add(town, "a", (row){"long", 1000, 1, NAN, 5000}, "POINT(10 10)");
    char *report = report_of(town);
    CHECK(strstr(report, "1 shelters are smaller than their class wants, such as 'a': 1000 m2"));
    CHECK(strstr(report, "such as 'a' (5000 stated, 222 by its area)"));
    om_text_free(report);
}

static void one_without_an_area_counts_by_its_stated_capacity_or_not_at_all(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_people("shelters_bare.onemap");
    add(town, "hall", (row){"short", NAN, NAN, NAN, 40}, "POINT(10 10)");
    add(town, "yard", (row){NULL, NAN, NAN, NAN, NAN}, "POINT(20 10)");
    char *report = report_of(town);
    CHECK(strstr(report, "1 shelters without an area are left out: 'yard'"));
    om_text_free(report);
    CHECK_TEXT(town_ask(town, "select capacity from shelter_area where code = 'W'"), "40.0");
    CHECK_TEXT(town_ask(town, "select fixed_m2 from shelter_area where code = 'W'"), "0.0");
}

static void areas_below_nothing_are_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_people("shelters_negative.onemap");
    add(town, "a", (row){"short", -5, 1, NAN, NAN}, "POINT(10 10)");
    CHECK_FAILS(om_analyse(town, "shelter_area", NULL, 0, NULL, NULL, &err), OM_ERR_RANGE,
                "shelter 'a': a gross area of -5 m2 is below 0");
}

OM_TESTS(test(a_class_that_is_not_stated_is_derived_counted_and_told),
         test(what_does_not_fit_its_class_or_its_capacity_is_told),
         test(one_without_an_area_counts_by_its_stated_capacity_or_not_at_all),
         test(areas_below_nothing_are_refused))
