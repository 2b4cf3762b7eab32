/* Files of factors are read strictly. */
#include "engine/risk/factor.h"

#include "engine/base/file.h"
#include "tests/support/check.h"
#include "tests/support/scratch.h"

static om_error err;

#define HEADER                                                                                     \
    "factor,role,layer,column,raster,statistic,normalise,direction,weight,source,verified"
#define GOOD "flood,hazard,hazard_zone,,,share,min-max,rises,0.6,FEMA,yes\n"

static om_status parse(const char *text, om_factors **ret)
{
    OM_AUTO(om_csv) csv = NULL;
    CHECK_OK(om_csv_parse(text, strlen(text), "factors.csv", &csv, &err));
    return om_factors_parse(csv, "city/factors.csv", ret, &err);
}

static void a_row_is_a_factor(void **state)
{
    (void)state;
    OM_AUTO(om_factors) factors = NULL;
    OM_AUTO(om_arena) arena = om_arena_new();
    CHECK_OK(parse(HEADER
                   ",band,nodata,where_column,where_value\n"
                   "flood,hazard,hazard_zone,,,share,min-max,rises,0.6,FEMA,yes,,,kind,flood\n"
                   "height,hazard,,,dem.tif,mean,cma,falls,,DEM,no,2,-1,,\n"
                   "people,exposure,population,people,,density,rank,rises,0.4,me,no,,,,\n",
                   &factors));
    CHECK_INT(factors->count, 3);
    CHECK_INT(factors->unverified, 2);
    const om_factor *flood = &factors->list[0], *height = &factors->list[1];
    CHECK(flood->role == OM_ROLE_HAZARD && flood->statistic == OM_STATISTIC_SHARE);
    CHECK_TEXT(flood->where_value, "flood");
    CHECK_NEAR(flood->weight, 0.6, 0);
    CHECK(flood->verified && !flood->falls && flood->line == 2);
    /* A raster is seen from its table. */
    CHECK_TEXT(height->raster, "city/dem.tif");
    CHECK(height->layer == NULL && height->band == 2 && height->falls);
    CHECK_TEXT(height->nodata, "-1");
    CHECK(isnan(height->weight) && height->normal == OM_NORMAL_CMA);
    CHECK_TEXT(om_factor_unit(flood, arena), "0..1");
    CHECK_TEXT(om_factor_unit(&factors->list[2], arena), "people/km2");
}

static void a_file_tells_its_version(void **state)
{
    (void)state;
    scratch_write("factors.csv", HEADER "\n" GOOD);
    OM_AUTO(om_factors) factors = NULL;
    OM_AUTO(om_json) list = om_json_array_new();
    CHECK_OK(om_factors_open(scratch_path("factors.csv"), &factors, &err));
    om_factors_describe(factors, list);
    const om_json *table = om_json_at(list, 0);
    CHECK_TEXT(om_json_text(om_json_get(table, "table")), "factors.csv");
    CHECK(strncmp(om_json_text(om_json_get(table, "checksum")), "xxh3:", 5) == 0);
    OM_AUTO(om_factors) shipped = NULL;
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = NULL;
    CHECK_OK(om_share_find(arena, "standards/hazard_factors.csv", &path, &err));
    CHECK_OK(om_factors_open(path, &shipped, &err));
}

static void what_is_not_understood_is_refused_by_line(void **state)
{
    (void)state;
    static const struct {
        const char *row, *words;
    } cases[] = {
        {",hazard,hazard_zone,,,share,min-max,rises,1,s,no", "line 3: the factor has no name"},
        {"a,danger,hazard_zone,,,share,min-max,rises,1,s,no", "role 'danger' is none of hazard, "},
        {"a,hazard,hazard_zone,,,sum,min-max,rises,1,s,no", "statistic 'sum' is none of share, "},
        {"a,hazard,hazard_zone,,,share,log,rises,1,s,no", "normalise 'log' is none of min-max, "},
        {"a,hazard,hazard_zone,,,share,min-max,up,1,s,no", "direction 'up' is none of rises, "},
        {"a,hazard,hazard_zone,,,share,min-max,rises,2,s,no", "weight '2' is not within 0..1"},
        {"a,hazard,hazard_zone,,,share,min-max,rises,1,,no", "does not say its source"},
        {"a,hazard,hazard_zone,,,share,min-max,rises,1,s,maybe", "verified 'maybe' is none of"},
        {"a,hazard,,,,share,min-max,rises,1,s,no", "either a layer or a raster"},
        {"a,hazard,road,,dem.tif,mean,min-max,rises,1,s,no", "either a layer or a raster"},
        {"a,hazard,hazard_zones,,,share,min-max,rises,1,s,no", "there is no layer 'hazard_zones'"},
        {"a,hazard,road,,,share,min-max,rises,1,s,no", "road has no polygons to take the share of"},
        {"a,hazard,district,,,length,min-max,rises,1,s,no", "has no lines to take the length of"},
        {"a,hazard,hazard_zone,depth,,mean,min-max,rises,1,s,no", "has no column 'depth'"},
        {"a,hazard,hazard_zone,kind,,mean,min-max,rises,1,s,no", "'kind' of hazard_zone has no n"},
        {"a,hazard,hazard_zone,level,,share,min-max,rises,1,s,no", "share takes no column"},
        {"a,hazard,hazard_zone,level,,maximum,min-max,rises,1,s,no", "are of rasters only"},
        {"a,hazard,,,dem.tif,share,min-max,rises,1,s,no", "of a raster there are mean, density"},
        {"a,hazard,,level,dem.tif,mean,min-max,rises,1,s,no", "a raster has no columns"},
        {"flood,hazard,hazard_zone,,,share,min-max,rises,1,s,no", "'flood' stands on line 2"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        OM_AUTO(om_factors) factors = NULL;
        OM_AUTO_TEXT text = {0};
        om_text_add_format(&text, "%s\n%s%s\n", HEADER, GOOD, cases[i].row);
        CHECK_FAILS(parse(text.bytes, &factors), OM_ERR_DATA, cases[i].words);
    }
}

static void a_file_needs_its_columns_and_a_hazard(void **state)
{
    (void)state;
    om_factors *factors = NULL;
    CHECK_FAILS(parse("factor,role\na,hazard\n", &factors), OM_ERR_DATA, "layer");
    CHECK_FAILS(parse(HEADER ",colour\n", &factors), OM_ERR_DATA, "has no column 'colour'");
    CHECK_FAILS(parse(HEADER "\n", &factors), OM_ERR_DATA, "0 factors, not within 1..32");
    CHECK_FAILS(
        parse(HEADER "\np,exposure,population,people,,density,rank,rises,1,s,no\n", &factors),
        OM_ERR_DATA, "factors.csv has no factor of the role hazard");
    CHECK(factors == NULL);
}

OM_TESTS(test(a_row_is_a_factor), test(a_file_tells_its_version),
         test(what_is_not_understood_is_refused_by_line),
         test(a_file_needs_its_columns_and_a_hazard))
