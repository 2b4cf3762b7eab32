/* Built-up ground that fire engines do not reach in time, the worst first. */
#include "layers/grade.h"

static const om_choice states[] = {
    {"late", "Not reached in time", "时限内不可达"},
    {"unknown", "No road near enough", "附近无道路数据"},
    {0},
};

static const om_column columns[] = {
    {"state", OM_TEXT, "", true, "State", "状态", 0, 0, states},
    {"code", OM_TEXT, "", true, "District code", "行政区代码", 0, 0, NULL},
    {"district", OM_TEXT, "", true, "District", "行政区", 0, 0, NULL},
    {"rank", OM_INTEGER, "1..n", false, "Rank", "排名", 0, 0, NULL},
    {"area_m2", OM_REAL, "m2", true, "Area", "面积", 0, 0, NULL},
    {"people", OM_REAL, "people", false, "Residents too late", "未覆盖人口", 0, 0, NULL},
    {"sources", OM_INTEGER, "sources", true, "Hazard sources inside", "危险源数", 0, 0, NULL},
    {"worst_grade", OM_INTEGER, "1..4", false, "Worst grade inside", "最高风险等级", 1, 4,
     om_grade_choices},
    {"score", OM_REAL, "people", false, "Residents times weight of the grade", "人口风险评分", 0, 0,
     NULL},
    {0},
};

const om_layer om_layer_fire_reach_gap = {
    .name = "fire_reach_gap",
    .title = "Gaps in fire coverage",
    .title_zh = "消防覆盖空白区",
    .summary = "Built-up ground of each district out of reach in time, ranked by residents and "
               "risk; what no road is near enough to tell stands apart.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
