/* Tests of engine/source/osm_filter.c: filters over tags. */
#include "engine/source/osm_tags.h"
#include "tests/support/check.h"

static const om_osm_tag town[] = {{"admin_level", "8"}, {"name", "Bad Ragaz"}};
static const om_osm_tag_list tags = {town, 2};

static bool passes(const char *text)
{
    OM_AUTO(om_osm_filter) filter = NULL;
    return om_osm_filter_open(text, &filter, NULL) == OM_OK && om_osm_filter_passes(filter, tags);
}

static void a_tag_must_have_the_value(void **state)
{
    (void)state;
    CHECK(passes("admin_level=8"));
    CHECK(!passes("admin_level=6"));
    CHECK(!passes("boundary=administrative"));
    CHECK(passes("admin_level = '8'"));
    CHECK(passes("\"admin_level\"=8"));
    CHECK(passes("name=Bad Ragaz"));
}

static void terms_are_joined_by_and(void **state)
{
    (void)state;
    CHECK(passes("admin_level=8 and name=Bad Ragaz"));
    CHECK(passes("admin_level=8 AND name=*"));
    CHECK(!passes("admin_level=8 and name=Vaduz"));
}

static void a_term_may_be_turned_round(void **state)
{
    (void)state;
    CHECK(passes("admin_level!=6"));
    CHECK(!passes("name!=*"));
    CHECK(passes("wikidata!=*"));
}

static void no_filter_lets_everything_pass(void **state)
{
    (void)state;
    CHECK(passes(NULL));
    CHECK(passes(""));
}

static void what_is_no_filter_is_refused(void **state)
{
    (void)state;
    om_error err;
    OM_AUTO(om_osm_filter) filter = NULL;
    static const char *const bad[] = {"admin_level", "=8", "admin_level=", "admin_level>=8",
                                      "a=1 and b"};
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
        CHECK_FAILS(om_osm_filter_open(bad[i], &filter, &err), OM_ERR_USAGE, "KEY=VALUE");
}

OM_TESTS(test(a_tag_must_have_the_value), test(terms_are_joined_by_and),
         test(a_term_may_be_turned_round), test(no_filter_lets_everything_pass),
         test(what_is_no_filter_is_refused))
