/* The grade of every district, with the source that decided it. */
#include "layers/grade.h"

const om_layer om_layer_risk_district = {
    .name = "risk_district",
    .title = "District risk",
    .title_zh = "各区风险",
    .summary = "Districts graded from the sources in and around them; ungraded is kept apart.",
    .origin = OM_LAYER_RESULT,
    .shape = OM_SHAPE_POLYGON,
    .columns = om_graded_area_columns,
};
