/* Lists of names with numbers: what is read, what is refused. */
#include "engine/risk/pairs.h"

#include "tests/support/check.h"

static om_error err;

static void names_and_numbers_come_in_their_order(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    om_pairs pairs;
    CHECK_OK(om_pairs_parse("events", " rain : 0.25,暴雨:1 , a:b:0", arena, &pairs, &err));
    CHECK_INT(pairs.count, 3);
    CHECK_TEXT(pairs.list[0].name, "rain");
    CHECK_NEAR(pairs.list[0].value, 0.25, 0);
    CHECK_TEXT(pairs.list[1].name, "暴雨");
    CHECK_NEAR(pairs.list[1].value, 1, 0);
    CHECK_TEXT(pairs.list[2].name, "a:b");
    CHECK_OK(om_pairs_parse("events", "", arena, &pairs, &err));
    CHECK_INT(pairs.count, 0);
}

static void what_is_no_list_is_refused(void **state)
{
    (void)state;
    static const struct {
        const char *text, *words;
    } cases[] = {
        {"rain", "events has 'rain', which is not of the form"},
        {"rain:0.2,,quake:0.1", "events has ''"},
        {":0.2", "not of the form"},
        {"rain:often", "gives rain 'often', which is not within 0..1"},
        {"rain:1.01", "gives rain '1.01'"},
        {"rain:-0.1", "gives rain '-0.1'"},
        {"rain:nan", "gives rain 'nan'"},
        {"rain:0.1,rain:0.2", "names rain twice"},
    };
    OM_AUTO(om_arena) arena = om_arena_new();
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        om_pairs pairs;
        CHECK_FAILS(om_pairs_parse("events", cases[i].text, arena, &pairs, &err), OM_ERR_RANGE,
                    cases[i].words);
    }
}

OM_TESTS(test(names_and_numbers_come_in_their_order), test(what_is_no_list_is_refused))
