/* The people of census units go to homes, else to ground people live on, and none is lost. */
#include "engine/analysis/analysis.h"
#include "engine/analysis/population.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_rect(om_store *town, const char *layer, const char *id, const om_value *values,
                     om_rect at)
{
    char wkt[256];
    snprintf(wkt, sizeof wkt, "MULTIPOLYGON(((%g %g,%g %g,%g %g,%g %g,%g %g)))", at.min_x, at.min_y,
             at.max_x, at.min_y, at.max_x, at.max_y, at.min_x, at.max_y, at.min_x, at.min_y);
    town_add(town, layer, id, values, wkt);
}

static void add_unit(om_store *town, const char *id, double people, om_rect at)
{
    const om_value values[] = {om_value_real(people), om_value_text(NULL)};
    add_rect(town, "population", id, values, at);
}

static void add_building(om_store *town, const char *id, const char *kind, double levels,
                         om_rect at)
{
    const om_value values[] = {om_value_text(kind), om_value_text(NULL), om_value_real(levels)};
    add_rect(town, "building", id, values, at);
}

static void add_land(om_store *town, const char *layer, const char *id, const char *kind,
                     om_rect at)
{
    const om_value values[] = {om_value_text(kind), om_value_text(NULL)};
    add_rect(town, layer, id, values, at);
}

/* Runs and gives the report, freed by the next call. */
static const char *spread(om_store *town)
{
    static char *report = NULL;
    om_text_free(report);
    report = NULL;
    CHECK_OK(om_analyse(town, "population_ground", NULL, 0, NULL, &report, &err));
    return report;
}

static void check_says(const char *report, const char *words)
{
    if (!strstr(report, words))
        fail_msg("the report does not say \"%s\": %s", words, report);
}

static double people_where(om_store *town, const char *where)
{
    char sql[512];
    snprintf(sql, sizeof sql, "select total(people) from population_place where %s", where);
    return atof(town_ask(town, sql));
}

static void homes_take_people_by_their_floors_and_sheds_take_none(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_homes.onemap");
    add_unit(town, "u", 130, (om_rect){0, 0, 1000, 1000});
    add_building(town, "tower", "apartments", 10, (om_rect){100, 100, 120, 110}); /* 2000 m2 */
    add_building(town, "house", "yes", NAN, (om_rect){200, 200, 210, 230});       /* 600 m2 */
    add_building(town, "shed", "shed", 1, (om_rect){300, 300, 400, 400});
    add_building(town, "far", "house", 1, (om_rect){3000, 300, 3400, 400});
    const char *report = spread(town);
    CHECK_NEAR(people_where(town, "ref = 'tower'"), 100, 1e-3);
    CHECK_NEAR(people_where(town, "ref = 'house'"), 30, 1e-3);
    CHECK_NEAR(people_where(town, "1"), 130, 0);
    CHECK_TEXT(town_ask(town, "select count(*) from population_place"), "2");
    CHECK_TEXT(town_ask(town, "select \"on\" from population_place where ref = 'tower'"),
               "building");
    CHECK_NEAR(atof(town_ask(town, "select floor_m2 from population_place where ref = 'house'")),
               600, 0.01);
    check_says(report, "\"buildings_nobody_lives_in\": 1");
    check_says(report, "\"dwellings_in_no_unit\": 1");
}

static void a_house_across_a_border_is_split_by_area(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_split.onemap");
    add_unit(town, "west", 60, (om_rect){0, 0, 500, 500});
    add_unit(town, "east", 10, (om_rect){500, 0, 1000, 500});
    add_building(town, "both", "house", 1, (om_rect){475, 100, 575, 110}); /* 250 and 750 m2 */
    add_building(town, "west", "house", 1, (om_rect){100, 100, 150, 110}); /* 500 m2 */
    spread(town);
    CHECK_NEAR(people_where(town, "unit = 'west' and ref = 'both'"), 20, 1e-3);
    CHECK_NEAR(people_where(town, "unit = 'west' and ref = 'west'"), 40, 1e-3);
    CHECK_NEAR(people_where(town, "unit = 'east' and ref = 'both'"), 10, 0);
    /* Each part stands in its own unit. */
    const om_lonlat border = town_at(town, 500, 105);
    char where[128];
    snprintf(where, sizeof where, "(ST_X(geometry) < %.9f) = (unit = 'west')", border.lon);
    CHECK_NEAR(people_where(town, where), 70, 0);
}

static void without_homes_ground_takes_people_but_not_lakes_and_parks(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_cells.onemap");
    add_unit(town, "u", 600, (om_rect){0, 0, 300, 300});
    add_land(town, "water", "lake", NULL, (om_rect){-50, 200, 400, 400}); /* a third */
    add_land(town, "landuse", "park", "park", (om_rect){0, 0, 100, 50});
    spread(town);
    CHECK_TEXT(town_ask(town, "select count(*) from population_place"), "6");
    /* 55,000 m2 of ground: half a cell beside the park, five whole ones. */
    CHECK_NEAR(people_where(town, "ground_m2 < 5001"), 600 * 5.0 / 55, 0.02);
    CHECK_NEAR(people_where(town, "ground_m2 > 9999"), 600 * 50.0 / 55, 0.02);
    CHECK_NEAR(people_where(town, "\"on\" = 'cell'"), 600, 0);
    /* 5,000 m2 of a hectare inhabited: half the density. */
    CHECK_NEAR(atof(town_ask(town, "select max(people_per_ha) from population_place")), 600 / 5.5,
               0.05);
}

static void known_homes_take_all(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_land.onemap");
    add_unit(town, "u", 600, (om_rect){0, 0, 1000, 1000});
    add_land(town, "landuse", "homes", "residential", (om_rect){100, 100, 300, 200});
    add_land(town, "landuse", "trade", "commercial", (om_rect){500, 500, 700, 700});
    spread(town);
    CHECK_NEAR(atof(town_ask(town, "select total(ground_m2) from population_place")), 20000, 1);
    const om_lonlat corner = town_at(town, 310, 210);
    char where[128];
    snprintf(where, sizeof where, "ST_X(geometry) < %.9f and ST_Y(geometry) < %.9f", corner.lon,
             corner.lat);
    CHECK_NEAR(people_where(town, where), 600, 0);
}

static void houses_of_unknown_kind_on_industrial_ground_house_nobody(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_works.onemap");
    add_unit(town, "u", 90, (om_rect){0, 0, 1000, 1000});
    add_land(town, "landuse", "works", "industrial", (om_rect){0, 0, 500, 500});
    add_building(town, "hall", "yes", NAN, (om_rect){10, 10, 200, 200});
    add_building(town, "janitor", "house", 1, (om_rect){300, 300, 310, 310});
    add_building(town, "home", NULL, 1, (om_rect){700, 700, 720, 710});
    check_says(spread(town), "\"buildings_on_ground_nobody_lives_on\": 1");
    CHECK_NEAR(people_where(town, "ref = 'hall'"), 0, 0);
    CHECK_NEAR(people_where(town, "ref = 'janitor'"), 30, 1e-3);
    CHECK_NEAR(people_where(town, "ref = 'home'"), 60, 1e-3);
}

static void a_unit_in_a_lake_and_a_point_keep_their_people(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_unit.onemap");
    add_unit(town, "boats", 7, (om_rect){0, 0, 300, 300});
    add_unit(town, "nobody", 0, (om_rect){300, 0, 600, 300});
    const om_value values[] = {om_value_real(12.3), om_value_text(NULL)};
    town_add(town, "population", "village", values, "POINT(900 900)");
    add_land(town, "water", "lake", NULL, (om_rect){-50, -50, 400, 400});
    const char *report = spread(town);
    CHECK_NEAR(people_where(town, "unit = 'boats' and \"on\" = 'unit'"), 7, 0);
    CHECK_NEAR(people_where(town, "unit = 'village' and \"on\" = 'unit'"), 12.3, 0);
    CHECK_TEXT(town_ask(town, "select count(*) from population_place"), "2");
    check_says(report, "1 census units are points");
    check_says(report, "such as boats: their people stand at a point inside");
    check_says(report, "\"units_without_people\": 1");
    CHECK_TEXT(town_ask(town, "select st_distance(p.geometry, q.geometry) from "
                              "population p, population_place q where p.id = 'village' and "
                              "q.unit = 'village'"),
               "0.0");
}

static void overlapping_units_are_told_and_keep_their_people(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_overlap.onemap");
    add_unit(town, "a", 100, (om_rect){0, 0, 400, 400});
    add_unit(town, "b", 50, (om_rect){300, 0, 700, 400});
    add_building(town, "both", "house", 1, (om_rect){340, 100, 350, 110});
    const char *report = spread(town);
    check_says(report, "\"units_overlapping_pairs\": 1");
    check_says(report, "such as a and b");
    CHECK_NEAR(people_where(town, "unit = 'a'"), 100, 0);
    CHECK_NEAR(people_where(town, "unit = 'b' and ref = 'both'"), 50, 0);
}

static void what_cannot_be_is_refused_and_leaves_the_last_run(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_bad.onemap");
    add_unit(town, "a", 100, (om_rect){0, 0, 400, 400});
    spread(town);
    const om_value values[] = {om_value_real(-5), om_value_text(NULL)};
    add_rect(town, "population", "b", values, (om_rect){400, 0, 800, 400});
    CHECK_FAILS(om_analyse(town, "population_ground", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "population b has -5 people");
    CHECK_NEAR(people_where(town, "1"), 100, 0);
    om_population taken = {0};
    CHECK_OK(om_population_find(town, "auto", &taken, &err));
    CHECK_TEXT(taken.layer, "population");
}

static void a_cell_too_small_for_the_country_is_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_small.onemap");
    const char *cell = "cell_m=5";
    add_unit(town, "a", 100, (om_rect){0, 0, 60000, 60000});
    CHECK_FAILS(om_analyse(town, "population_ground", &cell, 1, NULL, NULL, &err), OM_ERR_RANGE,
                "cell_m 5 makes");
}

static void a_unit_that_crosses_itself_is_repaired_and_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_bow.onemap");
    const om_value values[] = {om_value_real(40), om_value_text(NULL)};
    town_add(town, "population", "bow", values, "MULTIPOLYGON(((0 0,400 400,400 0,0 400,0 0)))");
    check_says(spread(town), "1 shapes that cross themselves were repaired");
    CHECK_NEAR(people_where(town, "1"), 40, 0);
    CHECK_NEAR(atof(town_ask(town, "select total(ground_m2) from population_place")), 80000, 1);
}

static void the_places_are_taken_until_something_changes(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("ground_taken.onemap");
    om_population taken = {0};
    add_unit(town, "a", 100, (om_rect){0, 0, 400, 400});
    spread(town);
    CHECK_OK(om_population_find(town, "auto", &taken, &err));
    CHECK_TEXT(taken.layer, "population_place");
    add_building(town, "new", "house", 1, (om_rect){340, 100, 350, 110});
    CHECK_OK(om_population_find(town, "auto", &taken, &err));
    CHECK_TEXT(taken.layer, "population");
}

/* A unit half beyond the only district: its people live in the half within. */
static void nobody_of_a_unit_in_a_district_lives_beyond_the_districts(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("people_beyond.onemap");
    town_add_district(town, "W", (om_rect){0, 0, 1000, 1000});
    add_unit(town, "across", 100, (om_rect){730, 0, 1270, 300});
    add_unit(town, "inside", 10, (om_rect){100, 100, 300, 300});
    add_unit(town, "away", 7, (om_rect){2000, 0, 2200, 200});
    spread(town);
    CHECK_NEAR(people_where(town, "unit = 'across'"), 100, 1e-9);
    CHECK_NEAR(people_where(town, "unit = 'inside'"), 10, 1e-9);
    CHECK_NEAR(people_where(town, "unit = 'away'"), 7, 1e-9);
    CHECK_TEXT(town_ask(town, "select sum(not st_intersects(p.geometry, d.geometry)) from"
                              " population_place p, district d where p.unit = 'across'"),
               "0");
}

/* ---- By day ---- */

static double by_day(om_store *town, const char *where)
{
    char sql[512];
    snprintf(sql, sizeof sql, "select total(people) from population_day where %s", where);
    return atof(town_ask(town, sql));
}

/* 0.45 at home, 0.3 at work, 0.15 at school, 0.02 in care, 0.08 out; no hospital, no shop. */
static void by_day_people_are_at_home_at_work_and_at_school_by_floors(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("day_uses.onemap");
    add_unit(town, "homes", 1000, (om_rect){0, 0, 500, 500});
    add_unit(town, "works", 0, (om_rect){500, 0, 1000, 500});
    add_building(town, "tower", "apartments", 9, (om_rect){100, 100, 120, 110}); /* 1800 m2 */
    add_building(town, "house", "house", 1, (om_rect){200, 200, 220, 210});      /* 200 m2 */
    add_building(town, "office", "office", 3, (om_rect){600, 100, 620, 110});    /* 600 m2 */
    add_building(town, "hall", "industrial", 1, (om_rect){700, 100, 730, 150});  /* 1500, 0.4 */
    add_building(town, "school", "school", 2, (om_rect){300, 300, 320, 310});
    add_building(town, "abroad", "office", 9, (om_rect){3000, 100, 3100, 200});
    const char *report = spread(town);
    CHECK_NEAR(by_day(town, "1"), 1000, 0);
    CHECK_NEAR(by_day(town, "use = 'home'"), 550, 1e-3);
    CHECK_NEAR(by_day(town, "ref = 'tower'"), 495, 1e-3);
    CHECK_NEAR(by_day(town, "ref = 'office'"), 150, 1e-3);
    CHECK_NEAR(by_day(town, "ref = 'hall'"), 150, 1e-3);
    CHECK_NEAR(by_day(town, "unit = 'works'"), 300, 1e-3);
    CHECK_NEAR(by_day(town, "use = 'school' and ref = 'school'"), 150, 1e-3);
    CHECK_NEAR(people_where(town, "1"), 1000, 0);
    CHECK_TEXT(town_ask(town, "select count(*) from population_place"), "2");
    check_says(report, "no building and no ground of use 'care' is known: its 2 % of the people");
    check_says(report, "no building and no ground of use 'visit' is known: its 8 %");
    check_says(report, "\"buildings_by_day_in_no_unit\": 1");
}

static void without_its_buildings_a_use_lies_on_its_ground_once(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("day_ground.onemap");
    add_unit(town, "u", 1000, (om_rect){0, 0, 1000, 1000});
    add_land(town, "landuse", "school", "institution", (om_rect){100, 100, 300, 200});
    add_land(town, "landuse", "yard", "institution", (om_rect){200, 100, 300, 200}); /* within */
    add_land(town, "landuse", "works", "industrial", (om_rect){500, 500, 600, 600});
    add_land(town, "landuse", "trade", "commercial", (om_rect){700, 500, 740, 600});
    add_land(town, "landuse", "abroad", "institution", (om_rect){5000, 100, 5300, 200});
    spread(town);
    CHECK_NEAR(by_day(town, "1"), 1000, 0);
    CHECK_NEAR(by_day(town, "use = 'school'"), 150, 1e-3);
    CHECK_NEAR(atof(town_ask(town, "select total(ground_m2) from population_day where use = "
                                   "'school'")),
               20000, 1);
    /* 10,000 m2 that count 0.4, and 4,000 m2 that count in full. */
    CHECK_NEAR(by_day(town, "use = 'work' and ground_m2 > 9000"), 150, 0.1);
    CHECK_NEAR(by_day(town, "use = 'work' and ground_m2 < 9000"), 150, 0.1);
}

static void a_house_of_unknown_kind_is_what_its_ground_is_by_day(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("day_unknown.onemap");
    add_unit(town, "u", 100, (om_rect){0, 0, 1000, 1000});
    add_land(town, "landuse", "works", "industrial", (om_rect){0, 0, 500, 500});
    add_building(town, "hall", "yes", NAN, (om_rect){10, 10, 200, 200});
    add_building(town, "home", "yes", 1, (om_rect){700, 700, 720, 710});
    spread(town);
    CHECK_NEAR(by_day(town, "ref = 'hall' and use = 'work'"), 30, 1e-3);
    CHECK_NEAR(by_day(town, "ref = 'home' and use = 'home'"), 70, 1e-3);
}

static void odd_people_are_kept_to_the_last_by_day_too(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("day_last.onemap");
    add_unit(town, "a", 7, (om_rect){0, 0, 300, 300});
    add_unit(town, "b", 11, (om_rect){300, 0, 630, 300});
    add_building(town, "school", "school", 1, (om_rect){10, 10, 20, 20});
    for (int i = 0; i < 3; i++) {
        char id[16];
        snprintf(id, sizeof id, "office/%d", i);
        add_building(town, id, "office", 1 + i, (om_rect){100 * i, 50, 100 * i + 10, 57});
    }
    spread(town);
    CHECK_NEAR(by_day(town, "1"), 18, 0);
    CHECK_NEAR(people_where(town, "1"), 18, 0);
}

static void by_day_a_city_without_people_is_empty(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("day_nobody.onemap");
    add_unit(town, "a", 0, (om_rect){0, 0, 300, 300});
    add_building(town, "school", "school", 1, (om_rect){10, 10, 20, 20});
    spread(town);
    CHECK_TEXT(town_ask(town, "select count(*) from population_day"), "0");
    om_population taken = {0};
    CHECK_FAILS(om_population_find(town, "day", &taken, &err), OM_ERR_DATA,
                "run population_ground first");
}

OM_TESTS(test(homes_take_people_by_their_floors_and_sheds_take_none),
         test(a_house_across_a_border_is_split_by_area),
         test(without_homes_ground_takes_people_but_not_lakes_and_parks),
         test(known_homes_take_all), test(houses_of_unknown_kind_on_industrial_ground_house_nobody),
         test(a_unit_in_a_lake_and_a_point_keep_their_people),
         test(overlapping_units_are_told_and_keep_their_people),
         test(what_cannot_be_is_refused_and_leaves_the_last_run),
         test(a_cell_too_small_for_the_country_is_refused),
         test(a_unit_that_crosses_itself_is_repaired_and_told),
         test(the_places_are_taken_until_something_changes),
         test(nobody_of_a_unit_in_a_district_lives_beyond_the_districts),
         test(by_day_people_are_at_home_at_work_and_at_school_by_floors),
         test(without_its_buildings_a_use_lies_on_its_ground_once),
         test(a_house_of_unknown_kind_is_what_its_ground_is_by_day),
         test(odd_people_are_kept_to_the_last_by_day_too),
         test(by_day_a_city_without_people_is_empty))
