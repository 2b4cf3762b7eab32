/* How each shelter or district is supplied. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"place_layer", OM_TEXT, "", true, "Layer of the place", "对象图层", 0, 0, NULL},
    {"place_id", OM_TEXT, "", true, "Place", "对象编号", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"district", OM_TEXT, "", false, "District", "所在区", 0, 0, NULL},
    {"people", OM_INTEGER, "people", true, "People to be supplied", "需保障人口", 0, 0, NULL},
    {"supplied", OM_INTEGER, "people", true, "People supplied", "已保障人口", 0, 0, NULL},
    {"missing", OM_INTEGER, "people", true, "People without supply", "未保障人口", 0, 0, NULL},
    {"depots", OM_INTEGER, "depots", true, "Depots that deliver", "供应库数", 0, 0, NULL},
    {"minutes", OM_REAL, "min", false, "From order to hand-over, in the mean", "平均送达时间", 0, 0,
     NULL},
    {0},
};

const om_layer om_layer_supply_allocation_place = {
    .name = "supply_allocation_place",
    .title = "Supplied places",
    .title_zh = "物资保障对象",
    .summary = "How many people of each shelter and district depots supply, and how many they "
               "cannot.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
