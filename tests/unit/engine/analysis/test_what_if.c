/* What would be is what is, once it is so: a what-if against the analysis run on a changed town. */
#include "engine/base/json.h"
#include "engine/base/xy.h"
#include "engine/onemap.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

static void add_station(om_store *town, const char *id, const char *wkt)
{
    const om_value values[] = {om_value_text("Twin"), om_value_text(NULL), om_value_real(NAN),
                               om_value_integer(1)};
    town_add(town, "fire_station", id, values, wkt);
}

static void add_people(om_store *town, const char *id, double people, const char *wkt)
{
    const om_value values[] = {om_value_real(people), om_value_text(id)};
    town_add(town, "population", id, values, wkt);
}

/* A grid of streets of 500 m at 30 km/h, with 10 people at each of 21 x 21 places. */
static om_store *grid(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "W", (om_rect){-1000, -1000, 2600, 6000});
    town_add_district(town, "E", (om_rect){2600, -1000, 6000, 6000});
    for (int i = 0; i <= 10; i++) {
        char across[512] = "LINESTRING(", up[512] = "LINESTRING(", id[32];
        for (int k = 0; k <= 10; k++) {
            snprintf(across + strlen(across), 32, "%s%d %d", k ? "," : "", 500 * k, 500 * i);
            snprintf(up + strlen(up), 32, "%s%d %d", k ? "," : "", 500 * i, 500 * k);
        }
        snprintf(id, sizeof id, "across/%d", i);
        town_add_street(town, id, 0, strcat(across, ")"));
        snprintf(id, sizeof id, "up/%d", i);
        town_add_street(town, id, 0, strcat(up, ")"));
    }
    for (int i = 0; i < 441; i++) {
        char id[32], wkt[64];
        snprintf(id, sizeof id, "%d", i);
        snprintf(wkt, sizeof wkt, "POINT(%d %d)", 250 * (i % 21), 250 * (i / 21));
        add_people(town, id, 10, wkt);
    }
    add_station(town, "A", "POINT(0 0)");
    add_station(town, "B", "POINT(5000 5000)");
    return town;
}

/* A feature at a place of the town, or without one. */
static const char *feature(om_store *town, const char *properties, const double *at_m)
{
    static char text[512];
    char place[128] = "null";
    if (at_m) {
        const om_lonlat at = town_at(town, at_m[0], at_m[1]);
        snprintf(place, sizeof place, "{\"type\":\"Point\",\"coordinates\":[%.9f,%.9f]}", at.lon,
                 at.lat);
    }
    snprintf(text, sizeof text, "{\"type\":\"Feature\",\"properties\":{%s},\"geometry\":%s}",
             properties, place);
    return text;
}

static om_what_if *open_town(om_store *town)
{
    om_what_if *what_if = NULL;
    CHECK_OK(om_what_if_open(town, "fire_reach", NULL, 0, NULL, &what_if, &err));
    return what_if;
}

static void free_what_if(om_what_if **slot)
{
    om_what_if_free(*slot);
}
#define AUTO_WHAT_IF __attribute__((cleanup(free_what_if))) om_what_if *

static om_json *ask(om_what_if *what_if, const char *changes)
{
    char *text = NULL;
    om_json *report = NULL;
    CHECK_OK(om_what_if_ask(what_if, changes, &text, NULL, &err));
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    om_text_free(text);
    return report;
}

static double of_city(const om_json *report, const char *key)
{
    return om_json_number(om_json_get(om_json_get(report, "city"), key));
}

static double figure(om_store *town, const char *column, const char *code)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from fire_reach_district where code = '%s'", column, code);
    return atof(town_ask(town, sql));
}

/* Runs the analysis on the town as it is now, and compares it with what would be. */
static void check_is_as_foretold(om_store *town, const om_json *report)
{
    static const char *const columns[] = {"people_covered", "people_share", "mean_s",    "median_s",
                                          "p90_s",          "built_share",  "road_share"};
    CHECK_OK(om_analyse(town, "fire_reach", NULL, 0, NULL, NULL, &err));
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++) {
        char key[64];
        snprintf(key, sizeof key, "%s_after", columns[i]);
        CHECK_NEAR(of_city(report, key), figure(town, columns[i], "city"), 1e-4);
    }
    const om_json *districts = om_json_get(report, "districts");
    for (size_t i = 0; i < om_json_count(districts); i++) {
        const om_json *row = om_json_at(districts, i);
        CHECK_NEAR(om_json_number(om_json_get(row, "people_covered_after")),
                   figure(town, "people_covered", om_json_text(om_json_get(row, "code"))), 1e-6);
    }
}

static void an_added_station_is_as_if_it_were_there(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = grid("what_if_add.onemap");
    AUTO_WHAT_IF what_if = open_town(town);
    OM_AUTO(om_json)
    report = ask(what_if, feature(town, "\"change\":\"add\",\"station\":\"C\"",
                                  (const double[]){2537, 2500}));
    CHECK(of_city(report, "people_covered_difference") > 0);
    CHECK_NEAR(of_city(report, "people_covered_before"),
               of_city(report, "people_covered_after") -
                   of_city(report, "people_covered_difference"),
               1e-9);
    CHECK_TEXT(town_ask(town, "select count(*) from fire_station"), "2");
    add_station(town, "C", "POINT(2537 2500)");
    check_is_as_foretold(town, report);
}

static void a_moved_station_leaves_and_arrives(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = grid("what_if_move.onemap");
    AUTO_WHAT_IF what_if = open_town(town);
    OM_AUTO(om_json)
    report = ask(what_if, feature(town, "\"change\":\"move\",\"station\":\"A\"",
                                  (const double[]){2537, 2000}));
    town_ask(town, "delete from fire_station where id = 'A' returning id");
    add_station(town, "A", "POINT(2537 2000)");
    check_is_as_foretold(town, report);
}

static void dropping_a_station_never_reaches_more(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = grid("what_if_drop.onemap");
    AUTO_WHAT_IF what_if = open_town(town);
    OM_AUTO(om_json)
    report = ask(what_if, feature(town, "\"change\":\"drop\",\"station\":\"B\"", NULL));
    CHECK(of_city(report, "people_covered_difference") < 0);
    CHECK(of_city(report, "mean_s_difference") > 0);
    town_ask(town, "delete from fire_station where id = 'B' returning id");
    check_is_as_foretold(town, report);
}

static void a_closed_street_is_as_if_it_were_closed_and_speeds_nobody_up(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = grid("what_if_close.onemap");
    AUTO_WHAT_IF what_if = open_town(town);
    OM_AUTO(om_json)
    report = ask(what_if, feature(town, "\"change\":\"close\",\"road\":\"across/0\"", NULL));
    CHECK(of_city(report, "people_covered_difference") < 0);
    CHECK(of_city(report, "p90_s_difference") >= 0);
    OM_AUTO(om_json)
    slower = ask(what_if, feature(town, "\"change\":\"speed\",\"speed_factor\":0.5", NULL));
    CHECK(of_city(slower, "people_covered_after") < of_city(report, "people_covered_after"));
    const char *half = "speed_factor=0.5";
    CHECK_OK(om_analyse(town, "fire_reach", &half, 1, NULL, NULL, &err));
    CHECK_NEAR(of_city(slower, "people_covered_after"), figure(town, "people_covered", "city"),
               1e-9);
    CHECK_NEAR(of_city(slower, "p90_s_after"), figure(town, "p90_s", "city"), 1e-4);
}

/* One scenario after another: each is compared with today, none with the one before. */
static void questions_do_not_leave_a_trace(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = grid("what_if_again.onemap");
    AUTO_WHAT_IF what_if = open_town(town);
    OM_AUTO(om_json)
    first = ask(what_if, feature(town, "\"change\":\"drop\",\"station\":\"A\"", NULL));
    OM_AUTO(om_json)
    slow = ask(what_if,
               feature(town, "\"change\":\"slow\",\"speed_factor\":0.3", (const double[]){250, 0}));
    OM_AUTO(om_json)
    again = ask(what_if, feature(town, "\"change\":\"drop\",\"station\":\"A\"", NULL));
    CHECK(of_city(slow, "people_covered_difference") <= 0);
    CHECK(of_city(first, "people_covered_after") == of_city(again, "people_covered_after"));
    CHECK(of_city(first, "mean_s_after") == of_city(again, "mean_s_after"));
    CHECK(of_city(first, "people_covered_before") == of_city(slow, "people_covered_before"));
    CHECK_TEXT(town_ask(town, "select count(*) from sqlite_master where name like 'fire_reach%'"),
               "0");
}

static void ground_is_told_as_gained_and_lost(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = grid("what_if_ground.onemap");
    AUTO_WHAT_IF what_if = open_town(town);
    char *ground = NULL, *text = NULL;
    CHECK_OK(om_what_if_ask(
        what_if,
        feature(town, "\"change\":\"move\",\"station\":\"A\"", (const double[]){2537, 2000}), &text,
        &ground, &err));
    OM_AUTO(om_json) report = NULL;
    OM_AUTO(om_json) map = NULL;
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    CHECK_OK(om_json_parse(ground, strlen(ground), "ground", &map, &err));
    CHECK_INT(om_json_count(om_json_get(map, "features")), 4);
    const om_json *told = om_json_get(report, "ground");
    const double before = om_json_number(om_json_get(told, "before_m2"));
    const double after = om_json_number(om_json_get(told, "after_m2"));
    const double gained = om_json_number(om_json_get(told, "gained_m2"));
    const double lost = om_json_number(om_json_get(told, "lost_m2"));
    CHECK(gained > 0 && lost > 0);
    CHECK_NEAR(after - before, gained - lost, 1);
    om_text_free(text);
    om_text_free(ground);
}

static void check_refused(om_what_if *what_if, const char *changes, const char *words)
{
    char *report = NULL;
    CHECK_FAILS(om_what_if_ask(what_if, changes, &report, NULL, &err), OM_ERR_DATA, words);
    assert_null(report);
}

static void what_cannot_be_is_refused_by_record(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = grid("what_if_bad.onemap");
    AUTO_WHAT_IF what_if = open_town(town);
    static const double lake[] = {2500, 20000}, here[] = {0, 0};
    static const struct bad {
        const char *properties;
        const double *at;
        const char *words;
    } list[] = {
        {"\"change\":\"remove\",\"station\":\"A\"", NULL, "record 1: change is 'remove'"},
        {"\"change\":\"dropp\",\"station\":\"A\"", NULL, "did you mean 'drop'?"},
        {"\"station\":\"A\"", NULL, "it is add, move, drop, close, slow or speed"},
        {"\"change\":\"drop\"", NULL, "which station to drop is not told"},
        {"\"change\":\"drop\",\"station\":\"AA\"", NULL, "there is no fire station 'AA'"},
        {"\"change\":\"drop\",\"station\":\"Twin\"", NULL, "several fire stations have this name"},
        {"\"change\":\"move\",\"station\":\"A\"", NULL, "needs a point"},
        {"\"change\":\"move\",\"station\":\"A\"", lake, "no road within 200 m"},
        {"\"change\":\"add\",\"station\":\"A\"", here, "there is a fire station already: 'A'"},
        {"\"change\":\"add\",\"class\":\"castle\"", here, "no class 'castle'"},
        {"\"change\":\"add\",\"turnout_s\":-1", here, "turnout_s is not a number within 0..3600"},
        {"\"change\":\"add\",\"turnout\":60", here, "did you mean 'turnout_s'?"},
        {"\"change\":\"close\"", NULL, "needs its id (road) or a shape"},
        {"\"change\":\"close\",\"road\":\"nowhere\"", NULL, "record 1 hits no road"},
        {"\"change\":\"slow\",\"road\":\"up/1\"", NULL, "needs a speed_factor"},
        {"\"change\":\"slow\",\"road\":\"up/1\",\"speed_factor\":2", NULL, "within 0.05..1"},
        {"\"change\":\"speed\"", NULL, "need a speed_factor or a time"},
        {"\"change\":\"speed\",\"speed_factor\":0", NULL, "within 0.05..5"},
        {"\"change\":\"speed\",\"time\":\"night\"", NULL, "record 1: time of day 'night'"},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        check_refused(what_if, feature(town, list[i].properties, list[i].at), list[i].words);
    check_refused(what_if, "{\"type\":\"FeatureCollection\",\"features\":[]}", "nothing changes");
    check_refused(what_if, "{\"type\":\"Topology\"}", "no GeoJSON FeatureCollection");
    check_refused(what_if, "not JSON", "the changes");
    check_refused(what_if,
                  "{\"type\":\"FeatureCollection\",\"features\":["
                  "{\"type\":\"Feature\",\"properties\":{\"change\":\"drop\",\"station\":\"A\"},"
                  "\"geometry\":null},{\"type\":\"Feature\",\"properties\":{\"change\":\"move\","
                  "\"station\":\"A\"},\"geometry\":{\"type\":\"Point\",\"coordinates\":[1,2]}}]}",
                  "record 2: the fire station 'A' is changed by record 1 already");
    check_refused(what_if,
                  "{\"type\":\"Feature\",\"properties\":{\"change\":\"add\"},"
                  "\"geometry\":{\"type\":\"Point\",\"coordinates\":[\"x\",2]}}",
                  "record 1");
    /* And still it answers. */
    OM_AUTO(om_json)
    report = ask(what_if, feature(town, "\"change\":\"drop\",\"station\":\"A\"", NULL));
    CHECK(of_city(report, "people_covered_difference") < 0);
}

static void only_fire_reach_can_be_asked(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = grid("what_if_other.onemap");
    om_what_if *what_if = NULL;
    CHECK_FAILS(om_what_if_open(town, "risk", NULL, 0, NULL, &what_if, &err), OM_ERR_USAGE,
                "not for 'risk'");
    const char *wrong = "limit=3";
    CHECK_FAILS(om_what_if_open(town, "fire_reach", &wrong, 1, NULL, &what_if, &err), OM_ERR_USAGE,
                "did you mean 'limit_s'?");
    assert_null(what_if);
}

OM_TESTS(test(an_added_station_is_as_if_it_were_there), test(a_moved_station_leaves_and_arrives),
         test(dropping_a_station_never_reaches_more),
         test(a_closed_street_is_as_if_it_were_closed_and_speeds_nobody_up),
         test(questions_do_not_leave_a_trace), test(ground_is_told_as_gained_and_lost),
         test(what_cannot_be_is_refused_by_record), test(only_fire_reach_can_be_asked))
