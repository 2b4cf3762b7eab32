/* The grade of every hazard source, and which rule gave it. */
#include "layers/grade.h"

static const om_column columns[] = {
    {"source", OM_TEXT, "", true, "Source id", "危险源编号", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"kind", OM_TEXT, "", true, "Kind", "类型", 0, 0, NULL},
    {"grade", OM_INTEGER, "1..4", false, "Grade", "风险等级", 1, 4, om_grade_choices},
    {"reported_level", OM_INTEGER, "1..4", false, "Reported level", "申报等级", 1, 4,
     om_grade_choices},
    {"rule", OM_TEXT, "", false, "Rule", "规则", 0, 0, NULL},
    {"reason", OM_TEXT, "", false, "Reason", "依据", 0, 0, NULL},
    {0},
};

const om_layer om_layer_risk_source = {
    .name = "risk_source",
    .title = "Graded hazard sources",
    .title_zh = "危险源风险等级",
    .summary = "The grade of every hazard source, with the rule that gave it; none is ungraded.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_PLACE,
    .columns = columns,
};
