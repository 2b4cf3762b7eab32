/* Why a district has its shelter area, on a town worked out by hand. */
#include "engine/analysis/shelter_explain.h"

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_shelter(om_store *town, const char *id, const char *class, double usable_share,
                        const char *wkt)
{
    const om_value values[TOWN_SHELTER_VALUES] = {om_value_text(id), om_value_text(NULL),
                                                  om_value_text(class), om_value_real(NAN),
                                                  om_value_real(usable_share)};
    town_add(town, "shelter", id, values, wkt);
}

/* West: 1000 people, 500 m2 of a park across the border at 50 %, 400 m2 of a square for
 * emergencies. */
static om_store *town_of_two(const char *name)
{
    om_store *town = town_new(name);
    const om_value people[] = {om_value_real(1000), om_value_text(NULL)};
    town_add_district(town, "E", (om_rect){1000, 0, 2000, 1000});
    town_add_district(town, "W", (om_rect){0, 0, 1000, 1000});
    town_add(town, "population", "1", people, "POINT(500 500)");
    add_shelter(town, "park", "short", 0.5, "POLYGON((990 0,1010 0,1010 50,990 50,990 0))");
    add_shelter(town, "square", "emergency", 1, "POLYGON((100 0,120 0,120 20,100 20,100 0))");
    return town;
}

static void analyse(om_store *town, const char *setting)
{
    CHECK_OK(om_analyse(town, "shelter_area", &setting, setting ? 1 : 0, NULL, NULL, &err));
}

static om_json *explain(om_store *town, const char *district)
{
    char *json = NULL;
    om_json *document = NULL;
    CHECK_OK(om_explain(town, "shelter_area", &(om_subject){.district = district}, &json, &err));
    CHECK_OK(om_json_parse(json, strlen(json), "explanation", &document, &err));
    om_text_free(json);
    return document;
}

static const om_json *area_of(const om_json *document)
{
    return om_json_at(om_json_get(document, "areas"), 0);
}

static double number(const om_json *object, const char *key)
{
    return om_json_number(om_json_get(object, key));
}

static void shelters_are_told_with_what_counts(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("shelter_explain.onemap");
    analyse(town, NULL);
    OM_AUTO(om_json) document = explain(town, "W");
    const om_json *area = area_of(document), *shelters = om_json_get(area, "shelters");
    CHECK_INT(om_json_count(shelters), 2);
    const om_json *square = om_json_at(shelters, 0), *park = om_json_at(shelters, 1);
    CHECK_TEXT(om_json_text(om_json_get(park, "id")), "park");
    CHECK_NEAR(number(park, "inside"), 0.5, 1e-4);
    CHECK_NEAR(number(park, "effective_m2"), 250, 0.05);
    CHECK(om_json_is_true(om_json_get(park, "fixed")));
    CHECK_NEAR(number(square, "effective_m2"), 400, 0.05);
    CHECK(!om_json_is_true(om_json_get(square, "fixed")));
    CHECK_NEAR(number(om_json_get(area, "again"), "m2_per_person"), 0.25, 1e-4);
    CHECK(om_json_is_true(om_json_get(om_json_get(area, "again"), "agrees")));
}

static void what_would_close_the_gap_adds_up(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("shelter_explain_gap.onemap");
    analyse(town, "target=0.4");
    OM_AUTO(om_json) document = explain(town, "W");
    const om_json *ways = om_json_get(area_of(document), "would_close_it");
    CHECK_INT(om_json_count(ways), 3); /* 150 m2 are missing */
    CHECK_NEAR(number(om_json_at(ways, 0), "effective_m2"), 150, 0.05);
    CHECK_NEAR(number(om_json_at(ways, 0), "gross_m2") *
                   number(om_json_at(ways, 0), "usable_share"),
               150, 0.05);
    CHECK_NEAR(number(om_json_at(ways, 1), "usable_share"), 0.8, 1e-3); /* 400 of 500 m2 */
    CHECK(om_json_is_true(om_json_get(om_json_at(ways, 2), "is_enough")));
    CHECK(om_json_is_true(om_json_get(om_json_get(area_of(document), "target"), "as_set")));
}

static void a_district_that_meets_its_target_has_no_gap(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("shelter_explain_met.onemap");
    analyse(town, "target=0.2");
    OM_AUTO(om_json) document = explain(town, "W");
    CHECK_INT(om_json_count(om_json_get(area_of(document), "would_close_it")), 0);
}

static void what_changed_since_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("shelter_explain_stale.onemap");
    analyse(town, NULL);
    add_shelter(town, "new", "short", 1, "POLYGON((200 0,210 0,210 10,200 10,200 0))");
    OM_AUTO(om_json) document = explain(town, "W");
    CHECK_TEXT(om_json_text(om_json_get(document, "state")), "stale");
    CHECK_TEXT(om_json_text(om_json_at(om_json_get(document, "changes"), 0)), "shelter");
    CHECK(!om_json_is_true(om_json_get(om_json_get(area_of(document), "again"), "agrees")));
    CHECK_NEAR(number(om_json_get(area_of(document), "again"), "fixed_m2"), 350, 0.05);
}

static void it_is_text_in_both_languages(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("shelter_explain_text.onemap");
    analyse(town, NULL);
    char *json = NULL, *en = NULL, *zh = NULL;
    CHECK_OK(om_explain(town, "shelter_area", &(om_subject){.district = "W"}, &json, &err));
    CHECK_OK(om_explanation_text(json, "en", &en, &err));
    CHECK_OK(om_explanation_text(json, "zh", &zh, &err));
    CHECK(strstr(en, "Why W has 0.25 m2 of fixed shelter a resident\n"));
    CHECK(strstr(en, "It misses the target by 1.25 m2 a resident: 1250 m2 are missing"));
    CHECK(strstr(en, "verified at its source"));
    CHECK(strstr(
        en, "park (park): Fixed, short term; 1000 m2 of ground, 50 % of it inside, usable share "
            "0.5: 250 m2\n"));
    CHECK(strstr(en, "(not fixed: it does not count here)"));
    CHECK(strstr(en, "1250 m2 of effective area more: 2083 m2 of ground at a usable share of 0.6"));
    CHECK(strstr(en, "Nothing has changed since."));
    CHECK(strstr(zh, "W的人均固定避难场所面积为何是 0.25 平方米"));
    CHECK(strstr(zh, "三、如何补足缺口"));
    CHECK(strstr(zh, "此后数据均无变动"));
    om_text_free(json);
    om_text_free(en);
    om_text_free(zh);
}

static void what_cannot_be_explained_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("shelter_explain_none.onemap");
    char *json = NULL;
    CHECK_FAILS(om_explain(town, "shelter_area", &(om_subject){.district = "W"}, &json, &err),
                OM_ERR_NOT_FOUND, "has no shelter area to explain; run it first");
    analyse(town, NULL);
    CHECK_FAILS(om_explain(town, "shelter_area", &(om_subject){.source = "W"}, &json, &err),
                OM_ERR_USAGE, "is explained for a district");
    CHECK_FAILS(om_explain(town, "shelter_area", &(om_subject){.district = "Q"}, &json, &err),
                OM_ERR_NOT_FOUND, "shelter_area knows no district 'Q'");
    CHECK_FAILS(om_explain(town, "shelter_area", &(om_subject){.district = "city"}, &json, &err),
                OM_ERR_NOT_FOUND, "knows no district 'city'");
}

OM_TESTS(test(shelters_are_told_with_what_counts), test(what_would_close_the_gap_adds_up),
         test(a_district_that_meets_its_target_has_no_gap), test(what_changed_since_is_told),
         test(it_is_text_in_both_languages), test(what_cannot_be_explained_is_told))
