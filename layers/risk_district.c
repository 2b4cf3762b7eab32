/* The grade of every district, with the source that decided it. */
#include "layers/grade.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"grade", OM_INTEGER, "1..4", false, "Grade", "风险等级", 1, 4, om_grade_choices},
    {"mode", OM_TEXT, "", true, "Mode", "评定方式", 0, 0, NULL},
    {"decided_by", OM_TEXT, "", false, "Id of the source that decided", "决定性危险源编号", 0, 0,
     NULL},
    {"decided_by_name", OM_TEXT, "", false, "Source that decided", "决定性危险源", 0, 0, NULL},
    {"decided_by_m", OM_REAL, "m", false, "Distance to that source", "与决定性危险源的距离", 0, 0,
     NULL},
    {"rule", OM_TEXT, "", false, "Rule", "规则", 0, 0, NULL},
    {"reason", OM_TEXT, "", false, "Reason", "依据", 0, 0, NULL},
    {"sources", OM_INTEGER, "sources", true, "Sources that count", "危险源数", 0, 0, NULL},
    {"grade_1", OM_INTEGER, "sources", true, "Major", "重大风险数", 0, 0, NULL},
    {"grade_2", OM_INTEGER, "sources", true, "Considerable", "较大风险数", 0, 0, NULL},
    {"grade_3", OM_INTEGER, "sources", true, "Moderate", "一般风险数", 0, 0, NULL},
    {"grade_4", OM_INTEGER, "sources", true, "Low", "低风险数", 0, 0, NULL},
    {"ungraded", OM_INTEGER, "sources", true, "Ungraded", "未评估数", 0, 0, NULL},
    {0},
};

const om_layer om_layer_risk_district = {
    .name = "risk_district",
    .title = "District risk",
    .title_zh = "各区风险",
    .summary = "Districts graded from the sources in and around them; ungraded is kept apart.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
