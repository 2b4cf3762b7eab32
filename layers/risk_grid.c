/* The grade of every cell, with the source that decided it. */
#include "layers/grade.h"

const om_layer om_layer_risk_grid = {
    .name = "risk_grid",
    .title = "Risk grid",
    .title_zh = "风险网格",
    .summary = "Square cells graded from the sources in and around them; ungraded is kept apart.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = om_graded_area_columns,
};
