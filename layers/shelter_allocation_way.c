/* Who is housed where: a line from each place to each shelter that takes its people. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"place_layer", OM_TEXT, "", true, "Layer of the place", "对象图层", 0, 0, NULL},
    {"place_id", OM_TEXT, "", true, "Place", "对象编号", 0, 0, NULL},
    {"shelter", OM_TEXT, "", true, "Shelter id", "避难场所编号", 0, 0, NULL},
    {"shelter_name", OM_TEXT, "", true, "Shelter", "避难场所", 0, 0, NULL},
    {"people", OM_REAL, "people", true, "People", "人数", 0, 0, NULL},
    {"metres", OM_REAL, "m", true, "Way on foot", "步行距离", 0, 0, NULL},
    {0},
};

const om_layer om_layer_shelter_allocation_way = {
    .name = "shelter_allocation_way",
    .title = "Ways to the shelters",
    .title_zh = "疏散分配连线",
    .summary = "A straight line from each place to each shelter that houses its people; metres are "
               "those on foot.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_LINE,
    .columns = columns,
};
