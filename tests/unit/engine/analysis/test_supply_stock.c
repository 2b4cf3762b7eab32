/* The analysis "supply_stock" on towns whose stock is counted by hand. */
#include "engine/analysis/supply_stock.h"

#include "engine/store/rows.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

/* What a depot holds; NaN: it does not say. */
typedef struct stock {
    double floor_m2, people, water_l, food_kg;
} stock;

static void add_depot(om_store *town, const char *id, const char *level, stock of, const char *wkt)
{
    const om_value values[] = {om_value_text(id),          om_value_text(level),
                               om_value_real(of.floor_m2), om_value_real(of.people),
                               om_value_real(NAN),         om_value_real(of.water_l),
                               om_value_real(of.food_kg)};
    town_add(town, "supply_depot", id, values, wkt);
}

static void add_people(om_store *town, const char *id, double people, const char *wkt)
{
    const om_value values[] = {om_value_real(people), om_value_text(NULL)};
    town_add(town, "population", id, values, wkt);
}

static void add_district(om_store *town, const char *code, const char *level, om_rect at)
{
    char wkt[256];
    snprintf(wkt, sizeof wkt, "MULTIPOLYGON(((%g %g,%g %g,%g %g,%g %g,%g %g)))", at.min_x, at.min_y,
             at.max_x, at.min_y, at.max_x, at.max_y, at.min_x, at.max_y, at.min_x, at.min_y);
    const om_value values[] = {om_value_text(code), om_value_text(code), om_value_text(NULL),
                               om_value_text(NULL), om_value_text(level)};
    town_add(town, "district", code, values, wkt);
}

/* Two districts of 1000 and 500 people. */
static om_store *two_districts(const char *name)
{
    om_store *town = town_new(name);
    add_district(town, "W", "unit", (om_rect){0, 0, 1000, 1000});
    add_district(town, "E", "unit", (om_rect){1000, 0, 2000, 1000});
    add_people(town, "w", 1000, "POINT(500 500)");
    add_people(town, "e", 500, "POINT(1500 500)");
    return town;
}

static double figure(om_store *town, const char *column, const char *code, const char *item)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from supply_stock where code = '%s' and item = '%s'",
             column, code, item);
    return atof(town_ask(town, sql));
}

static double floor_of(om_store *town, const char *column, const char *level)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from supply_floor where level = '%s'", column, level);
    return atof(town_ask(town, sql));
}

/* 3 l a day for 3 days: 9000 l in the west, 4500 l in the east. */
static void districts_are_topped_up_by_the_city(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = two_districts("stock_city.onemap");
    add_depot(town, "C", "city", (stock){3000, NAN, 6000, NAN}, "POINT(-500 0)");
    add_depot(town, "D", "district", (stock){700, 300, 3000, NAN}, "POINT(500 900)");
    add_depot(town, "T", "town", (stock){100, NAN, 1500, NAN}, "POINT(1500 900)");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_stock", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "no depot tells its stock_food_kg: food is not looked at"));
    CHECK(strstr(report, "2 of 3 depots do not tell their stock_people, such as C"));
    om_text_free(report);
    CHECK_NEAR(figure(town, "need", "W", "water"), 9000, 1e-9);
    CHECK_NEAR(figure(town, "from_district", "W", "water"), 3000, 1e-9);
    CHECK_NEAR(figure(town, "own", "E", "water"), 1500, 1e-9);
    /* 6000 and 3000 l are missing; the city has two thirds of it. */
    CHECK_NEAR(figure(town, "from_city", "W", "water"), 4000, 1e-9);
    CHECK_NEAR(figure(town, "missing", "W", "water"), 2000, 1e-9);
    CHECK_NEAR(figure(town, "fill_rate", "W", "water"), 7.0 / 9, 1e-9);
    CHECK_NEAR(figure(town, "days", "W", "water"), 7.0 / 3, 1e-9);
    CHECK_NEAR(figure(town, "fill_rate", "E", "water"), 3.5 / 4.5, 1e-9);
    CHECK_NEAR(figure(town, "fill_rate", "W", "relief"), 0.3, 1e-9);
    CHECK_TEXT(town_ask(town, "select ifnull(days, 'none') from supply_stock where code = 'W' and "
                              "item = 'relief'"),
               "none");
    CHECK_NEAR(figure(town, "fill_rate", "W", "all"), 0.3, 1e-9);
    CHECK_NEAR(figure(town, "fill_rate", "E", "all"), 0, 0);
}

static void the_city_is_the_sum_of_its_districts(void **state)
{
    (void)state;
    static const char *const columns[] = {"people",        "need",      "own",
                                          "from_district", "from_city", "missing"};
    OM_AUTO(om_store) town = two_districts("stock_sum.onemap");
    add_depot(town, "C", "city", (stock){NAN, 700, 6000, 400}, "POINT(500 0)");
    add_depot(town, "D", "district", (stock){NAN, 300, 3000, 200}, "POINT(500 900)");
    const char *const settings[] = {"need_share=0.5", "need_days=7"};
    CHECK_OK(om_analyse(town, "supply_stock", settings, 2, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "need", "W", "water"), 500 * 21, 1e-9);
    for (size_t i = 0; i < sizeof columns / sizeof *columns; i++)
        CHECK_NEAR(figure(town, columns[i], "city", "food"),
                   figure(town, columns[i], "W", "food") + figure(town, columns[i], "E", "food"),
                   1e-9);
}

/* County N holds the towns a and b, county S the town c. */
static void the_county_tops_up_its_towns_and_no_others(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("stock_towns.onemap");
    add_district(town, "N", "county", (om_rect){0, 1000, 2000, 2000});
    add_district(town, "S", "county", (om_rect){0, 0, 2000, 1000});
    add_district(town, "a", "town", (om_rect){0, 1000, 1000, 2000});
    add_district(town, "b", "town", (om_rect){1000, 1000, 2000, 2000});
    add_district(town, "c", "town", (om_rect){0, 0, 2000, 1000});
    add_people(town, "a", 100, "POINT(500 1500)");
    add_people(town, "b", 100, "POINT(1500 1500)");
    add_people(town, "c", 100, "POINT(500 500)");
    add_depot(town, "t", "town", (stock){NAN, 40, NAN, NAN}, "POINT(500 1500)");
    add_depot(town, "d", "district", (stock){NAN, 80, NAN, NAN}, "POINT(500 1500)");
    add_depot(town, "o", "district", (stock){NAN, 80, NAN, NAN}, "POINT(5000 5000)");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_stock", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "supply_depot o (o) lies in no district"));
    om_text_free(report);
    CHECK_NEAR(figure(town, "own", "a", "relief"), 40, 1e-9);
    CHECK_NEAR(figure(town, "from_district", "a", "relief"), 30, 1e-9);
    CHECK_NEAR(figure(town, "from_district", "b", "relief"), 50, 1e-9);
    CHECK_NEAR(figure(town, "fill_rate", "N", "relief"), 0.6, 1e-9);
    CHECK_NEAR(figure(town, "fill_rate", "S", "relief"), 0, 0);
    CHECK_NEAR(figure(town, "fill_rate", "city", "relief"), 0.4, 1e-9);
}

static void floor_of_city_and_district_depots_stands_against_the_target(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = two_districts("stock_floor.onemap");
    add_depot(town, "C", "city", (stock){10000, NAN, NAN, NAN}, "POINT(500 0)");
    add_depot(town, "D", "district", (stock){6000, NAN, NAN, NAN}, "POINT(500 900)");
    add_depot(town, "E", "district", (stock){NAN, NAN, NAN, NAN}, "POINT(1500 900)");
    add_depot(town, "T", "town", (stock){900, NAN, NAN, NAN}, "POINT(500 900)");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_stock", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "1 of 3 city and district depots do not tell their floor area"));
    om_text_free(report);
    CHECK_NEAR(floor_of(town, "floor_m2", "city"), 10000, 0);
    CHECK_NEAR(floor_of(town, "floor_m2", "town"), 900, 0);
    CHECK_NEAR(floor_of(town, "depots_without_floor", "district"), 1, 0);
    CHECK_NEAR(floor_of(town, "floor_m2", "city_and_district"), 16000, 0);
    CHECK_NEAR(floor_of(town, "target_m2", "city_and_district"), 26000, 0);
    CHECK_NEAR(floor_of(town, "missing_m2", "city_and_district"), 10000, 0);
    const char *target = "target_floor_m2=15000";
    CHECK_OK(om_analyse(town, "supply_stock", &target, 1, NULL, NULL, &err));
    CHECK_NEAR(floor_of(town, "missing_m2", "city_and_district"), 0, 0);
}

static void check_refused(const char *name, const char *level, stock of, const char *words)
{
    OM_AUTO(om_store) town = two_districts(name);
    add_depot(town, "good", "city", (stock){1000, 100, NAN, NAN}, "POINT(500 0)");
    CHECK_OK(om_analyse(town, "supply_stock", NULL, 0, NULL, NULL, &err));
    add_depot(town, "X", level, of, "POINT(500 0)");
    CHECK_FAILS(om_analyse(town, "supply_stock", NULL, 0, NULL, NULL, &err), OM_ERR_DATA, words);
    /* What was found before is still there, whole. */
    CHECK_NEAR(floor_of(town, "floor_m2", "city"), 1000, 0);
}

static void what_no_depot_can_be_or_hold_is_refused(void **state)
{
    (void)state;
    check_refused("stock_bad1.onemap", "moon", (stock){1, 1, 1, 1}, "X has level 'moon'");
    check_refused("stock_bad2.onemap", "city", (stock){-5, 1, 1, 1},
                  "X: floor_m2 -5 is not within 0..1e+07 m2");
    check_refused("stock_bad3.onemap", "city", (stock){1, -1, 1, 1}, "X: stock_people -1");
    check_refused("stock_bad4.onemap", "city", (stock){1, 1, 1e12, 1}, "X: stock_water_l 1e+12");
    check_refused("stock_bad5.onemap", "city", (stock){2e7, 1, 1, 1}, "X: floor_m2 2e+07");
    OM_AUTO(om_store) town = two_districts("stock_bad6.onemap");
    const char *target = "target_floor_m2=large";
    add_depot(town, "good", "city", (stock){1000, 100, NAN, NAN}, "POINT(500 0)");
    CHECK_FAILS(om_analyse(town, "supply_stock", &target, 1, NULL, NULL, &err), OM_ERR_RANGE,
                "target_floor_m2");
}

static void nobody_needs_nothing(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = two_districts("stock_nobody.onemap");
    add_district(town, "empty", "unit", (om_rect){2000, 0, 3000, 1000});
    add_depot(town, "C", "city", (stock){1000, 3000, NAN, NAN}, "POINT(500 0)");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_stock", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "district empty (empty) has no residents: no fill rate"));
    om_text_free(report);
    CHECK_TEXT(town_ask(town, "select ifnull(fill_rate, 'none') from supply_stock where code = "
                              "'empty' and item = 'all'"),
               "none");
    CHECK_NEAR(figure(town, "fill_rate", "city", "all"), 1, 1e-12);
}

static void a_store_from_before_a_column_was_known_has_it_empty(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = two_districts("stock_old.onemap");
    add_depot(town, "C", "city", (stock){1000, 3000, 900, NAN}, "POINT(500 0)");
    {
        OM_AUTO(om_rows) rows = NULL;
        CHECK_OK(
            om_rows_open(town, "alter table supply_depot drop column stock_water_l", &rows, &err));
        CHECK_OK(om_rows_run(rows, &err));
    }
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_stock", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "no depot tells its stock_water_l"));
    om_text_free(report);
}

OM_TESTS(test(districts_are_topped_up_by_the_city), test(the_city_is_the_sum_of_its_districts),
         test(the_county_tops_up_its_towns_and_no_others),
         test(floor_of_city_and_district_depots_stands_against_the_target),
         test(what_no_depot_can_be_or_hold_is_refused), test(nobody_needs_nothing),
         test(a_store_from_before_a_column_was_known_has_it_empty))
