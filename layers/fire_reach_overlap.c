/* How many fire stations are in time. */
#include "layers/layer.h"

static const om_choice counts[] = {
    {"1", "One station", "1个站"},
    {"2", "Two stations", "2个站"},
    {"3", "Three and more", "3个站及以上"},
    {0},
};

static const om_column columns[] = {
    {"stations", OM_INTEGER, "stations", true, "Stations in time", "时限内可达消防站数", 1, 3,
     counts},
    {"area_m2", OM_REAL, "m2", true, "Area", "面积", 0, 0, NULL},
    {0},
};

const om_layer om_layer_fire_reach_overlap = {
    .name = "fire_reach_overlap",
    .title = "Stations in time",
    .title_zh = "消防站重叠覆盖",
    .summary = "The ground that one, two, or three and more fire stations reach in time.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
