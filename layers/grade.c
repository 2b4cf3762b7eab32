/* The words of the four risk grades, and what is told of a graded area. */
#include "layers/grade.h"

const om_choice om_grade_choices[] = {
    {"1", "Major", "重大风险"},
    {"2", "Considerable", "较大风险"},
    {"3", "Moderate", "一般风险"},
    {"4", "Low", "低风险"},
    {0},
};

const om_choice om_grade_modes[] = {
    {"highest wins", "highest wins", "就高不就低"},
    {0},
};

const om_choice om_grade_ungraded = {"", "Ungraded", "未评估"};

const om_column om_graded_area_columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"grade", OM_INTEGER, "1..4", false, "Grade", "风险等级", 1, 4, om_grade_choices},
    {"mode", OM_TEXT, "", true, "Mode", "评定方式", 0, 0, om_grade_modes},
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
