/* A place is asked about, and what is not known is said. */
#include "engine/base/file.h"
#include "engine/base/json.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

static void add_tank(om_store *town, const char *id, const char *wkt)
{
    const om_value values[TOWN_SOURCE_VALUES] = {
        om_value_text("tank"), om_value_text("Old tank"), om_value_text(NULL), om_value_real(NAN),
        om_value_text(NULL),   om_value_text(NULL),       om_value_integer(2)};
    town_add(town, "hazard_source", id, values, wkt);
}

static void add_shelter(om_store *town, const char *id, const char *wkt)
{
    const om_value values[TOWN_SHELTER_VALUES] = {om_value_text(id),   om_value_text(NULL),
                                                  om_value_text(NULL), om_value_real(100),
                                                  om_value_real(1),    om_value_integer(50)};
    town_add(town, "shelter", id, values, wkt);
}

static void add_time(om_store *town, const char *id, double seconds, const char *wkt)
{
    const om_value values[] = {
        om_value_text("population"), om_value_text(id),           om_value_real(10),
        om_value_real(seconds),      om_value_real(NAN),          om_value_text("s1"),
        om_value_text("Engine 1"),   om_value_real(seconds + 60), om_value_text("s2"),
        om_value_text("Engine 2"),   om_value_integer(1),         om_value_real(2 * seconds),
        om_value_text("covered")};
    town_add(town, "fire_reach_place", id, values, wkt);
}

static om_store *town_to_ask(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "W", (om_rect){0, 0, 1000, 1000});
    town_add_district(town, "E", (om_rect){1000, 0, 2000, 1000});
    add_tank(town, "t1", "POINT(400 500)");
    add_shelter(town, "far", "POINT(100 900)");
    add_shelter(town, "near", "POINT(130 100)");
    add_shelter(town, "park", "POLYGON((0 0,50 0,50 200,0 200,0 0))");
    add_shelter(town, "farthest", "POINT(1900 900)");
    add_time(town, "p1", 240, "POINT(100 400)");
    CHECK_OK(om_analyse(town, "risk", NULL, 0, NULL, NULL, &err));
    return town;
}

static om_json *ask(om_store *town, om_lonlat at)
{
    char *text = NULL;
    om_json *answer = NULL;
    CHECK_OK(om_query_at(town, at, &text, &err));
    CHECK_OK(om_json_parse(text, strlen(text), "answer", &answer, &err));
    om_text_free(text);
    return answer;
}

static const om_json *item(const om_json *answer, const char *list, size_t index)
{
    return om_json_at(om_json_get(answer, list), index);
}

static const char *text_of(const om_json *object, const char *key)
{
    return om_json_text(om_json_get(object, key));
}

static double number_of(const om_json *object, const char *key)
{
    return om_json_number(om_json_get(object, key));
}

static void a_place_is_told_its_district_and_risk_and_why(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_to_ask("test_at_risk.sqlite");
    OM_AUTO(om_json) answer = ask(town, town_at(town, 100, 100));
    CHECK_INT(om_json_count(om_json_get(answer, "districts")), 1);
    CHECK_TEXT(text_of(item(answer, "districts", 0), "code"), "W");
    const om_json *risk = om_json_get(answer, "risk");
    const om_json *district = om_json_at(om_json_get(risk, "districts"), 0);
    CHECK_NEAR(number_of(district, "grade"), 2, 0);
    CHECK_TEXT(text_of(district, "decided_by_name"), "Old tank");
    CHECK_TEXT(text_of(district, "rule"), "*: reported");
    CHECK_NEAR(number_of(district, "decided_by_distance_m"), 500, 0.1); /* 3-4-5 */
    const om_json *cell = om_json_at(om_json_get(risk, "cells"), 0);
    CHECK_TEXT(text_of(cell, "code"), "c0_0");
}

static void the_nearest_shelters_stand_in_order(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_to_ask("test_at_shelters.sqlite");
    OM_AUTO(om_json) answer = ask(town, town_at(town, 100, 100));
    CHECK_INT(om_json_count(om_json_get(answer, "shelters")), 3);
    CHECK_TEXT(text_of(item(answer, "shelters", 0), "id"), "near");
    CHECK_NEAR(number_of(item(answer, "shelters", 0), "distance_m"), 30, 0.1);
    CHECK_TEXT(text_of(item(answer, "shelters", 1), "id"), "park"); /* to its edge */
    CHECK_NEAR(number_of(item(answer, "shelters", 1), "distance_m"), 50, 0.1);
    CHECK_TEXT(text_of(item(answer, "shelters", 2), "id"), "far");
    CHECK_NEAR(number_of(item(answer, "shelters", 2), "capacity"), 50, 0);
}

static void a_time_counts_within_500_m_and_says_for_which_place(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_to_ask("test_at_fire.sqlite");
    OM_AUTO(om_json) close = ask(town, town_at(town, 100, 100));
    CHECK_NEAR(number_of(om_json_get(close, "fire"), "minutes"), 4, 1e-9);
    CHECK_NEAR(number_of(om_json_get(close, "fire"), "distance_m"), 300, 0.1);
    CHECK_TEXT(text_of(om_json_get(close, "fire"), "place_id"), "p1");
    OM_AUTO(om_json) distant = ask(town, town_at(town, 1900, 400));
    CHECK_TEXT(text_of(om_json_get(distant, "fire"), "state"), "unknown");
    CHECK(isnan(number_of(om_json_get(distant, "fire"), "minutes")));
}

static void a_place_is_told_its_zoning_and_what_each_factor_contributes(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_to_ask("test_at_zoning.sqlite");
    const om_value values[] = {
        om_value_text("W"),      om_value_text("West"), om_value_text("unit"), om_value_real(0.7),
        om_value_integer(1),     om_value_text("high"), om_value_text("met"),  om_value_real(0),
        om_value_real(0.9),      om_value_real(0.5),    om_value_real(NAN),    om_value_real(NAN),
        om_value_text("flood 1")};
    town_add(town, "hazard_zoning", "unit/W", values,
             "MULTIPOLYGON(((0 0,1000 0,1000 1000,0 1000,0 0)))");
    OM_AUTO(om_json) answer = ask(town, town_at(town, 100, 100));
    const om_json *zoning = om_json_get(answer, "zoning");
    CHECK_INT(om_json_count(om_json_get(zoning, "cells")), 0);
    CHECK_TEXT(text_of(item(zoning, "districts", 0), "level"), "high");
    CHECK_TEXT(text_of(item(zoning, "districts", 0), "contributions"), "flood 1");
    OM_AUTO(om_json) east = ask(town, town_at(town, 1500, 100));
    CHECK_INT(om_json_count(om_json_get(om_json_get(east, "zoning"), "districts")), 0);
}

static void what_was_not_run_is_named(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_to_ask("test_at_not_run.sqlite");
    OM_AUTO(om_json) answer = ask(town, town_at(town, 100, 100));
    CHECK_INT(om_json_count(om_json_get(answer, "not_run")), 3);
    CHECK_TEXT(om_json_text(item(answer, "not_run", 0)), "shelter_area");
    CHECK_TEXT(om_json_text(item(answer, "not_run", 1)), "supply_reach");
    CHECK_TEXT(om_json_text(item(answer, "not_run", 2)), "hazard_zoning");
    CHECK_TEXT(text_of(answer, "credits"), "Town of Test");
}

static void a_place_outside_is_an_answer_not_an_error(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_to_ask("test_at_outside.sqlite");
    OM_AUTO(om_json) near = ask(town, town_at(town, 5000, 5000));
    CHECK_INT(om_json_count(om_json_get(near, "districts")), 0);
    CHECK_INT(om_json_count(om_json_get(near, "shelters")), 3);
    OM_AUTO(om_json) far = ask(town, (om_lonlat){-77, 38.9});
    CHECK_INT(om_json_count(om_json_get(far, "shelters")), 0);
    CHECK_INT(om_json_count(om_json_get(om_json_get(far, "risk"), "districts")), 0);
}

static void a_place_that_is_none_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_to_ask("test_at_range.sqlite");
    char *text = NULL;
    CHECK_FAILS(om_query_at(town, (om_lonlat){31.5, 120.3}, &text, &err), OM_ERR_RANGE,
                "latitude 120.3 is not within -90..90; are they swapped?");
    CHECK_FAILS(om_query_at(town, (om_lonlat){181, 0}, &text, &err), OM_ERR_RANGE,
                "longitude 181 is not within -180..180");
    CHECK_FAILS(om_query_at(town, (om_lonlat){120.3, NAN}, &text, &err), OM_ERR_RANGE, "latitude");
    CHECK_FAILS(om_query_at(town, (om_lonlat){120.3, INFINITY}, &text, &err), OM_ERR_RANGE,
                "latitude");
    OM_AUTO(om_store) empty = town_new("test_at_empty.sqlite");
    OM_AUTO(om_json) answer = ask(empty, (om_lonlat){120.3, 31.5});
    CHECK_INT(om_json_count(om_json_get(answer, "not_run")), 5);
    CHECK(!text);
}

OM_TESTS(test(a_place_is_told_its_district_and_risk_and_why),
         test(the_nearest_shelters_stand_in_order),
         test(a_time_counts_within_500_m_and_says_for_which_place), test(what_was_not_run_is_named),
         test(a_place_is_told_its_zoning_and_what_each_factor_contributes),
         test(a_place_outside_is_an_answer_not_an_error), test(a_place_that_is_none_is_refused))
