/* The table of modes is read strictly: what a mode needs is there, and falls with the level. */
#include "engine/risk/area_rules.h"

#include "tests/support/check.h"

static om_error err;

static const char *const head = "name,method,level,from,value,unit,source,clause,verified\n";
static const char *const whole = "direct,gb18218,2,,1,1,s,c,no\n"
                                 "weight,,1,,27,1,s,c,no\nweight,,2,,9,1,s,c,no\n"
                                 "weight,,3,,3,1,s,c,no\nweight,,4,,1,1,s,c,no\n"
                                 "decay,,,0,1,1,s,c,no\ndecay,,,1,0,1,s,c,no\n"
                                 "limit,,1,,27,1,s,c,no\nlimit,,2,,9,1,s,c,no\n"
                                 "limit,,3,,3,1,s,c,no\n"
                                 "limit_a_km2,,1,,27,1,s,c,no\nlimit_a_km2,,2,,9,1,s,c,no\n"
                                 "limit_a_km2,,3,,3,1,s,c,no\n"
                                 "share,,1,,0.1,1,s,c,no\nshare,,2,,0.2,1,s,c,no\n"
                                 "share,,3,,0.3,1,s,c,no\n"
                                 "count,,2,,3,1,s,c,no\ncount,,3,,5,1,s,c,no\n"
                                 "count,,4,,10,1,s,c,no\n";

/* The whole table, with one of its texts replaced. */
static om_standard *table_with(const char *old, const char *new)
{
    OM_AUTO_TEXT text = {0};
    om_standard *table = NULL;
    om_text_add(&text, head);
    const char *at = strstr(whole, old);
    CHECK(at);
    om_text_add_bytes(&text, whole, (size_t)(at - whole));
    om_text_add(&text, new);
    om_text_add(&text, at + strlen(old));
    CHECK_OK(om_standard_parse(text.bytes, "m.csv", om_area_rules_columns, &table, &err));
    return table;
}

static void the_shipped_table_is_read(void **state)
{
    (void)state;
    OM_AUTO(om_standard) table = NULL;
    OM_AUTO(om_area_rules) rules = NULL;
    CHECK_OK(om_standard_open("", "area_modes.csv", om_area_rules_columns, &table, &err));
    CHECK_OK(om_area_rules_open(table, &rules, &err));
    CHECK_INT(rules->direct_count, 1);
    CHECK_TEXT(rules->direct[0].method, "gb18218");
    CHECK_NEAR(rules->weight.value[1], 27, 0);
    CHECK_NEAR(rules->limit.value[3], 3, 0);
    CHECK_NEAR(rules->count.value[4], 10, 0);
    CHECK_INT(rules->decay_count, 2);
}

static void a_table_that_makes_no_sense_is_refused_by_line(void **state)
{
    (void)state;
    static const struct {
        const char *old, *new, *words;
    } cases[] = {
        {"weight,,2,,9", "weight,,2,,27", "m.csv, line 4: it must be less than that of the level"},
        {"weight,,4,,1,1,s,c,no\n", "", "m.csv has no row 'weight' for level 4"},
        {"weight,,3,,3", "weight,,2,,3", "line 5: this level is there twice"},
        {"limit,,1,,27", "limit,,5,,27", "line 9: level '5' is not within 1..3"},
        {"limit,,1,,27", "limit,,1.5,,27", "line 9: a level is a whole number"},
        {"share,,1,,0.1", "share,,1,,10", "value '10' is not within"},
        {"count,,2,,3", "count,,2,,2.5", "sources are counted whole"},
        {"count,,2,,3", "count,,2,,1", "value '1' is not within 2"},
        {"decay,,,1,0", "decay,,,0.5,0", "the rows 'decay' do not run from 0 to 1"},
        {"decay,,,1,0", "decay,,,0.5,0.2,1,s,c,no\ndecay,,,1,0.3", "never rises"},
        {"direct,gb18218", "direct,", "it does not say which method"},
        {"count,,4", "cuont,,4", "line 20: no mode has a number of this name"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO(om_standard) table = table_with(cases[i].old, cases[i].new);
        om_area_rules *rules = NULL;
        CHECK_FAILS(om_area_rules_open(table, &rules, &err), OM_ERR_DATA, cases[i].words);
        CHECK(!rules);
    }
}

OM_TESTS(test(the_shipped_table_is_read), test(a_table_that_makes_no_sense_is_refused_by_line))
