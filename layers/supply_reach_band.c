/* The ground that relief reaches within so many minutes, from whatever depot. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"minutes", OM_REAL, "min", true, "Minutes from order to hand-over", "送达时间", 0, 0, NULL},
    {"later_than_min", OM_REAL, "min", true, "Later than", "起", 0, 0, NULL},
    {"area_m2", OM_REAL, "m2", true, "Area reached by then", "累计面积", 0, 0, NULL},
    {"band_m2", OM_REAL, "m2", true, "Area reached within the band", "本级面积", 0, 0, NULL},
    {0},
};

const om_layer om_layer_supply_reach_band = {
    .name = "supply_reach_band",
    .title = "Relief by minutes",
    .title_zh = "物资送达时间分级",
    .summary =
        "All ground that relief reaches by then from any depot, the longest time first: each "
        "band holds the shorter ones.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
