/* How much shelter a resident can count on, and how many people shelters hold, by district. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Name", "名称", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Level", "级别", 0, 0, NULL},
    {"residents", OM_REAL, "people", true, "Residents", "常住人口", 0, 0, NULL},
    {"shelters", OM_INTEGER, "shelters", true, "Shelters", "避难场所数", 0, 0, NULL},
    {"gross_m2", OM_REAL, "m2", true, "Gross area", "总面积", 0, 0, NULL},
    {"usable_m2", OM_REAL, "m2", true, "Effective area of all classes", "有效面积", 0, 0, NULL},
    {"fixed_shelters", OM_INTEGER, "shelters", true, "Fixed and central shelters",
     "固定及中心避难场所数", 0, 0, NULL},
    {"fixed_m2", OM_REAL, "m2", true, "Effective area of fixed and central shelters",
     "固定及中心避难场所有效面积", 0, 0, NULL},
    {"m2_per_person", OM_REAL, "m2/person", false, "Fixed shelter area a resident",
     "人均固定避难面积", 0, 0, NULL},
    {"target_m2_per_person", OM_REAL, "m2/person", true, "Target", "目标", 0, 0, NULL},
    {"missing_m2", OM_REAL, "m2", true, "Area missing to the target", "缺口面积", 0, 0, NULL},
    {"capacity", OM_REAL, "people", true, "People that fixed and central shelters hold",
     "固定及中心避难场所容纳人数", 0, 0, NULL},
    {"capacity_share", OM_REAL, "0..1", false, "Share of the residents that they hold",
     "容纳人口比例", 0, 0, NULL},
    {"target_capacity_share", OM_REAL, "0..1", true, "Share of the residents to be housed",
     "应容纳人口比例", 0, 0, NULL},
    {"missing_places", OM_REAL, "people", true, "Places missing to that share", "缺口容纳人数", 0,
     0, NULL},
    {"emergency_capacity", OM_REAL, "people", true, "People that other shelters hold",
     "紧急及临时避难场所容纳人数", 0, 0, NULL},
    {0},
};

const om_layer om_layer_shelter_area = {
    .name = "shelter_area",
    .title = "Shelter area a resident",
    .title_zh = "人均避难场所面积",
    .summary =
        "Fixed shelter area a resident and how many people shelters hold, by district and for "
        "the city, against the targets.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
