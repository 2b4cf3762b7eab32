/* The grade of every hexagon, with the source that decided it. */
#include "layers/grade.h"

const om_layer om_layer_risk_hexagon = {
    .name = "risk_hexagon",
    .title = "Risk hexagons",
    .title_zh = "风险六边形网格",
    .summary = "Hexagons graded from the sources in and around them; ungraded is kept apart.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = om_graded_area_columns,
};
