/* The events of a chain of hazards, and how probable each is. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"event", OM_TEXT, "", true, "Event", "灾害事件", 0, 0, NULL},
    {"step", OM_INTEGER, "order", true, "Order, causes first", "推演次序", 0, 0, NULL},
    {"own_p", OM_REAL, "0..1", true, "Probability given", "设定概率", 0, 1, NULL},
    {"p", OM_REAL, "0..1", true, "Probability at the worst place", "最不利处概率", 0, 1, NULL},
    {"causes", OM_TEXT, "", false, "What sets it off", "诱发来源", 0, 0, NULL},
    {"facilities", OM_INTEGER, "facilities", true, "Facilities that it threatens", "受威胁设施数",
     0, 0, NULL},
    {"most_p", OM_REAL, "0..1", false, "Highest probability at a facility", "设施处最高概率", 0, 1,
     NULL},
    {0},
};

const om_layer om_layer_chain_event = {
    .name = "chain_event",
    .title = "Events of a hazard chain",
    .title_zh = "灾害链事件",
    .summary =
        "How probable each event of a chain of hazards is at the worst place: a facility, or "
        "ground within zones of all kinds.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_NONE,
    .columns = columns,
};
