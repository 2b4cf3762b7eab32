/* Which shelters people can walk to from each place, and how much of them there is for a person. */
#include "layers/layer.h"

static const om_choice states[] = {
    {"reached", "A shelter in reach", "步行可达"},
    {"far", "Every shelter too far", "距离过远"},
    {"unreachable", "No way leads to one", "无步行道路可达"},
    {"unknown", "No way near enough", "附近无道路数据"},
    {0},
};

static const om_column columns[] = {
    {"place_layer", OM_TEXT, "", true, "Layer of the place", "对象图层", 0, 0, NULL},
    {"place_id", OM_TEXT, "", true, "Place", "对象编号", 0, 0, NULL},
    {"people", OM_REAL, "people", true, "People", "人口", 0, 0, NULL},
    {"shelter", OM_TEXT, "", false, "Nearest shelter id, in reach if one is", "最近避难场所编号", 0,
     0, NULL},
    {"shelter_name", OM_TEXT, "", false, "Nearest shelter", "最近避难场所", 0, 0, NULL},
    {"class", OM_TEXT, "", false, "Its class", "等级", 0, 0, NULL},
    {"metres", OM_REAL, "m", false, "Way to it on foot", "步行距离", 0, 0, NULL},
    {"in_reach", OM_INTEGER, "shelters", true, "Shelters in reach", "可达避难场所数", 0, 0, NULL},
    {"access_2sfca", OM_REAL, "m2/person", true, "Area in reach a person, shared (2SFCA)",
     "可达性（2SFCA）", 0, 0, NULL},
    {"access_e2sfca", OM_REAL, "m2/person", true, "The same by zones of distance (E2SFCA)",
     "可达性（E2SFCA）", 0, 0, NULL},
    {"access_gaussian", OM_REAL, "m2/person", true, "The same, falling with distance (Gaussian)",
     "可达性（高斯）", 0, 0, NULL},
    {"state", OM_TEXT, "", true, "State", "状态", 0, 0, states},
    {0},
};

const om_layer om_layer_shelter_reach_place = {
    .name = "shelter_reach_place",
    .title = "Shelters on foot",
    .title_zh = "步行可达的避难场所",
    .summary = "For each place where people are: the nearest shelter on foot, how many are within "
               "the distance of their class, and their area a person.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
