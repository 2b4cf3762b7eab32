/* What each single closed road would do to the delivery of relief. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"rank", OM_INTEGER, "1..n", true, "Rank", "排名", 0, 0, NULL},
    {"road", OM_TEXT, "", false, "Road id", "道路编号", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Road", "道路", 0, 0, NULL},
    {"length_m", OM_REAL, "m", true, "Length", "长度", 0, 0, NULL},
    {"people_beyond", OM_REAL, "people", true, "People no longer in time", "超时人口", 0, 0, NULL},
    {"people_cut_off", OM_REAL, "people", true, "People cut off", "断供人口", 0, 0, NULL},
    {"people_on_link", OM_REAL, "people", true, "People on the road itself", "路段沿线人口", 0, 0,
     NULL},
    {"shelters_beyond", OM_INTEGER, "shelters", true, "Shelters no longer in time",
     "超时避难场所数", 0, 0, NULL},
    {"people_delayed", OM_REAL, "people", true, "People delayed", "延误人口", 0, 0, NULL},
    {"most_delay_min", OM_REAL, "min", false, "Longest delay", "最长延误", 0, 0, NULL},
    {"delay_person_h", OM_REAL, "person-h", true, "Delay of all", "延误总量（人时）", 0, 0, NULL},
    {"district", OM_TEXT, "", false, "District hit most", "受影响最大的区", 0, 0, NULL},
    {"district_people", OM_REAL, "people", false, "People no longer in time there", "该区超时人口",
     0, 0, NULL},
    {0},
};

const om_layer om_layer_supply_loss_link = {
    .name = "supply_loss_link",
    .title = "Roads that relief hangs on",
    .title_zh = "物资运输关键路段",
    .summary =
        "Single roads between junctions that must not close: who would no longer be in time.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_LINE,
    .columns = columns,
};
