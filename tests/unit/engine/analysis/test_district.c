/* What lies in districts is shared so that it adds up. */
#include "engine/analysis/district.h"

#include "tests/support/check.h"

static om_error err;

static om_geom *rect(om_geo *geo, double x0, double y0, double x1, double y1)
{
    om_geom *made = NULL;
    CHECK_OK(om_geom_of_rect(geo, (om_rect){x0, y0, x1, y1}, OM_METRES, &made, &err));
    return made;
}

static om_districts *open(om_geo *geo, const om_district *list, size_t count)
{
    om_districts *districts = NULL;
    CHECK_OK(om_districts_open(geo, list, count, &districts, &err));
    return districts;
}

/* Two neighbours, given in the wrong order. */
static om_districts *neighbours(om_geo *geo)
{
    OM_AUTO(om_geom) east = rect(geo, 100, 0, 200, 100);
    OM_AUTO(om_geom) west = rect(geo, 0, 0, 100, 100);
    const om_district list[] = {{.code = "2", .name = "East", .shape = east},
                                {.code = "1", .name = "West", .shape = west}};
    return open(geo, list, 2);
}

static void a_point_on_a_shared_border_goes_to_the_smaller_code(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_districts) districts = neighbours(geo);
    const om_level *level = om_districts_city(districts);
    CHECK_TEXT(om_districts_at(districts, 0)->code, "1");
    CHECK_INT(om_districts_of_point(districts, level, (om_xy){50, 50}), 0);
    CHECK_INT(om_districts_of_point(districts, level, (om_xy){150, 50}), 1);
    CHECK_INT(om_districts_of_point(districts, level, (om_xy){100, 50}), 0);
    CHECK_INT(om_districts_of_point(districts, level, (om_xy){100, 0}), 0);
    CHECK_INT(om_districts_of_point(districts, level, (om_xy){200, 100}), 1);
    CHECK(om_districts_of_point(districts, level, (om_xy){201, 50}) == OM_NO_DISTRICT);
}

static void shares_are_areas_and_sum_to_one(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_districts) districts = neighbours(geo);
    const om_level *level = om_districts_city(districts);
    const om_part *parts = NULL;
    size_t count = 0;
    /* A quarter in the west, half in the east, a quarter in neither. */
    OM_AUTO(om_geom) unit = rect(geo, 80, 50, 160, 150);
    CHECK_OK(om_districts_share(districts, level, unit, (om_xy){120, 100}, &parts, &count, &err));
    CHECK_INT(count, 2);
    CHECK_NEAR(parts[0].share, 0.25, 1e-12);
    CHECK_NEAR(parts[1].share, 0.75, 1e-12);
    OM_AUTO(om_geom) inside = rect(geo, 10, 10, 20, 20);
    CHECK_OK(om_districts_share(districts, level, inside, (om_xy){15, 15}, &parts, &count, &err));
    CHECK_INT(count, 1);
    CHECK_NEAR(parts[0].share, 1, 0);
    OM_AUTO(om_geom) away = rect(geo, 300, 10, 320, 20);
    CHECK_OK(om_districts_share(districts, level, away, (om_xy){310, 15}, &parts, &count, &err));
    CHECK_INT(count, 0);
}

static void a_line_is_cut_at_the_borders(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_districts) districts = neighbours(geo);
    const om_level *level = om_districts_city(districts);
    const om_cut *cuts = NULL;
    CHECK_INT(om_districts_cut(districts, level, (om_xy){-100, 50}, (om_xy){300, 50}, &cuts), 4);
    CHECK(cuts[0].district == OM_NO_DISTRICT && cuts[3].district == OM_NO_DISTRICT);
    CHECK_INT(cuts[1].district, 0);
    CHECK_NEAR(cuts[1].from, 0.25, 1e-12);
    CHECK_NEAR(cuts[1].to, 0.5, 1e-12);
    CHECK_INT(cuts[2].district, 1);
    CHECK_NEAR(cuts[3].to, 1, 0);
    /* Along the shared border: the smaller code has it all. */
    CHECK_INT(om_districts_cut(districts, level, (om_xy){100, 10}, (om_xy){100, 90}, &cuts), 1);
    CHECK_INT(cuts[0].district, 0);
}

static void a_hole_belongs_to_nobody(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) ring = NULL;
    CHECK_OK(om_geom_of_wkt(
        geo, "POLYGON((0 0,100 0,100 100,0 100,0 0),(40 40,60 40,60 60,40 60,40 40))", OM_METRES,
        &ring, &err));
    OM_AUTO(om_districts)
    districts = open(geo, &(om_district){.code = "1", .name = "Ring", .shape = ring}, 1);
    const om_level *level = om_districts_city(districts);
    CHECK(om_districts_of_point(districts, level, (om_xy){50, 50}) == OM_NO_DISTRICT);
    CHECK_INT(om_districts_of_point(districts, level, (om_xy){30, 50}), 0);
}

static void the_city_is_the_level_with_most_districts_that_do_not_overlap(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_geom) a = rect(geo, 0, 0, 100, 100);
    OM_AUTO(om_geom) b = rect(geo, 100, 0, 200, 100);
    OM_AUTO(om_geom) c = rect(geo, 50, 0, 150, 100);
    OM_AUTO(om_geom) all = rect(geo, 0, 0, 200, 100);
    const om_district list[] = {
        {.code = "c", .name = "c", .level = "city", .shape = all},
        {.code = "1", .name = "a", .level = "county", .shape = a},
        {.code = "2", .name = "b", .level = "county", .shape = b},
        {.code = "u1", .name = "a", .level = "unit", .shape = a},
        {.code = "u2", .name = "b", .level = "unit", .shape = b},
        {.code = "u3", .name = "c", .level = "unit", .shape = c},
    };
    OM_AUTO(om_districts) districts = open(geo, list, 6);
    CHECK_INT(om_districts_level_count(districts), 3);
    CHECK_TEXT(om_districts_city(districts)->name, "county");
    CHECK(om_districts_level(districts, 2)->overlaps);
}

static void bad_districts_are_refused(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    OM_AUTO(om_districts) districts = NULL;
    OM_AUTO(om_geom) a = rect(geo, 0, 0, 100, 100);
    const om_district twice[] = {{.code = "1", .name = "a", .shape = a},
                                 {.code = "1", .name = "b", .shape = a}};
    CHECK_FAILS(om_districts_open(geo, twice, 0, &districts, &err), OM_ERR_DATA, "no districts");
    CHECK_FAILS(om_districts_open(geo, twice, 2, &districts, &err), OM_ERR_DATA, "have the code 1");
}

OM_TESTS(test(a_point_on_a_shared_border_goes_to_the_smaller_code),
         test(shares_are_areas_and_sum_to_one), test(a_line_is_cut_at_the_borders),
         test(a_hole_belongs_to_nobody),
         test(the_city_is_the_level_with_most_districts_that_do_not_overlap),
         test(bad_districts_are_refused))
