/* Where on the ground the people of each census unit live. */
#include "layers/layer.h"

static const om_choice grounds[] = {
    {"building", "In a building", "建筑"},
    {"cell", "On a cell of ground", "网格"},
    {"unit", "Somewhere in the unit", "统计单元"},
    {0},
};

static const om_column columns[] = {
    {"people", OM_REAL, "people", true, "Residents", "常住人口", 0, 0, NULL},
    {"unit", OM_TEXT, "", true, "Census unit", "统计单元编号", 0, 0, NULL},
    {"on", OM_TEXT, "", true, "Where people were put", "分配对象", 0, 0, grounds},
    {"ref", OM_TEXT, "", false, "Building", "建筑编号", 0, 0, NULL},
    {"floor_m2", OM_REAL, "m2", false, "Floor area people live on", "居住建筑面积", 0, 0, NULL},
    {"ground_m2", OM_REAL, "m2", false, "Ground people live on", "居住用地面积", 0, 0, NULL},
    {"people_per_ha", OM_REAL, "people/ha", false, "Residents a hectare around", "人口密度", 0, 0,
     NULL},
    {0},
};

const om_layer om_layer_population_place = {
    .name = "population_place",
    .title = "People on the ground",
    .title_zh = "人口空间分布",
    .summary = "The people of each census unit, spread over its dwellings or its inhabited ground.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
