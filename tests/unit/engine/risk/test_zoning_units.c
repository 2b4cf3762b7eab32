/* The areas of a zoning: districts by level, and the ground that cells have within the city. */
#include "engine/risk/zoning_units.h"

#include "tests/support/check.h"
#include "tests/support/town.h"

static om_error err;

static void add_city(om_store *town)
{
    const om_value values[] = {om_value_text("3202"), om_value_text("City"), om_value_text(NULL),
                               om_value_text(NULL), om_value_text("city")};
    town_add(town, "district", "3202", values, "MULTIPOLYGON(((0 0,300 0,300 100,0 100,0 0)))");
}

static om_store *town_of_two(const char *name)
{
    om_store *town = town_new(name);
    add_city(town);
    town_add_district(town, "1", (om_rect){0, 0, 150, 100});
    town_add_district(town, "2", (om_rect){150, 0, 300, 100});
    return town;
}

static double area_of(const om_zoning_units *units, const char *code)
{
    for (size_t i = 0; i < units->count; i++)
        if (strcmp(units->list[i].code, code) == 0)
            return units->list[i].area_m2;
    return NAN;
}

static void districts_come_level_by_level_and_cells_last(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("zoning_units.sqlite");
    OM_AUTO(om_zoning_units) units = NULL;
    CHECK_OK(om_zoning_units_open(town, 80, &units, &err));
    CHECK_INT(units->group_count, 3);
    CHECK_TEXT(units->groups[0].level, "city");
    CHECK_TEXT(units->groups[1].level, "unit");
    CHECK_INT(units->city, 1);
    CHECK(units->groups[2].is_grid && units->groups[2].first == 3);
    double ground_m2 = 0;
    size_t cells = 0;
    for (size_t i = 3; i < units->count; i++) {
        ground_m2 += units->list[i].area_m2;
        cells += units->list[i].area_m2 > 1; /* else what rounding has put across a border */
        CHECK_NEAR(om_geom_area_m2(units->list[i].shape), units->list[i].area_m2, 0);
    }
    CHECK_INT(cells, 4 * 2);
    CHECK_NEAR(ground_m2, 30000, 0.1);
    CHECK_NEAR(area_of(units, "c0_0"), 6400, 0.1);
    CHECK_NEAR(area_of(units, "c3_1"), 60 * 20, 0.1); /* 240..300, 80..100 */
}

static void without_cells_there_are_districts_only(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("zoning_units_none.sqlite");
    OM_AUTO(om_zoning_units) units = NULL;
    CHECK_OK(om_zoning_units_open(town, 0, &units, &err));
    CHECK_INT(units->group_count, 2);
    CHECK_INT(units->count, 3);
}

static void too_small_cells_are_refused(void **state)
{
    (void)state;
    OM_AUTO(om_store) town = town_of_two("zoning_units_bad.sqlite");
    om_zoning_units *units = NULL;
    CHECK_FAILS(om_zoning_units_open(town, 0.05, &units, &err), OM_ERR_RANGE, "use larger ones");
}

OM_TESTS(test(districts_come_level_by_level_and_cells_last),
         test(without_cells_there_are_districts_only), test(too_small_cells_are_refused))
