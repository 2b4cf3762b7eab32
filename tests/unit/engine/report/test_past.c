/* Which run the present is compared with. */
#include "engine/report/past.h"

#include "engine/store/history.h"
#include "engine/store/rows.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

/* Three runs of shelter_area on three days, with more people each time. */
static om_store *town_of_three_runs(const char *name, int64_t ret_runs[3])
{
    om_store *town = town_new(name);
    town_add_district(town, "1", (om_rect){0, 0, 1000, 1000});
    const om_value shelter[TOWN_SHELTER_VALUES] = {om_value_text("S"), om_value_text(NULL),
                                                   om_value_text("short")};
    town_add(town, "shelter", "s", shelter, "POLYGON((0 0,100 0,100 100,0 100,0 0))");
    for (int i = 0; i < 3; i++) {
        char id[2] = {(char)('1' + i), '\0'}, sql[200];
        const om_value people[] = {om_value_real(100), om_value_text(NULL)};
        const char *setting = i == 2 ? "usable_share=0.5" : "usable_share=0.6";
        town_add(town, "population", id, people, "POINT(500 500)");
        CHECK_OK(om_analyse(town, "shelter_area", &setting, 1, NULL, NULL, &err));
        ret_runs[i] = atoll(town_ask(town, "select max(id) from om_origin"));
        snprintf(sql, sizeof sql,
                 "update om_origin set ended = '2026-11-1%dT10:00:00Z' where id = %lld", i,
                 (long long)ret_runs[i]);
        CHECK_OK(om_store_run(town, sql, &err));
    }
    return town;
}

static int64_t earlier_run(om_store *town, const char *since, om_json **ret_object)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    om_past past;
    *ret_object = om_json_object_new();
    CHECK_OK(om_past_open(town, since, arena, &past, &err));
    CHECK_OK(om_past_put_runs(&past, om_analysis_find("shelter_area"), *ret_object, &err));
    om_past_clear(&past);
    const om_json *earlier = om_json_get(*ret_object, "earlier_run");
    return om_json_kind_of(earlier) == OM_JSON_NULL ? 0 : om_run_id(earlier);
}

static void the_past_is_the_run_before_the_day_or_the_number(void **state)
{
    (void)state;
    int64_t runs[3];
    OM_AUTO(om_store) town = town_of_three_runs("past_runs.onemap", runs);
    char first[24];
    snprintf(first, sizeof first, "%lld", (long long)runs[0]);
    const struct {
        const char *since;
        int64_t run;
    } cases[] = {{NULL, runs[1]},         {"2026-11-10", runs[0]}, {"2026-11-11", runs[1]},
                 {"2027-01-01", runs[1]}, {"2026-11-09", 0},       {first, runs[0]}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO(om_json) object = NULL;
        CHECK_INT(earlier_run(town, cases[i].since, &object), cases[i].run);
    }
}

static void figures_of_the_past_are_found(void **state)
{
    (void)state;
    int64_t runs[3];
    OM_AUTO(om_store) town = town_of_three_runs("past_rows.onemap", runs);
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_json) rows = NULL;
    om_past past;
    const om_indicator indicator = {.layer = om_layer_find("shelter_area"),
                                    .analysis = om_analysis_find("shelter_area")};
    CHECK_OK(om_past_open(town, "2026-11-10", arena, &past, &err));
    CHECK_OK(om_past_rows(&past, &indicator, &rows, &err));
    CHECK_NEAR(om_json_number(om_json_get(om_json_at(rows, 0), "residents")), 100, 1e-9);
    om_past_clear(&past);
}

static void other_settings_and_other_data_are_told(void **state)
{
    (void)state;
    int64_t runs[3];
    OM_AUTO(om_store) town = town_of_three_runs("past_settings.onemap", runs);
    OM_AUTO(om_json) object = NULL;
    OM_AUTO(om_json) changed = NULL;
    const om_value people[] = {om_value_real(5), om_value_text(NULL)};
    earlier_run(town, NULL, &object);
    const om_json *differ = om_json_get(object, "settings_differ");
    CHECK_INT(om_json_count(differ), 1);
    CHECK_TEXT(om_json_text(om_json_at(differ, 0)), "usable_share");
    CHECK_INT(om_json_count(om_json_get(object, "changed_since")), 0);
    town_add(town, "population", "new", people, "POINT(1 1)");
    earlier_run(town, NULL, &changed);
    CHECK_TEXT(om_json_text(om_json_at(om_json_get(changed, "changed_since"), 0)), "population");
}

static void what_is_no_past_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("past_wrong.onemap");
    OM_AUTO(om_arena) arena = om_arena_new();
    om_past past = {0};
    CHECK_FAILS(om_past_open(town, "yesterday", arena, &past, &err), OM_ERR_RANGE,
                "'yesterday' is neither a day such as 2026-11-23 nor the number of a run");
    CHECK_FAILS(om_past_open(town, "2026-02-30", arena, &past, &err), OM_ERR_RANGE,
                "neither a day");
    CHECK_FAILS(om_past_open(town, "0", arena, &past, &err), OM_ERR_RANGE, "neither");
    CHECK_FAILS(om_past_open(town, "9000", arena, &past, &err), OM_ERR_NOT_FOUND,
                "there is no run 9000");
}

OM_TESTS(test(the_past_is_the_run_before_the_day_or_the_number),
         test(figures_of_the_past_are_found), test(other_settings_and_other_data_are_told),
         test(what_is_no_past_is_refused))
