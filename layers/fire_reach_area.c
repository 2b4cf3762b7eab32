/* The ground that fire engines reach in time, by station and for all. */
#include "layers/layer.h"

static const om_choice scopes[] = {
    {"station", "One station", "单站"},
    {"all", "All stations", "全部"},
    {0},
};

static const om_column columns[] = {
    {"scope", OM_TEXT, "", true, "Scope", "范围", 0, 0, scopes},
    {"station", OM_TEXT, "", false, "Station id", "消防站编号", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Station", "消防站", 0, 0, NULL},
    {"limit_s", OM_REAL, "s", true, "Time from dispatch to arrival", "到场时限", 0, 0, NULL},
    {"turnout_s", OM_REAL, "s", false, "Turnout time", "出动时间", 0, 0, NULL},
    {"area_m2", OM_REAL, "m2", true, "Area", "面积", 0, 0, NULL},
    {"road_m", OM_REAL, "m", true, "Road length reached", "可达道路长度", 0, 0, NULL},
    {0},
};

const om_layer om_layer_fire_reach_area = {
    .name = "fire_reach_area",
    .title = "Fire engine reach",
    .title_zh = "消防救援圈",
    .summary = "The ground that fire engines reach in time: a picture of the exact network answer.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
