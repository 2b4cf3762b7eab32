/* What a chain of hazards brings to shelters, stations, depots and hazard sources. */
#include "layers/facility.h"

static const om_column columns[] = {
    {"facility", OM_TEXT, "", true, "Facility id", "设施编号", 0, 0, NULL},
    {"layer", OM_TEXT, "", true, "What it is", "设施类别", 0, 0, om_facility_choices},
    {"name", OM_TEXT, "", false, "Name", "名称", 0, 0, NULL},
    {"kind", OM_TEXT, "", false, "Kind", "类型", 0, 0, NULL},
    {"event", OM_TEXT, "", true, "Event", "灾害事件", 0, 0, NULL},
    {"p", OM_REAL, "0..1", true, "Probability of the event here", "此处概率", 0, 1, NULL},
    {"elsewhere_p", OM_REAL, "0..1", true, "Probability anywhere", "一般地点概率", 0, 1, NULL},
    {"hazards", OM_TEXT, "", false, "Hazard zones that it stands in", "所在灾害影响区", 0, 0, NULL},
    {"district", OM_TEXT, "", false, "District code", "区划代码", 0, 0, NULL},
    {"district_name", OM_TEXT, "", false, "District", "区划名称", 0, 0, NULL},
    {0},
};

const om_layer om_layer_chain_facility = {
    .name = "chain_facility",
    .title = "Facilities in a hazard chain",
    .title_zh = "灾害链影响的设施",
    .summary = "Events that are more probable at a facility than anywhere, for what it is or where "
               "it stands.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POINT,
    .columns = columns,
};
