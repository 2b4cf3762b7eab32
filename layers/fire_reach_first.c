/* Which fire station is first where, and whether its district is larger than its class may have. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"station", OM_TEXT, "", true, "Station id", "消防站编号", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Station", "消防站", 0, 0, NULL},
    {"class", OM_TEXT, "", true, "Class", "等级", 0, 0, NULL},
    {"area_m2", OM_REAL, "m2", true, "Area where it is first", "首达范围面积", 0, 0, NULL},
    {"limit_m2", OM_REAL, "m2", false, "Largest area of its class", "等级面积上限", 0, 0, NULL},
    {"oversize", OM_INTEGER, "0..1", false, "Larger than that", "超出上限", 0, 1, NULL},
    {0},
};

const om_layer om_layer_fire_reach_first = {
    .name = "fire_reach_first",
    .title = "First fire station",
    .title_zh = "消防站责任区",
    .summary = "The ground within the districts where a station is first and in time; neighbours "
               "share their border.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
