/* Building outlines. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"kind", OM_TEXT, "", false, "Kind", "类型", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"levels", OM_REAL, "storeys", false, "Storeys", "层数", 0, 300, NULL},
    {0},
};

const om_layer om_layer_building = {
    .name = "building",
    .title = "Buildings",
    .title_zh = "建筑",
    .summary = "Building outlines.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
