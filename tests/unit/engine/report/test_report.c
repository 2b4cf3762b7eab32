/* A report: all indicators of a town, worked out by hand, in each form, and what is refused. */
#include "engine/report/report.h"

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

static void add_people(om_store *town, const char *id, double people, const char *wkt)
{
    const om_value values[] = {om_value_real(people), om_value_text(NULL)};
    town_add(town, "population", id, values, wkt);
}

static void add_shelter(om_store *town, const char *id, const char *wkt)
{
    const om_value values[TOWN_SHELTER_VALUES] = {om_value_text(id), om_value_text(NULL),
                                                  om_value_text("short")};
    town_add(town, "shelter", id, values, wkt);
}

/* 1000 people west with 6000 m2, of which 60 % can be used; 1000 east with 1000 m2. */
static om_store *town_of_two(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "E", (om_rect){1000, 0, 2000, 1000});
    town_add_district(town, "W", (om_rect){0, 0, 1000, 1000});
    add_people(town, "1", 1000, "POINT(500 500)");
    add_people(town, "2", 1000, "POINT(1500 500)");
    add_shelter(town, "west", "POLYGON((100 100,160 100,160 200,100 200,100 100))");
    add_shelter(town, "east", "POLYGON((1100 100,1120 100,1120 150,1100 150,1100 100))");
    return town;
}

static void analyse(om_store *town)
{
    const char *setting = "usable_share=0.6";
    CHECK_OK(om_analyse(town, "shelter_area", &setting, 1, NULL, NULL, &err));
}

static om_json *report(om_store *town)
{
    static const om_report_options options = {.title = "Town", .date = "2026-11-28"};
    om_json *document = NULL;
    CHECK_OK(om_report_document(town, &options, &document, &err));
    return document;
}

static const om_json *indicator(const om_json *document, const char *id)
{
    const om_json *all = om_json_get(document, "indicators");
    for (size_t i = 0; i < om_json_count(all); i++)
        if (strcmp(om_json_text(om_json_get(om_json_at(all, i), "id")), id) == 0)
            return om_json_at(all, i);
    fail_msg("there is no indicator %s", id);
    return NULL;
}

static double number(const om_json *object, const char *key)
{
    return om_json_number(om_json_get(object, key));
}

static const om_json *district(const om_json *of, const char *code)
{
    const om_json *all = om_json_get(of, "districts");
    for (size_t i = 0; i < om_json_count(all); i++)
        if (strcmp(om_json_text(om_json_get(om_json_at(all, i), "code")), code) == 0)
            return om_json_at(all, i);
    return NULL;
}

static void figures_are_those_worked_out_by_hand(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("report_figures.onemap");
    analyse(town);
    OM_AUTO(om_json) document = report(town);
    const om_json *area = indicator(document, "shelter_area"), *city = om_json_get(area, "city");
    CHECK_NEAR(number(district(area, "W"), "value"), 3.6, 1e-4);
    CHECK_NEAR(number(district(area, "E"), "value"), 0.6, 1e-4);
    CHECK_NEAR(number(district(area, "E"), "gap"), -0.9, 1e-4);
    CHECK_NEAR(number(district(area, "E"), "missing"), 900, 0.1);
    CHECK_TEXT(om_json_text(om_json_get(district(area, "E"), "state")), "missed");
    CHECK_NEAR(number(city, "value"), 2.1, 1e-4); /* the city meets what one half of it misses */
    CHECK_TEXT(om_json_text(om_json_get(city, "state")), "met");
    CHECK_INT(om_json_count(om_json_get(document, "notices")), 0);
}

static void parts_add_up_to_the_city_in_every_indicator(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("report_sums.onemap");
    analyse(town);
    OM_AUTO(om_json) document = report(town);
    const om_json *all = om_json_get(document, "indicators");
    size_t checked = 0;
    for (size_t i = 0; i < om_json_count(all); i++) {
        const om_json *one = om_json_at(all, i), *districts = om_json_get(one, "districts");
        double part = 0, whole = 0;
        for (size_t d = 0; d < om_json_count(districts); d++) {
            part += number(om_json_at(districts, d), "part");
            whole += number(om_json_at(districts, d), "whole");
        }
        if (!om_json_count(districts))
            continue;
        CHECK_NEAR(number(om_json_get(one, "city"), "part"), part, 0);
        CHECK_NEAR(number(om_json_get(one, "city"), "whole"), whole, 0);
        checked++;
    }
    CHECK_INT(checked, 2); /* area and capacity */
}

static void what_never_ran_is_not_assessed(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("report_not_assessed.onemap");
    OM_AUTO(om_json) document = report(town);
    const om_json *all = om_json_get(document, "indicators");
    for (size_t i = 0; i < om_json_count(all); i++)
        CHECK_TEXT(om_json_text(om_json_get(om_json_get(om_json_at(all, i), "city"), "state")),
                   "not assessed");
}

static void a_trend_is_what_earlier_runs_left(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("report_trend.onemap");
    analyse(town);
    add_shelter(town, "more", "POLYGON((1200 100,1220 100,1220 200,1200 200,1200 100))");
    analyse(town);
    OM_AUTO(om_json) document = report(town);
    const om_json *area = indicator(document, "shelter_area"), *trend = om_json_get(area, "trend");
    CHECK_NEAR(number(district(area, "E"), "earlier"), 0.6, 1e-4);
    CHECK_NEAR(number(district(area, "E"), "change"), 1.2, 1e-4);
    CHECK_NEAR(number(district(area, "W"), "change"), 0, 0); /* exactly what it was */
    CHECK_INT(om_json_count(trend), 2);
    CHECK_NEAR(number(om_json_at(trend, 0), "value"), 2.1, 1e-4);
    CHECK_NEAR(number(om_json_at(trend, 1), "value"), 2.7, 1e-4);
}

static char *page(om_store *town, const char *path)
{
    static const om_report_options options = {.title = "A <b>town</b>", .date = "2026-11-28"};
    OM_AUTO_TEXT text = {0};
    CHECK_OK(om_report_file(town, &options, path, NULL, &err));
    CHECK_OK(om_file_read(path, &text, &err));
    return om_text_take(&text);
}

static void the_same_store_gives_the_same_bytes(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("report_bytes.onemap");
    analyse(town);
    OM_AUTO_MEMORY char *path = om_memory_text(scratch_file("one.html"));
    OM_AUTO_MEMORY char *first = page(town, path);
    OM_AUTO_MEMORY char *again = page(town, path);                     /* maps from the page */
    OM_AUTO_MEMORY char *fresh = page(town, scratch_file("two.html")); /* maps drawn */
    CHECK_TEXT(first, again);
    CHECK_TEXT(first, fresh);
    CHECK(strstr(first, "A &lt;b&gt;town&lt;/b&gt;"));
}

static void the_end_of_a_name_says_the_form(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("report_forms.onemap");
    OM_AUTO_TEXT csv = {0};
    char *json = NULL;
    const char *path = scratch_file("report.csv");
    CHECK_OK(om_report_file(town, NULL, path, &json, &err));
    CHECK_OK(om_file_read(path, &csv, &err));
    CHECK(om_text_starts(csv.bytes, "indicator,title,"));
    CHECK(strstr(json, "\"report\": \"indicators\""));
    om_text_free(json);
    CHECK_FAILS(om_report_file(town, NULL, scratch_file("report.htm"), NULL, &err), OM_ERR_USAGE,
                "not 'htm'; did you mean 'html'?");
    CHECK(!om_file_exists(scratch_file("report.htm")));
}

static void a_bad_request_leaves_what_was_there(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("report_bad.onemap");
    OM_AUTO(om_store) empty = town_new("report_empty.onemap");
    OM_AUTO_MEMORY char *path = om_memory_text(scratch_file("kept.html"));
    char *text = NULL;
    CHECK_OK(om_file_write(path, "kept", 4, &err));
    CHECK_FAILS(om_report_file(empty, NULL, path, NULL, &err), OM_ERR_DATA, "has no districts");
    CHECK_FAILS(om_report_file(town, &(om_report_options){.date = "28.11.2026"}, path, NULL, &err),
                OM_ERR_RANGE, "the date '28.11.2026' is no day");
    CHECK_FAILS(om_report_file(town, &(om_report_options){.language = "fr"}, path, NULL, &err),
                OM_ERR_RANGE, "the language is 'fr'");
    CHECK_FAILS(om_report_file(town, &(om_report_options){.palette = "pink"}, path, NULL, &err),
                OM_ERR_NOT_FOUND, "pink");
    CHECK_FAILS(om_report(town, NULL, "pdf", &text, &err), OM_ERR_USAGE, "html, json or csv");
    OM_AUTO_TEXT kept = {0};
    CHECK_OK(om_file_read(path, &kept, &err));
    CHECK_TEXT(kept.bytes, "kept");
}

OM_TESTS(test(figures_are_those_worked_out_by_hand),
         test(parts_add_up_to_the_city_in_every_indicator), test(what_never_ran_is_not_assessed),
         test(a_trend_is_what_earlier_runs_left), test(the_same_store_gives_the_same_bytes),
         test(the_end_of_a_name_says_the_form), test(a_bad_request_leaves_what_was_there))
