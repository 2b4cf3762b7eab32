/* The ground from which people can walk to a shelter of a class in time. */
#include "layers/layer.h"

static const om_column columns[] = {
    {"class", OM_TEXT, "", true, "Class of shelters, or all", "避难场所等级", 0, 0, NULL},
    {"distance_m", OM_REAL, "m", false, "How far people walk", "疏散距离", 0, 0, NULL},
    {"shelters", OM_INTEGER, "shelters", true, "Shelters", "避难场所数", 0, 0, NULL},
    {"area_m2", OM_REAL, "m2", true, "Area", "面积", 0, 0, NULL},
    {0},
};

const om_layer om_layer_shelter_reach_area = {
    .name = "shelter_reach_area",
    .title = "Walking reach of shelters",
    .title_zh = "避难场所步行可达范围",
    .summary = "The ground from which people can walk to a shelter within the distance of its "
               "class: a picture of the exact network answer.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
