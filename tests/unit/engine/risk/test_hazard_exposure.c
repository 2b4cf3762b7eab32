/* The analysis "hazard_exposure": what it flags, how hazards combine, and what it refuses. */
#include "engine/base/json.h"
#include "engine/store/store.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_zone(om_store *town, const char *id, const char *kind, int level, const char *wkt)
{
    const om_value values[] = {om_value_text(kind), om_value_text("Zone"),
                               level ? om_value_integer(level) : (om_value){0}};
    town_add(town, "hazard_zone", id, values, wkt);
}

/* A flood of level 2 and a slope of level 2 that overlap from 50 to 100. */
static om_store *town_with_zones(const char *name)
{
    om_store *town = town_new(name);
    add_zone(town, "f", "flood", 2, "MULTIPOLYGON(((0 0,100 0,100 100,0 100,0 0)))");
    add_zone(town, "s", "landslide", 2, "MULTIPOLYGON(((50 0,200 0,200 100,50 100,50 0)))");
    town_add_district(town, "320201", (om_rect){0, 0, 100, 100});
    town_add_district(town, "320202", (om_rect){100, 0, 400, 100});
    return town;
}

static void add_facilities(om_store *town)
{
    const om_value shelter[TOWN_SHELTER_VALUES] = {om_value_text("Park"), om_value_text("park")};
    const om_value tank[TOWN_SOURCE_VALUES] = {om_value_text("tank"), om_value_text("Tank")};
    const om_value station[4] = {om_value_text("One")};
    town_add(town, "shelter", "park", shelter, "MULTIPOLYGON(((70 0,110 0,110 50,70 50,70 0)))");
    town_add(town, "shelter", "dry", shelter, "POINT(300 50)");
    town_add(town, "hazard_source", "tank", tank, "POINT(10 50)");
    town_add(town, "fire_station", "1", station, "POINT(150 50)");
}

static om_json *analyse(om_store *town, const char *const *settings, size_t count)
{
    char *text = NULL;
    om_json *report = NULL;
    CHECK_OK(om_analyse(town, "hazard_exposure", settings, count, NULL, &text, &err));
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    om_text_free(text);
    return report;
}

static double number(const om_json *report, const char *list, size_t index, const char *key)
{
    return om_json_number(om_json_get(om_json_at(om_json_get(report, list), index), key));
}

static void what_stands_in_a_zone_is_flagged_with_zone_and_level(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_zones("hazard_exposure.sqlite");
    add_facilities(town);
    OM_AUTO(om_json) report = analyse(town, NULL, 0);
    CHECK_TEXT(town_ask(town, "select count(*) from facility_in_zone"), "3");
    CHECK_TEXT(town_ask(town, "select group_concat(id) from (select id from facility_in_zone"
                              " order by id)"),
               "fire_station/1,hazard_source/tank,shelter/park");
    CHECK_TEXT(town_ask(town, "select hazards || zones || zone || zone_level || level"
                              " from facility_in_zone where facility = 'park'"),
               "flood, landslide2f22");
    CHECK_TEXT(town_ask(town, "select cast(round(share, 6) as text) || round(in_zone_m2)"
                              " from facility_in_zone where facility = 'park'"),
               "1.02000.0");
    CHECK_TEXT(town_ask(town, "select district from facility_in_zone where facility = '1'"),
               "320202");
    CHECK_TEXT(town_ask(town, "select in_zone_m2 is null from facility_in_zone"
                              " where facility = 'tank'"),
               "1");

    /* The west is flooded whole, a third of the east may slide. */
    CHECK_TEXT(town_ask(town, "select hazards || level || round(share, 6) || zones || shelter ||"
                              " hazard_source from hazard_district where code = '320201'"),
               "flood, landslide21.0211");
    CHECK_TEXT(town_ask(town, "select hazards || level || round(share, 6) || fire_station"
                              " from hazard_district where code = '320202'"),
               "landslide20.3333331");

    /* hazards: flood 2 facilities, landslide 2; layers in their order; districts add up. */
    CHECK_NEAR(number(report, "hazards", 0, "facilities"), 2, 0);
    CHECK_NEAR(number(report, "hazards", 1, "facilities"), 2, 0);
    CHECK_NEAR(number(report, "facilities", 0, "facilities"), 2, 0);
    CHECK_NEAR(number(report, "facilities", 0, "in_zone"), 1, 0);
    CHECK_NEAR(number(report, "facilities", 0, "in_zone_m2"), 2000, 1e-3);
    const om_json *districts = om_json_get(report, "districts");
    double flagged = 0;
    for (size_t i = 0; i < om_json_count(districts); i++)
        for (size_t k = 0; k < 4; k++)
            flagged += number(
                report, "districts", i,
                (const char *[]){"shelter", "fire_station", "supply_depot", "hazard_source"}[k]);
    CHECK_NEAR(flagged, 3, 0);
    CHECK_NEAR(number(report, "districts", 0, "hazard_source"), 1, 0);
}

static void hazards_combine_as_they_are_told_to(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_zones("hazard_exposure_combine.sqlite");
    add_facilities(town);
    const char *park = "select level from facility_in_zone where facility = 'park'";
    const char *tank = "select level from facility_in_zone where facility = 'tank'";
    const char *joint[] = {"combine=joint"};
    om_json_free(analyse(town, joint, 1));
    CHECK_TEXT(town_ask(town, park), "1"); /* two of level 2 */
    CHECK_TEXT(town_ask(town, tank), "2");
    CHECK_TEXT(town_ask(town, "select level from hazard_district where code = '320201'"), "1");
    CHECK_TEXT(town_ask(town, "select mode from facility_in_zone"), "joint");
    const char *weighted[] = {"combine=weighted", "weights=landslide:0.4,flood:0.6"};
    om_json_free(analyse(town, weighted, 2));
    CHECK_TEXT(town_ask(town, park), "2"); /* 3 of 4 */
    CHECK_TEXT(town_ask(town, tank), "3"); /* 0.6 x 3 = 1.8 */
    const char *half[] = {"combine=joint", "least_share=0.4"};
    om_json_free(analyse(town, half, 2));
    CHECK_TEXT(town_ask(town, "select hazards is null and level is null from hazard_district"
                              " where code = '320202'"),
               "1");
}

static void an_unknown_level_is_flagged_and_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_zones("hazard_exposure_unknown.sqlite");
    add_zone(town, "u", "storm surge", 0, "MULTIPOLYGON(((0 0,20 0,20 100,0 100,0 0)))");
    add_facilities(town);
    OM_AUTO(om_json) report = analyse(town, NULL, 0);
    CHECK_TEXT(town_ask(town, "select level is null from facility_in_zone"
                              " where facility = 'tank'"),
               "1");
    CHECK_NEAR(om_json_number(om_json_get(om_json_get(report, "levels"), "unknown")), 1, 0);
    CHECK(strstr(om_json_text(om_json_at(om_json_get(report, "notices"), 0)),
                 "1 of 3 hazard zones have no level"));
}

static void what_makes_no_sense_is_refused_and_the_result_stays(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_zones("hazard_exposure_bad.sqlite");
    add_facilities(town);
    om_json_free(analyse(town, NULL, 0));
    static const struct {
        const char *settings[2];
        size_t count;
        om_status status;
        const char *words;
    } cases[] = {
        {{"combine=weighted", "weights=flood:0.6,landslide:0.3"}, 2, OM_ERR_RANGE, "sum to 0.9"},
        {{"combine=weighted", "weights=flood:1"}, 2, OM_ERR_RANGE, "what landslide weighs"},
        {{"combine=weighted", "weights=flood:0.5,quake:0.5"},
         2,
         OM_ERR_RANGE,
         "names 'quake', but the hazard zones are of the kinds flood, landslide"},
        {{"combine=weighted", "weights=flood"}, 2, OM_ERR_RANGE, "not of the form name:number"},
        {{"combine=weighted"}, 1, OM_ERR_RANGE, "does not say what flood weighs"},
        {{"combine=max", "weights=flood:1"}, 2, OM_ERR_USAGE, "combine=weighted only"},
        {{"combine=sum"}, 1, OM_ERR_RANGE, "none of max, weighted, joint"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_FAILS(om_analyse(town, "hazard_exposure", cases[i].settings, cases[i].count, NULL,
                               NULL, &err),
                    cases[i].status, cases[i].words);
        CHECK_TEXT(town_ask(town, "select count(*) from facility_in_zone"), "3");
    }
}

static void without_zones_or_facilities_there_is_nothing_to_tell(void **state)
{
    (void)state;
    OM_AUTO(om_store) dry = town_new("hazard_exposure_dry.sqlite");
    add_facilities(dry);
    CHECK_FAILS(om_analyse(dry, "hazard_exposure", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "hazard_exposure needs hazard_zone");
    OM_AUTO(om_store) empty = town_with_zones("hazard_exposure_empty.sqlite");
    CHECK_FAILS(om_analyse(empty, "hazard_exposure", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "there is no facility");
}

OM_TESTS(test(what_stands_in_a_zone_is_flagged_with_zone_and_level),
         test(hazards_combine_as_they_are_told_to), test(an_unknown_level_is_flagged_and_told),
         test(what_makes_no_sense_is_refused_and_the_result_stays),
         test(without_zones_or_facilities_there_is_nothing_to_tell))
