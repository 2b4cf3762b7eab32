/* How long relief takes to each place, by depot level. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"place_layer", OM_TEXT, "", true, "Layer of the place", "对象图层", 0, 0, NULL},
    {"place_id", OM_TEXT, "", true, "Place", "对象编号", 0, 0, NULL},
    {"people", OM_REAL, "people", false, "Residents", "常住人口", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Depot level", "库级别", 0, 0, NULL},
    {"depot", OM_TEXT, "", false, "Nearest depot id", "最近储备库编号", 0, 0, NULL},
    {"depot_name", OM_TEXT, "", false, "Nearest depot", "最近储备库", 0, 0, NULL},
    {"minutes", OM_REAL, "min", false, "From order to arrival", "送达时间", 0, 0, NULL},
    {"state", OM_TEXT, "", true, "State", "状态", 0, 0, NULL},
    {0},
};

const om_layer om_layer_supply_reach_place = {
    .name = "supply_reach_place",
    .title = "Relief times",
    .title_zh = "物资送达时间",
    .summary = "Minutes from order to arrival for population units and shelters, by depot level.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
