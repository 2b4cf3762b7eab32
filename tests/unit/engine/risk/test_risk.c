/* The analysis "risk" on a town of two districts, worked out by hand. */
#include "engine/base/file.h"
#include "engine/store/rows.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

static const char *const policy_text =
    "kind,column,op,value,unit,grade,influence_m,reason,source,verified\n"
    "tank,,any,,,4,,a tank,test,no\n"
    "tank,quantity,>=,100,t,2,30,a big tank,test,no\n"
    "plant,,reported,,,,,as reported,test,no\n";

typedef struct source {
    const char *id, *kind;
    double tonnes;
    int reported;
    const char *wkt;
} source;

static const source sources[] = {
    {"s1", "tank", 5, 0, "POINT(50 50)"},     /* west: low */
    {"s2", "tank", 200, 0, "POINT(180 50)"},  /* east, 80 m from the border: large within 30 m */
    {"s3", "tank", 150, 0, "POINT(120 90)"},  /* east, 20 m from the border: reaches west */
    {"s4", "plant", NAN, 0, "POINT(10 10)"},  /* west, not reported: ungraded */
    {"s5", "plant", NAN, 1, "POINT(500 50)"}, /* outside every district */
};
enum { SOURCES = sizeof sources / sizeof *sources };

static void add_source(om_store *town, const source *at)
{
    const om_value values[TOWN_SOURCE_VALUES] = {
        om_value_text(at->kind),
        om_value_text(at->id),
        om_value_text(NULL),
        om_value_real(at->tonnes),
        om_value_text("t"),
        om_value_text(NULL),
        at->reported ? om_value_integer(at->reported) : (om_value){0},
    };
    town_add(town, "hazard_source", at->id, values, at->wkt);
}

static om_store *town_with_sources(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "W", (om_rect){1, 1, 100, 99});
    town_add_district(town, "E", (om_rect){100, 1, 199, 99});
    for (size_t i = 0; i < SOURCES; i++)
        add_source(town, &sources[i]);
    return town;
}

static const char *policy_setting(void)
{
    static char setting[4200];
    const char *path = scratch_file("test_risk_policy.csv");
    CHECK_OK(om_file_write(path, policy_text, strlen(policy_text), &err));
    snprintf(setting, sizeof setting, "policy=%s", path);
    return setting;
}

static char *analyse(om_store *town, const char *influence, const char *cell)
{
    const char *settings[] = {policy_setting(), influence, cell};
    char *report = NULL;
    CHECK_OK(om_analyse(town, "risk", settings, 3, NULL, &report, &err));
    return report;
}

static void each_source_has_the_grade_of_its_worst_rule(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_sources.sqlite");
    om_text_free(analyse(town, "influence_m=0", "cell_m=100"));
    CHECK_TEXT(town_ask(town, "select group_concat(source || coalesce(grade, '-'), ' ')"
                              " from (select * from risk_source order by id)"),
               "s14 s22 s32 s4- s51");
    CHECK_TEXT(town_ask(town, "select rule || '; ' || reason from risk_source where id = 's3'"),
               "tank: quantity >= 100 t; a big tank");
    CHECK_TEXT(town_ask(town, "select reported_level from risk_source where id = 's5'"), "1");
}

static void a_district_takes_the_worst_source_in_and_around_it(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_district.sqlite");
    OM_AUTO_MEMORY char *report = analyse(town, "influence_m=0", "cell_m=100");
    CHECK_TEXT(town_ask(town, "select grade || ' ' || decided_by || ' ' || round(decided_by_m, 6)"
                              " || ' ' || sources || ' ' || grade_2 || grade_4 || ungraded"
                              " from risk_district where code = 'W'"),
               "2 s3 20.0 3 111");
    CHECK_TEXT(town_ask(town, "select grade || ' ' || decided_by || ' ' || grade_2 || ' ' || mode"
                              " from risk_district where code = 'E'"),
               "2 s2 2 highest wins"); /* s2 is the larger of two */
    CHECK(strstr(report, "1 sources lie outside every district"));
    CHECK(strstr(report, "no rule matches 1 of 5 sources, such as 's4' (plant): ungraded"));
}

static void influence_carries_a_grade_over_the_border(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_influence.sqlite");
    om_text_free(analyse(town, "influence_m=302", "cell_m=100"));
    /* s5, 301 m east of E and 400 m east of W, acts as far as the setting says */
    CHECK_TEXT(town_ask(town, "select grade || decided_by from risk_district where code = 'E'"),
               "1s5");
    CHECK_TEXT(town_ask(town, "select grade || decided_by from risk_district where code = 'W'"),
               "2s3");
}

static void cells_without_a_source_are_ungraded_not_low(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_grid.sqlite");
    OM_AUTO_MEMORY char *report = analyse(town, "influence_m=0", "cell_m=20");
    CHECK_TEXT(town_ask(town, "select count(*) from risk_grid"), "50");
    CHECK_TEXT(town_ask(town, "select count(*) from risk_grid where code = 'c4_0'"
                              " and grade is null and sources = 0"),
               "1");
    CHECK_TEXT(town_ask(town, "select grade || decided_by from risk_grid where code = 'c2_2'"),
               "4s1");
    CHECK_TEXT(town_ask(town, "select ungraded || coalesce(grade, '-') from risk_grid"
                              " where code = 'c0_0'"),
               "1-");
    CHECK(strstr(report, "\"cells\": 50"));
}

static void cells_show_only_the_ground_of_districts(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_ground.sqlite");
    om_text_free(analyse(town, "influence_m=0", "cell_m=100"));
    CHECK_TEXT(town_ask(town, "select count(*) from risk_grid"), "2");
    CHECK_TEXT(town_ask(town, "select round((select sum(st_area(geometry)) from risk_grid)"
                              " / (select sum(st_area(geometry)) from district), 6)"),
               "1.0");
}

static void hexagons_are_made_when_they_are_asked_for(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_hexagon.sqlite");
    OM_AUTO_MEMORY char *report = analyse(town, "hexagon_m=20", "cell_m=100");
    CHECK(strstr(report, "\"hexagons\""));
    CHECK_TEXT(town_ask(town, "select round((select sum(st_area(geometry)) from risk_hexagon)"
                              " / (select sum(st_area(geometry)) from district), 6)"),
               "1.0");
    CHECK_TEXT(town_ask(town, "select group_concat(distinct coalesce(grade, '-')) from"
                              " (select grade from risk_hexagon order by grade)"),
               "-,2,4");
    /* h2_3 has its middle 50 m to the east and 52 m to the north: s1 lies within */
    CHECK_TEXT(town_ask(town, "select grade || decided_by from risk_hexagon where code = 'h2_3'"),
               "4s1");
    om_text_free(analyse(town, "hexagon_m=0", "cell_m=100"));
    CHECK_TEXT(town_ask(town, "select count(*) from risk_hexagon"), "0");
}

static void the_same_question_has_the_same_answer(void **state)
{
    (void)state;
    static const char *const digest =
        "select group_concat(code || coalesce(grade, '-') || coalesce(decided_by, '-') || sources)"
        " from (select * from risk_grid order by id desc limit 20)";
    char first[256];
    OM_AUTO(om_store) town = town_with_sources("test_risk_again.sqlite");
    om_text_free(analyse(town, "influence_m=10", "cell_m=20"));
    snprintf(first, sizeof first, "%s", town_ask(town, digest));
    OM_AUTO(om_store) other = town_new("test_risk_turned.sqlite");
    for (size_t i = SOURCES; i > 0; i--)
        add_source(other, &sources[i - 1]);
    town_add_district(other, "E", (om_rect){100, 1, 199, 99});
    town_add_district(other, "W", (om_rect){1, 1, 100, 99});
    om_text_free(analyse(other, "influence_m=10", "cell_m=20"));
    CHECK_TEXT(town_ask(other, digest), first);
}

static void what_cannot_be_graded_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_risk_bad.sqlite");
    char *report = NULL;
    CHECK_FAILS(om_analyse(town, "risk", NULL, 0, NULL, &report, &err), OM_ERR_DATA,
                "hazard_source");
    add_source(town, &sources[0]);
    town_add_district(town, "W", (om_rect){1, 1, 100, 99});
    const char *missing = "policy=/nowhere/policy.csv", *fine = "cell_m=1", *far = "influence_m=-1";
    CHECK_FAILS(om_analyse(town, "risk", &missing, 1, NULL, &report, &err), OM_ERR_NOT_FOUND,
                "/nowhere/policy.csv");
    CHECK_FAILS(om_analyse(town, "risk", &fine, 1, NULL, &report, &err), OM_ERR_RANGE, "cell_m");
    CHECK_FAILS(om_analyse(town, "risk", &far, 1, NULL, &report, &err), OM_ERR_RANGE,
                "influence_m");
    CHECK(!report);
}

static void the_shipped_policies_are_read(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_shipped.sqlite");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "risk", NULL, 0, NULL, &report, &err));
    CHECK_TEXT(town_ask(town, "select grade from risk_source where id = 's5'"), "1"); /* reported */
    om_text_free(report);
}

/* A source with scores of the LEC method in columns 10 to 12. */
static void add_scored(om_store *town, const char *id, double c, int reported)
{
    const om_value values[TOWN_SOURCE_VALUES] = {
        [0] = om_value_text("boiler"), [6] = reported ? om_value_integer(reported) : (om_value){0},
        [9] = om_value_real(3),        [10] = om_value_real(6),
        [11] = om_value_real(c),
    };
    town_add(town, "hazard_source", id, values, "POINT(50 50)");
}

static void a_score_is_told_with_its_sum_its_table_and_what_was_reported(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_scores.sqlite");
    add_scored(town, "b1", 15, 4);
    OM_AUTO_MEMORY char *report = analyse(town, "influence_m=0", "cell_m=100");
    CHECK_TEXT(town_ask(town, "select grade || computed_level || reported_level || method || score"
                              " from risk_source where id = 'b1'"),
               "224lec270.0");
    CHECK_TEXT(town_ask(town, "select rule || '|' || table_line || '|' || verified"
                              " from risk_source where id = 'b1'"),
               "D = L E C = 3 x 6 x 15 = 270 > 160|lec.csv:22|no");
    CHECK(strstr(report, "\"table\": \"lec.csv\""));
    CHECK(strstr(report, "\"differing\": 2")); /* b1, and s5 that only its report grades */
}

static void what_a_method_cannot_grade_is_refused_or_counted(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_scores_bad.sqlite");
    add_scored(town, "b1", NAN, 0);
    char *report = NULL;
    const char *settings[] = {policy_setting(), "bad=ungraded"};
    CHECK_FAILS(om_analyse(town, "risk", settings, 1, NULL, &report, &err), OM_ERR_DATA,
                "hazard_source 'b1' lacks consequence_c");
    CHECK(!report);
    CHECK_OK(om_analyse(town, "risk", settings, 2, NULL, &report, &err));
    CHECK(strstr(report, "1 sources cannot be graded and are left ungraded; the first: "
                         "hazard_source 'b1' lacks consequence_c"));
    CHECK_TEXT(town_ask(town, "select coalesce(grade, '-') from risk_source where id = 'b1'"), "-");
    om_text_free(report);
}

/* ---- Modes ---- */

/* The answer of a question after a run with three settings. */
static const char *ask_after(om_store *town, const char *first, const char *second,
                             const char *question)
{
    const char *settings[] = {policy_setting(), first, second};
    CHECK_OK(om_analyse(town, "risk", settings, 3, NULL, NULL, &err));
    return town_ask(town, question);
}

static void each_mode_is_chosen_by_a_setting_and_stands_in_the_layer(void **state)
{
    (void)state;
    static const char *const west = "select grade || ' ' || mode || ', ' || controls || ', ' ||"
                                    " coalesce(area_rule, '-') || ' ' || coalesce(area_line, '-')"
                                    " from risk_district where code = 'W'";
    OM_AUTO(om_store) town = town_with_sources("test_risk_modes.sqlite");
    /* s1, low, within; s3, considerable, 20 m off and reaching 30: 1 + 9 / 3 */
    CHECK_TEXT(ask_after(town, "mode=weighted", "controls=residual", west),
               "3 weighted index, residual, index 4 >= 3 area_modes.csv:11");
    CHECK_TEXT(town_ask(town, "select risk_index from risk_district where code = 'W'"), "4.0");
    CHECK_TEXT(ask_after(town, "mode=count", "influence_m=0", west),
               "2 count escalation, inherent, - -");
    CHECK_TEXT(
        ask_after(town, "mode=share", "influence_m=0", west),
        "4 area share, inherent, 2.47 % of the ground under any level, too little of a worse "
        "one -");
    CHECK_TEXT(town_ask(town, "select share_1 = 0 and share_2 > 0 and share_2 <= share_3"
                              " from risk_district where code = 'W'"),
               "1");
    CHECK_TEXT(ask_after(town, "mode=highest", "direct=first", west),
               "2 highest wins, inherent, - -");
    CHECK_TEXT(town_ask(town, "select distinct direct from risk_grid"), "first");
}

static void what_a_mode_needs_and_does_not_have_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_risk_modes_bad.sqlite");
    town_add_district(town, "W", (om_rect){1, 1, 100, 99});
    add_source(town, &sources[0]);
    const char *share[] = {policy_setting(), "mode=share"};
    const char *jenks[] = {policy_setting(), "mode=weighted", "breaks=jenks"};
    const char *wrong = "mode=heavy";
    char *report = NULL;
    CHECK_FAILS(om_analyse(town, "risk", share, 2, NULL, &report, &err), OM_ERR_USAGE,
                "mode=share needs to know how far sources act, and none of 1 says so");
    CHECK_FAILS(om_analyse(town, "risk", jenks, 3, NULL, &report, &err), OM_ERR_DATA,
                "risk_district, level unit, breaks=jenks: ");
    CHECK_FAILS(om_analyse(town, "risk", &wrong, 1, NULL, &report, &err), OM_ERR_RANGE, "heavy");
    CHECK(!report);
}

static void the_table_of_modes_is_the_citys_own_and_recorded(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_modes_own.sqlite");
    OM_AUTO_MEMORY char *shipped = analyse(town, "mode=weighted", "cell_m=100");
    CHECK(strstr(shipped, "\"table\": \"area_modes.csv\""));
    CHECK(strstr(shipped, "\"layer\": \"risk_district\""));
    CHECK(strstr(shipped, "are no national rule"));
}

static void districts_of_several_levels_are_all_graded(void **state)
{
    (void)state;
    static const char *const frame = "MULTIPOLYGON(((1 1,199 1,199 99,1 99,1 1)))";
    OM_AUTO(om_store) town = town_with_sources("test_risk_levels.sqlite");
    const om_value city[] = {
        om_value_text("C"), om_value_text("The city"), {0}, {0}, om_value_text("city")};
    town_add(town, "district", "C", city, frame);
    OM_AUTO_MEMORY char *report = analyse(town, "influence_m=0", "cell_m=20");
    CHECK_TEXT(town_ask(town, "select group_concat(level || code || grade, ' ')"
                              " from (select * from risk_district order by code)"),
               "cityC2 unitE2 unitW2");
    CHECK_TEXT(town_ask(town, "select sources from risk_district where code = 'C'"), "4");
    CHECK(strstr(report, "\"cells\": 50")); /* each square once */
}

static void districts_that_contradict_each_other_are_refused_or_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_sources("test_risk_overlap.sqlite");
    town_add_district(town, "X", (om_rect){150, 1, 250, 99});
    const char *settings[] = {policy_setting(), "districts=tell"};
    char *report = NULL;
    CHECK_FAILS(om_analyse(town, "risk", settings, 1, NULL, &report, &err), OM_ERR_DATA,
                "the districts E (E) and X (X) of level unit overlap: they share");
    CHECK(!report);
    CHECK_OK(om_analyse(town, "risk", settings, 2, NULL, &report, &err));
    CHECK(strstr(report, "of level unit overlap"));
    om_text_free(report);
}

OM_TESTS(test(each_source_has_the_grade_of_its_worst_rule),
         test(a_district_takes_the_worst_source_in_and_around_it),
         test(influence_carries_a_grade_over_the_border),
         test(cells_without_a_source_are_ungraded_not_low),
         test(cells_show_only_the_ground_of_districts),
         test(hexagons_are_made_when_they_are_asked_for),
         test(the_same_question_has_the_same_answer), test(what_cannot_be_graded_is_refused),
         test(the_shipped_policies_are_read),
         test(a_score_is_told_with_its_sum_its_table_and_what_was_reported),
         test(what_a_method_cannot_grade_is_refused_or_counted),
         test(each_mode_is_chosen_by_a_setting_and_stands_in_the_layer),
         test(what_a_mode_needs_and_does_not_have_is_told),
         test(the_table_of_modes_is_the_citys_own_and_recorded),
         test(districts_of_several_levels_are_all_graded),
         test(districts_that_contradict_each_other_are_refused_or_told))
