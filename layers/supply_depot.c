/* Where relief goods are kept. */
#include "layers/layer.h"

static const om_choice levels[] = {
    {"city", "City depot", "市级库"},
    {"district", "District depot", "市（县）区级库"},
    {"town", "Town depot", "镇（街道）级库"},
    {0},
};

static const om_column columns[] = {
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Level", "级别", 0, 0, levels},
    {"floor_m2", OM_REAL, "m2", false, "Floor area", "建筑面积", 0, 1e7, NULL},
    {"stock_people", OM_REAL, "people", false, "People its stock serves", "可保障人数", 0, 1e9,
     NULL},
    {"mobilise_min", OM_REAL, "min", false, "Own loading time", "装载时间", 0, 1440, NULL},
    {"stock_water_l", OM_REAL, "l", false, "Drinking water", "饮用水储备", 0, 1e9, NULL},
    {"stock_food_kg", OM_REAL, "kg", false, "Food", "食品储备", 0, 1e9, NULL},
    {0},
};

const om_layer om_layer_supply_depot = {
    .name = "supply_depot",
    .title = "Supply depots",
    .title_zh = "物资储备库",
    .summary = "Where relief goods are kept, on three levels.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
