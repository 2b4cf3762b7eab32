/* A run checks what it needs first, keeps all or nothing, and is written down. */
#include "engine/analysis/analysis.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static om_store *smallest(const char *name)
{
    om_store *town = town_new(name);
    const om_value station[] = {om_value_text("F"), om_value_text(NULL), om_value_real(NAN),
                                om_value_integer(1)};
    town_add_district(town, "1", (om_rect){-100, -100, 600, 100});
    town_add_street(town, "1", 0, "LINESTRING(0 0,500 0)");
    town_add(town, "fire_station", "1", station, "POINT(0 0)");
    return town;
}

static void what_is_not_there_is_named_with_its_neighbour(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("run_names.onemap");
    CHECK_FAILS(om_analyse(town, "fire_reech", NULL, 0, NULL, NULL, &err), OM_ERR_NOT_FOUND,
                "did you mean 'fire_reach'?");
    CHECK_FAILS(om_analyse(town, "fire_reach", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "fire_reach needs road (what engines drive on)");
}

static bool stop_at_step_3(const om_progress *progress, void *user)
{
    (void)user;
    return progress->done < 3;
}

static void a_cancelled_run_leaves_the_last_one(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = smallest("run_cancelled.onemap");
    CHECK_OK(om_analyse(town, "fire_reach", NULL, 0, NULL, NULL, &err));
    const om_listener listener = {stop_at_step_3, NULL};
    const char *limit = "limit_s=61";
    CHECK_INT(om_analyse(town, "fire_reach", &limit, 1, &listener, NULL, &err), OM_ERR_CANCELLED);
    CHECK_TEXT(town_ask(town, "select max(limit_s) from fire_reach_area"), "300.0");
}

static void running_again_replaces_and_gives_the_same(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = smallest("run_again.onemap");
    char *first = NULL, *second = NULL;
    CHECK_OK(om_analyse(town, "fire_reach", NULL, 0, NULL, &first, &err));
    CHECK_OK(om_analyse(town, "fire_reach", NULL, 0, NULL, &second, &err));
    CHECK_TEXT(first, second);
    CHECK_TEXT(town_ask(town, "select count(*) from fire_reach_area"), "2");
    om_text_free(first);
    om_text_free(second);
}

OM_TESTS(test(what_is_not_there_is_named_with_its_neighbour),
         test(a_cancelled_run_leaves_the_last_one), test(running_again_replaces_and_gives_the_same))
