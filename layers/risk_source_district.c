/* How many of the hazard sources that lie in a district are graded, and how. */
#include "layers/grade.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Name", "名称", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Level", "级别", 0, 0, NULL},
    {"grade", OM_INTEGER, "1..4", false, "Grade of the district", "区域风险等级", 1, 4,
     om_grade_choices},
    {"sources", OM_INTEGER, "sources", true, "Sources there", "危险源数", 0, 0, NULL},
    {"graded", OM_INTEGER, "sources", true, "Graded", "已评估数", 0, 0, NULL},
    {"grade_1", OM_INTEGER, "sources", true, "Major", "重大风险数", 0, 0, NULL},
    {"grade_2", OM_INTEGER, "sources", true, "Considerable", "较大风险数", 0, 0, NULL},
    {"grade_3", OM_INTEGER, "sources", true, "Moderate", "一般风险数", 0, 0, NULL},
    {"grade_4", OM_INTEGER, "sources", true, "Low", "低风险数", 0, 0, NULL},
    {"ungraded", OM_INTEGER, "sources", true, "Ungraded", "未评估数", 0, 0, NULL},
    {0},
};

const om_layer om_layer_risk_source_district = {
    .name = "risk_source_district",
    .title = "Graded sources by district",
    .title_zh = "各区危险源评估情况",
    .summary = "Sources that lie in a district, each counted once on every level, by their grade.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
