/* Floor area of depots by level, against what the plan asks for. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"level", OM_TEXT, "", true, "Depot level", "库级别", 0, 0, NULL},
    {"depots", OM_INTEGER, "depots", true, "Depots", "储备库数", 0, 0, NULL},
    {"depots_without_floor", OM_INTEGER, "depots", true, "Depots of unknown floor area",
     "面积不明的库数", 0, 0, NULL},
    {"floor_m2", OM_REAL, "m2", true, "Floor area", "建筑面积", 0, 0, NULL},
    {"target_m2", OM_REAL, "m2", false, "Target", "目标", 0, 0, NULL},
    {"missing_m2", OM_REAL, "m2", false, "Missing to the target", "缺口", 0, 0, NULL},
    {0},
};

const om_layer om_layer_supply_floor = {
    .name = "supply_floor",
    .title = "Floor area of depots",
    .title_zh = "储备库建筑面积",
    .summary = "Floor area of depots by level; that of city and district depots together against "
               "the target.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_NONE,
    .columns = columns,
};
