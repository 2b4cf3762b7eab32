/* Administrative and planning areas, from the city down to its towns. */
#include "layers/grade.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "行政区划代码", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Name", "名称", 0, 0, NULL},
    {"name_en", OM_TEXT, "", false, "Latin name", "英文名称", 0, 0, NULL},
    {"parent", OM_TEXT, "", false, "Code of the area it belongs to", "上级代码", 0, 0, NULL},
    {"level", OM_TEXT, "", false, "Level", "级别", 0, 0, om_district_levels},
    {0},
};

const om_layer om_layer_district = {
    .name = "district",
    .title = "Districts",
    .title_zh = "行政区",
    .summary = "Administrative and planning areas that figures are reported for.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
    .missing = "code", /* development zones and other planning units have none in GB/T 2260 */
    .stands_in = "name",
};
