/* The ways that are for people on foot, beside the roads. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"class", OM_TEXT, "", true, "Class", "等级", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"level", OM_INTEGER, "storeys above ground", false, "Level", "层", -10, 10, NULL},
    {"bridge", OM_INTEGER, "0 or 1", false, "Bridge", "桥梁", 0, 1, NULL},
    {"tunnel", OM_INTEGER, "0 or 1", false, "Tunnel", "隧道", 0, 1, NULL},
    {"foot", OM_TEXT, "", false, "Access on foot", "行人准入", 0, 0, NULL},
    /* Node identifiers, one little-endian int64 a vertex, where the source has true topology. */
    {"nodes", OM_BLOB, "node ids", false, "Nodes", "节点", 0, 0, NULL},
    {0},
};

const om_layer om_layer_walkway = {
    .name = "walkway",
    .title = "Walkways",
    .title_zh = "步行道",
    .summary = "Footways, paths, steps and other ways for people on foot, beside the roads.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_LINE,
    .columns = columns,
};
