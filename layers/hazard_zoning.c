/* Districts by the risk that natural hazards bring them. */
#include "layers/zoning.h"

const om_layer om_layer_hazard_zoning = {
    .name = "hazard_zoning",
    .title = "Zoning of natural hazards",
    .title_zh = "自然灾害综合风险区划",
    .summary = "Districts of each level, and the city, by an index of hazard, exposure, "
               "vulnerability and capacity; what is not known is kept apart.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = om_zoned_area_columns,
};
