/* What the ground is used for. */
#include "layers/layer.h"

static const om_choice kinds[] = {
    {"residential", "Residential", "居住用地"},
    {"commercial", "Commercial", "商业用地"},
    {"industrial", "Industrial", "工业用地"},
    {"institution", "Schools and institutions", "公共设施"},
    {"park", "Park", "公园绿地"},
    {"forest", "Forest", "林地"},
    {"farmland", "Farmland", "农用地"},
    {"other", "Other", "其他"},
    {0},
};

static const om_column columns[] = {
    {"kind", OM_TEXT, "", true, "Use", "用途", 0, 0, kinds},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {0},
};

const om_layer om_layer_landuse = {
    .name = "landuse",
    .title = "Land use",
    .title_zh = "土地利用",
    .summary = "What the ground is used for: homes, industry, parks, woods, fields.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
