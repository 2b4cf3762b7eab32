/* Chains of hazards against closed forms, and against every way in which their links can go. */
#include "engine/risk/chain.h"

#include "tests/support/check.h"

static om_error err;

#define HEAD "from,to,zone,layer,value,unit,source,clause,verified\n"

static om_standard *table_of(const char *links)
{
    char text[4096];
    snprintf(text, sizeof text, "%s%s", HEAD, links);
    om_standard *table = NULL;
    CHECK_OK(om_standard_parse(text, "own.csv", om_chain_columns, &table, &err));
    return table;
}

static om_chain *chain_of(const om_standard *table)
{
    om_chain *chain = NULL;
    CHECK_OK(om_chain_open(table, &chain, &err));
    return chain;
}

enum { MOST_EVENTS = 16 };

static size_t event_of(const om_chain *chain, const char *name)
{
    size_t number = 0;
    CHECK_OK(om_chain_find(chain, name, &number, &err));
    return number;
}

/* ---- Closed forms ---- */

static void a_row_of_links_multiplies(void **state)
{
    (void)state;
    /* Written the wrong way round, to be put in order. */
    OM_AUTO(om_standard)
    table = table_of("waterlogging,underpass,,,0.5,1,s,,no\n"
                     "rain,waterlogging,,,0.4,1,s,,no\n");
    OM_AUTO(om_chain) chain = chain_of(table);
    CHECK_TEXT(om_chain_event(chain, 0), "rain");
    CHECK_TEXT(om_chain_event(chain, 2), "underpass");
    double p[MOST_EVENTS] = {0.1, 0, 0};
    om_chain_spread(chain, NULL, p);
    CHECK_NEAR(p[0], 0.1, 0);
    CHECK_NEAR(p[1], 0.04, 1e-15);
    CHECK_NEAR(p[2], 0.02, 1e-15);
}

static void causes_add_up_as_one_minus_the_product(void **state)
{
    (void)state;
    OM_AUTO(om_standard)
    table = table_of("rain,outage,,,0.5,1,s,,no\nquake,outage,,,0.8,1,s,,no\n"
                     "wind,outage,,,0.25,1,s,,no\n");
    OM_AUTO(om_chain) chain = chain_of(table);
    double p[MOST_EVENTS] = {0};
    p[event_of(chain, "rain")] = 0.2;
    p[event_of(chain, "quake")] = 0.1;
    p[event_of(chain, "wind")] = 1;
    p[event_of(chain, "outage")] = 0.05;
    om_chain_spread(chain, NULL, p);
    CHECK_NEAR(p[event_of(chain, "outage")], 1 - 0.95 * 0.9 * 0.92 * 0.75, 1e-15);
}

static void what_cannot_be_stays_impossible_and_what_must_be_certain(void **state)
{
    (void)state;
    OM_AUTO(om_standard) table = table_of("a,b,,,1,1,s,,no\nb,c,,,1,1,s,,no\nb,d,,,0,1,s,,no\n");
    OM_AUTO(om_chain) chain = chain_of(table);
    double p[MOST_EVENTS] = {0};
    om_chain_spread(chain, NULL, p);
    for (size_t i = 0; i < 4; i++)
        CHECK_NEAR(p[i], 0, 0);
    p[event_of(chain, "a")] = 1;
    om_chain_spread(chain, NULL, p);
    CHECK_NEAR(p[event_of(chain, "c")], 1, 0);
    CHECK_NEAR(p[event_of(chain, "d")], 0, 0);
}

static void a_link_that_does_not_hold_here_sets_nothing_off(void **state)
{
    (void)state;
    OM_AUTO(om_standard)
    table = table_of("rain,flood,flood,,0.5,1,s,,no\n"
                     "rain,flood,low ground,,0.5,1,s,,no\n"
                     "flood,loss,,shelter,0.5,1,s,,no\n");
    OM_AUTO(om_chain) chain = chain_of(table);
    CHECK_TEXT(om_chain_link_at(chain, 0)->zone, "flood");
    CHECK_TEXT(om_chain_link_at(chain, 2)->layer, "shelter");
    const bool dry[] = {false, false, true}, low[] = {false, true, true};
    double p[] = {1, 0, 0};
    om_chain_spread(chain, dry, p);
    CHECK_NEAR(p[2], 0, 0);
    om_chain_spread(chain, low, p);
    CHECK_NEAR(p[1], 0.5, 0);
    CHECK_NEAR(p[2], 0.25, 0);
}

/* ---- Every way ---- */

/* The probability of each event, by adding up every state of own events and links. */
static void enumerate(const om_chain *chain, const double *own, double *ret)
{
    const size_t events = om_chain_event_count(chain), links = om_chain_link_count(chain);
    memset(ret, 0, events * sizeof *ret);
    for (uint32_t state = 0; state < 1u << (events + links); state++) {
        double weight = 1;
        bool happens[MOST_EVENTS];
        for (size_t e = 0; e < events; e++) {
            happens[e] = state >> e & 1;
            weight *= happens[e] ? own[e] : 1 - own[e];
        }
        for (size_t l = 0; l < links; l++) {
            const om_chain_link *link = om_chain_link_at(chain, l);
            const bool goes = state >> (events + l) & 1;
            weight *= goes ? link->p : 1 - link->p;
            happens[link->to] |= goes && happens[link->from];
        }
        for (size_t e = 0; e < events; e++)
            ret[e] += happens[e] ? weight : 0;
    }
}

static void where_causes_are_independent_every_state_adds_up_to_the_same(void **state)
{
    (void)state;
    /* No event is reached from another in two ways. */
    OM_AUTO(om_standard)
    table = table_of("rain,waterlogging,,,0.6,1,s,,no\nwaterlogging,underpass,,,0.5,1,s,,no\n"
                     "waterlogging,outage,,,0.1,1,s,,no\nquake,fire,,,0.2,1,s,,no\n"
                     "fire,release,,,0.3,1,s,,no\ndam,waterlogging,,,0.9,1,s,,no\nlightning,fire,,,"
                     "0.05,1,s,,no\n");
    OM_AUTO(om_chain) chain = chain_of(table);
    const size_t events = om_chain_event_count(chain);
    double own[MOST_EVENTS] = {0}, all[MOST_EVENTS], p[MOST_EVENTS];
    for (size_t i = 0; i < events; i++)
        own[i] = 0.05 + 0.07 * (double)i;
    memcpy(p, own, sizeof p);
    om_chain_spread(chain, NULL, p);
    enumerate(chain, own, all);
    for (size_t i = 0; i < events; i++)
        CHECK_NEAR(p[i], all[i], 1e-13);
}

static void where_causes_share_a_cause_it_says_too_much_never_too_little(void **state)
{
    (void)state;
    OM_AUTO(om_standard)
    table = table_of("quake,fire,,,0.5,1,s,,no\nquake,damage,,,0.5,1,s,,no\n"
                     "fire,loss,,,0.5,1,s,,no\ndamage,loss,,,0.5,1,s,,no\n");
    OM_AUTO(om_chain) chain = chain_of(table);
    double own[MOST_EVENTS] = {0}, all[MOST_EVENTS], p[MOST_EVENTS];
    own[event_of(chain, "quake")] = 0.5;
    memcpy(p, own, sizeof p);
    om_chain_spread(chain, NULL, p);
    enumerate(chain, own, all);
    const size_t loss = event_of(chain, "loss");
    CHECK_NEAR(all[loss], 0.5 * (1 - 0.75 * 0.75), 1e-15);
    CHECK_NEAR(p[loss], 1 - 0.875 * 0.875, 1e-15);
    CHECK(p[loss] > all[loss]);
}

/* ---- The shipped table, and tables that make no sense ---- */

static void the_shipped_chain_runs_from_rain_to_what_it_sets_off(void **state)
{
    (void)state;
    OM_AUTO(om_standard) table = NULL;
    CHECK_OK(om_standard_open("", "hazard_chain.csv", om_chain_columns, &table, &err));
    OM_AUTO(om_chain) chain = chain_of(table);
    CHECK(event_of(chain, "rain") < event_of(chain, "waterlogging"));
    CHECK(event_of(chain, "waterlogging") < event_of(chain, "underpass_flooding"));
    CHECK(event_of(chain, "fire") < event_of(chain, "chemical_release"));
    for (size_t i = 1; i < om_chain_link_count(chain); i++)
        CHECK(om_chain_link_at(chain, i - 1)->from <= om_chain_link_at(chain, i)->from);
    for (size_t i = 0; i < om_chain_link_count(chain); i++)
        CHECK(om_chain_link_at(chain, i)->from < om_chain_link_at(chain, i)->to);
}

static void a_cycle_is_refused_by_name(void **state)
{
    (void)state;
    static const struct {
        const char *links, *words;
    } cases[] = {
        {"a,b,,,1,1,s,,no\nb,c,,,1,1,s,,no\nc,d,,,1,1,s,,no\nd,b,,,0,1,s,,no\nd,e,,,1,1,s,,no\n",
         "own.csv: these events set off each other: "},
        {"rain,rain,,,0.5,1,s,,no\n", "each other: rain -> rain"},
        {"fire,release,,,0.5,1,s,,no\nrelease,fire,,,0.5,1,s,,no\n", " -> "},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO(om_standard) table = table_of(cases[i].links);
        om_chain *chain = NULL;
        CHECK_FAILS(om_chain_open(table, &chain, &err), OM_ERR_DATA, cases[i].words);
        if (i == 0) { /* the cycle, and none but the cycle, in the way it goes */
            const char *cycle = strrchr(err.message, ':') + 2;
            CHECK(strcmp(cycle, "b -> c -> d -> b") == 0 ||
                  strcmp(cycle, "c -> d -> b -> c") == 0 || strcmp(cycle, "d -> b -> c -> d") == 0);
        }
    }
}

static void what_is_no_link_is_refused_with_its_line(void **state)
{
    (void)state;
    static const struct {
        const char *links, *words;
    } cases[] = {
        {"a,b,,,1.5,1,s,,no\n", "own.csv, line 2: value '1.5' is not within 0..1"},
        {"a,b,,,-0.1,1,s,,no\n", "not within 0..1"},
        {"a,,,,0.1,1,s,,no\n", "it names no event"},
        {"a,b,,,0.1,1,s,,no\na,b,x,,0.1,1,s,,no\na,b,,,0.2,1,s,,no\n",
         "line 4: this link is there"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO(om_standard) table = table_of(cases[i].links);
        om_chain *chain = NULL;
        CHECK_FAILS(om_chain_open(table, &chain, &err), OM_ERR_DATA, cases[i].words);
    }
}

static void an_event_that_is_not_there_is_named_with_the_nearest(void **state)
{
    (void)state;
    OM_AUTO(om_standard) table = table_of("rain,flood,,,0.5,1,s,,no\n");
    OM_AUTO(om_chain) chain = chain_of(table);
    size_t number = 7;
    CHECK_FAILS(om_chain_find(chain, "rian", &number, &err), OM_ERR_NOT_FOUND,
                "own.csv has no event 'rian'; did you mean 'rain'?");
    CHECK_FAILS(om_chain_find(chain, "a meteorite", &number, &err), OM_ERR_NOT_FOUND,
                "it has rain, flood");
    CHECK_INT(number, 7);
}

OM_TESTS(test(a_row_of_links_multiplies), test(causes_add_up_as_one_minus_the_product),
         test(what_cannot_be_stays_impossible_and_what_must_be_certain),
         test(a_link_that_does_not_hold_here_sets_nothing_off),
         test(where_causes_are_independent_every_state_adds_up_to_the_same),
         test(where_causes_share_a_cause_it_says_too_much_never_too_little),
         test(the_shipped_chain_runs_from_rain_to_what_it_sets_off),
         test(a_cycle_is_refused_by_name), test(what_is_no_link_is_refused_with_its_line),
         test(an_event_that_is_not_there_is_named_with_the_nearest))
