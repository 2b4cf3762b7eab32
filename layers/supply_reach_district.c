/* How many people and shelters relief reaches in time, by district and depot level. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", true, "Name", "名称", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Level", "级别", 0, 0, NULL},
    {"depot_level", OM_TEXT, "", true, "Depot level", "库级别", 0, 0, NULL},
    {"depots", OM_INTEGER, "depots", true, "Depots of this level", "储备库数", 0, 0, NULL},
    {"limit_min", OM_REAL, "min", true, "Time limit", "时限", 0, 0, NULL},
    {"people", OM_REAL, "people", true, "Residents", "常住人口", 0, 0, NULL},
    {"people_reached", OM_REAL, "people", true, "Residents in time", "覆盖人口", 0, 0, NULL},
    {"shelters", OM_INTEGER, "shelters", true, "Shelters", "避难场所数", 0, 0, NULL},
    {"shelters_reached", OM_INTEGER, "shelters", true, "Shelters in time", "覆盖避难场所数", 0, 0,
     NULL},
    {0},
};

const om_layer om_layer_supply_reach_district = {
    .name = "supply_reach_district",
    .title = "Relief coverage by district",
    .title_zh = "各区物资覆盖",
    .summary = "People and shelters that relief reaches in time, by district and depot level.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
