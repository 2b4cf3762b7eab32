/* Rivers, streams and canals as lines. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"kind", OM_TEXT, "", false, "Kind", "类型", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {0},
};

const om_layer om_layer_waterway = {
    .name = "waterway",
    .title = "Waterways",
    .title_zh = "河流",
    .summary = "Rivers, streams and canals as lines.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_LINE,
    .columns = columns,
};
