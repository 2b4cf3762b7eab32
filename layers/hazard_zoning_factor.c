/* What each factor is in a district, and what it contributes to its index. */
#include "layers/zoning.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"unit_level", OM_TEXT, "", true, "Level of the area", "区划层级", 0, 0, NULL},
    {"factor", OM_TEXT, "", true, "Factor", "因子", 0, 0, NULL},
    {"role", OM_TEXT, "", true, "Role", "要素", 0, 0, om_zoning_roles},
    {"value", OM_REAL, "see unit", false, "Value", "因子值", 0, 0, NULL},
    {"unit", OM_TEXT, "", false, "Unit", "单位", 0, 0, NULL},
    {"unknown_share", OM_REAL, "0..1", true, "Share unknown", "数据缺失占比", 0, 1, NULL},
    {"reading", OM_REAL, "index", false, "Normalised", "归一化值", 0, 0, NULL},
    {"weight", OM_REAL, "0..1", true, "Weight", "权重", 0, 1, NULL},
    {"contribution", OM_REAL, "index", false, "Contribution", "贡献", 0, 0, NULL},
    {0},
};

const om_layer om_layer_hazard_zoning_factor = {
    .name = "hazard_zoning_factor",
    .title = "Factors of the zoning",
    .title_zh = "区划因子",
    .summary = "What each factor is in each district, normalised and weighed.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_NONE,
    .columns = columns,
};
