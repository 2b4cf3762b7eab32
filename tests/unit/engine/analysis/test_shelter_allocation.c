/* The analysis "shelter_allocation" on a town of one street, worked out by hand. */
#include "engine/onemap.h"
#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_people(om_store *town, const char *id, double people, const char *wkt)
{
    const om_value values[] = {om_value_real(people), om_value_text(NULL)};
    town_add(town, "population", id, values, wkt);
}

static void add_shelter(om_store *town, const char *id, const char *class, double area_m2,
                        const char *wkt)
{
    const om_value values[TOWN_SHELTER_VALUES] = {om_value_text(id), om_value_text(NULL),
                                                  om_value_text(class), om_value_real(area_m2),
                                                  om_value_real(1)};
    town_add(town, "shelter", id, values, wkt);
}

/* Two shelters on a street: 60 places at 0 m, 1000 at 900 m; 50 people between, 50 behind the
 * first. */
static om_store *street(const char *name)
{
    om_store *town = town_new(name);
    town_add_district(town, "E", (om_rect){600, -1000, 5000, 1000});
    town_add_district(town, "W", (om_rect){-3000, -1000, 600, 1000});
    town_add_street(town, "street", 0, "LINESTRING(-2500 0,2000 0)");
    add_shelter(town, "small", "short", 120, "POINT(0 0)");
    add_shelter(town, "large", "short", 2000, "POINT(900 0)");
    add_people(town, "between", 50, "POINT(200 0)"); /* 200 m, or 700 m */
    add_people(town, "behind", 50, "POINT(-900 0)"); /* 900 m, or none: 1800 m */
    add_people(town, "lost", 8, "POINT(-2400 0)");   /* no shelter in reach */
    add_people(town, "off", 2, "POINT(1500 900)");   /* no street near */
    return town;
}

static const char *place(om_store *town, const char *column, const char *id)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from shelter_allocation_place where place_id = '%s'",
             column, id);
    return town_ask(town, sql);
}

static double figure(om_store *town, const char *column, const char *code)
{
    char sql[256];
    snprintf(sql, sizeof sql, "select %s from shelter_allocation_district where code = '%s'",
             column, code);
    return atof(town_ask(town, sql));
}

static const char *const everybody[] = {"share_to_house=1", "unsafe=exclude"};

/* Who is near the small shelter makes room for those who have no other: greed would leave 40 out.
 */
static void as_many_as_can_be_are_housed_whatever_the_order(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("allocation.onemap");
    CHECK_OK(om_analyse(town, "shelter_allocation", everybody, 1, NULL, NULL, &err));
    CHECK_TEXT(place(town, "state", "behind"), "placed");
    CHECK_TEXT(place(town, "shelter", "behind"), "small");
    CHECK_TEXT(place(town, "shelter", "between"), "large");
    CHECK_TEXT(place(town, "shelters", "between"), "2");
    CHECK_NEAR(atof(place(town, "metres", "between")), (10 * 200 + 40 * 700) / 50.0, 0.01);
    CHECK_NEAR(figure(town, "people_placed", "city"), 100, 1e-9);
    CHECK_NEAR(figure(town, "left_far", "W"), 8, 1e-9);
    CHECK_NEAR(figure(town, "left_unknown", "E"), 2, 1e-9);
    CHECK_TEXT(place(town, "state", "lost"), "far");
    CHECK_TEXT(place(town, "state", "off"), "unknown");
    CHECK_TEXT(town_ask(town, "select count(*) from shelter_allocation_way"), "3");
    CHECK_TEXT(
        town_ask(town, "select state from shelter_allocation_shelter where shelter = 'small'"),
        "full");
    CHECK_NEAR(atof(town_ask(town, "select load from shelter_allocation_shelter where shelter = "
                                   "'large'")),
               0.04, 1e-9);
}

static void only_the_share_to_be_housed_is(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("allocation_share.onemap");
    CHECK_OK(om_analyse(town, "shelter_allocation", NULL, 0, NULL, NULL, &err));
    CHECK_NEAR(figure(town, "people_to_house", "city"), 0.15 * 110, 1e-9);
    CHECK_NEAR(figure(town, "people_placed", "city"), 15, 1e-9);
    CHECK_TEXT(place(town, "shelter", "between"), "small"); /* room for all: the nearest */
}

static void who_finds_no_room_is_left_and_told(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("allocation_full.onemap");
    CHECK_OK(om_store_run(town, "delete from shelter where id = 'large'", &err));
    char *report = NULL;
    CHECK_OK(om_analyse(town, "shelter_allocation", everybody, 1, NULL, &report, &err));
    CHECK(strstr(report, "40 people are left out: the shelters in their reach are full"));
    CHECK(strstr(report, "8 people are left out: no shelter that takes part is in their reach"));
    om_text_free(report);
    CHECK_TEXT(place(town, "state", "between"), "placed"); /* the least way in all */
    CHECK_TEXT(place(town, "state", "behind"), "partly");
    CHECK_NEAR(figure(town, "left_full", "W"), 40, 1e-6);
}

static void parts_add_up_and_nobody_is_lost(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("allocation_sums.onemap");
    CHECK_OK(om_analyse(town, "shelter_allocation", everybody, 1, NULL, NULL, &err));
    static const char *const columns[] = {"people_to_house", "people_placed", "left_full",
                                          "left_far", "left_unknown"};
    double all = 0;
    for (size_t i = 0; i < 5; i++) {
        CHECK_NEAR(figure(town, columns[i], "city"),
                   figure(town, columns[i], "E") + figure(town, columns[i], "W"), 0);
        all += i ? figure(town, columns[i], "city") : 0;
    }
    CHECK_NEAR(all, 110, 1e-9);
    CHECK_NEAR(atof(town_ask(town, "select sum(people) from shelter_allocation_way")), 100, 1e-9);
    CHECK_NEAR(atof(town_ask(town, "select sum(people) from shelter_allocation_shelter")), 100,
               1e-9);
}

static void an_unsafe_shelter_is_flagged_or_houses_nobody(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = street("allocation_unsafe.onemap");
    const om_value tank[TOWN_SOURCE_VALUES] = {om_value_text("tank"), om_value_text("Tank")};
    town_add(town, "hazard_source", "t", tank, "POINT(920 0)");
    CHECK_OK(om_analyse(town, "shelter_allocation", everybody, 1, NULL, NULL, &err));
    CHECK_TEXT(
        town_ask(town, "select unsafe from shelter_allocation_shelter where shelter = 'large'"),
        "20 m from tank Tank, at least 30 m wanted");
    CHECK_NEAR(figure(town, "people_placed", "city"), 100, 1e-9);
    CHECK_OK(om_analyse(town, "shelter_allocation", everybody, 2, NULL, NULL, &err));
    CHECK_TEXT(
        town_ask(town, "select state from shelter_allocation_shelter where shelter = 'large'"),
        "excluded");
    CHECK_NEAR(figure(town, "people_placed", "city"), 60, 1e-6);
}

OM_TESTS(test(as_many_as_can_be_are_housed_whatever_the_order),
         test(only_the_share_to_be_housed_is), test(who_finds_no_room_is_left_and_told),
         test(parts_add_up_and_nobody_is_lost), test(an_unsafe_shelter_is_flagged_or_houses_nobody))
