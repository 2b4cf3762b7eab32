/* Lakes, rivers and basins as areas. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"kind", OM_TEXT, "", false, "Kind", "类型", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {0},
};

const om_layer om_layer_water = {
    .name = "water",
    .title = "Water",
    .title_zh = "水域",
    .summary = "Lakes, rivers and basins as areas.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
