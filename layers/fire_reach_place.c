/* How long the nearest fire engine takes to each place. */
#include "layers/layer.h"

static const om_choice states[] = {
    {"covered", "In time", "时限内可达"},
    {"late", "Too late", "超过时限"},
    {"unreachable", "No road leads there", "道路不可达"},
    {"unknown", "No road near enough", "附近无道路数据"},
    {0},
};

static const om_column columns[] = {
    {"place_layer", OM_TEXT, "", true, "Layer of the place", "对象图层", 0, 0, NULL},
    {"place_id", OM_TEXT, "", true, "Place", "对象编号", 0, 0, NULL},
    {"people", OM_REAL, "people", false, "Residents", "常住人口", 0, 0, NULL},
    {"seconds", OM_REAL, "s", false, "From dispatch to arrival", "到场时间", 0, 0, NULL},
    {"metres", OM_REAL, "m", false, "Way from the station, where it is limited", "行车距离", 0, 0,
     NULL},
    {"station", OM_TEXT, "", false, "Nearest station id", "最近消防站编号", 0, 0, NULL},
    {"station_name", OM_TEXT, "", false, "Nearest station", "最近消防站", 0, 0, NULL},
    {"backup_seconds", OM_REAL, "s", false, "From dispatch to arrival of the next station",
     "第二到场时间", 0, 0, NULL},
    {"backup", OM_TEXT, "", false, "Next station id", "第二消防站编号", 0, 0, NULL},
    {"backup_name", OM_TEXT, "", false, "Next station", "第二消防站", 0, 0, NULL},
    {"stations", OM_INTEGER, "stations", true, "Stations in time", "时限内可达消防站数", 0, 0,
     NULL},
    {"peak_seconds", OM_REAL, "s", false, "From dispatch to arrival at the peak",
     "高峰时段到场时间", 0, 0, NULL},
    {"state", OM_TEXT, "", true, "State", "状态", 0, 0, states},
    {0},
};

const om_layer om_layer_fire_reach_place = {
    .name = "fire_reach_place",
    .title = "Fire engine times",
    .title_zh = "消防到场时间",
    .summary =
        "Seconds from dispatch to arrival for every population unit, building, source and shelter.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
