/* The grade of every hazard source, and which rule gave it. */
#include "layers/grade.h"

static const om_choice methods[] = {
    {"policy", "Policy", "规则表"},
    {"direct", "Direct determination", "直接判定法"},
    {"gb18218", "Major hazard (GB 18218)", "重大危险源分级（GB 18218）"},
    {"lec", "LEC", "作业条件危险性分析法（LEC）"},
    {"matrix", "Risk matrix", "风险矩阵法（LS）"},
    {"reported", "Reported", "申报"},
    {0},
};

static const om_column columns[] = {
    {"source", OM_TEXT, "", true, "Source id", "危险源编号", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"kind", OM_TEXT, "", true, "Kind", "类型", 0, 0, NULL},
    {"grade", OM_INTEGER, "1..4", false, "Grade", "风险等级", 1, 4, om_grade_choices},
    {"reported_level", OM_INTEGER, "1..4", false, "Reported level", "申报等级", 1, 4,
     om_grade_choices},
    {"computed_level", OM_INTEGER, "1..4", false, "Computed level", "计算等级", 1, 4,
     om_grade_choices},
    {"residual_level", OM_INTEGER, "1..4", false, "Level after controls", "管控后等级", 1, 4,
     om_grade_choices},
    {"method", OM_TEXT, "", false, "Method", "评估方法", 0, 0, methods},
    {"score", OM_REAL, "score", false, "Score", "分值", 0, 0, NULL},
    {"rule", OM_TEXT, "", false, "Rule", "规则", 0, 0, NULL},
    {"reason", OM_TEXT, "", false, "Reason", "依据", 0, 0, NULL},
    {"standard", OM_TEXT, "", false, "Standard", "标准", 0, 0, NULL},
    {"clause", OM_TEXT, "", false, "Clause", "条款", 0, 0, NULL},
    {"table_line", OM_TEXT, "", false, "Line of the table", "数据表行号", 0, 0, NULL},
    {"verified", OM_TEXT, "", false, "Verified at its source", "已核对出处", 0, 0, NULL},
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
