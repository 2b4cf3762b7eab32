/* How many people can walk to a shelter, by district. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Name", "名称", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Level", "级别", 0, 0, NULL},
    {"people", OM_REAL, "people", true, "People", "人口", 0, 0, NULL},
    {"people_reached", OM_REAL, "people", true, "People with a shelter in reach", "步行可达人口", 0,
     0, NULL},
    {"people_unreached", OM_REAL, "people", true, "People with none in reach", "步行不可达人口", 0,
     0, NULL},
    {"people_unknown", OM_REAL, "people", true, "People with no way near", "附近无道路人口", 0, 0,
     NULL},
    {"reached_share", OM_REAL, "0..1", false, "Share with a shelter in reach", "步行可达比例", 0, 1,
     NULL},
    {"mean_m", OM_REAL, "m", false, "Mean way to the nearest in reach", "平均步行距离", 0, 0, NULL},
    {"access_2sfca", OM_REAL, "m2/person", false, "Area in reach a person, shared (2SFCA)",
     "可达性（2SFCA）", 0, 0, NULL},
    {"access_e2sfca", OM_REAL, "m2/person", false, "The same by zones of distance (E2SFCA)",
     "可达性（E2SFCA）", 0, 0, NULL},
    {"access_gaussian", OM_REAL, "m2/person", false, "The same, falling with distance (Gaussian)",
     "可达性（高斯）", 0, 0, NULL},
    {0},
};

const om_layer om_layer_shelter_reach_district = {
    .name = "shelter_reach_district",
    .title = "Shelters on foot by district",
    .title_zh = "各区步行可达避难场所人口",
    .summary =
        "People with a shelter within the distance of its class on foot, and shelter area in "
        "reach a person, by district.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
