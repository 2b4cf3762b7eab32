/* Who can explain what. */
#include "engine/analysis/analysis.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void only_those_who_can_are_asked(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("explain_who.onemap");
    const om_subject one = {.district = "1"}, two = {.district = "1", .source = "2"}, none = {0};
    char *json = NULL;
    CHECK_FAILS(om_explain(town, "fire_reach", &one, &json, &err), OM_ERR_NOT_FOUND,
                "'fire_reach' cannot be explained; what can: ");
    CHECK(strstr(err.message, "shelter_area") && strstr(err.message, "risk"));
    CHECK_FAILS(om_explain(town, "colour", &one, &json, &err), OM_ERR_NOT_FOUND, "'colour'");
    CHECK_FAILS(om_explain(town, "risk", &two, &json, &err), OM_ERR_USAGE, "one of a place");
    CHECK_FAILS(om_explain(town, "risk", &none, &json, &err), OM_ERR_USAGE, "one of a place");
}

static void what_explains_nothing_becomes_no_text(void **state)
{
    (void)state;
    char *text = NULL;
    CHECK_FAILS(om_explanation_text("{}", NULL, &text, &err), OM_ERR_DATA, "explains nothing");
    CHECK_FAILS(
        om_explanation_text("{\"explains\": \"fire_reach\", \"run\": {}}", NULL, &text, &err),
        OM_ERR_DATA, "explains nothing");
    CHECK_FAILS(om_explanation_text("{\"explains\": \"risk\"}", NULL, &text, &err), OM_ERR_DATA,
                "explains nothing");
    CHECK_FAILS(om_explanation_text("{}", "fr", &text, &err), OM_ERR_RANGE, "neither en nor zh");
}

OM_TESTS(test(only_those_who_can_are_asked), test(what_explains_nothing_becomes_no_text))
