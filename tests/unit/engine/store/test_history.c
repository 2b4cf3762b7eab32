/* What a run left is kept once, and found again as it was after any later run. */
#include "engine/store/history.h"

#include "engine/base/memory.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static const om_layer *figures(void)
{
    return om_layer_find("risk_source_district");
}

static void add_run(om_store *town, double sources, int64_t *ret_run)
{
    const om_origin origin = {.what = "run", .name = "risk", .source = "", .checksum = ""};
    const om_value values[] = {om_value_text("1"),
                               om_value_text("One"),
                               om_value_text("unit"),
                               (om_value){0},
                               om_value_integer((int64_t)sources),
                               om_value_integer(0),
                               om_value_integer(0),
                               om_value_integer(0),
                               om_value_integer(0),
                               om_value_integer(0),
                               om_value_integer(0)};
    OM_AUTO(om_transaction) transaction = NULL;
    CHECK_OK(om_transaction_open(town, &transaction, &err));
    CHECK_OK(om_store_begin_origin(town, &origin, ret_run, &err));
    OM_AUTO(om_table) table = NULL;
    CHECK_OK(om_table_open(town, figures(), *ret_run, &table, &err));
    CHECK_OK(om_table_clear(table, &err));
    CHECK_OK(om_table_add(table, "unit/1", values, NULL, &err));
    om_table_free(OM_TAKE(table));
    CHECK_OK(om_history_keep(town, figures(), *ret_run, &err));
    CHECK_OK(om_transaction_commit(transaction, &err));
}

static double sources_at(om_store *town, int64_t run)
{
    OM_AUTO(om_json) rows = NULL;
    CHECK_OK(om_history_at(town, figures(), run, &rows, &err));
    return om_json_number(om_json_get(om_json_at(rows, 0), "sources"));
}

static void figures_are_found_as_they_were(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("history_runs.onemap");
    int64_t first = 0, same = 0, third = 0;
    add_run(town, 5, &first);
    add_run(town, 5, &same);
    add_run(town, 7, &third);
    CHECK(isnan(sources_at(town, first - 1)));
    CHECK_NEAR(sources_at(town, first), 5, 0);
    CHECK_NEAR(sources_at(town, same), 5, 0);
    CHECK_NEAR(sources_at(town, third), 7, 0);
    CHECK_NEAR(sources_at(town, third + 100), 7, 0);
    CHECK_TEXT(town_ask(town, "select count(*) from om_history"), "2"); /* the same is kept once */
}

static void what_stands_there_now_has_its_types(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("history_now.onemap");
    OM_AUTO(om_json) none = NULL;
    OM_AUTO(om_json) rows = NULL;
    int64_t run = 0;
    CHECK_OK(om_history_now(town, figures(), &none, &err));
    CHECK(!none);
    add_run(town, 3, &run);
    CHECK_OK(om_history_now(town, figures(), &rows, &err));
    CHECK_INT(om_json_count(rows), 1);
    CHECK_TEXT(om_json_text(om_json_get(om_json_at(rows, 0), "code")), "1");
    CHECK_NEAR(om_json_number(om_json_get(om_json_at(rows, 0), "sources")), 3, 0);
}

static void only_figures_of_districts_are_kept(void **state)
{
    (void)state;
    CHECK(om_history_concerns(om_layer_find("shelter_area")));
    CHECK(om_history_concerns(om_layer_find("fire_reach_district")));
    CHECK(!om_history_concerns(om_layer_find("risk_grid")));
    CHECK(!om_history_concerns(om_layer_find("fire_reach_place")));
    CHECK(!om_history_concerns(om_layer_find("district"))); /* loaded, not found out */
}

OM_TESTS(test(figures_are_found_as_they_were), test(what_stands_there_now_has_its_types),
         test(only_figures_of_districts_are_kept))
