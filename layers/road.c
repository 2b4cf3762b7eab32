/* The roads that engines drive on. */
#include "layers/layer.h"

static const om_choice directions[] = {
    {"-1", "One-way against the line", "逆向单行"},
    {"0", "Both ways", "双向"},
    {"1", "One-way along the line", "顺向单行"},
    {0},
};

static const om_column columns[] = {
    {"class", OM_TEXT, "", true, "Class", "等级", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"oneway", OM_INTEGER, "-1, 0 or 1", false, "Direction", "通行方向", -1, 1, directions},
    {"maxspeed_kmh", OM_REAL, "km/h", false, "Speed limit", "限速", 1, 200, NULL},
    {"level", OM_INTEGER, "storeys above ground", false, "Level", "层", -10, 10, NULL},
    {"bridge", OM_INTEGER, "0 or 1", false, "Bridge", "桥梁", 0, 1, NULL},
    {"tunnel", OM_INTEGER, "0 or 1", false, "Tunnel", "隧道", 0, 1, NULL},
    {"access", OM_TEXT, "", false, "Access", "准入", 0, 0, NULL},
    /* Node identifiers, one little-endian int64 a vertex, where the source has true topology. */
    {"nodes", OM_BLOB, "node ids", false, "Nodes", "节点", 0, 0, NULL},
    {"emergency", OM_TEXT, "", false, "Access of fire engines", "消防车准入", 0, 0, NULL},
    {"maxheight_m", OM_REAL, "m", false, "Height limit", "限高", 0.5, 50, NULL},
    {"maxweight_t", OM_REAL, "t", false, "Weight limit", "限重", 0.1, 500, NULL},
    {"maxwidth_m", OM_REAL, "m", false, "Width limit", "限宽", 0.5, 50, NULL},
    {"foot", OM_TEXT, "", false, "Access on foot", "行人准入", 0, 0, NULL},
    {0},
};

const om_layer om_layer_road = {
    .name = "road",
    .title = "Roads",
    .title_zh = "道路",
    .summary = "The road network with class, direction, speed, grade separation and limits.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_LINE,
    .columns = columns,
};
