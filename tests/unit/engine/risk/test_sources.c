/* Sources are read in the order of their ids, and graded. */
#include "engine/risk/sources.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static const char *const policy_text =
    "kind,column,op,value,unit,grade,influence_m,reason,source,verified\n"
    "tank,,any,,,4,,a tank,test,no\n"
    "tank,quantity,>=,100,t,2,30,a big tank,test,no\n";

static om_policy *tanks(void)
{
    OM_AUTO(om_csv) csv = NULL;
    om_policy *policy = NULL;
    CHECK_OK(om_csv_parse(policy_text, strlen(policy_text), "t.csv", &csv, &err));
    CHECK_OK(om_policy_parse(csv, &policy, &err));
    return policy;
}

static void add_tank(om_store *town, const char *id, double tonnes, const char *wkt)
{
    const om_value values[TOWN_SOURCE_VALUES] = {
        om_value_text("tank"), om_value_text(NULL), om_value_text(NULL), om_value_real(tonnes),
        om_value_text("t"),    om_value_text(NULL), (om_value){0}};
    town_add(town, "hazard_source", id, values, wkt);
}

static const om_method_options options = {"auto", "counts", "inherent", 0};

static void sources_are_read_in_the_order_of_their_ids_and_graded(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_sources.sqlite");
    add_tank(town, "b", 500, "POLYGON((125 0,130 0,130 5,125 5,125 0))");
    add_tank(town, "a", 5, "POINT(50 50)");
    OM_AUTO(om_policy) policy = tanks();
    OM_AUTO(om_methods) methods = NULL;
    CHECK_OK(om_methods_open("", policy, &methods, &err));
    OM_AUTO(om_sources) sources = NULL;
    CHECK_OK(om_sources_open(town, methods, &options, false, &sources, &err));
    CHECK_INT(sources->count, 2);
    CHECK_TEXT(sources->list[0].hazard.id, "a");
    CHECK_INT(sources->list[0].graded.verdict.grade, 4);
    CHECK_INT(sources->list[1].graded.verdict.grade, 2);
    CHECK_NEAR(om_geom_area_m2(sources->list[1].shape), 25, 0.001);
    CHECK_NEAR(sources->reach_m, 30, 0);
}

static void a_store_without_sources_is_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_sources_none.sqlite");
    OM_AUTO(om_policy) policy = tanks();
    OM_AUTO(om_methods) methods = NULL;
    CHECK_OK(om_methods_open("", policy, &methods, &err));
    om_sources *sources = NULL;
    CHECK_FAILS(om_sources_open(town, methods, &options, false, &sources, &err), OM_ERR_DATA,
                "hazard_source is empty");
    CHECK(!sources);
}

OM_TESTS(test(sources_are_read_in_the_order_of_their_ids_and_graded),
         test(a_store_without_sources_is_told))
