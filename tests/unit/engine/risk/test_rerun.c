/* A run is opened again, and what is not what it was is listed. */
#include "engine/risk/rerun.h"

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

static const char *const policy_text =
    "kind,column,op,value,unit,grade,influence_m,reason,source,verified\n"
    "tank,,any,,,4,,a tank,test,no\n";

static void add_tank(om_store *town, const char *id)
{
    const om_value values[TOWN_SOURCE_VALUES] = {om_value_text("tank")};
    town_add(town, "hazard_source", id, values, "POINT(50 50)");
}

static om_store *graded_town(const char *name, const char *policy)
{
    char setting[4200];
    const char *settings = setting;
    om_store *town = town_new(name);
    town_add_district(town, "W", (om_rect){0, 0, 100, 100});
    add_tank(town, "a");
    CHECK_OK(om_file_write(policy, policy_text, strlen(policy_text), &err));
    snprintf(setting, sizeof setting, "policy=%s", policy);
    CHECK_OK(om_analyse(town, "risk", &settings, 1, NULL, NULL, &err));
    return town;
}

static void a_run_that_nothing_has_touched_is_worked_out_again(void **state)
{
    (void)state;
    char policy[4096];
    snprintf(policy, sizeof policy, "%s", scratch_file("test_rerun.csv"));
    OM_AUTO(om_store) town = graded_town("test_rerun.sqlite", policy);
    OM_AUTO(om_rerun) rerun = NULL;
    CHECK_OK(om_rerun_open(town, &rerun, &err));
    CHECK(!rerun->obstacle);
    CHECK_INT(om_json_count(rerun->changes), 0);
    CHECK_INT(om_rerun_source(rerun, "a")->graded.verdict.grade, 4);
    CHECK(!om_rerun_source(rerun, "b"));
    CHECK_NEAR(om_json_number(om_rerun_setting(rerun, "cell_m")), 500, 0);
}

static void what_changed_since_is_named(void **state)
{
    (void)state;
    char policy[4096];
    snprintf(policy, sizeof policy, "%s", scratch_file("test_rerun_changed.csv"));
    OM_AUTO(om_store) town = graded_town("test_rerun_changed.sqlite", policy);
    add_tank(town, "b");
    OM_AUTO_FILE file = fopen(policy, "a");
    CHECK(file && fputs("tank,,any,,,2,,a tank after all,test,no\n", file) >= 0);
    CHECK(fflush(file) == 0);
    OM_AUTO(om_rerun) rerun = NULL;
    CHECK_OK(om_rerun_open(town, &rerun, &err));
    CHECK_INT(om_json_count(rerun->changes), 2);
    const om_json *layer = om_json_at(rerun->changes, 0), *table = om_json_at(rerun->changes, 1);
    CHECK_TEXT(om_json_text(om_json_get(layer, "name")), "hazard_source");
    CHECK_TEXT(om_json_text(om_json_get(table, "what")), "policy");
    CHECK_INT(om_rerun_source(rerun, "a")->graded.verdict.grade, 2);
}

static void a_policy_that_is_gone_stands_in_the_way(void **state)
{
    (void)state;
    char policy[4096];
    snprintf(policy, sizeof policy, "%s", scratch_file("test_rerun_gone.csv"));
    OM_AUTO(om_store) town = graded_town("test_rerun_gone.sqlite", policy);
    CHECK(remove(policy) == 0);
    OM_AUTO(om_rerun) rerun = NULL;
    CHECK_OK(om_rerun_open(town, &rerun, &err));
    CHECK(rerun->obstacle && strstr(rerun->obstacle, "test_rerun_gone.csv"));
    CHECK(!rerun->sources && !om_rerun_source(rerun, "a"));
}

static void without_a_run_there_is_nothing_to_open(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_rerun_none.sqlite");
    om_rerun *rerun = NULL;
    CHECK_FAILS(om_rerun_open(town, &rerun, &err), OM_ERR_NOT_FOUND, "onemap analyse");
    CHECK(!rerun);
}

OM_TESTS(test(a_run_that_nothing_has_touched_is_worked_out_again),
         test(what_changed_since_is_named), test(a_policy_that_is_gone_stands_in_the_way),
         test(without_a_run_there_is_nothing_to_open))
