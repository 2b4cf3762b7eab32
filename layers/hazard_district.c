/* Districts by the hazard zones on their ground and by what stands in these. */
#include "layers/facility.h"
#include "layers/grade.h"

static const om_column columns[] = {
    {"code", OM_TEXT, "", true, "Code", "代码", 0, 0, NULL},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"level", OM_INTEGER, "1..4", false, "Level of all hazards", "综合危险等级", 1, 4,
     om_grade_choices},
    {"mode", OM_TEXT, "", true, "Mode", "综合方式", 0, 0, om_combine_choices},
    {"hazards", OM_TEXT, "", false, "Hazards", "灾害类型", 0, 0, NULL},
    {"zones", OM_INTEGER, "zones", true, "Zones on its ground", "影响区数", 0, 0, NULL},
    {"share", OM_REAL, "0..1", true, "Share of its ground within zones", "区内面积占比", 0, 1,
     NULL},
    {"in_zone_m2", OM_REAL, "m2", true, "Ground within zones", "区内面积", 0, 0, NULL},
    {"shelter", OM_INTEGER, "facilities", true, "Shelters in zones", "区内避难场所", 0, 0, NULL},
    {"fire_station", OM_INTEGER, "facilities", true, "Fire stations in zones", "区内消防站", 0, 0,
     NULL},
    {"supply_depot", OM_INTEGER, "facilities", true, "Depots in zones", "区内物资储备库", 0, 0,
     NULL},
    {"hazard_source", OM_INTEGER, "facilities", true, "Hazard sources in zones", "区内危险源", 0, 0,
     NULL},
    {0},
};

const om_layer om_layer_hazard_district = {
    .name = "hazard_district",
    .title = "Districts by hazards",
    .title_zh = "行政区灾害暴露",
    .summary = "What all hazards on a district's ground are together, how much of it they cover, "
               "and what stands in their zones.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = columns,
};
