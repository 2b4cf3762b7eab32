/* What depots hold against what people need, by district and item. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Name", "名称", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Level", "级别", 0, 0, NULL},
    {"item", OM_TEXT, "", true, "Item, or all of them", "物资", 0, 0, NULL},
    {"unit", OM_TEXT, "", false, "Unit of the item", "单位", 0, 0, NULL},
    {"people", OM_REAL, "people", true, "People", "人口", 0, 0, NULL},
    {"people_in_need", OM_REAL, "people", true, "People to be supplied", "需保障人口", 0, 0, NULL},
    {"need", OM_REAL, "units", false, "Need", "需求量", 0, 0, NULL},
    {"own", OM_REAL, "units", false, "From its own depots", "本地储备", 0, 0, NULL},
    {"from_district", OM_REAL, "units", false, "From the district's depots", "区级库补充", 0, 0,
     NULL},
    {"from_city", OM_REAL, "units", false, "From the city's depots", "市级库补充", 0, 0, NULL},
    {"missing", OM_REAL, "units", false, "Missing", "缺口", 0, 0, NULL},
    {"fill_rate", OM_REAL, "0..1", false, "Share of the need that is met", "满足率", 0, 0, NULL},
    {"days", OM_REAL, "d", false, "Days of supply", "可保障天数", 0, 0, NULL},
    {0},
};

const om_layer om_layer_supply_stock = {
    .name = "supply_stock",
    .title = "Relief stock against need",
    .title_zh = "物资储备满足率",
    .summary = "What depots hold against what people need, by district and item, topped up from "
               "the district and the city.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
