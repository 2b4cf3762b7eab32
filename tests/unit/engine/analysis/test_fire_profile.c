/* Profiles and classes of stations are read strictly; the formula has the values worked out for it.
 */
#include "engine/analysis/fire_profile.h"

#include "engine/base/file.h"
#include "tests/support/check.h"

static om_error err;

/* The tables that are shipped. */
static om_csv *shipped(om_arena *arena, const char *name)
{
    const char *path = NULL;
    om_csv *table = NULL;
    CHECK_OK(om_share_find(arena, name, &path, &err));
    CHECK_OK(om_csv_open(path, &table, &err));
    return table;
}

static om_fire_profile profile(om_arena *arena, const char *name)
{
    om_fire_profile read;
    OM_AUTO(om_csv) table = shipped(arena, "standards/profiles.csv");
    CHECK_OK(om_fire_profile_read(table, name, arena, &read, &err));
    return read;
}

static void the_formula_gives_the_values_worked_out_for_it(void **state)
{
    (void)state;
    static const struct {
        double kmh, detour, area_km2;
    } worked[] = {{30, 1.5, 3.556}, {30, 1.3, 4.734}, {35, 1.5, 4.840},
                  {35, 1.3, 6.443}, {60, 1.5, 14.22}, {60, 1.4, 16.33}};
    for (size_t i = 0; i < sizeof worked / sizeof *worked; i++)
        CHECK_NEAR(om_fire_formula_m2(worked[i].kmh / 3.6 * 240, worked[i].detour) / 1e6,
                   worked[i].area_km2, 5e-3);
    /* And back: districts of 2, 4, 7 and 15 km2 reach this far. */
    static const double reach[][2] = {{1.000, 2}, {1.414, 4}, {1.871, 7}, {2.739, 15}};
    for (size_t i = 0; i < sizeof reach / sizeof *reach; i++)
        CHECK_NEAR(om_fire_formula_m2(reach[i][0] * 1000, 1) / 1e6, reach[i][1], 6e-3);
}

static void the_profiles_are_those_of_their_standards(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    static const struct {
        const char *name;
        double turnout_s, travel_s;
    } by_time[] = {{"cn_5min", 60, 240},
                   {"nfpa1710", 80, 240},
                   {"nfpa1710_ems", 60, 240},
                   {"nfpa1710_full", 80, 480},
                   {"jp", 60, 270}};
    for (size_t i = 0; i < sizeof by_time / sizeof *by_time; i++) {
        const om_fire_profile read = profile(arena, by_time[i].name);
        CHECK(!om_fire_profile_by_distance(&read));
        CHECK_NEAR(read.turnout_s, by_time[i].turnout_s, 0);
        CHECK_NEAR(read.travel_s, by_time[i].travel_s, 0);
    }
    CHECK_NEAR(profile(arena, "nfpa1710").target_share, 0.9, 0);
    CHECK(isnan(profile(arena, "cn_5min").target_share));
    const om_fire_profile engine = profile(arena, "iso_engine"),
                          ladder = profile(arena, "iso_ladder");
    CHECK(om_fire_profile_by_distance(&engine) && om_fire_profile_by_distance(&ladder));
    /* 1.5 and 2.5 road miles, 3.2 and 4.9 minutes. */
    CHECK_NEAR(om_fire_profile_seconds(&engine, engine.travel_m) / 60, 3.2, 0.01);
    CHECK_NEAR(om_fire_profile_seconds(&ladder, ladder.travel_m) / 60, 4.9, 0.01);
    double low_m2 = 0, high_m2 = 0;
    const om_fire_profile china = profile(arena, "cn_5min");
    om_fire_profile_formula(&china, china.travel_s, &low_m2, &high_m2);
    CHECK_NEAR(low_m2 / 1e6, 3.556, 1e-3);
    CHECK_NEAR(high_m2 / 1e6, 6.443, 1e-3);
}

static void the_classes_are_those_of_their_standard(void **state)
{
    (void)state;
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_csv) table = shipped(arena, "standards/station_classes.csv");
    om_fire_classes classes;
    CHECK_OK(om_fire_classes_read(table, arena, &classes, &err));
    static const struct {
        const char *name;
        double area_km2;
    } wanted[] = {{"first", 7}, {"second", 4}, {"small", 2}, {"special", 7}};
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        const om_fire_class *found = om_fire_class_find(&classes, wanted[i].name);
        CHECK(found && found->responds);
        CHECK_NEAR(found->area_m2, wanted[i].area_km2 * 1e6, 0);
        CHECK_NEAR(found->suburb_m2, 15e6, 0);
    }
    CHECK(!om_fire_class_find(&classes, "support")->responds);
    CHECK(isnan(om_fire_class_find(&classes, "support")->area_m2));
    CHECK(om_fire_class_find(&classes, "palace") == NULL);
}

static void what_a_table_gets_wrong_is_told_with_its_line(void **state)
{
    (void)state;
    static const char head[] = "profile,turnout_s,travel_s,travel_m,target_share,base_s,s_per_mile,"
                               "low_kmh,high_kmh,low_detour,high_detour\n";
    static const struct {
        const char *row, *words;
    } bad[] = {{"own,-1,240,,,,,,,,", "line 2: turnout_s '-1' is not within 0..3600"},
               {"own,60,soon,,,,,,,,", "line 2: travel_s 'soon'"},
               {"own,60,240,,90,,,,,,", "line 2: target_share '90' is not within 0..1"},
               {"own,60,240,2414,,,,,,,", "either turnout_s and travel_s or travel_m"},
               {"own,60,,,,,,,,,", "either turnout_s and travel_s or travel_m"},
               {"other,60,240,,,,,,,,", "standard 'own' is none of other"}};
    OM_AUTO(om_arena) arena = om_arena_new();
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        OM_AUTO_TEXT text = {0};
        OM_AUTO(om_csv) table = NULL;
        om_fire_profile read;
        om_text_add_format(&text, "%s%s\n", head, bad[i].row);
        CHECK_OK(om_csv_parse(text.bytes, text.length, "own.csv", &table, &err));
        CHECK_FAILS(om_fire_profile_read(table, "own", arena, &read, &err),
                    i + 1 == sizeof bad / sizeof *bad ? OM_ERR_RANGE : OM_ERR_DATA, bad[i].words);
    }
    static const char classes_text[] = "class,turnout_s,first_response,area_km2,suburb_km2\n"
                                       "first,,perhaps,7,15\n";
    OM_AUTO(om_csv) table = NULL;
    om_fire_classes classes;
    CHECK_OK(om_csv_parse(classes_text, strlen(classes_text), "own.csv", &table, &err));
    CHECK_FAILS(om_fire_classes_read(table, arena, &classes, &err), OM_ERR_DATA,
                "first_response 'perhaps' is neither yes nor no");
}

OM_TESTS(test(the_formula_gives_the_values_worked_out_for_it),
         test(the_profiles_are_those_of_their_standards),
         test(the_classes_are_those_of_their_standard),
         test(what_a_table_gets_wrong_is_told_with_its_line))
