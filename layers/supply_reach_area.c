/* The ground that a depot's trucks reach in time. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"depot", OM_TEXT, "", false, "Depot id", "储备库编号", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Depot", "储备库", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Depot level", "库级别", 0, 0, NULL},
    {"limit_min", OM_REAL, "min", true, "Time limit", "时限", 0, 0, NULL},
    {"area_m2", OM_REAL, "m2", true, "Area", "面积", 0, 0, NULL},
    {0},
};

const om_layer om_layer_supply_reach_area = {
    .name = "supply_reach_area",
    .title = "Relief reach",
    .title_zh = "物资保障范围",
    .summary = "The ground that a depot's trucks reach in time.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
