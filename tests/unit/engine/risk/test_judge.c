/* An area is judged from what reaches it, with and without one of its sources. */
#include "engine/risk/judge.h"

#include "tests/support/check.h"
#include "tests/support/sites.h"

static om_error err;

static const test_site sites[] = {{"a", 2, 100, "POINT(50 50)"},
                                  {"b", 3, 50, "POLYGON((110 0,120 0,120 10,110 10,110 0))"},
                                  {"c", 1, 10, "POINT(300 300)"}};

static void each_mode_judges_the_same_sources_its_own_way(void **state)
{
    (void)state;
    static const om_ground square = {NULL, {0, 0, 100, 100}};
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_standard) table = NULL;
    OM_AUTO(om_area_rules) rules = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    CHECK_OK(om_standard_open("", "area_modes.csv", om_area_rules_columns, &table, &err));
    CHECK_OK(om_area_rules_open(table, &rules, &err));
    OM_AUTO(om_sources) sources = sites_graded(geo, sites, 3);
    OM_AUTO(om_nearby) nearby = NULL;
    CHECK_OK(om_nearby_open(sources, geo, &nearby, &err));
    om_area_mode mode = {.rules = rules, .kind = OM_AREA_WEIGHTED, .limit = rules->limit};
    const om_judge judge = {&mode, nearby};
    om_area_level level;
    CHECK_OK(om_judge_area(&judge, &square, NULL, &level, &err));
    CHECK_NEAR(level.index, 9 + 3 * 0.8, 1e-6); /* b lies 10 m off and reaches 50 */
    CHECK_INT(level.area.grade, 2);
    CHECK_TEXT(level.area.decided_by->id, "a");
    CHECK_OK(om_judge_area(&judge, &square, &sources->list[0], &level, &err));
    CHECK_NEAR(level.index, 2.4, 1e-6);
    CHECK_INT(level.area.grade, 4);
    mode.a_km2 = true;
    CHECK_OK(om_judge_area(&judge, &square, NULL, &level, &err));
    CHECK_NEAR(level.index, 1140, 1e-3); /* a hundredth of a square kilometre */
    mode.kind = OM_AREA_HIGHEST;
    CHECK_OK(om_judge_area(&judge, &square, &sources->list[0], &level, &err));
    CHECK_INT(level.area.grade, 3);
    mode.kind = OM_AREA_SHARE;
    CHECK_OK(om_judge_area(&judge, &square, NULL, &level, &err));
    CHECK_INT(level.area.grade, 2); /* a acts on all of it */
    CHECK_NEAR(level.share[2], 1, 1e-9);
    CHECK_NEAR(level.share[1], 0, 0);
}

OM_TESTS(test(each_mode_judges_the_same_sources_its_own_way))
