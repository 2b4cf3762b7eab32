/* Square cells by the risk that natural hazards bring them. */
#include "layers/zoning.h"

const om_layer om_layer_hazard_zoning_grid = {
    .name = "hazard_zoning_grid",
    .title = "Zoning of natural hazards by grid",
    .title_zh = "自然灾害综合风险区划网格",
    .summary = "Square cells by the same index as districts, held against one another.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = om_zoned_area_columns,
};
