/* People are taken where they were put on the ground, unless that is out of date. */
#include "engine/analysis/population.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_unit(om_store *town, const char *id)
{
    const om_value values[] = {om_value_real(10), om_value_text(NULL)};
    town_add(town, "population", id, values, "POINT(0 0)");
}

static void add_place(om_store *town, const char *id)
{
    const om_value values[] = {om_value_real(10),   om_value_text("1"), om_value_text("unit"),
                               om_value_text(NULL), om_value_real(NAN), om_value_real(NAN),
                               om_value_real(NAN)};
    town_add(town, "population_place", id, values, "POINT(0 0)");
}

static void note(om_store *town)
{
    OM_AUTO(om_transaction) transaction = NULL;
    CHECK_OK(om_transaction_open(town, &transaction, &err));
    CHECK_OK(om_population_note(town, &err));
    CHECK_OK(om_transaction_commit(transaction, &err));
}

static void check_taken(om_store *town, const char *people_on, const char *layer, const char *words)
{
    om_population taken = {0};
    CHECK_OK(om_population_find(town, people_on, &taken, &err));
    CHECK_TEXT(taken.layer, layer);
    if (!strstr(taken.reason, words))
        fail_msg("\"%s\" does not say \"%s\"", taken.reason, words);
}

static void people_are_taken_at_their_units_until_they_are_put_on_the_ground(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("population.onemap");
    check_taken(town, "auto", "population", "has not put them");
    add_unit(town, "1");
    add_place(town, "1/1");
    check_taken(town, "auto", "population", "this changed: population");
    note(town);
    check_taken(town, "auto", "population_place", "where population_ground put them");
    check_taken(town, "units", "population", "as asked for");
}

static void people_by_day_are_taken_as_they_are_now_or_not_at_all(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("population_day.onemap");
    const om_value values[] = {om_value_real(10),     om_value_text("1"),  om_value_text("home"),
                               om_value_text("unit"), om_value_text(NULL), om_value_real(NAN),
                               om_value_real(NAN),    om_value_real(NAN)};
    om_population taken = {0};
    add_unit(town, "1");
    CHECK_FAILS(om_population_find(town, "day", &taken, &err), OM_ERR_DATA,
                "run population_ground");
    town_add(town, "population_day", "home/1", values, "POINT(0 0)");
    note(town);
    check_taken(town, "day", "population_day", "as asked for");
    add_unit(town, "2");
    CHECK_FAILS(om_population_find(town, "day", &taken, &err), OM_ERR_DATA,
                "this changed: population");
}

static void what_was_loaded_since_makes_places_out_of_date(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("population_stale.onemap");
    add_unit(town, "1");
    add_place(town, "1/1");
    note(town);
    const om_value values[] = {om_value_text("lake"), om_value_text(NULL)};
    town_add(town, "water", "1", values, "MULTIPOLYGON(((0 0,1 0,1 1,0 0)))");
    check_taken(town, "auto", "population", "this changed: water");
    note(town);
    check_taken(town, "auto", "population_place", "");
    add_unit(town, "2");
    check_taken(town, "auto", "population", "this changed: population");
}

OM_TESTS(test(people_are_taken_at_their_units_until_they_are_put_on_the_ground),
         test(people_by_day_are_taken_as_they_are_now_or_not_at_all),
         test(what_was_loaded_since_makes_places_out_of_date))
