/* The analysis "hazard_zoning": indexes worked out by hand, levels, and what it refuses. */
#include "engine/base/json.h"
#include "engine/store/store.h"
#include "tests/support/check.h"
#include "tests/support/raster.h"
#include "tests/support/scratch.h"
#include "tests/support/town.h"

static om_error err;

#define HEADER                                                                                     \
    "factor,role,layer,column,raster,statistic,normalise,direction,weight,source,verified\n"
#define FLOOD  "flood,hazard,hazard_zone,,,share,min-max,rises,0.6,test,yes\n"
#define PEOPLE "people,exposure,population_place,people,,density,min-max,rises,0.4,test,yes\n"

/* Five districts of a hectare in a row, of which 0, 10, 50, 60 and 100 % flood. */
static om_store *town_of_five(const char *name)
{
    static const double flooded_m[] = {0, 10, 50, 60, 100}, people[] = {8, 2, 0, 4, 8};
    om_store *town = town_new(name);
    for (int i = 0; i < 5; i++) {
        char code[8], wkt[160];
        const double x = 100 * i, to = x + flooded_m[i];
        snprintf(code, sizeof code, "32020%d", i + 1);
        town_add_district(town, code, (om_rect){x, 0, x + 100, 100});
        snprintf(wkt, sizeof wkt, "POINT(%g 50)", x + 50);
        town_put_people(town, code, "u", people[i], wkt);
        if (i == 0)
            continue;
        snprintf(wkt, sizeof wkt, "MULTIPOLYGON(((%g 0,%g 0,%g 100,%g 100,%g 0)))", x, to, to, x,
                 x);
        const om_value zone[] = {om_value_text("flood"), om_value_text(NULL), om_value_integer(1)};
        town_add(town, "hazard_zone", code, zone, wkt);
    }
    return town;
}

static const char *setting_of(const char *name, const char *text)
{
    static char setting[2][512];
    static int turn = 0;
    char file[64];
    turn = !turn;
    snprintf(file, sizeof file, "%s.csv", name);
    scratch_write(file, text);
    snprintf(setting[turn], sizeof setting[turn], "%s=%s", name, scratch_path(file));
    return setting[turn];
}

static om_json *analyse(om_store *town, const char *const *settings, size_t count)
{
    char *text = NULL;
    om_json *report = NULL;
    CHECK_OK(om_analyse(town, "hazard_zoning", settings, count, NULL, &text, &err));
    CHECK_OK(om_json_parse(text, strlen(text), "report", &report, &err));
    om_text_free(text);
    return report;
}

static double number(const om_json *report, const char *list, size_t index, const char *key)
{
    return om_json_number(om_json_get(om_json_at(om_json_get(report, list), index), key));
}

static void districts_are_zoned_and_their_factors_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_five("zoning.sqlite");
    const char *settings[] = {setting_of("factors", HEADER FLOOD PEOPLE), "form=additive",
                              "breaks=equal", "cell_m=50"};
    OM_AUTO(om_json) report = analyse(town, settings, 4);
    /* 0.6 x share + 0.4 x people / 8: 0.4, 0.16, 0.3, 0.56, 1. */
    static const double wanted[] = {0.4, 0.16, 0.3, 0.56, 1}, classes[] = {3, 4, 4, 3, 1};
    for (size_t i = 0; i < 5; i++) {
        CHECK_NEAR(number(report, "districts", i, "zoning_index"), wanted[i], 1e-5);
        CHECK_NEAR(number(report, "districts", i, "class"), classes[i], 0);
    }
    CHECK_TEXT(town_ask(town, "select level || class || mode || contributions from hazard_zoning"
                              " where code = '320204'"),
               "medium_low3additiveflood 0.360; people 0.200");
    /* Contributions sum to the index, and weights to one. */
    CHECK_TEXT(town_ask(town, "select max(abs(z.zoning_index - (select sum(f.contribution) from"
                              " hazard_zoning_factor f where f.code = z.code))) < 1e-12"
                              " from hazard_zoning z"),
               "1");
    CHECK_TEXT(town_ask(town, "select round(sum(weight), 9) from hazard_zoning_factor"
                              " where code = '320201'"),
               "1.0");
    /* The city: 44 % floods, 440 people a km2 are 0.55 of the most: 0.6 x 0.44 + 0.4 x 0.55. */
    CHECK_NEAR(om_json_number(om_json_get(om_json_get(report, "city"), "zoning_index")),
               0.6 * 0.44 + 0.4 * 0.55, 1e-5);
    CHECK_TEXT(town_ask(town, "select count(*) from hazard_zoning where unit_level = 'city'"), "1");
    CHECK_TEXT(town_ask(town, "select count(*) from hazard_zoning_grid where code not like '%-1'"
                              " and code not like 'c-%' and code not like '%_2'"
                              " and code not like 'c10%'"),
               "20"); /* beside slivers that rounding has put across the border */
    /* Four classes and what is unknown, of districts and of the grid: all areas are in one. */
    double areas = 0, share = 0;
    CHECK_INT(om_json_count(om_json_get(report, "classes")), 10);
    for (size_t i = 0; i < 5; i++) {
        areas += number(report, "classes", i, "areas");
        share += number(report, "classes", i, "share");
    }
    CHECK_NEAR(areas, 5, 0);
    CHECK_NEAR(share, 1, 1e-12);
    CHECK(om_json_count(om_json_get(report, "tables")) == 1);
}

static double half_known(uint32_t column, uint32_t row)
{
    return column >= 20 && column < 30 && row < 7 ? -1.0 : column;
}

static void ground_without_data_is_unknown_not_zero(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_five("zoning_unknown.sqlite");
    const char *crs = NULL;
    CHECK_OK(om_store_metric_crs(town, &crs, &err));
    const test_raster raster = {.grid = {{0, 0}, 10, 50, 10},
                                .crs = crs,
                                .type = "Float32",
                                .nodata = "-1",
                                .value = half_known};
    test_raster_write(&raster, "depth.tif");
    const char *text = HEADER "depth,hazard,,,depth.tif,mean,min-max,rises,1,test,yes\n";
    const char *settings[] = {setting_of("factors", text), "form=additive", "classes=2",
                              "cell_m=0"};
    OM_AUTO(om_json) report = analyse(town, settings, 4);
    CHECK_TEXT(town_ask(town, "select level is null and class is null and zoning_index is null and"
                              " abs(unknown_share - 0.7) < 1e-4 from hazard_zoning"
                              " where code = '320203'"),
               "1");
    CHECK_TEXT(town_ask(town, "select group_concat(level) from (select level from hazard_zoning"
                              " where unit_level = 'unit' order by code)"),
               "low,low,high,high");
    CHECK(strstr(om_json_text(om_json_at(om_json_get(report, "notices"), 0)),
                 "1 of 5 areas of the level unit are unknown"));
    /* The run says which raster it read. */
    const om_json *table = om_json_at(om_json_get(report, "tables"), 1);
    CHECK_TEXT(om_json_text(om_json_get(table, "table")), "depth.tif");
    CHECK(strncmp(om_json_text(om_json_get(table, "checksum")), "xxh3:", 5) == 0);
    const char *patient[] = {settings[0], "form=additive", "classes=2", "cell_m=0",
                             "most_unknown=0.8"};
    om_json_free(analyse(town, patient, 5));
    CHECK_TEXT(town_ask(town, "select count(class) from hazard_zoning where unit_level = 'unit'"),
               "5");
}

static void weights_come_from_a_matrix_or_from_entropy(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_five("zoning_weights.sqlite");
    char factors[600];
    snprintf(factors, sizeof factors, "%s", setting_of("factors", HEADER FLOOD PEOPLE));
    const char *ahp[] = {factors, "weights=ahp",
                         setting_of("matrix", "of,flood,people\nflood,1,3\npeople,1/3,1\n"),
                         "form=additive", "cell_m=0"};
    OM_AUTO(om_json) by_ahp = analyse(town, ahp, 5);
    CHECK_NEAR(number(by_ahp, "factors", 0, "weight"), 0.75, 1e-9);
    CHECK_NEAR(om_json_number(om_json_get(by_ahp, "consistency_ratio")), 0, 1e-9);
    CHECK_INT(om_json_count(om_json_get(by_ahp, "tables")), 3);
    const char *entropy[] = {factors, "weights=entropy", "form=additive", "cell_m=0"};
    OM_AUTO(om_json) by_entropy = analyse(town, entropy, 4);
    CHECK_NEAR(number(by_entropy, "factors", 0, "weight") +
                   number(by_entropy, "factors", 1, "weight"),
               1, 1e-12);
}

static void a_level_with_few_areas_is_held_against_that_of_the_city(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_five("zoning_levels.sqlite");
    const om_value values[] = {om_value_text("3202"), om_value_text("City"), om_value_text(NULL),
                               om_value_text(NULL), om_value_text("city")};
    town_add(town, "district", "3202", values, "MULTIPOLYGON(((0 0,500 0,500 100,0 100,0 0)))");
    const char *settings[] = {setting_of("factors", HEADER FLOOD PEOPLE), "form=additive",
                              "cell_m=0"};
    OM_AUTO(om_json) report = analyse(town, settings, 3);
    CHECK_TEXT(town_ask(town, "select abs(zoning_index - (select zoning_index from hazard_zoning"
                              " where id = 'city')) < 1e-5 from hazard_zoning"
                              " where code = '3202'"),
               "1");
    CHECK(strstr(om_json_text(om_json_at(om_json_get(report, "notices"), 0)),
                 "level city has 1 areas, fewer than 4 classes"));
}

static void what_makes_no_sense_is_refused_and_the_result_stays(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_five("zoning_bad.sqlite");
    char factors[600], light[600];
    snprintf(factors, sizeof factors, "%s", setting_of("factors", HEADER FLOOD PEOPLE));
    scratch_write("light.csv", HEADER FLOOD
                  "people,exposure,population_place,people,,density,min-max,rises,0.3,t,yes\n");
    snprintf(light, sizeof light, "factors=%s", scratch_path("light.csv"));
    om_json_free(analyse(town, (const char *[]){factors, "cell_m=0"}, 2));
    char inconsistent[600], crooked[600];
    scratch_write("crooked.csv", "of,flood,people\nflood,1,3\npeople,1/2,1\n");
    snprintf(crooked, sizeof crooked, "matrix=%s", scratch_path("crooked.csv"));
    scratch_write("many.csv", "of,flood\nflood,1\n");
    snprintf(inconsistent, sizeof inconsistent, "matrix=%s", scratch_path("many.csv"));
    const struct {
        const char *settings[4];
        size_t count;
        om_status status;
        const char *words;
    } cases[] = {
        {{light}, 1, OM_ERR_DATA, "light.csv: the weights of the factors sum to 0.9, not to 1"},
        {{factors, "weights=ahp"}, 2, OM_ERR_USAGE, "weights=ahp needs matrix"},
        {{factors, crooked}, 2, OM_ERR_USAGE, "matrix counts with weights=ahp only"},
        {{factors, "weights=ahp", crooked}, 3, OM_ERR_DATA, "crooked.csv is not reciprocal"},
        {{factors, "weights=ahp", inconsistent}, 3, OM_ERR_DATA, "compares 1 with 1 factors"},
        {{factors, "breaks=manual"}, 2, OM_ERR_USAGE, "breaks=manual needs limits"},
        {{factors, "breaks=manual", "limits=0.1,0.2"}, 3, OM_ERR_RANGE, "2 limits part 3 classes"},
        {{factors, "breaks=manual", "limits=0.1,x,0.4"}, 3, OM_ERR_RANGE, "'x', which is no n"},
        {{factors, "breaks=manual", "limits=0.3,0.2,0.4"}, 3, OM_ERR_RANGE, "does not rise"},
        {{factors, "classes=2.5"}, 2, OM_ERR_RANGE, "must be a whole number"},
        {{factors, "classes=6"}, 2, OM_ERR_RANGE, "not within 2..5"},
        {{"factors=nowhere.csv"}, 1, OM_ERR_NOT_FOUND, "nowhere.csv"},
        {{NULL}, 0, OM_ERR_DATA, "needs the layer population, which has no rows"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        CHECK_FAILS(
            om_analyse(town, "hazard_zoning", cases[i].settings, cases[i].count, NULL, NULL, &err),
            cases[i].status, cases[i].words);
        CHECK_TEXT(town_ask(town, "select count(*) from hazard_zoning"), "6");
    }
}

OM_TESTS(test(districts_are_zoned_and_their_factors_told),
         test(ground_without_data_is_unknown_not_zero),
         test(weights_come_from_a_matrix_or_from_entropy),
         test(a_level_with_few_areas_is_held_against_that_of_the_city),
         test(what_makes_no_sense_is_refused_and_the_result_stays))
