/* The analysis "fire_reach" on a town of one long street, worked out by hand. */
#include "engine/analysis/population.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

static void add_station_of(om_store *town, const char *id, const char *of_class, double turnout_s,
                           const char *wkt)
{
    const om_value values[] = {om_value_text(id), om_value_text(of_class), om_value_real(turnout_s),
                               om_value_integer(1)};
    town_add(town, "fire_station", id, values, wkt);
}

static void add_station(om_store *town, const char *id, double turnout_s, const char *wkt)
{
    add_station_of(town, id, NULL, turnout_s, wkt);
}

static void add_people(om_store *town, const char *id, double people, const char *wkt)
{
    const om_value values[] = {om_value_real(people), om_value_text(id)};
    town_add(town, "population", id, values, wkt);
}

static void add_source_of(om_store *town, const char *id, double level, const char *wkt)
{
    const om_value values[TOWN_SOURCE_VALUES] = {
        om_value_text("tank"), om_value_text(id),   om_value_text(NULL), om_value_real(NAN),
        om_value_text(NULL),   om_value_text(NULL), om_value_real(level)};
    town_add(town, "hazard_source", id, values, wkt);
}

static void add_source(om_store *town, const char *id, const char *wkt)
{
    add_source_of(town, id, NAN, wkt);
}

/* A street of 6 km at 30 km/h: 240 s of driving are 2000 m. An island of 500 m beside it. */
static om_store *street(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "E", (om_rect){1000, -1000, 7000, 1000});
    town_add_district(town, "W", (om_rect){-1000, -1000, 1000, 1000});
    town_add_street(town, "street", 0, "LINESTRING(0 0,3000 0,6000 0)");
    town_add_street(town, "island", 0, "LINESTRING(5000 500,5500 500)");
    add_people(town, "early", 10, "POINT(1500 0)");
    add_people(town, "late", 20, "POINT(2500 0)");
    add_people(town, "island", 40, "POINT(5200 500)");
    add_people(town, "forest", 80, "POINT(3000 900)");
    add_people(town, "split", 100, "POLYGON((900 -100,1100 -100,1100 100,900 100,900 -100))");
    add_people(town, "away", 7, "POINT(9000 0)");
    add_source(town, "tank", "POINT(1900 0)");
    return town;
}

static om_json *analyse(om_store *town, const char *const *settings, size_t count)
{
    char *text = NULL;
    om_json *report = NULL;
    CHECK_OK(om_analyse(town, "fire_reach", settings, count, NULL, &text, &err));
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    om_text_free(text);
    return report;
}

static om_status fails(om_store *town, const char *setting)
{
    return om_analyse(town, "fire_reach", &setting, setting ? 1 : 0, NULL, NULL, &err);
}

static double figure(om_store *town, const char *column, const char *code)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from fire_reach_district where code = '%s'", column, code);
    return atof(town_ask(town, sql));
}

static const char *place(om_store *town, const char *column, const char *id)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from fire_reach_place where place_id = '%s'", column, id);
    return town_ask(town, sql);
}

static void times_and_states_are_those_worked_out_by_hand(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_times.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    OM_AUTO(om_json) report = analyse(town, NULL, 0);
    CHECK_NEAR(om_json_number(om_json_get(report, "limit_s")), 300, 0);
    CHECK_NEAR(atof(place(town, "seconds", "early")), 60 + 1500 * 0.12, 1e-3);
    CHECK_TEXT(place(town, "state", "early"), "covered");
    CHECK_NEAR(atof(place(town, "seconds", "late")), 60 + 2500 * 0.12, 1e-3);
    CHECK_TEXT(place(town, "state", "late"), "late");
    CHECK_TEXT(place(town, "state", "island"), "unreachable");
    CHECK_TEXT(place(town, "state", "forest"), "unknown");
    CHECK_TEXT(place(town, "ifnull(seconds, 'null')", "island"), "null");
    CHECK_TEXT(place(town, "station", "early"), "F");
}

static void districts_add_up_to_the_city(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_districts.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    OM_AUTO(om_json) report = analyse(town, NULL, 0);

    CHECK_NEAR(figure(town, "people", "W"), 50, 0.01);
    CHECK_NEAR(figure(town, "people", "E"), 10 + 20 + 40 + 80 + 50, 0.01);
    CHECK_NEAR(figure(town, "people_covered", "E"), 10 + 50, 0.01);
    CHECK_NEAR(figure(town, "road_m", "W"), 1000, 0.05);
    CHECK_NEAR(figure(town, "road_m", "E"), 5500, 0.05);
    CHECK_NEAR(figure(town, "road_covered_m", "W"), 1000, 0.05);
    CHECK_NEAR(figure(town, "road_covered_m", "E"), 1000, 0.05);
    CHECK_NEAR(figure(town, "sources_covered", "E"), 1, 0);
    CHECK_NEAR(figure(town, "built_m2", "W"), 4e6, 100);

    static const char *const columns[] = {"people",           "people_covered", "built_m2",
                                          "built_covered_m2", "road_m",         "road_covered_m",
                                          "sources",          "sources_covered"};
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        CHECK_NEAR(figure(town, columns[i], "city"),
                   figure(town, columns[i], "E") + figure(town, columns[i], "W"), 1e-6);
    const om_json *outside = om_json_get(report, "outside");
    CHECK_NEAR(om_json_number(om_json_get(outside, "people")), 7, 1e-9);
    const om_json *city = om_json_get(report, "city");
    CHECK_NEAR(om_json_number(om_json_get(city, "people_unknown")), 80, 1e-9);
}

static void reach_is_a_strip_along_the_street(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_ground.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    OM_AUTO(om_json) report = analyse(town, (const char *[]){"cell_m=10", "access_kmh=30"}, 2);
    CHECK_TEXT(town_ask(town, "select count(*) from fire_reach_area"), "2");
    /* 200 m to either side, less where the last metres come late: walls of 45 degrees at the end,
     * half a disc of 200 m at the beginning. */
    const double strip_m2 = 1800 * 400 + 200 * 200 + M_PI * 200 * 200 / 2;
    const double area_m2 =
        atof(town_ask(town, "select area_m2 from fire_reach_area where scope='all'"));
    CHECK_NEAR(area_m2, strip_m2, 0.01 * strip_m2);
    CHECK_NEAR(atof(town_ask(town, "select road_m from fire_reach_area where scope='station'")),
               2000, 0.05);
    CHECK_TEXT(town_ask(town, "select GeometryType(geometry) from fire_reach_area limit 1"),
               "MULTIPOLYGON");
    CHECK_TEXT(town_ask(town, "select min(IsValid(geometry)) from fire_reach_area"), "1");
    const om_json *polygons = om_json_get(report, "polygons");
    CHECK(om_json_number(om_json_get(polygons, "false_covered_share")) < 0.02);
    CHECK(om_json_number(om_json_get(polygons, "false_uncovered_share")) < 0.02);
}

static void the_stations_own_turnout_counts(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_turnout.onemap");
    add_station(town, "slow", 200, "POINT(1400 0)");
    add_station(town, "F", NAN, "POINT(0 0)");
    OM_AUTO(om_json) report = analyse(town, NULL, 0);
    CHECK_NEAR(atof(place(town, "seconds", "early")), 200 + 100 * 0.12, 1e-3);
    CHECK_TEXT(place(town, "station", "early"), "slow");
}

static void more_minutes_never_reach_less(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_more.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    double people = -1, road_m = -1, built_m2 = -1;
    for (int limit_s = 30; limit_s < 1000; limit_s += 190) {
        char limit[32];
        snprintf(limit, sizeof limit, "limit_s=%d", limit_s);
        OM_AUTO(om_json) report = analyse(town, (const char *[]){limit}, 1);
        CHECK(figure(town, "people_covered", "city") >= people);
        CHECK(figure(town, "road_covered_m", "city") >= road_m);
        CHECK(figure(town, "built_covered_m2", "city") >= built_m2 - 1e-6);
        people = figure(town, "people_covered", "city");
        road_m = figure(town, "road_covered_m", "city");
        built_m2 = figure(town, "built_covered_m2", "city");
    }
    CHECK_NEAR(people, 130, 0.01);
    CHECK_NEAR(road_m, 6000, 0.05);
}

static double told(const om_json *report, const char *name)
{
    return om_json_number(om_json_get(report, name));
}

static bool is_told(const om_json *report, const char *words)
{
    char *all = om_json_write_line(om_json_get(report, "notices"));
    const bool found = strstr(all, words) != NULL;
    om_text_free(all);
    return found;
}

static void the_next_station_stands_behind_the_nearest(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_backup.onemap");
    add_station(town, "A", NAN, "POINT(0 0)");
    add_station(town, "B", 100, "POINT(3000 0)");
    OM_AUTO(om_json) report = analyse(town, NULL, 0);
    /* 1500 m from both: A after 60 s, B after 100 s. */
    CHECK_TEXT(place(town, "station", "early"), "A");
    CHECK_TEXT(place(town, "backup", "early"), "B");
    CHECK_NEAR(atof(place(town, "backup_seconds", "early")), 100 + 1500 * 0.12, 1e-3);
    CHECK_TEXT(place(town, "stations", "early"), "2");
    CHECK_TEXT(place(town, "stations", "late"), "1");
    CHECK_TEXT(place(town, "stations", "island"), "0");
    CHECK_TEXT(town_ask(town, "select count(*) from fire_reach_place where backup_seconds < "
                              "seconds or (stations >= 1) != (state = 'covered')"),
               "0");
}

static void figures_by_time_are_those_of_the_people(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_times_of.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    add_people(town, "two", 2, "POINT(1500 0)");
    OM_AUTO(om_json) report = analyse(town, (const char *[]){"standard=nfpa1710"}, 1);
    /* East: 12 at 260 s, 50 (split) and 20 at 380 s reached; 40 on the island; 80 unknown. */
    const double split_s = 80 + 1000 * 0.12;
    CHECK_NEAR(figure(town, "mean_s", "E"), (12 * 260 + 50 * split_s + 20 * 380) / 82, 0.01);
    CHECK_NEAR(figure(town, "median_s", "E"), 260, 0.01);
    CHECK_TEXT(town_ask(town, "select p90_s is null from fire_reach_district where code = 'E'"),
               "1");
    CHECK_NEAR(figure(town, "p90_s", "W"), split_s, 0.01);
    CHECK_NEAR(figure(town, "people_unknown", "E"), 80, 0.01);
    CHECK_NEAR(figure(town, "people_unreachable", "E"), 40, 0.01);
    CHECK_NEAR(figure(town, "target_share", "E"), 0.9, 0);
    CHECK_TEXT(town_ask(town, "select meets_target from fire_reach_district where code = 'W'"),
               "yes");
    CHECK_TEXT(town_ask(town, "select meets_target from fire_reach_district where code = 'E'"),
               "no");
    CHECK_NEAR(told(om_json_get(report, "unreachable"), "people"), 40, 1e-6);
    CHECK(is_told(report, "no station reaches"));
}

static void the_peak_stands_beside_the_design(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_peak.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    OM_AUTO(om_json) design = analyse(town, NULL, 0);
    const double design_people = figure(town, "people_covered", "city");
    const double peak_people = figure(town, "people_covered_peak", "city");
    const double peak_s = atof(place(town, "peak_seconds", "early"));
    CHECK(peak_s > atof(place(town, "seconds", "early")));
    CHECK(peak_people <= design_people);
    OM_AUTO(om_json) peak = analyse(town, (const char *[]){"time=peak"}, 1);
    CHECK_NEAR(figure(town, "people_covered", "city"), peak_people, 1e-9);
    CHECK_NEAR(figure(town, "people_covered_peak", "city"), peak_people, 1e-9);
    CHECK_NEAR(atof(place(town, "seconds", "early")), peak_s, 1e-9);
}

static void a_standard_may_limit_the_distance(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_iso.onemap");
    add_station(town, "F", 3000, "POINT(0 0)");
    OM_AUTO(om_json) report = analyse(town, (const char *[]){"standard=iso_engine"}, 1);
    CHECK_NEAR(told(report, "limit_m"), 2414, 0);
    CHECK_NEAR(told(report, "limit_s"), 39 + 102 * 1.5, 0.1); /* 0.65 + 1.7 D minutes */
    CHECK_NEAR(atof(place(town, "metres", "early")), 1500, 0.05);
    CHECK_NEAR(atof(place(town, "seconds", "early")), 39 + 102 * 1500 / 1609.344, 0.01);
    CHECK_TEXT(place(town, "state", "late"), "late");
    CHECK_NEAR(figure(town, "road_covered_m", "city"), 2414, 0.1);
    CHECK_TEXT(place(town, "peak_seconds is null", "early"), "1");
    OM_AUTO(om_json) ladder = analyse(town, (const char *[]){"standard=iso_ladder"}, 1);
    CHECK_TEXT(place(town, "state", "late"), "covered");
    OM_AUTO(om_json)
    own = analyse(town, (const char *[]){"standard=iso_engine", "limit_m=1499"}, 2);
    CHECK_TEXT(place(town, "state", "early"), "late");
}

static void classes_of_stations_tell_who_is_first(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_class.onemap");
    add_station_of(town, "F", "small", NAN, "POINT(0 0)");
    add_station_of(town, "depot", "support", NAN, "POINT(2500 0)");
    add_station_of(town, "odd", "palace", NAN, "POINT(5900 0)");
    OM_AUTO(om_json) report = analyse(town, NULL, 0);
    CHECK_TEXT(place(town, "state", "late"), "late");
    CHECK_NEAR(told(report, "stations_of_support"), 1, 0);
    CHECK_NEAR(told(report, "stations_of_unknown_class"), 1, 0);
    CHECK(is_told(report, "1 stations are for support") && is_told(report, "'palace'"));
    const om_json *first = om_json_at(om_json_get(report, "station_standards"), 0);
    CHECK_TEXT(om_json_text(om_json_get(first, "class")), "small");
    CHECK_NEAR(told(first, "area_limit_m2"), 2e6, 0);
    CHECK_NEAR(told(first, "formula_low_m2"), 3.556e6, 1e3);
    CHECK_NEAR(told(first, "formula_high_m2"), 6.443e6, 1e3);
    OM_AUTO(om_json) all = analyse(town, (const char *[]){"support=yes"}, 1);
    CHECK_TEXT(place(town, "station", "late"), "depot");
}

static void sources_count_by_their_grade(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_grade.onemap");
    add_source_of(town, "worst", 1, "POINT(1800 0)");
    add_source_of(town, "bad", 2, "POINT(5000 0)");
    add_source_of(town, "lost", 2, "POINT(3000 900)");
    add_station(town, "F", NAN, "POINT(0 0)");
    OM_AUTO(om_json) report = analyse(town, NULL, 0);
    CHECK_TEXT(om_json_text(om_json_get(report, "sources_graded_by")), "reported_level");
    CHECK_NEAR(figure(town, "sources", "E"), 4, 0);
    CHECK_NEAR(figure(town, "sources_covered", "E"), 2, 0);
    CHECK_NEAR(figure(town, "sources_ungraded_covered", "E"), 1, 0);
    CHECK_NEAR(figure(town, "sources_1_covered", "E"), 1, 0);
    CHECK_NEAR(figure(town, "sources_2", "E"), 2, 0);
    CHECK_NEAR(figure(town, "sources_2_covered", "E"), 0, 0);
    CHECK_NEAR(figure(town, "sources_2_unknown", "E"), 1, 0);

    /* What was computed comes before what was reported; what it leaves out is ungraded. */
    const om_value values[32] = {om_value_text("worst"), om_value_text(NULL), om_value_text("tank"),
                                 om_value_integer(4)};
    town_add(town, "risk_source", "worst", values, "POINT(1800 0)");
    OM_AUTO(om_json) computed = analyse(town, NULL, 0);
    CHECK_TEXT(om_json_text(om_json_get(computed, "sources_graded_by")), "risk_source");
    CHECK_NEAR(figure(town, "sources_4_covered", "E"), 1, 0);
    CHECK_NEAR(figure(town, "sources_1", "E"), 0, 0);
    CHECK_NEAR(figure(town, "sources_ungraded", "E"), 3, 0);
}

static void units_that_overlap_are_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_overlap.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    OM_AUTO(om_json) before = analyse(town, NULL, 0);
    CHECK_NEAR(told(before, "units_overlap_share"), 0, 0);
    /* A quarter of a second unit of the same size lies in the first. */
    add_people(town, "twice", 5, "POLYGON((1050 -100,1250 -100,1250 100,1050 100,1050 -100))");
    OM_AUTO(om_json) report = analyse(town, NULL, 0);
    CHECK_NEAR(told(report, "units_overlap_share"), 0.125, 1e-6);
    CHECK(is_told(report, "overlap by 12 %") || is_told(report, "overlap by 13 %"));
}

static void people_are_taken_where_they_were_put_on_the_ground(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_ground_people.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    town_put_people(town, "split/1", "split", 30, "POINT(1100 0)");
    town_put_people(town, "split/2", "split", 70, "POINT(2900 0)");
    CHECK_OK(om_population_note(town, &err));
    OM_AUTO(om_json) report = analyse(town, NULL, 0);
    CHECK_TEXT(om_json_text(om_json_get(report, "people_from")), "population_place");
    CHECK_NEAR(figure(town, "people", "city"), 100, 1e-9);
    CHECK_NEAR(figure(town, "people_covered", "city"), 30, 1e-9);
    CHECK_TEXT(place(town, "place_layer", "split/2"), "population_place");
    OM_AUTO(om_json) units = analyse(town, (const char *[]){"people_on=units"}, 1);
    CHECK_TEXT(om_json_text(om_json_get(units, "people_from")), "population");
    CHECK_NEAR(figure(town, "people", "city"), 250, 0.01);
    /* Units that changed since are taken again. */
    add_people(town, "new", 1, "POINT(500 0)");
    OM_AUTO(om_json) stale = analyse(town, NULL, 0);
    CHECK_TEXT(om_json_text(om_json_get(stale, "people_from")), "population");
    CHECK_NEAR(figure(town, "people", "city"), 251, 0.01);
}

/* A bridge for 30 t: an engine of 20 t crosses it, one of 33 t does not. */
static void large_engines_heed_the_limits_of_roads(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_large.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    CHECK_TEXT(town_ask(town, "update road set maxweight_t = 30 returning 'limited'"), "limited");
    OM_AUTO(om_json) usual = analyse(town, NULL, 0);
    CHECK_NEAR(figure(town, "people_covered", "city"), 110, 1e-9);
    CHECK_FAILS(fails(town, "vehicle=large_engine"), OM_ERR_DATA, "road");
    CHECK_FAILS(fails(town, "vehicle=large_engin"), OM_ERR_NOT_FOUND,
                "did you mean 'large_engine'?");
    town_add_street(town, "detour", 0, "LINESTRING(0 0,0 100,3000 100,3000 0)");
    OM_AUTO(om_json) large = analyse(town, (const char *[]){"vehicle=large_engine"}, 1);
    /* 2600 m round the bridge, and the last 100 m from the detour. */
    CHECK_NEAR(atof(place(town, "seconds", "late")), 60 + 2600 / (30 / 3.6) + 100 / (15 / 3.6),
               0.01);
}

static void a_district_without_people_has_no_share(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_nobody.onemap");
    town_add_district(town, "Z", (om_rect){7000, -1000, 8000, 1000});
    add_station(town, "F", NAN, "POINT(0 0)");
    OM_AUTO(om_json) report = analyse(town, (const char *[]){"standard=nfpa1710"}, 1);
    CHECK_TEXT(town_ask(town, "select people = 0 and people_share is null and mean_s is null and "
                              "meets_target is null from fire_reach_district where code = 'Z'"),
               "1");
}

static void what_cannot_be_is_refused_and_nothing_is_written(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_bad.onemap");
    CHECK_FAILS(fails(town, NULL), OM_ERR_DATA, "load it first: onemap load");
    add_station(town, "far", NAN, "POINT(3000 -5000)");
    CHECK_FAILS(fails(town, NULL), OM_ERR_DATA, "none of the 1 rows of fire_station has a road");
    add_station(town, "F", NAN, "POINT(0 0)");
    CHECK_FAILS(fails(town, "limit=5"), OM_ERR_USAGE, "did you mean 'limit_s'?");
    CHECK_FAILS(fails(town, "limit_s=0"), OM_ERR_RANGE, "limit_s 0");
    CHECK_FAILS(fails(town, "limit_s=nan"), OM_ERR_RANGE, "not a number");
    CHECK_FAILS(fails(town, "speed_factor=0"), OM_ERR_RANGE, "speed_factor 0");
    CHECK_FAILS(fails(town, "limit_s=-1"), OM_ERR_RANGE, "limit_s -1");
    CHECK_FAILS(fails(town, "limit_s=1e300"), OM_ERR_RANGE, "limit_s 1e300");
    CHECK_FAILS(fails(town, "limit_s=inf"), OM_ERR_RANGE, "limit_s");
    CHECK_FAILS(fails(town, "time=noon"), OM_ERR_RANGE, "none of design, offpeak, peak");
    CHECK_FAILS(fails(town, "target_share=2"), OM_ERR_RANGE, "target_share 2");
    CHECK_FAILS(fails(town, "limit_m=500"), OM_ERR_RANGE, "standard cn_5min limits the time");
    CHECK_FAILS(fails(town, "standard=mars"), OM_ERR_RANGE, "none of cn_5min");
    CHECK_TEXT(town_ask(town, "select count(*) from sqlite_master where name = 'fire_reach'"), "0");

    OM_AUTO(om_json) report = analyse(town, (const char *[]){"limit_s=86400"}, 1);
    CHECK_NEAR(figure(town, "people_covered", "city"), 130, 0.01);
    const om_json *notices = om_json_get(report, "notices");
    char *all = om_json_write_line(notices);
    CHECK(strstr(all, "far (far) has no road within 200 m") != NULL);
    CHECK(strstr(all, "in 2 pieces") != NULL);
    om_text_free(all);
}

/* Two stations on the street: what either, both and the nearer one reach, worked out by hand. */
static void bands_firsts_and_overlap_agree_with_each_other(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_maps.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    add_station(town, "G", NAN, "POINT(3000 0)");
    OM_AUTO(om_json)
    report = analyse(town, (const char *[]){"cell_m=10", "bands_min=5,2, 3 2 1"}, 2);

    /* One minute is the turnout: nobody is anywhere by then. */
    CHECK_TEXT(town_ask(town, "select group_concat(id, ' ') from (select id from fire_reach_band "
                              "order by to_s)"),
               "min/2 min/3 min/5");
    CHECK_TEXT(town_ask(town, "select group_concat(from_s || '-' || to_s, ' ') from "
                              "(select * from fire_reach_band order by to_s)"),
               "60.0-120.0 120.0-180.0 180.0-300.0");
    CHECK_TEXT(town_ask(town, "select min(Covers(a.geometry, b.geometry)) from fire_reach_band a, "
                              "fire_reach_band b where a.minutes > b.minutes"),
               "1");
    CHECK_NEAR(atof(town_ask(
                   town, "select abs(sum(band_m2) - max(area_m2)) < 10 * 10 from fire_reach_band")),
               1, 0);
    CHECK_NEAR(atof(town_ask(town, "select road_m from fire_reach_band where minutes = 2")), 1500,
               0.1);
    const double all_m2 =
        atof(town_ask(town, "select area_m2 from fire_reach_area where scope = 'all'"));
    CHECK_NEAR(atof(town_ask(town, "select max(area_m2) from fire_reach_band")), all_m2, 1e-3);

    /* 0 to 2000 and 1000 to 5000 are reached, by both from 1000 to 2000. */
    CHECK_TEXT(
        town_ask(town, "select group_concat(id, ' ') from (select id from fire_reach_overlap order "
                       "by id)"),
        "stations/1 stations/2");
    CHECK_NEAR(atof(town_ask(town, "select sum(area_m2) from fire_reach_overlap")), all_m2, 1e-3);
    CHECK_NEAR(atof(town_ask(town, "select sum(stations * area_m2) from fire_reach_overlap")),
               atof(town_ask(town, "select sum(area_m2) from fire_reach_area where scope = "
                                   "'station'")),
               1e-3 * all_m2);

    /* All of it lies in the districts, but for nothing; F is first as far as 1500. */
    CHECK_NEAR(atof(town_ask(town, "select sum(area_m2) from fire_reach_first")), all_m2, 1);
    CHECK_NEAR(atof(town_ask(town, "select ST_MaxX(geometry) from fire_reach_first where station "
                                   "= 'F'")),
               town_at(town, 1500, 0).lon, 1e-4);
    CHECK_TEXT(town_ask(town, "select Touches(a.geometry, b.geometry) from fire_reach_first a, "
                              "fire_reach_first b where a.station < b.station"),
               "1");
    CHECK_TEXT(town_ask(town, "select group_concat(oversize || limit_m2) from fire_reach_first"),
               "07000000.0,07000000.0");
    const om_json *first = om_json_get(om_json_get(report, "polygons"), "first");
    CHECK(om_json_number(om_json_get(first, "wrong_station_share")) < 0.01);
}

static void gaps_reached_and_unknown_are_all_the_ground(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_gaps.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    add_source(town, "lake", "POINT(4000 50)");
    OM_AUTO(om_json) report = analyse(town, (const char *[]){"cell_m=10"}, 1);
    const om_json *gaps = om_json_get(report, "gaps");
    const double ground_m2 = om_json_number(om_json_get(gaps, "ground_m2"));
    const double unknown_m2 = om_json_number(om_json_get(gaps, "unknown_m2"));
    CHECK_NEAR(ground_m2, 16e6, 1);
    CHECK_NEAR(om_json_number(om_json_get(gaps, "reached_m2")) +
                   om_json_number(om_json_get(gaps, "late_m2")) + unknown_m2,
               ground_m2, 1);
    CHECK_NEAR(atof(town_ask(town, "select sum(area_m2) from fire_reach_gap")),
               om_json_number(om_json_get(gaps, "late_m2")) + unknown_m2 -
                   om_json_number(om_json_get(gaps, "slivers_m2")),
               1);
    /* Near a road: 200 m around the street and the island, which the two together share. */
    const double street_m2 = 6000 * 400 + M_PI * 200 * 200;
    const double island_m2 = 500 * 400 + M_PI * 200 * 200;
    CHECK_NEAR(unknown_m2, ground_m2 - street_m2 - island_m2, 0.002 * ground_m2);

    /* The end of the street has 20 people and a source without grade, which weighs twice; the
     * island, which is smaller, 40 people and none. */
    CHECK_TEXT(town_ask(town, "select group_concat(rank || ' ' || code || ' ' || people || ' ' || "
                              "sources || ' ' || score, ', ') from (select * from fire_reach_gap "
                              "where state = 'late' and people > 0 order by rank)"),
               "1 E 20.0 1 40.0, 2 E 40.0 0 40.0");
    CHECK_TEXT(town_ask(town, "select min(IsValid(geometry)) from fire_reach_gap"), "1");
    CHECK_TEXT(town_ask(town, "select count(*) from fire_reach_gap where state = 'unknown' and "
                              "rank is null and score is null"),
               "2");
}

static void gaps_without_a_census_know_of_no_people(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("fire_gaps_empty.onemap");
    town_add_district(town, "E", (om_rect){0, -100, 6000, 100});
    town_add_street(town, "street", 0, "LINESTRING(0 0,3000 0,6000 0)");
    add_station(town, "F", NAN, "POINT(0 0)");
    OM_AUTO(om_json) report = analyse(town, (const char *[]){"cell_m=10"}, 1);
    CHECK_TEXT(town_ask(town, "select rank || ifnull(people, ' null') || ifnull(score, ' null') "
                              "from fire_reach_gap"),
               "1 null null");
    /* 4000 m of street, and what comes late beside its last 100 m / 15 km/h in driving. */
    CHECK_NEAR(atof(town_ask(town, "select area_m2 from fire_reach_gap")), 4000 * 200 + 200 * 100,
               2000);
}

static void bands_that_are_no_minutes_are_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("fire_bad_bands.onemap");
    add_station(town, "F", NAN, "POINT(0 0)");
    char *text = NULL;
    CHECK_FAILS(
        om_analyse(town, "fire_reach", (const char *[]){"bands_min=1 two"}, 1, NULL, &text, &err),
        OM_ERR_RANGE, "bands_min: 'two' is not above 0 and at most 1440 minutes");
}

OM_TESTS(test(bands_firsts_and_overlap_agree_with_each_other),
         test(gaps_reached_and_unknown_are_all_the_ground),
         test(gaps_without_a_census_know_of_no_people), test(bands_that_are_no_minutes_are_refused),
         test(times_and_states_are_those_worked_out_by_hand), test(districts_add_up_to_the_city),
         test(reach_is_a_strip_along_the_street), test(the_stations_own_turnout_counts),
         test(more_minutes_never_reach_less), test(the_next_station_stands_behind_the_nearest),
         test(figures_by_time_are_those_of_the_people), test(the_peak_stands_beside_the_design),
         test(a_standard_may_limit_the_distance), test(classes_of_stations_tell_who_is_first),
         test(sources_count_by_their_grade), test(units_that_overlap_are_told),
         test(large_engines_heed_the_limits_of_roads), test(a_district_without_people_has_no_share),
         test(people_are_taken_where_they_were_put_on_the_ground),
         test(what_cannot_be_is_refused_and_nothing_is_written))
