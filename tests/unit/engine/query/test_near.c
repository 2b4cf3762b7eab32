/* Rows are found at and around a place, nearest first, whatever the distance. */
#include "engine/query/near.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_station(om_store *town, const char *id, const char *name, const char *wkt)
{
    const om_value values[] = {om_value_text(name), om_value_text(NULL), om_value_real(NAN),
                               (om_value){0}};
    town_add(town, "fire_station", id, values, wkt);
}

static const char *id_of(const om_json *list, size_t index)
{
    return om_json_text(om_json_get(om_json_at(list, index), "id"));
}

static void the_nearest_come_first_however_far(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_near.sqlite");
    add_station(town, "d", "x", "POINT(0 60000)");
    add_station(town, "c", "y", "POINT(300 400)");
    add_station(town, "b", "x", "POINT(-300 -400)");
    OM_AUTO(om_spotlight) here = NULL;
    CHECK_OK(om_spotlight_open(town, town_at(town, 0, 0), &here, &err));
    const om_layer *layer = om_layer_find("fire_station");
    OM_AUTO(om_json) all = NULL;
    CHECK_OK(om_rows_near(here, layer, &(om_nearness){"id, name", NULL, NULL, 9, 1e5}, &all, &err));
    CHECK_INT(om_json_count(all), 3);
    CHECK_TEXT(id_of(all, 2), "d");
    CHECK_NEAR(om_json_number(om_json_get(om_json_at(all, 0), "distance_m")), 500, 0.1);
    OM_AUTO(om_json) one = NULL;
    CHECK_OK(
        om_rows_near(here, layer, &(om_nearness){"id, name", "name", "x", 2, 1e5}, &one, &err));
    CHECK_INT(om_json_count(one), 2);
    CHECK_TEXT(id_of(one, 0), "b");
    OM_AUTO(om_json) none = NULL;
    CHECK_OK(om_rows_near(here, layer, &(om_nearness){"id", NULL, NULL, 1, 499}, &none, &err));
    CHECK_INT(om_json_count(none), 0);
}

static void a_place_lies_in_every_area_that_holds_it(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_new("test_near_border.sqlite");
    town_add_district(town, "W", (om_rect){0, 0, 1000, 1000});
    town_add_district(town, "N", (om_rect){500, -100, 2000, 1000});
    OM_AUTO(om_spotlight) here = NULL;
    CHECK_OK(om_spotlight_open(town, town_at(town, 700, 500), &here, &err));
    OM_AUTO(om_json) both = NULL;
    CHECK_OK(om_rows_at(here, om_layer_find("district"), "id, code", &both, &err));
    CHECK_INT(om_json_count(both), 2);
    CHECK_TEXT(id_of(both, 0), "N");
}

OM_TESTS(test(the_nearest_come_first_however_far), test(a_place_lies_in_every_area_that_holds_it))
