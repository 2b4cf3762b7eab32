/* Gates, bollards and other things across roads. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"kind", OM_TEXT, "", true, "Kind", "类型", 0, 0, NULL},
    {"access", OM_TEXT, "", false, "Access", "准入", 0, 0, NULL},
    {"emergency", OM_TEXT, "", false, "Access of fire engines", "消防车准入", 0, 0, NULL},
    {"maxheight_m", OM_REAL, "m", false, "Height limit", "限高", 0.5, 50, NULL},
    {"maxwidth_m", OM_REAL, "m", false, "Width limit", "限宽", 0.5, 50, NULL},
    {"node", OM_INTEGER, "node id", false, "Node", "节点", 0, 0, NULL},
    {0},
};

const om_layer om_layer_road_barrier = {
    .name = "road_barrier",
    .title = "Barriers on roads",
    .title_zh = "道路障碍",
    .summary = "Gates, bollards and other things across roads, each a point on its road.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
