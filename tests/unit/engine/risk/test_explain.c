/* Why a place has its colour, from the colour to the record, against towns worked out by hand. */
#include "engine/base/file.h"
#include "engine/base/json.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

static const char *const policy_text =
    "kind,column,op,value,unit,grade,influence_m,reason,source,verified,clause,reason_zh\n"
    "tank,,any,,,4,,a tank,test,no,,一般储罐\n"
    "tank,quantity,>=,100,t,2,30,a big tank,test,yes,7.1,大型储罐\n";

/* The setting that names the policy, for every run of a test. */
static char policy_setting[4200];

/* A district of 100 m with a small tank, and a big one 20 m east of it. */
static om_store *town_of_tanks(const char *name)
{
    const char *settings[] = {policy_setting, "cell_m=100"};
    om_store *town = town_new(name);
    town_add_district(town, "W", (om_rect){0, 0, 100, 100});
    const om_value small[TOWN_SOURCE_VALUES] = {
        om_value_text("tank"),
        om_value_text("Small tank"), [3] = om_value_real(5), [4] = om_value_text("t")};
    const om_value big[TOWN_SOURCE_VALUES] = {om_value_text("tank"),
                                              om_value_text("Big tank"), [3] = om_value_real(200),
                                              [4] = om_value_text("t"), [6] = om_value_integer(3)};
    town_add(town, "hazard_source", "s1", small, "POINT(50 50)");
    town_add(town, "hazard_source", "s2", big, "POINT(120 50)");
    const char *policy = scratch_file("test_explain_policy.csv");
    CHECK_OK(om_file_write(policy, policy_text, strlen(policy_text), &err));
    snprintf(policy_setting, sizeof policy_setting, "policy=%s", policy);
    CHECK_OK(om_analyse(town, "risk", settings, 2, NULL, NULL, &err));
    return town;
}

static om_json *explain(om_store *town, const om_subject *subject)
{
    char *text = NULL;
    om_json *answer = NULL;
    CHECK_OK(om_explain(town, "risk", subject, &text, &err));
    CHECK_OK(om_json_parse(text, strlen(text), "answer", &answer, &err));
    om_text_free(text);
    return answer;
}

static char *explain_in(om_store *town, const om_subject *subject, const char *language)
{
    char *json = NULL, *text = NULL;
    CHECK_OK(om_explain(town, "risk", subject, &json, &err));
    CHECK_OK(om_explanation_text(json, language, &text, &err));
    om_text_free(json);
    return text;
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

static bool agrees(const om_json *graded)
{
    return om_json_is_true(om_json_get(om_json_get(graded, "again"), "agrees"));
}

static void a_district_is_explained_down_to_the_record(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_tanks("test_explain_district.sqlite");
    OM_AUTO(om_json) answer = explain(town, &(om_subject){.district = "W"});
    const om_json *area = item(answer, "areas", 0), *source = item(answer, "sources", 0);
    CHECK_TEXT(text_of(answer, "state"), "current");
    CHECK_NEAR(number_of(area, "grade"), 2, 0);
    CHECK_TEXT(text_of(om_json_get(area, "colour"), "zh"), "橙色");
    CHECK_TEXT(text_of(area, "decided_by"), "s2");
    CHECK_NEAR(number_of(area, "decided_by_m"), 20, 0.001);
    CHECK_NEAR(number_of(area, "influence_m"), 30, 0);
    CHECK(agrees(area) && agrees(source));
    CHECK_NEAR(number_of(om_json_get(area, "without_it"), "grade"), 4, 0);
    CHECK_TEXT(text_of(item(area, "others", 0), "id"), "s1");
    CHECK_TEXT(text_of(source, "id"), "s2");
    CHECK(om_json_is_true(om_json_get(om_json_get(source, "levels"), "differ")));
    const om_json *record = om_json_get(source, "record");
    CHECK_TEXT(text_of(record, "source"), "town");
    CHECK_TEXT(text_of(record, "credit"), "Town of Test");
    CHECK_NEAR(number_of(record, "row"), 1, 0);
    const om_json *rule = item(om_json_get(source, "steps"), "rules", 0);
    CHECK_NEAR(number_of(rule, "line"), 3, 0);
    CHECK_TEXT(text_of(rule, "clause"), "7.1");
    CHECK_TEXT(text_of(om_json_get(rule, "reason"), "zh"), "大型储罐");
}

static void a_place_is_explained_by_its_district_and_its_cell(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_tanks("test_explain_place.sqlite");
    const om_lonlat at = town_at(town, 10, 10);
    OM_AUTO(om_json) answer = explain(town, &(om_subject){.at = &at});
    CHECK_INT(om_json_count(om_json_get(answer, "areas")), 2);
    CHECK_TEXT(text_of(item(answer, "areas", 1), "layer"), "risk_grid");
    CHECK_TEXT(text_of(item(answer, "areas", 1), "code"), "c0_0");
    CHECK(agrees(item(answer, "areas", 1)));
    CHECK_INT(om_json_count(om_json_get(answer, "sources")), 1); /* both have the same */
}

/* Runs the same town anew in a mode and says why it is what it is. */
static char *explain_mode(om_store *town, const char *mode, const char *language)
{
    const char *settings[] = {policy_setting, mode, "direct=first"};
    CHECK_OK(om_analyse(town, "risk", settings, 3, NULL, NULL, &err));
    return explain_in(town, &(om_subject){.district = "W"}, language);
}

static void the_mode_is_told_with_its_numbers_and_their_source(void **state)
{
    (void)state;
    static const struct {
        const char *mode, *language, *told[4];
    } cases[] = {
        {"mode=weighted",
         "en",
         {"How areas are graded: weighted index; direct determination first; before controls",
          "Weighted index: 4 (level 1 from 27, level 2 from 9, level 3 from 3)",
          "By: area_modes.csv, line 11 (fixed limits)", "adds 1 to the index"}},
        {"mode=weighted",
         "zh",
         {"评定方式：加权指数；直接判定优先；固有风险（管控前）",
          "加权指数：4（1 级 ≥ 27，2 级 ≥ 9，3 级 ≥ 3）", "依据：area_modes.csv 第 11 行",
          "计入指数 1"}},
        {"mode=count",
         "en",
         {"level 2: 1 (3 raise the area to level 1), level 3: 1 (5 raise the area to level 2)",
          "count escalation", "Worked out again from the records: the same",
          "Without that source"}},
        {"mode=share",
         "zh",
         {"评定方式：面积占比", "各级及以上影响面积占比：1 级 0%", "1 级 ≥ 10 %", "未核对出处"}},
    };
    OM_AUTO(om_store) town = town_of_tanks("test_explain_modes.sqlite");
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO_MEMORY char *text = explain_mode(town, cases[i].mode, cases[i].language);
        for (size_t t = 0; t < 4; t++)
            if (!strstr(text, cases[i].told[t]))
                fail_msg("%s does not tell '%s' but:\n%s", cases[i].mode, cases[i].told[t], text);
    }
}

static void both_languages_tell_the_same_chain(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_tanks("test_explain_words.sqlite");
    OM_AUTO_MEMORY char *en = explain_in(town, &(om_subject){.district = "W"}, "en");
    OM_AUTO_MEMORY char *zh = explain_in(town, &(om_subject){.district = "W"}, "zh");
    static const char *const english[] = {
        "Why district W is orange (Considerable)",
        "Decided by: Big tank (s2), 20 m outside",
        "Considerable: tank, Quantity of at least 100 t",
        "test, 7.1; ",
        "verified at its source",
        "Computed and reported level differ; the worse of both counts",
        "Nothing has changed since"};
    static const char *const chinese[] = {"W为何评定为较大风险（橙色）",
                                          "位于区域外 20 米，影响范围 30 米",
                                          "较大风险：储罐，数量不小于 100 吨",
                                          "判定依据：大型储罐",
                                          "已核对出处",
                                          "计算等级与申报等级不一致，两者取高",
                                          "此后数据与规则均无变动"};
    for (size_t i = 0; i < sizeof english / sizeof *english; i++) {
        CHECK(strstr(en, english[i]));
        CHECK(strstr(zh, chinese[i]));
    }
}

static void what_was_loaded_since_makes_it_stale(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_tanks("test_explain_stale.sqlite");
    const om_value plant[TOWN_SOURCE_VALUES] = {
        om_value_text("plant"), [6] = om_value_integer(1), [7] = om_value_integer(1)};
    town_add(town, "hazard_source", "s3", plant, "POINT(60 60)");
    OM_AUTO(om_json) answer = explain(town, &(om_subject){.district = "W"});
    CHECK_TEXT(text_of(answer, "state"), "stale");
    CHECK_TEXT(text_of(item(answer, "changes", 0), "name"), "hazard_source");
    CHECK_NEAR(number_of(item(answer, "areas", 0), "grade"), 2, 0); /* as stored */
    CHECK_NEAR(number_of(om_json_get(item(answer, "areas", 0), "again"), "grade"), 1, 0);
    OM_AUTO_MEMORY char *text = explain_in(town, &(om_subject){.district = "W"}, NULL);
    CHECK(strstr(text, "red (Major), decided by s3 - the stored grade is out of date"));
}

static void a_grade_that_its_records_do_not_give_is_told_aloud(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_tanks("test_explain_forged.sqlite");
    CHECK_OK(om_store_run(town, "update risk_district set grade = 4", &err));
    OM_AUTO(om_json) answer = explain(town, &(om_subject){.district = "W"});
    CHECK(!agrees(item(answer, "areas", 0)));
    OM_AUTO_MEMORY char *text = explain_in(town, &(om_subject){.district = "W"}, "en");
    CHECK(strstr(text, "CONTRADICTS ITS RECORDS"));
}

/* ---- Methods ---- */

static om_store *town_of_one(const char *name, const om_value *values)
{
    om_store *town = town_new(name);
    town_add_district(town, "W", (om_rect){-1000, -1000, 1000, 1000});
    town_add(town, "hazard_source", "x", values, "POINT(0 0)");
    town_add(town, "population", "p", (const om_value[]){om_value_real(60), om_value_text("p")},
             "POINT(400 0)");
    CHECK_OK(om_analyse(town, "risk", NULL, 0, NULL, NULL, &err));
    return town;
}

static void lec_is_told_by_its_factors_and_limits(void **state)
{
    (void)state;
    const om_value boiler[TOWN_SOURCE_VALUES] = {
        om_value_text("boiler"), [9] = om_value_real(3), [10] = om_value_real(6),
        [11] = om_value_real(15), [15] = om_value_real(0.25)};
    OM_AUTO(om_store) town = town_of_one("test_explain_lec.sqlite", boiler);
    OM_AUTO(om_json) answer = explain(town, &(om_subject){.source = "x"});
    const om_json *steps = om_json_get(item(answer, "sources", 0), "steps");
    CHECK_NEAR(number_of(steps, "D"), 270, 0);
    CHECK_TEXT(text_of(om_json_get(om_json_get(steps, "L"), "meaning"), "zh"), "可能，但不经常");
    OM_AUTO_MEMORY char *zh = explain_in(town, &(om_subject){.source = "x"}, "zh");
    CHECK(strstr(zh, "D = L×E×C = 3×6×15 = 270"));
    CHECK(strstr(zh, "分级界限：重大 D > 320；较大 D > 160；一般 D > 70；低 D ≥ 0"));
    CHECK(strstr(
        zh, "管控系数 0.25：固有风险为较大风险，管控后现实风险为低风险；等级评定采用固有风险等级"));
}

static void gb18218_is_told_by_its_substances_and_people(void **state)
{
    (void)state;
    const om_value chlorine[TOWN_SOURCE_VALUES] = {
        om_value_text("tank"), [2] = om_value_text("液氯"), [3] = om_value_real(10),
        [4] = om_value_text("t")};
    OM_AUTO(om_store) town = town_of_one("test_explain_gb.sqlite", chlorine);
    OM_AUTO(om_json) answer = explain(town, &(om_subject){.source = "x"});
    const om_json *steps = om_json_get(item(answer, "sources", 0), "steps");
    const om_json *part = item(steps, "parts", 0);
    CHECK_NEAR(number_of(part, "q_t") / number_of(part, "Q_t"), 2, 1e-12);
    CHECK_NEAR(number_of(part, "beta"), 4, 0);
    CHECK_NEAR(number_of(steps, "people"), 60, 0);
    CHECK_NEAR(number_of(steps, "alpha"), 1.5, 0);
    CHECK_NEAR(number_of(steps, "R"), 12, 1e-9);
    OM_AUTO_MEMORY char *zh = explain_in(town, &(om_subject){.source = "x"}, "zh");
    CHECK(strstr(zh, "q/Q = 10 吨 / 5 吨 = 2，β = 4"));
    CHECK(strstr(zh, "厂区边界外 500 米范围内常住人口 60 人，α = 1.5"));
    CHECK(strstr(zh, "R = α×Σβ·q/Q = 1.5×8 = 12"));
}

static void the_matrix_is_told_by_its_two_levels(void **state)
{
    (void)state;
    const om_value press[TOWN_SOURCE_VALUES] = {
        om_value_text("press"), [12] = om_value_integer(4), [13] = om_value_integer(5)};
    OM_AUTO(om_store) town = town_of_one("test_explain_matrix.sqlite", press);
    OM_AUTO_MEMORY char *en = explain_in(town, &(om_subject){.source = "x"}, "en");
    CHECK(strstr(en, "Likelihood L = 4, severity S = 5: R = L x S = 20"));
    CHECK(strstr(en, "Class limits: major R ≥ 20, considerable R ≥ 15"));
}

static void a_source_in_a_flood_zone_is_told_with_what_the_chain_brings(void **state)
{
    (void)state;
    const char *rain = "events=rain:0.1";
    OM_AUTO(om_store) town = town_of_tanks("test_explain_flood.sqlite");
    const om_value zone[] = {om_value_text("flood"), om_value_text("AE"), (om_value){0}};
    town_add(town, "hazard_zone", "f", zone, "MULTIPOLYGON(((90 0,200 0,200 100,90 100,90 0)))");
    OM_AUTO(om_json) before = explain(town, &(om_subject){.source = "s2"});
    CHECK(!om_json_get(item(before, "sources", 0), "in_hazard_zones")); /* nobody has looked */
    CHECK_OK(om_analyse(town, "hazard_exposure", NULL, 0, NULL, NULL, &err));
    CHECK_OK(om_analyse(town, "hazard_chain", &rain, 1, NULL, NULL, &err));
    OM_AUTO_MEMORY char *en = explain_in(town, &(om_subject){.source = "s2"}, "en");
    OM_AUTO_MEMORY char *zh = explain_in(town, &(om_subject){.source = "s2"}, "zh");
    OM_AUTO_MEMORY char *dry = explain_in(town, &(om_subject){.source = "s1"}, "en");
    CHECK(strstr(en, "Hazard zones that it stands in: flood (AE), with 100 % of it"));
    CHECK(strstr(en, "waterlogging 6 %"));
    CHECK(strstr(zh, "位于洪涝影响区内（AE），区内占比 100%"));
    CHECK(strstr(dry, "Hazard zones that it stands in: none"));
    OM_AUTO_MEMORY char *ground = explain_in(town, &(om_subject){.district = "W"}, "zh");
    CHECK(strstr(ground, "自然灾害影响区：洪涝，占区域面积 10%"));
}

static void a_source_without_a_grade_is_told_what_is_missing(void **state)
{
    (void)state;
    const char *lenient = "bad=ungraded";
    const om_value half[TOWN_SOURCE_VALUES] = {om_value_text("boiler"), [9] = om_value_real(3)};
    const om_value kite[TOWN_SOURCE_VALUES] = {om_value_text("kite")};
    OM_AUTO(om_store) town = town_new("test_explain_ungraded.sqlite");
    town_add_district(town, "W", (om_rect){0, 0, 100, 100});
    town_add(town, "hazard_source", "b", half, "POINT(50 50)");
    town_add(town, "hazard_source", "k", kite, "POINT(60 50)");
    CHECK_OK(om_analyse(town, "risk", &lenient, 1, NULL, NULL, &err));
    OM_AUTO_MEMORY char *boiler = explain_in(town, &(om_subject){.source = "b"}, "en");
    CHECK(strstr(boiler, "Why b (unnamed) is grey (Ungraded)"));
    CHECK(strstr(boiler, "Ungraded: hazard_source 'b' lacks exposure_e"));
    OM_AUTO_MEMORY char *kites = explain_in(town, &(om_subject){.source = "k"}, "zh");
    CHECK(strstr(kites, "未评估原因：没有适用的规则或分级"));
    OM_AUTO_MEMORY char *ground = explain_in(town, &(om_subject){.district = "W"}, "zh");
    CHECK(strstr(ground, "W为何未评估（灰色）") && strstr(ground, "未评估 2 个"));
}

/* ---- Bad requests ---- */

static void what_cannot_be_explained_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_tanks("test_explain_bad.sqlite");
    const om_lonlat far = town_at(town, 5000, 50), nowhere = {31.5, 120.3};
    char *text = NULL;
    CHECK_FAILS(om_explain(town, "risk", &(om_subject){.at = &far}, &text, &err), OM_ERR_NOT_FOUND,
                "the nearest is 'W', 4.9 km away");
    CHECK_FAILS(om_explain(town, "risk", &(om_subject){.at = &nowhere}, &text, &err), OM_ERR_RANGE,
                "longitude comes first");
    CHECK_FAILS(om_explain(town, "risk", &(om_subject){.district = "V"}, &text, &err),
                OM_ERR_NOT_FOUND, "no graded district 'V'");
    CHECK_FAILS(om_explain(town, "risk", &(om_subject){.source = "s9"}, &text, &err),
                OM_ERR_NOT_FOUND, "no graded source 's9'");
    CHECK_FAILS(om_explain(town, "risk", &(om_subject){0}, &text, &err), OM_ERR_USAGE, "one of");
    CHECK_FAILS(om_explain(town, "fire_reach", &(om_subject){.district = "W"}, &text, &err),
                OM_ERR_NOT_FOUND, "'fire_reach' cannot be explained");
    CHECK_FAILS(om_explanation_text("{}", "en", &text, &err), OM_ERR_DATA, "explains nothing");
    CHECK_FAILS(om_explanation_text("{}", "fr", &text, &err), OM_ERR_RANGE, "'fr'");
    OM_AUTO(om_store) empty = town_new("test_explain_empty.sqlite");
    CHECK_FAILS(om_explain(empty, "risk", &(om_subject){.district = "W"}, &text, &err),
                OM_ERR_NOT_FOUND, "has no risk grades to explain");
    CHECK(!text);
}

/* A copy of a document without its member or element number `*left`, counted depth first. */
static om_json *without(const om_json *json, int *left)
{
    if (om_json_kind_of(json) == OM_JSON_OBJECT) {
        om_json *copy = om_json_object_new();
        for (om_json_member m = om_json_first(json); m.key; m = om_json_next(json, m))
            if ((*left)-- != 0)
                om_json_put(copy, m.key, without(m.value, left));
        return copy;
    }
    if (om_json_kind_of(json) != OM_JSON_ARRAY)
        return om_json_copy(json);
    om_json *copy = om_json_array_new();
    for (size_t i = 0; i < om_json_count(json); i++)
        om_json_add(copy, without(om_json_at(json, i), left));
    return copy;
}

static void a_document_with_a_piece_missing_is_read_as_far_as_it_goes(void **state)
{
    (void)state;
    const om_value chlorine[TOWN_SOURCE_VALUES] = {
        om_value_text("tank"), [2] = om_value_text("液氯"), [3] = om_value_real(10),
        [4] = om_value_text("t")};
    OM_AUTO(om_store) tanks = town_of_tanks("test_explain_pieces.sqlite");
    OM_AUTO(om_store) plant = town_of_one("test_explain_pieces_gb.sqlite", chlorine);
    om_store *const towns[] = {tanks, plant};
    for (size_t i = 0; i < 2; i++) {
        OM_AUTO(om_json) whole = explain(towns[i], &(om_subject){.district = "W"});
        int left = -1;
        for (int missing = 0; left < 0; missing++) {
            left = missing;
            OM_AUTO(om_json) part = without(whole, &left);
            char *json = om_json_write(part), *text = NULL;
            const om_status status =
                om_explanation_text(json, missing % 2 ? "zh" : "en", &text, &err);
            CHECK(status == OM_OK ? text[0] != '\0' : status == OM_ERR_DATA);
            om_text_free(text);
            om_text_free(json);
        }
    }
}

OM_TESTS(test(a_district_is_explained_down_to_the_record),
         test(a_place_is_explained_by_its_district_and_its_cell),
         test(the_mode_is_told_with_its_numbers_and_their_source),
         test(both_languages_tell_the_same_chain), test(what_was_loaded_since_makes_it_stale),
         test(a_grade_that_its_records_do_not_give_is_told_aloud),
         test(lec_is_told_by_its_factors_and_limits),
         test(gb18218_is_told_by_its_substances_and_people),
         test(the_matrix_is_told_by_its_two_levels),
         test(a_source_in_a_flood_zone_is_told_with_what_the_chain_brings),
         test(a_source_without_a_grade_is_told_what_is_missing),
         test(what_cannot_be_explained_is_refused),
         test(a_document_with_a_piece_missing_is_read_as_far_as_it_goes))
