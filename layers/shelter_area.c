/* How much shelter a resident can count on, by district. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Name", "名称", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Level", "级别", 0, 0, NULL},
    {"residents", OM_REAL, "people", true, "Residents", "常住人口", 0, 0, NULL},
    {"shelters", OM_INTEGER, "shelters", true, "Shelters", "避难场所数", 0, 0, NULL},
    {"gross_m2", OM_REAL, "m2", true, "Gross area", "总面积", 0, 0, NULL},
    {"usable_m2", OM_REAL, "m2", true, "Usable area", "有效面积", 0, 0, NULL},
    {"m2_per_person", OM_REAL, "m2/person", false, "Area a resident", "人均避难面积", 0, 0, NULL},
    {"target_m2_per_person", OM_REAL, "m2/person", true, "Target", "目标", 0, 0, NULL},
    {"missing_m2", OM_REAL, "m2", true, "Area missing to the target", "缺口面积", 0, 0, NULL},
    {0},
};

const om_layer om_layer_shelter_area = {
    .name = "shelter_area",
    .title = "Shelter area a resident",
    .title_zh = "人均避难场所面积",
    .summary = "Usable shelter area a resident, by district and for the city, against the target.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
