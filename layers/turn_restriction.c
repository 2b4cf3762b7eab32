/* Turns that may not be made. */
#include "layers/layer.h"

static const om_column columns[] = {
    /* As OpenStreetMap names them: no_… forbids a turn, only_… all others. */
    {"kind", OM_TEXT, "", true, "Restriction", "转向限制", 0, 0, NULL},
    {"from_road", OM_TEXT, "", true, "From road", "起始道路", 0, 0, NULL},
    /* Ids separated by blanks, in the order in which they are driven. */
    {"via_roads", OM_TEXT, "", false, "Over roads", "途经道路", 0, 0, NULL},
    {"to_road", OM_TEXT, "", true, "To road", "目标道路", 0, 0, NULL},
    {"via_node", OM_INTEGER, "node id", false, "Node", "节点", 0, 0, NULL},
    {"exempt", OM_TEXT, "", false, "Not for", "豁免车辆", 0, 0, NULL},
    {"vehicle", OM_TEXT, "", false, "Only for", "适用车辆", 0, 0, NULL},
    {"condition", OM_TEXT, "", false, "Condition", "条件", 0, 0, NULL},
    {0},
};

const om_layer om_layer_turn_restriction = {
    .name = "turn_restriction",
    .title = "Turn restrictions",
    .title_zh = "转向限制",
    .summary = "Turns that may not be made, each at the place where its first two roads meet.",
    .origin = OM_LAYER_LOADED,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
