/* Where the people of each place are housed, and how many are left out. */
#include "layers/layer.h"

static const om_choice states[] = {
    {"placed", "All are housed", "全部安置"},
    {"partly", "Some are left: no room", "部分未安置（容量不足）"},
    {"full", "All are left: no room", "未安置（容量不足）"},
    {"far", "No shelter in reach", "步行范围内无避难场所"},
    {"unknown", "No way near enough", "附近无道路数据"},
    {0},
};

static const om_column columns[] = {
    {"place_layer", OM_TEXT, "", true, "Layer of the place", "对象图层", 0, 0, NULL},
    {"place_id", OM_TEXT, "", true, "Place", "对象编号", 0, 0, NULL},
    {"people_to_house", OM_REAL, "people", true, "People to be housed", "需安置人数", 0, 0, NULL},
    {"people_placed", OM_REAL, "people", true, "People housed", "已安置人数", 0, 0, NULL},
    {"people_left", OM_REAL, "people", true, "People left out", "未安置人数", 0, 0, NULL},
    {"shelter", OM_TEXT, "", false, "Shelter id of most of them", "主要避难场所编号", 0, 0, NULL},
    {"shelter_name", OM_TEXT, "", false, "Shelter of most of them", "主要避难场所", 0, 0, NULL},
    {"shelters", OM_INTEGER, "shelters", true, "Shelters that house them", "分配避难场所数", 0, 0,
     NULL},
    {"metres", OM_REAL, "m", false, "Mean way on foot", "平均步行距离", 0, 0, NULL},
    {"state", OM_TEXT, "", true, "State", "状态", 0, 0, states},
    {0},
};

const om_layer om_layer_shelter_allocation_place = {
    .name = "shelter_allocation_place",
    .title = "Who is housed",
    .title_zh = "人员安置分配",
    .summary = "People of each place who are housed, in which shelter, and who is left out.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
