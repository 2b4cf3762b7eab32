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
    {"count escalation", "count escalation", "就高，并按数量升级"},
    {"weighted index", "weighted index", "加权指数"},
    {"area share", "area share", "面积占比"},
    {0},
};

const om_choice om_grade_direct[] = {
    {"first", "direct determination first", "直接判定优先"},
    {0},
};

const om_choice om_grade_controls[] = {
    {"inherent", "before controls", "固有风险（管控前）"},
    {"residual", "after controls", "现实风险（管控后）"},
    {0},
};

const om_choice om_district_levels[] = {
    {"city", "City", "市"},
    {"county", "County or district", "县（市、区）"},
    {"town", "Town or subdistrict", "镇（街道）"},
    {"unit", "Planning unit", "规划单元"},
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
    {"level", OM_TEXT, "", false, "Level of district", "区划级别", 0, 0, om_district_levels},
    {"direct", OM_TEXT, "", false, "Direct determination", "直接判定", 0, 0, om_grade_direct},
    {"controls", OM_TEXT, "", false, "Controls", "管控", 0, 0, om_grade_controls},
    {"area_rule", OM_TEXT, "", false, "What the mode found", "评定依据", 0, 0, NULL},
    {"area_line", OM_TEXT, "", false, "Line of the mode's table", "评定方式数据表行号", 0, 0, NULL},
    {"risk_index", OM_REAL, "score", false, "Weighted index", "加权指数", 0, 0, NULL},
    {"share_1", OM_REAL, "0..1", false, "Ground under major", "重大风险面积占比", 0, 1, NULL},
    {"share_2", OM_REAL, "0..1", false, "Ground under considerable or worse", "较大及以上面积占比",
     0, 1, NULL},
    {"share_3", OM_REAL, "0..1", false, "Ground under moderate or worse", "一般及以上面积占比", 0,
     1, NULL},
    {"share_4", OM_REAL, "0..1", false, "Ground under any level", "各级影响面积占比", 0, 1, NULL},
    {0},
};
