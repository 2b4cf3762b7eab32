/* Areas that a natural hazard threatens. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"kind", OM_TEXT, "", true, "Hazard", "灾害类型", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"level", OM_INTEGER, "1..4", false, "Level", "等级", 1, 4, NULL},
    {0},
};

const om_layer om_layer_hazard_zone = {
    .name = "hazard_zone",
    .title = "Hazard zones",
    .title_zh = "灾害影响区",
    .summary = "Areas that a natural hazard threatens, such as flood zones.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
