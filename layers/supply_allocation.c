/* Which depot supplies which shelter or district. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"depot", OM_TEXT, "", true, "Depot id", "储备库编号", 0, 0, NULL},
    {"depot_name", OM_TEXT, "", false, "Depot", "储备库", 0, 0, NULL},
    {"depot_level", OM_TEXT, "", true, "Depot level", "库级别", 0, 0, NULL},
    {"to_layer", OM_TEXT, "", true, "Layer of the destination", "对象图层", 0, 0, NULL},
    {"to_id", OM_TEXT, "", true, "Destination", "对象编号", 0, 0, NULL},
    {"to_name", OM_TEXT, "", false, "Name of the destination", "对象名称", 0, 0, NULL},
    {"people", OM_INTEGER, "people", true, "People supplied", "保障人数", 0, 0, NULL},
    {"minutes", OM_REAL, "min", true, "From order to hand-over", "送达时间", 0, 0, NULL},
    {0},
};

const om_layer om_layer_supply_allocation = {
    .name = "supply_allocation",
    .title = "Deliveries",
    .title_zh = "物资调配方案",
    .summary =
        "Which depot supplies which shelter, or people of a district outside of shelters, so "
        "that all deliveries together take least time.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_LINE,
    .columns = columns,
};
