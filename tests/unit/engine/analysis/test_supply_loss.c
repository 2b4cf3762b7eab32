/* The analysis "supply_loss" on a town with one way round, worked out by hand. */
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_depot(om_store *town, const char *id, const char *wkt)
{
    const om_value values[] = {om_value_text(id),  om_value_text("city"), om_value_real(NAN),
                               om_value_real(NAN), om_value_real(30),     om_value_real(NAN),
                               om_value_real(NAN)};
    town_add(town, "supply_depot", id, values, wkt);
}

static void add_people(om_store *town, const char *id, double people, const char *wkt)
{
    const om_value values[] = {om_value_real(people), om_value_text(NULL)};
    town_add(town, "population", id, values, wkt);
}

/*
 * 3000 m take 9 minutes; loading and handing out 90. North of "main" the loop leads round in 27.
 *
 *   +--north--+         +
 *   |         |         up
 *   A---mid---+--east---+
 */
static om_store *town_with_a_loop(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "E", (om_rect){1000, -1000, 7000, 4000});
    town_add_district(town, "W", (om_rect){-1000, -1000, 1000, 4000});
    town_add_street(town, "main", 0, "LINESTRING(0 0,3000 0)");
    town_add_street(town, "loop", 0, "LINESTRING(0 0,0 3000,3000 3000,3000 0)");
    town_add_street(town, "spur", 0, "LINESTRING(3000 0,6000 0)");
    town_add_street(town, "stub", 0, "LINESTRING(6000 0,6000 3000)");
    add_people(town, "mid", 100, "POINT(1500 0)");
    add_people(town, "north", 20, "POINT(1500 3000)");
    add_people(town, "east", 60, "POINT(4500 0)");
    add_people(town, "up", 30, "POINT(6000 1500)");
    const om_value shelter[TOWN_SHELTER_VALUES] = {om_value_text("park")};
    town_add(town, "shelter", "park", shelter, "POINT(6000 2900)");
    add_depot(town, "A", "POINT(0 0)");
    return town;
}

static double link_of(om_store *town, const char *column, const char *road)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select total(%s) from supply_loss_link where road = '%s'", column,
             road);
    return atof(town_ask(town, sql));
}

static double depot_of(om_store *town, const char *column, const char *depot)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from supply_loss_depot where depot = '%s'", column, depot);
    return atof(town_ask(town, sql));
}

static const char *const limits[] = {"limit_min=120", "delay_min=10"};

/* Round the loop the east is reached after 121.5 minutes, up after 130.5, the shelter later. */
static void a_way_round_is_too_long_and_a_spur_cuts_off(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_a_loop("loss_links.onemap");
    CHECK_OK(om_analyse(town, "supply_loss", limits, 2, NULL, NULL, &err));
    CHECK_TEXT(town_ask(town, "select road from supply_loss_link where rank = 1"), "main");
    CHECK_NEAR(link_of(town, "people_beyond", "main"), 90, 1e-9);
    CHECK_NEAR(link_of(town, "people_on_link", "main"), 100, 1e-9);
    CHECK_NEAR(link_of(town, "people_cut_off", "main"), 0, 0);
    CHECK_NEAR(link_of(town, "shelters_beyond", "main"), 1, 0);
    CHECK_NEAR(link_of(town, "most_delay_min", "main"), 18, 1e-3);
    CHECK_NEAR(link_of(town, "delay_person_h", "main"), 90 * 18 / 60.0, 1e-3);
    CHECK_NEAR(link_of(town, "length_m", "main"), 3000, 0.5);
    CHECK_TEXT(town_ask(town, "select district from supply_loss_link where rank = 1"), "E");
    CHECK_NEAR(link_of(town, "people_beyond", "spur"), 30, 1e-9);
    CHECK_NEAR(link_of(town, "people_cut_off", "spur"), 30, 1e-9);
    CHECK_NEAR(link_of(town, "people_on_link", "spur"), 60, 1e-9);
    /* Who lives on a closed street counts apart: it is no loss to others. */
    CHECK_TEXT(town_ask(town, "select count(*) from supply_loss_link"), "2");
}

static void more_time_turns_the_late_into_the_delayed(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_a_loop("loss_delay.onemap");
    const char *const settings[] = {"limit_min=600", "delay_min=17.5"};
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_loss", settings, 2, NULL, &report, &err));
    CHECK(strstr(report, "\"links_that_leave_somebody_beyond\": 1"));
    CHECK(strstr(report, "\"links_that_delay_only\": 1"));
    om_text_free(report);
    CHECK_NEAR(link_of(town, "people_beyond", "main"), 0, 0);
    CHECK_NEAR(link_of(town, "people_delayed", "main"), 90, 1e-9);
    CHECK_NEAR(link_of(town, "people_beyond", "spur"), 30, 1e-9);
}

/* The table says what the analysis of reach finds when the road is closed in earnest. */
static void a_closed_road_leaves_as_many_in_time_as_foretold(void **state)
{
    (void)state;
    static const char *const roads[] = {"main", "spur"};
    for (size_t i = 0; i < 2; i++) {
        OM_AUTO(om_store) town = town_with_a_loop(i ? "loss_spur.onemap" : "loss_main.onemap");
        CHECK_OK(om_analyse(town, "supply_loss", limits, 2, NULL, NULL, &err));
        const double lost = link_of(town, "people_beyond + people_on_link", roads[i]);
        const om_value closed[8] = {om_value_real(0), om_value_text(roads[i])};
        town_add(town, "closure", "flood", closed,
                 "MULTIPOLYGON(((-900 -900,7000 -900,7000 4000,-900 4000,-900 -900)))");
        CHECK_OK(om_analyse(town, "supply_reach", limits, 1, NULL, NULL, &err));
        CHECK_NEAR(atof(town_ask(town, "select people_reached from supply_reach_district where "
                                       "code = 'city' and depot_level = 'any'")),
                   210 - lost, 1e-9);
    }
}

static void a_lost_depot_is_stood_in_for_by_another_or_by_none(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_a_loop("loss_depots.onemap");
    CHECK_OK(om_analyse(town, "supply_loss", limits, 2, NULL, NULL, &err));
    CHECK_NEAR(depot_of(town, "people_beyond", "A"), 210, 1e-9);
    CHECK_NEAR(depot_of(town, "people_cut_off", "A"), 210, 1e-9);
    CHECK_NEAR(depot_of(town, "shelters_beyond", "A"), 1, 0);
    add_depot(town, "B", "POINT(6000 3000)");
    CHECK_OK(om_analyse(town, "supply_loss", limits, 2, NULL, NULL, &err));
    /* From B the north is reached after 121.5 minutes, the middle after 112.5 instead of 94.5. */
    CHECK_NEAR(depot_of(town, "people_beyond", "A"), 20, 1e-9);
    CHECK_NEAR(depot_of(town, "people_cut_off", "A"), 0, 0);
    CHECK_NEAR(depot_of(town, "people_delayed", "A"), 100, 1e-9);
    CHECK_NEAR(depot_of(town, "people_beyond", "B"), 0, 0);
    CHECK_TEXT(town_ask(town, "select depot from supply_loss_depot where rank = 1"), "A");
}

static void a_town_without_residents_has_nobody_to_lose(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("loss_nobody.onemap");
    town_add_district(town, "E", (om_rect){-1000, -1000, 7000, 4000});
    town_add_street(town, "main", 0, "LINESTRING(0 0,3000 0)");
    add_depot(town, "A", "POINT(0 0)");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_loss", NULL, 0, NULL, &report, &err));
    CHECK(strstr(report, "there are no residents"));
    om_text_free(report);
    CHECK_TEXT(town_ask(town, "select count(*) from supply_loss_link"), "0");
    CHECK_NEAR(depot_of(town, "people_beyond", "A"), 0, 0);
}

static void what_is_off_the_roads_is_told_or_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_with_a_loop("loss_off.onemap");
    add_people(town, "hermit", 5, "POINT(1500 1500)");
    char *report = NULL;
    CHECK_OK(om_analyse(town, "supply_loss", limits, 2, NULL, &report, &err));
    CHECK(strstr(report, "5 people have no road within 200 m"));
    om_text_free(report);
    OM_AUTO(om_store) far = town_new("loss_far.onemap");
    town_add_district(far, "E", (om_rect){-1000, -1000, 7000, 4000});
    town_add_street(far, "main", 0, "LINESTRING(0 0,3000 0)");
    add_depot(far, "A", "POINT(1500 1500)");
    CHECK_FAILS(om_analyse(far, "supply_loss", NULL, 0, NULL, NULL, &err), OM_ERR_DATA,
                "supply_depot has a road within 200 m");
}

OM_TESTS(test(a_way_round_is_too_long_and_a_spur_cuts_off),
         test(more_time_turns_the_late_into_the_delayed),
         test(a_closed_road_leaves_as_many_in_time_as_foretold),
         test(a_lost_depot_is_stood_in_for_by_another_or_by_none),
         test(a_town_without_residents_has_nobody_to_lose),
         test(what_is_off_the_roads_is_told_or_refused))
