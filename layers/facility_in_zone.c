/* Shelters, stations, depots and hazard sources that stand in a hazard zone. */
#include "layers/facility.h"
#include "layers/grade.h"

static const om_column columns[] = {
    {"facility", OM_TEXT, "", true, "Facility id", "设施编号", 0, 0, NULL},
    {"layer", OM_TEXT, "", true, "What it is", "设施类别", 0, 0, om_facility_choices},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"kind", OM_TEXT, "", false, "Kind", "类型", 0, 0, NULL},
    {"level", OM_INTEGER, "1..4", false, "Level of all hazards", "综合危险等级", 1, 4,
     om_grade_choices},
    {"mode", OM_TEXT, "", true, "Mode", "综合方式", 0, 0, om_combine_choices},
    {"hazards", OM_TEXT, "", true, "Hazards", "灾害类型", 0, 0, NULL},
    {"zones", OM_INTEGER, "zones", true, "Zones that it stands in", "所在影响区数", 0, 0, NULL},
    {"zone", OM_TEXT, "", true, "Id of the worst zone", "最高等级影响区编号", 0, 0, NULL},
    {"zone_name", OM_TEXT, "", false, "Worst zone", "最高等级影响区", 0, 0, NULL},
    {"zone_level", OM_INTEGER, "1..4", false, "Level of that zone", "影响区等级", 1, 4,
     om_grade_choices},
    {"share", OM_REAL, "0..1", true, "Share of it within zones", "区内占比", 0, 1, NULL},
    {"in_zone_m2", OM_REAL, "m2", false, "Ground within zones", "区内面积", 0, 0, NULL},
    {"district", OM_TEXT, "", false, "District code", "区划代码", 0, 0, NULL},
    {"district_name", OM_TEXT, "", false, "District", "区划名称", 0, 0, NULL},
    {0},
};

const om_layer om_layer_facility_in_zone = {
    .name = "facility_in_zone",
    .title = "Facilities in hazard zones",
    .title_zh = "灾害影响区内的设施",
    .summary = "Shelters, stations, depots and hazard sources that stand in a hazard zone, each as "
               "a point.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
