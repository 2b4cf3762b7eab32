/* Limits of the weighted index: the table's, or classes that begin at a value of an area. */
#include "engine/risk/area_limits.h"

#include "tests/support/check.h"

static om_error err;

static void classes_begin_at_the_least_value_in_them(void **state)
{
    (void)state;
    static const double values[] = {40, 1, 2, 11, 10, 20, 21, 41};
    om_level_numbers limits;
    for (const char *const *name = om_area_breaks_names + 1; strcmp(*name, "sigma") != 0; name++) {
        CHECK_OK(om_area_limits_find(*name, "cells", values, 8, &limits, &err));
        CHECK_NEAR(limits.value[1], 40, 0);
        if (strcmp(*name, "equal") != 0) { /* steps of 10: 1, 11, 21, 31, 41 */
            CHECK_NEAR(limits.value[2], 20, 0);
            CHECK_NEAR(limits.value[3], 10, 0);
        }
        CHECK(limits.row[1] == SIZE_MAX);
    }
    CHECK(om_area_breaks_are_relative("jenks") && !om_area_breaks_are_relative("fixed"));
}

static void a_class_that_is_empty_is_never_reached(void **state)
{
    (void)state;
    static const double values[] = {0, 0, 0, 0, 0, 0, 0, 0, 1, 100};
    om_level_numbers limits;
    CHECK_OK(om_area_limits_find("equal", "cells", values, 10, &limits, &err));
    CHECK_NEAR(limits.value[1], 100, 0);
    CHECK_NEAR(limits.value[2], 100, 0); /* 50 to 75 is empty: what is over it is red */
}

static void too_few_areas_are_refused(void **state)
{
    (void)state;
    static const double values[] = {1, 2, 2, 1};
    om_level_numbers limits;
    CHECK_FAILS(om_area_limits_find("jenks", "risk_district, level town", values, 4, &limits, &err),
                OM_ERR_DATA, "risk_district, level town, breaks=jenks: ");
    CHECK_FAILS(om_area_limits_find("jenks", "risk_grid", values, 0, &limits, &err), OM_ERR_DATA,
                "breaks=fixed needs no other areas");
}

static void limits_are_recalled_from_a_report(void **state)
{
    (void)state;
    OM_AUTO(om_json) list = om_json_array_new();
    const om_level_numbers town = {.value = {0, 30, 20, 10}}, cell = {.value = {0, 3, 2, 1}};
    om_area_limits_report(&town, "risk_district", "town", list);
    om_area_limits_report(&cell, "risk_grid", NULL, list);
    om_level_numbers again = {0};
    CHECK(om_area_limits_recall(list, "risk_grid", NULL, &again));
    CHECK_NEAR(again.value[2], 2, 0);
    CHECK(om_area_limits_recall(list, "risk_district", "town", &again));
    CHECK_NEAR(again.value[1], 30, 0);
    CHECK(!om_area_limits_recall(list, "risk_district", "county", &again));
}

OM_TESTS(test(classes_begin_at_the_least_value_in_them),
         test(a_class_that_is_empty_is_never_reached), test(too_few_areas_are_refused),
         test(limits_are_recalled_from_a_report))
