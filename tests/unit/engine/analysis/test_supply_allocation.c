/* The analysis "supply_allocation" on a town of one street, worked out by hand. */
#include "engine/analysis/supply_allocation.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_depot(om_store *town, const char *id, double people, double water_l,
                      const char *wkt)
{
    const om_value values[] = {
        om_value_text(id), om_value_text("district"), om_value_real(NAN), om_value_real(people),
        om_value_real(30), om_value_real(water_l),    om_value_real(NAN)};
    town_add(town, "supply_depot", id, values, wkt);
}

static void add_people(om_store *town, const char *id, double people, const char *wkt)
{
    const om_value values[] = {om_value_real(people), om_value_text(NULL)};
    town_add(town, "population", id, values, wkt);
}

static void add_shelter(om_store *town, const char *id, int64_t capacity, const char *wkt)
{
    const om_value values[TOWN_SHELTER_VALUES] = {
        [0] = om_value_text(id), [2] = om_value_text("short"), [5] = om_value_integer(capacity)};
    town_add(town, "shelter", id, values, wkt);
}

/* 1000 m take 3 minutes; loading and handing out 90. */
static om_store *street(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "W", (om_rect){-1000, -1000, 3000, 1000});
    town_add_district(town, "E", (om_rect){3000, -1000, 7000, 1000});
    town_add_street(town, "street", 0, "LINESTRING(0 0,6000 0)");
    return town;
}

static double sent(om_store *town, const char *column, const char *depot, const char *to)
{
    char sql[256];
    snprintf(sql, sizeof sql,
             "select total(%s) from supply_allocation where depot = '%s' and to_id = '%s'", column,
             depot, to);
    return atof(town_ask(town, sql));
}

static double figure(om_store *town, const char *column, const char *place)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from supply_allocation_place where place_id = '%s'",
             column, place);
    return atof(town_ask(town, sql));
}

/* The nearest depot of the western shelter does not do for it: ten come from the other end. */
static void shelters_are_supplied_in_least_hours_within_stock(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("allocation_shelters.onemap");
    add_people(town, "w", 60, "POINT(500 0)");
    add_people(town, "e", 40, "POINT(5500 0)");
    add_shelter(town, "S1", 60, "POINT(1000 0)");
    add_shelter(town, "S2", 40, "POINT(5000 0)");
    add_depot(town, "A", 50, NAN, "POINT(0 0)");
    add_depot(town, "B", 70, NAN, "POINT(6000 0)");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_allocation", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "\"people_in_shelters\": 100"));
    CHECK(strstr(report, "\"people_supplied\": 100"));
    CHECK(strstr(report, "\"people_missing\": 0"));
    CHECK(strstr(report, "\"stock_left_for_people\": 20"));
    CHECK(strstr(report, "\"proven_optimal\": 1"));
    om_text_free(report);
    CHECK_NEAR(sent(town, "people", "A", "S1"), 50, 0);
    CHECK_NEAR(sent(town, "people", "B", "S1"), 10, 0);
    CHECK_NEAR(sent(town, "people", "B", "S2"), 40, 0);
    CHECK_NEAR(sent(town, "minutes", "B", "S1"), 90 + 15, 0.02);
    CHECK_NEAR(figure(town, "minutes", "S1"), (50 * 93 + 10 * 105) / 60.0, 0.02);
    CHECK_NEAR(figure(town, "depots", "S1"), 2, 0);
    CHECK_TEXT(town_ask(town, "select district from supply_allocation_place where place_id = 'S2'"),
               "E");
}

/* 130 in the west, of whom 60 find shelter; stock for 100 in all. */
static void who_finds_no_shelter_is_supplied_at_home_and_stock_may_not_do(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("allocation_homes.onemap");
    add_people(town, "w", 130, "POINT(500 0)");
    add_people(town, "e", 20, "POINT(5500 0)");
    add_shelter(town, "S1", 60, "POINT(1000 0)");
    add_depot(town, "A", 100, NAN, "POINT(0 0)");
    CHECK_OK(om_analyse(town, "supply_allocation", NULL, 0, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "people", "S1"), 60, 0);
    CHECK_NEAR(figure(town, "people", "W"), 70, 0);
    CHECK_NEAR(figure(town, "people", "E"), 20, 0);
    /* 500 m are nearer than 1000 m, and those than 5500 m. */
    CHECK_NEAR(figure(town, "supplied", "W"), 70, 0);
    CHECK_NEAR(figure(town, "supplied", "S1"), 30, 0);
    CHECK_NEAR(figure(town, "missing", "S1"), 30, 0);
    CHECK_NEAR(figure(town, "supplied", "E"), 0, 0);
    CHECK_NEAR(sent(town, "minutes", "A", "W"), 91.5, 0.02);
}

static void without_shelters_districts_are_supplied(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("allocation_districts.onemap");
    add_people(town, "w1", 50, "POINT(500 0)");
    add_people(town, "w2", 50, "POINT(1500 0)");
    add_people(town, "e", 100, "POINT(5500 0)");
    add_depot(town, "A", 150, NAN, "POINT(0 0)");
    add_depot(town, "B", 30, NAN, "POINT(6000 0)");
    add_depot(town, "C", NAN, NAN, "POINT(3000 0)");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_allocation", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "1 depots tell no stock: they send nothing"));
    om_text_free(report);
    CHECK_NEAR(sent(town, "people", "A", "W"), 100, 0);
    CHECK_NEAR(sent(town, "minutes", "A", "W"), 93, 0.02);
    CHECK_NEAR(sent(town, "people", "B", "E"), 30, 0);
    CHECK_NEAR(sent(town, "people", "A", "E"), 50, 0);
    CHECK_NEAR(figure(town, "missing", "E"), 20, 0);
    /* Half of the people, and nobody farther than 100 minutes. */
    const char *const settings[] = {"need_share=0.5", "limit_min=100"};
    CHECK_OK(om_analyse(town, "supply_allocation", settings, 2, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "people", "E"), 50, 0);
    CHECK_NEAR(sent(town, "people", "A", "E"), 0, 0);
    CHECK_NEAR(figure(town, "missing", "E"), 20, 0);
}

/* 9 l for three days: 450 l of water do for 50, however many quilts there are. */
static void the_scarcest_item_says_for_how_many_a_depot_does(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("allocation_scarce.onemap");
    add_people(town, "w", 100, "POINT(500 0)");
    add_depot(town, "A", 80, 450, "POINT(0 0)");
    CHECK_OK(om_analyse(town, "supply_allocation", NULL, 0, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "supplied", "W"), 50, 0);
    const char *days = "need_days=1";
    CHECK_OK(om_analyse(town, "supply_allocation", &days, 1, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "supplied", "W"), 80, 0);
}

static void people_are_divided_whole_and_none_over_what_is_held(void **state)
{
    (void)state;
    const double capacities[] = {3, 0, 1.9, 7};
    int64_t got[4];
    CHECK_INT(om_divide_by_capacity(20, capacities, 4, got), 9);
    CHECK_INT(got[0], 3);
    CHECK_INT(got[1], 0);
    CHECK_INT(got[2], 1);
    CHECK_INT(got[3], 7);
    for (int64_t people = 0; people <= 11; people++) {
        CHECK_INT(om_divide_by_capacity(people, capacities, 4, got), 0);
        CHECK_INT(got[0] + got[1] + got[2] + got[3], people);
        for (int i = 0; i < 4; i++)
            CHECK(got[i] >= 0 && (double)got[i] <= capacities[i]);
    }
    CHECK_INT(om_divide_by_capacity(5, capacities, 0, got), 5);
}

static void what_cannot_be_sent_is_refused_or_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("allocation_bad.onemap");
    add_depot(town, "A", NAN, NAN, "POINT(0 0)");
    CHECK_FAILS(om_analyse(town, "supply_allocation", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "none of the 1 supply depots near a road tells its stock");
    add_depot(town, "B", 10, NAN, "POINT(0 0)");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_allocation", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "there are no residents: nobody is to be supplied"));
    om_text_free(report);
    CHECK_TEXT(town_ask(town, "select count(*) from supply_allocation"), "0");
}

OM_TESTS(test(shelters_are_supplied_in_least_hours_within_stock),
         test(who_finds_no_shelter_is_supplied_at_home_and_stock_may_not_do),
         test(without_shelters_districts_are_supplied),
         test(the_scarcest_item_says_for_how_many_a_depot_does),
         test(people_are_divided_whole_and_none_over_what_is_held),
         test(what_cannot_be_sent_is_refused_or_told))
