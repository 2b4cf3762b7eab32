/* Roads that are closed or slowed for a time. */
#include "layers/layer.h"

static const om_column columns[] = {
    /* 0 is closed; so is a closure that does not say. */
    {"speed_factor", OM_REAL, "0..1", false, "Share of the speed", "车速比例", 0, 1, NULL},
    {"road_id", OM_TEXT, "", false, "Road", "道路", 0, 0, NULL},
    {"reason", OM_TEXT, "", false, "Reason", "原因", 0, 0, NULL},
    /* For people to read: all rows count, whatever the hour. */
    {"from_time", OM_TEXT, "", false, "From", "开始时间", 0, 0, NULL},
    {"to_time", OM_TEXT, "", false, "To", "结束时间", 0, 0, NULL},
    {"level", OM_INTEGER, "storeys above ground", false, "Level", "层", -10, 10, NULL},
    /* How far from its line or point a road may lie. */
    {"tolerance_m", OM_REAL, "m", false, "Tolerance", "容差", 0.1, 1000, NULL},
    {0},
};

const om_layer om_layer_closure = {
    .name = "closure",
    .title = "Closed and slowed roads",
    .title_zh = "道路封闭",
    .summary =
        "Roads that are closed or slowed, by their id, along a line, at a point or within an "
        "area.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_ANY,
    .columns = columns,
};
