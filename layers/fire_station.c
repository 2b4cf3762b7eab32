/* Where fire engines start from. */
#include "layers/layer.h"

static const om_choice classes[] = {
    {"first", "First class", "一级站"},     {"second", "Second class", "二级站"},
    {"small", "Small", "小型站"},           {"special", "Special service", "特勤站"},
    {"support", "Logistics", "战勤保障站"}, {0},
};

static const om_column columns[] = {
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"class", OM_TEXT, "", false, "Class", "等级", 0, 0, classes},
    {"turnout_s", OM_REAL, "s", false, "Own turnout time", "出动时间", 0, 3600, NULL},
    {"engines", OM_INTEGER, "engines", false, "Engines", "消防车数", 0, 1000, NULL},
    {0},
};

const om_layer om_layer_fire_station = {
    .name = "fire_station",
    .title = "Fire stations",
    .title_zh = "消防站",
    .summary = "Where fire engines start from.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
