/* What can go wrong: plants, tanks, filling stations, substations. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"kind", OM_TEXT, "", true, "Kind", "类型", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"substance", OM_TEXT, "", false, "Substance", "物质", 0, 0, NULL},
    {"quantity", OM_REAL, "see quantity_unit", false, "Quantity", "数量", 0, 1e12, NULL},
    {"quantity_unit", OM_TEXT, "", false, "Unit of the quantity", "数量单位", 0, 0, NULL},
    {"status", OM_TEXT, "", false, "Status", "状态", 0, 0, NULL},
    {"reported_level", OM_INTEGER, "1..4", false, "Reported level", "申报等级", 1, 4, NULL},
    {"direct_level", OM_INTEGER, "1..4", false, "Level determined directly", "直接判定等级", 1, 4,
     NULL},
    {"direct_reason", OM_TEXT, "", false, "Why it was determined directly", "直接判定依据", 0, 0,
     NULL},
    {"likelihood_l", OM_REAL, "score", false, "Likelihood L of the LEC method", "LEC 可能性 L", 0,
     1000, NULL},
    {"exposure_e", OM_REAL, "score", false, "Exposure E of the LEC method", "LEC 暴露频繁程度 E", 0,
     1000, NULL},
    {"consequence_c", OM_REAL, "score", false, "Consequence C of the LEC method", "LEC 后果 C", 0,
     1000, NULL},
    {"likelihood", OM_INTEGER, "level", false, "Likelihood level of the matrix", "矩阵法可能性等级",
     0, 100, NULL},
    {"severity", OM_INTEGER, "level", false, "Severity level of the matrix", "矩阵法严重性等级", 0,
     100, NULL},
    {"influence_m", OM_REAL, "m", false, "How far it acts", "影响半径", 0, 100000, NULL},
    {"control_factor", OM_REAL, "0..1", false, "What controls leave of its score", "管控系数", 0, 1,
     NULL},
    {"facility", OM_TEXT, "", false, "Plant or unit it is a part of", "所属单元", 0, 0, NULL},
    {0},
};

const om_layer om_layer_hazard_source = {
    .name = "hazard_source",
    .title = "Hazard sources",
    .title_zh = "危险源",
    .summary = "Plants, tanks, filling stations and whatever else can go wrong.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_PLACE,
    .columns = columns,
};
