/* The ground that fire engines reach within so many minutes. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"minutes", OM_REAL, "min", true, "Minutes from dispatch", "到场时间", 0, 0, NULL},
    {"from_s", OM_REAL, "s", true, "Later than", "起", 0, 0, NULL},
    {"to_s", OM_REAL, "s", true, "No later than", "止", 0, 0, NULL},
    {"area_m2", OM_REAL, "m2", true, "Area reached by then", "累计面积", 0, 0, NULL},
    {"band_m2", OM_REAL, "m2", true, "Area reached within the band", "本级面积", 0, 0, NULL},
    {"road_m", OM_REAL, "m", true, "Road length reached by then", "累计道路长度", 0, 0, NULL},
    {0},
};

const om_layer om_layer_fire_reach_band = {
    .name = "fire_reach_band",
    .title = "Fire engine reach by minutes",
    .title_zh = "消防到场时间分级",
    .summary = "All ground that fire engines reach by then, the longest time first: each band "
               "holds the shorter ones.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
