/* Where people live, by census unit, cell or point. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"people", OM_REAL, "people", true, "Residents", "常住人口", 0, 1e9, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {0},
};

const om_layer om_layer_population = {
    .name = "population",
    .title = "Population",
    .title_zh = "人口",
    .summary = "Residents by census unit, cell or point.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_PLACE,
    .columns = columns,
};
