/* Districts that overlap, and codes and parents that say something else than the map. */
#include "engine/analysis/district_check.h"

#include "tests/support/check.h"

static om_error err;

/* A district given by its rectangle. */
typedef struct given {
    const char *code, *name, *level, *parent;
    om_rect rect;
} given;

static om_status note(void *context, const char *sentence, om_error *ret_err)
{
    (void)ret_err;
    om_text_add(context, sentence);
    om_text_add(context, "\n");
    return OM_OK;
}

static void check_told(const given *list, size_t count, const char *wanted)
{
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_districts) districts = NULL;
    OM_AUTO_TEXT told = {0};
    om_geom *shapes[8] = {0};
    om_district made[8];
    CHECK_OK(om_geo_open(&geo, &err));
    for (size_t i = 0; i < count; i++) {
        CHECK_OK(om_geom_of_rect(geo, list[i].rect, OM_METRES, &shapes[i], &err));
        made[i] = (om_district){.code = list[i].code,
                                .name = list[i].name,
                                .level = list[i].level,
                                .parent = list[i].parent,
                                .shape = shapes[i]};
    }
    CHECK_OK(om_districts_open(geo, made, count, &districts, &err));
    CHECK_OK(om_districts_check(geo, districts, note, &told, &err));
    CHECK_TEXT(told.bytes ? told.bytes : "", wanted);
    for (size_t i = 0; i < count; i++)
        om_geom_free(shapes[i]);
}

static const given xishan = {"320205", "Xishan", "county", NULL, {0, 0, 1000, 1000}},
                   huishan = {"320206", "Huishan", "county", NULL, {1000, 0, 2000, 1000}};

static void districts_that_fit_are_not_told_of(void **state)
{
    (void)state;
    const given list[] = {
        xishan,
        huishan,
        {"320200", "Wuxi", "city", NULL, {0, 0, 2000, 1000}},
        {"320205101", "Dongting", "town", NULL, {0, 0, 500, 500}},
        {"320206104000", "Luoshe", "town", "320206", {1400, 0, 1500, 500}},
        {"Park", "Park", "unit", NULL, {900, 0, 1100, 1000}}, /* a unit lies where it likes */
        {"320299", "no code of here", "county", NULL, {5000, 0, 6000, 100}}};
    check_told(list, 6, "");
}

static void districts_of_a_level_that_overlap_are_told(void **state)
{
    (void)state;
    const given list[] = {xishan,
                          {"320206", "Huishan", "county", NULL, {900, 0, 2900, 1000}},
                          {"320211", "Binhu", "county", NULL, {0, 999.5, 1000, 2000}}};
    check_told(list, 3,
               "the districts 320205 (Xishan) and 320206 (Huishan) of level county overlap: they "
               "share 0.1 km2, 10 % of the smaller\n"); /* half a metre is drawing */
}

static void a_town_that_lies_in_another_county_than_its_code_says_is_told(void **state)
{
    (void)state;
    const given list[] = {
        xishan, huishan, {"320205101", "Dongting", "town", NULL, {980, 0, 1080, 500}}};
    check_told(list, 3,
               "the district 320205101 (Dongting) belongs to 320205 (Xishan) by its code, but 80 % "
               "of it lies in 320206 (Huishan)\n");
    const given nowhere[] = {xishan,
                             huishan,
                             {"320205101000", "Dongting", "town", NULL, {5000, 0, 5080, 500}},
                             {"x", "X", "unit", "320206", {900, 0, 1010, 10}}};
    check_told(nowhere, 4,
               "the district 320205101000 (Dongting) belongs to 320205 (Xishan) by its code, but "
               "only 0 % of it lies there\n"
               "the district x (X) belongs to 320206 (Huishan) by its parent, but 90.9 % of it "
               "lies in 320205 (Xishan)\n");
}

static om_status stop(void *context, const char *sentence, om_error *ret_err)
{
    (void)context;
    return om_fail(ret_err, OM_ERR_DATA, "%s", sentence);
}

static void who_is_told_may_stop_it(void **state)
{
    (void)state;
    OM_AUTO(om_geo) geo = NULL;
    OM_AUTO(om_geom) shape = NULL;
    OM_AUTO(om_districts) districts = NULL;
    CHECK_OK(om_geo_open(&geo, &err));
    CHECK_OK(om_geom_of_rect(geo, (om_rect){0, 0, 9, 9}, OM_METRES, &shape, &err));
    const om_district twins[] = {{.code = "1", .shape = shape}, {.code = "2", .shape = shape}};
    CHECK_OK(om_districts_open(geo, twins, 2, &districts, &err));
    CHECK_FAILS(om_districts_check(geo, districts, stop, NULL, &err), OM_ERR_DATA,
                "the districts 1 (1) and 2 (2) of level unit overlap");
}

OM_TESTS(test(districts_that_fit_are_not_told_of), test(districts_of_a_level_that_overlap_are_told),
         test(a_town_that_lies_in_another_county_than_its_code_says_is_told),
         test(who_is_told_may_stop_it))
