/* What the loss of each single depot would do to the delivery of relief. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"rank", OM_INTEGER, "1..n", true, "Rank", "排名", 0, 0, NULL},
    {"depot", OM_TEXT, "", true, "Depot id", "储备库编号", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Depot", "储备库", 0, 0, NULL},
    {"level", OM_TEXT, "", true, "Level", "级别", 0, 0, NULL},
    {"people_beyond", OM_REAL, "people", true, "People no longer in time", "超时人口", 0, 0, NULL},
    {"people_cut_off", OM_REAL, "people", true, "People cut off", "断供人口", 0, 0, NULL},
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

const om_layer om_layer_supply_loss_depot = {
    .name = "supply_loss_depot",
    .title = "Depots that relief hangs on",
    .title_zh = "关键物资储备库",
    .summary = "Who would no longer be in time if a depot were lost.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
