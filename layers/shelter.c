/* Places where people can stay through an emergency. */
#include "layers/layer.h"

static const om_choice classes[] = {
    {"emergency", "Emergency", "紧急避难场所"},
    {"temporary", "Temporary", "临时避难场所"},
    {"short", "Fixed, short term", "短期固定避难场所"},
    {"medium", "Fixed, medium term", "中期固定避难场所"},
    {"long", "Fixed, long term", "长期固定避难场所"},
    {"central", "Central", "中心避难场所"},
    {"emergency_44013", "Emergency (GB/T 44013)", "紧急避难场所（GB/T 44013）"},
    {"short_44013", "Short term (GB/T 44013)", "短期避难场所（GB/T 44013）"},
    {"long_44013", "Long term (GB/T 44013)", "长期避难场所（GB/T 44013）"},
    {0},
};

static const om_column columns[] = {
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"kind", OM_TEXT, "", false, "Kind", "类型", 0, 0, NULL},
    {"class", OM_TEXT, "", false, "Class", "等级", 0, 0, classes},
    {"area_m2", OM_REAL, "m2", false, "Stated gross area", "总面积", 0, 1e9, NULL},
    {"usable_share", OM_REAL, "0..1", false, "Usable share", "有效面积比例", 0, 1, NULL},
    {"capacity", OM_INTEGER, "people", false, "Capacity", "容纳人数", 0, 10000000, NULL},
    {"effective_m2", OM_REAL, "m2", false, "Stated effective area", "有效避难面积", 0, 1e9, NULL},
    {0},
};

const om_layer om_layer_shelter = {
    .name = "shelter",
    .title = "Emergency shelters",
    .title_zh = "避难场所",
    .summary = "Places where people can stay through an emergency.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_PLACE,
    .columns = columns,
};
