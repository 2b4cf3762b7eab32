/* The analysis "hazard_chain" on a flooded town, worked out by hand, and what it refuses. */
#include <sys/stat.h>

#include "engine/base/json.h"
#include "engine/store/store.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

#define HEAD "from,to,zone,layer,value,unit,source,clause,verified\n"

/* A folder with a chain of its own, as the setting that names it. Borrowed until the next call. */
static const char *tables_with(const char *folder, const char *links)
{
    static char setting[512];
    char name[256], text[2048];
    mkdir(scratch_path(folder), 0777);
    snprintf(name, sizeof name, "%s/hazard_chain.csv", folder);
    snprintf(text, sizeof text, "%s%s", HEAD, links);
    scratch_write(name, text);
    snprintf(setting, sizeof setting, "tables=%s", scratch_path(folder));
    return setting;
}

static const char *const links = "rain,waterlogging,flood,,0.5,1,s,,yes\n"
                                 "waterlogging,release,,hazard_source,0.1,1,s,,no\n"
                                 "waterlogging,outage,,,0.4,1,s,,no\n"
                                 "rain,outage,,,0.25,1,s,,no\n"
                                 "waterlogging,delay,,fire_station,0.7,1,s,,no\n"
                                 "rain,landslide,landslide,,0.5,1,s,,no\n";

/* A flood of 100 m by 100 m with a tank and a shelter in it; a tank and a station are dry. */
static om_store *flooded_town(const char *name)
{
    om_store *town = town_new(name);
    const om_value zone[] = {om_value_text("flood"), om_value_text(NULL), (om_value){0}};
    const om_value shelter[TOWN_SHELTER_VALUES] = {om_value_text("Park"), om_value_text("park")};
    const om_value tank[TOWN_SOURCE_VALUES] = {om_value_text("tank"), om_value_text("Tank")};
    const om_value station[4] = {om_value_text("One")};
    town_add(town, "hazard_zone", "f", zone, "MULTIPOLYGON(((0 0,100 0,100 100,0 100,0 0)))");
    town_add(town, "hazard_source", "wet", tank, "POINT(50 50)");
    town_add(town, "hazard_source", "dry", tank, "POINT(150 50)");
    town_add(town, "shelter", "park", shelter, "MULTIPOLYGON(((80 0,120 0,120 50,80 50,80 0)))");
    town_add(town, "fire_station", "1", station, "POINT(150 60)");
    town_add_district(town, "320201", (om_rect){0, 0, 200, 100});
    return town;
}

static double p_of(om_store *town, const char *event)
{
    char sql[256];
    double p = -1;
    snprintf(sql, sizeof sql, "select p from chain_event where event = '%s'", event);
    CHECK(om_text_to_number(town_ask(town, sql), &p));
    return p;
}

static void the_chain_is_followed_in_the_city_and_at_each_facility(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = flooded_town("hazard_chain.sqlite");
    const char *settings[] = {"events=rain:0.2", tables_with("chain_tables", links)};
    char *text = NULL;
    CHECK_OK(om_analyse(town, "hazard_chain", settings, 2, NULL, &text, &err));
    OM_AUTO(om_json) report = NULL;
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    om_text_free(text);

    CHECK_NEAR(p_of(town, "rain"), 0.2, 0);
    CHECK_NEAR(p_of(town, "waterlogging"), 0.1, 1e-12);
    CHECK_NEAR(p_of(town, "release"), 0.01, 1e-12);
    CHECK_NEAR(p_of(town, "outage"), 1 - (1 - 0.2 * 0.25) * (1 - 0.1 * 0.4), 1e-12);
    CHECK_NEAR(p_of(town, "landslide"), 0, 0); /* there is no such zone */
    CHECK_NEAR(p_of(town, "delay"), 0, 0);     /* the only station is dry */
    CHECK_TEXT(town_ask(town, "select causes from chain_event where event = 'delay'"), "");
    CHECK_TEXT(town_ask(town, "select causes from chain_event where event = 'release'"),
               "waterlogging 0.1 x 0.1 at hazard_source");
    CHECK_TEXT(town_ask(town, "select causes from chain_event where event = 'waterlogging'"),
               "rain 0.2 x 0.5 within flood");

    /* Within the flood the shelter and the tank are threatened, by release only the tank. */
    CHECK_TEXT(town_ask(town, "select group_concat(id, ' ') from (select id from chain_facility"
                              " order by id)"),
               "hazard_source/wet/outage hazard_source/wet/release hazard_source/wet/waterlogging "
               "shelter/park/outage shelter/park/waterlogging");
    CHECK_TEXT(town_ask(town, "select round(p, 9) from chain_facility"
                              " where id = 'hazard_source/wet/release'"),
               "0.01");
    CHECK_TEXT(town_ask(town, "select round(elsewhere_p, 9) || hazards || district from"
                              " chain_facility where id = 'shelter/park/outage'"),
               "0.05flood320201");
    CHECK_TEXT(town_ask(town, "select facilities from chain_event where event = 'waterlogging'"),
               "2");
    CHECK_TEXT(town_ask(town, "select round(most_p, 9) from chain_event where event = 'release'"),
               "0.01");
    CHECK_TEXT(town_ask(town, "select most_p is null from chain_event where event = 'rain'"), "1");

    const om_json *notices = om_json_get(report, "notices");
    CHECK(strstr(om_json_text(om_json_at(notices, 0)), "1 of 6 links hold nowhere, such as "
                                                       "rain -> landslide"));
    CHECK(strstr(om_json_text(om_json_at(notices, 1)), "5 of the chain's 6 probabilities"));
}

static void more_rain_never_threatens_less(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = flooded_town("hazard_chain_more.sqlite");
    static const char *const events[] = {"events=rain:0.05", "events=rain:0.2,quake:0",
                                         "events=rain:0.2,quake:0.5", "events=rain:1,quake:1"};
    double before = 0;
    for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
        CHECK_OK(om_analyse(town, "hazard_chain", &events[i], 1, NULL, NULL, &err));
        const double p = p_of(town, "power_failure");
        CHECK(p >= before && p <= 1);
        before = p;
    }
    CHECK(before > 0.5);
}

static void what_makes_no_sense_is_refused_and_the_result_stays(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = flooded_town("hazard_chain_bad.sqlite");
    const char *good = "events=rain:0.2";
    CHECK_OK(om_analyse(town, "hazard_chain", &good, 1, NULL, NULL, &err));
    char before[64];
    snprintf(before, sizeof before, "%s", town_ask(town, "select sum(p) from chain_event"));
    static const struct {
        const char *events, *links;
        om_status status;
        const char *words;
    } cases[] = {
        {"events=", NULL, OM_ERR_USAGE, "needs to know what happens"},
        {"events=rian:0.2", NULL, OM_ERR_NOT_FOUND, "no event 'rian'; did you mean 'rain'?"},
        {"events=rain:1.2", NULL, OM_ERR_RANGE, "'1.2', which is not within 0..1"},
        {"events=rain", NULL, OM_ERR_RANGE, "not of the form name:number"},
        {"events=rain:0.2", "rain,b,,,0.5,1,s,,no\nb,c,,,1,1,s,,no\nc,b,,,1,1,s,,no\n", OM_ERR_DATA,
         "set off each other: "},
        {"events=rain:0.2", "rain,b,,,2,1,s,,no\n", OM_ERR_DATA, "line 2: value '2' is not within"},
        {"events=rain:0.2", "rain,b,,tank,1,1,s,,no\n", OM_ERR_DATA,
         "line 2: its layer is none of shelter"},
        {"events=rain:0.2", "rain,b,,,1,1,,,no\n", OM_ERR_DATA, "does not say its source"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *settings[] = {cases[i].events,
                                  cases[i].links ? tables_with("chain_bad", cases[i].links) : NULL};
        CHECK_FAILS(
            om_analyse(town, "hazard_chain", settings, cases[i].links ? 2 : 1, NULL, NULL, &err),
            cases[i].status, cases[i].words);
        CHECK_TEXT(town_ask(town, "select sum(p) from chain_event"), before);
    }
}

OM_TESTS(test(the_chain_is_followed_in_the_city_and_at_each_facility),
         test(more_rain_never_threatens_less),
         test(what_makes_no_sense_is_refused_and_the_result_stays))
