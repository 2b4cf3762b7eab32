/* How many people are housed, by district. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Name", "名称", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Level", "级别", 0, 0, NULL},
    {"people_to_house", OM_REAL, "people", true, "People to be housed", "需安置人数", 0, 0, NULL},
    {"people_placed", OM_REAL, "people", true, "People housed", "已安置人数", 0, 0, NULL},
    {"left_full", OM_REAL, "people", true, "Left out: no room in reach", "未安置（容量不足）", 0, 0,
     NULL},
    {"left_far", OM_REAL, "people", true, "Left out: no shelter in reach", "未安置（距离过远）", 0,
     0, NULL},
    {"left_unknown", OM_REAL, "people", true, "Left out: no way near", "未安置（附近无道路）", 0, 0,
     NULL},
    {"placed_share", OM_REAL, "0..1", false, "Share of them housed", "安置比例", 0, 1, NULL},
    {"mean_m", OM_REAL, "m", false, "Mean way on foot", "平均步行距离", 0, 0, NULL},
    {0},
};

const om_layer om_layer_shelter_allocation_district = {
    .name = "shelter_allocation_district",
    .title = "Who is housed by district",
    .title_zh = "各区人员安置",
    .summary = "People to be housed, housed and left out, and why, by district.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
