/* The words of zoning natural hazards, and what is told of a zoned area. */
#include "layers/zoning.h"

const om_choice om_zoning_levels[] = {
    {"high", "High", "高风险"},     {"medium_high", "Medium-high", "中高风险"},
    {"medium", "Medium", "中风险"}, {"medium_low", "Medium-low", "中低风险"},
    {"low", "Low", "低风险"},       {0},
};

const om_choice om_zoning_forms[] = {
    {"additive", "weighted sum of all factors", "各因子加权求和"},
    {"product", "hazard × exposure × vulnerability × lack of capacity",
     "危险性×暴露度×脆弱性×减灾能力不足"},
    {"geometric", "product of roles to the power of their weights", "各要素加权几何乘积"},
    {"met", "hazard × weighted mean of the other roles", "危险性×其他要素加权平均"},
    {0},
};

const om_choice om_zoning_roles[] = {
    {"hazard", "Hazard", "危险性"},
    {"exposure", "Exposure", "暴露度"},
    {"vulnerability", "Vulnerability", "脆弱性"},
    {"capacity", "Capacity", "减灾能力"},
    {0},
};

const om_column om_zoned_area_columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"unit_level", OM_TEXT, "", true, "Level of the area", "区划层级", 0, 0, NULL},
    {"zoning_index", OM_REAL, "index", false, "Zoning index", "区划指数", 0, 0, NULL},
    {"class", OM_INTEGER, "1..5", false, "Class, 1 the highest", "区划等级", 1, 5, NULL},
    {"level", OM_TEXT, "", false, "Level of risk", "风险等级", 0, 0, om_zoning_levels},
    {"mode", OM_TEXT, "", true, "Form of the index", "指数形式", 0, 0, om_zoning_forms},
    {"unknown_share", OM_REAL, "0..1", true, "Share unknown, of the factor least known",
     "数据缺失占比", 0, 1, NULL},
    {"hazard", OM_REAL, "index", false, "Hazard", "危险性指数", 0, 0, NULL},
    {"exposure", OM_REAL, "index", false, "Exposure", "暴露度指数", 0, 0, NULL},
    {"vulnerability", OM_REAL, "index", false, "Vulnerability", "脆弱性指数", 0, 0, NULL},
    {"capacity", OM_REAL, "index", false, "Capacity", "减灾能力指数", 0, 0, NULL},
    {"contributions", OM_TEXT, "", true, "What each factor contributes", "各因子贡献", 0, 0, NULL},
    {0},
};
