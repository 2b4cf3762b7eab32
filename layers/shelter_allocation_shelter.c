/* How full each shelter is once people are allocated, and why it may be unsafe. */
#include "layers/layer.h"

static const om_choice states[] = {
    {"used", "Houses people", "已分配"},
    {"full", "Full", "已满"},
    {"empty", "Houses nobody", "未分配"},
    {"excluded", "Does not take part", "未参与"},
    {0},
};

static const om_column columns[] = {
    {"shelter", OM_TEXT, "", true, "Shelter id", "避难场所编号", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Name", "名称", 0, 0, NULL},
    {"class", OM_TEXT, "", true, "Class", "等级", 0, 0, NULL},
    {"class_derived", OM_INTEGER, "0 or 1", true, "Class derived from its area", "等级由面积推定",
     0, 1, NULL},
    {"usable_m2", OM_REAL, "m2", true, "Effective area", "有效避难面积", 0, 0, NULL},
    {"capacity", OM_REAL, "people", true, "People that it holds", "容纳人数", 0, 0, NULL},
    {"people", OM_REAL, "people", true, "People housed", "安置人数", 0, 0, NULL},
    {"load", OM_REAL, "0..1", false, "How full it is", "使用率", 0, 1, NULL},
    {"metres", OM_REAL, "m", false, "Mean way on foot", "平均步行距离", 0, 0, NULL},
    {"unsafe", OM_TEXT, "", false, "Why it is unsafe", "安全隐患", 0, 0, NULL},
    {"state", OM_TEXT, "", true, "State", "状态", 0, 0, states},
    {0},
};

const om_layer om_layer_shelter_allocation_shelter = {
    .name = "shelter_allocation_shelter",
    .title = "How full shelters are",
    .title_zh = "避难场所使用率",
    .summary = "People housed in each shelter against what it holds, and why it may be unsafe.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
