/* Where on the ground people are by day. */
#include "layers/layer.h"

static const om_choice uses[] = {
    {"home", "At home", "在家"},
    {"work", "At work", "上班"},
    {"school", "At school", "上学"},
    {"care", "In care", "就医"},
    {"visit", "In shops, out", "购物与出行"},
    {0},
};

static const om_choice grounds[] = {
    {"building", "In a building", "建筑"},
    {"cell", "On a cell of ground", "网格"},
    {"unit", "Somewhere in the unit", "统计单元"},
    {0},
};

static const om_column columns[] = {
    {"people", OM_REAL, "people", true, "People by day", "白天人口", 0, 0, NULL},
    {"unit", OM_TEXT, "", false, "Census unit it lies in", "所在统计单元编号", 0, 0, NULL},
    {"use", OM_TEXT, "", true, "What they do there", "活动", 0, 0, uses},
    {"on", OM_TEXT, "", true, "Where people were put", "分配对象", 0, 0, grounds},
    {"ref", OM_TEXT, "", false, "Building", "建筑编号", 0, 0, NULL},
    {"floor_m2", OM_REAL, "m2", false, "Floor area", "建筑面积", 0, 0, NULL},
    {"ground_m2", OM_REAL, "m2", false, "Ground", "用地面积", 0, 0, NULL},
    {"people_per_ha", OM_REAL, "people/ha", false, "People by day a hectare around", "白天人口密度",
     0, 0, NULL},
    {0},
};

const om_layer om_layer_population_day = {
    .name = "population_day",
    .title = "People by day",
    .title_zh = "白天人口分布",
    .summary = "The people of the whole city where they are by day: at home, at work, at school.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
