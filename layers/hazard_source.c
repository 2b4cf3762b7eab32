/* What can go wrong: plants, tanks, filling stations, substations. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"kind", OM_TEXT, "", true, "Kind", "类型", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"substance", OM_TEXT, "", false, "Substance", "物质", 0, 0, NULL},
    {"quantity", OM_REAL, "see quantity_unit", false, "Quantity", "数量", 0, 1e12, NULL},
    {"quantity_unit", OM_TEXT, "", false, "Unit of the quantity", "数量单位", 0, 0, NULL},
    {"status", OM_TEXT, "", false, "Status", "状态", 0, 0, NULL},
    {"reported_level", OM_INTEGER, "1..4", false, "Reported level", "申报等级", 1, 4, NULL},
    {0},
};

const om_layer om_layer_hazard_source = {
    .name = "hazard_source",
    .title = "Hazard sources",
    .title_zh = "危险源",
    .summary = "Plants, tanks, filling stations and whatever else can go wrong.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_PLACE,
    .columns = columns,
};
