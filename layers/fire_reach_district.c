/* How much of each district fire engines reach in time. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Name", "名称", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Level", "级别", 0, 0, NULL},
    {"people", OM_REAL, "people", true, "Residents", "常住人口", 0, 0, NULL},
    {"people_covered", OM_REAL, "people", true, "Residents in time", "覆盖人口", 0, 0, NULL},
    {"people_share", OM_REAL, "0..1", false, "Share of residents", "人口覆盖率", 0, 0, NULL},
    {"built_m2", OM_REAL, "m2", true, "Built-up area", "建成区面积", 0, 0, NULL},
    {"built_covered_m2", OM_REAL, "m2", true, "Built-up area in time", "覆盖建成区面积", 0, 0,
     NULL},
    {"built_share", OM_REAL, "0..1", false, "Share of built-up area", "面积覆盖率", 0, 0, NULL},
    {"road_m", OM_REAL, "m", true, "Road length", "道路长度", 0, 0, NULL},
    {"road_covered_m", OM_REAL, "m", true, "Road length in time", "覆盖道路长度", 0, 0, NULL},
    {"road_share", OM_REAL, "0..1", false, "Share of road length", "道路覆盖率", 0, 0, NULL},
    {"sources", OM_INTEGER, "sources", true, "Hazard sources", "危险源数", 0, 0, NULL},
    {"sources_covered", OM_INTEGER, "sources", true, "Sources in time", "覆盖危险源数", 0, 0, NULL},
    {0},
};

const om_layer om_layer_fire_reach_district = {
    .name = "fire_reach_district",
    .title = "Fire coverage by district",
    .title_zh = "各区消防覆盖",
    .summary = "Residents, built-up area, roads and sources in time, by district and for the city.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
