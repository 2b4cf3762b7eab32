/* within, distance: where a feature is, against GeoJSON that the style holds. */
#include "engine/style/locus.h"
#include "engine/style/operator.h"

static om_datum within(const om_expression *node, const om_evaluation *evaluation)
{
    if (evaluation->shape != OM_FEATURE_POINT && evaluation->shape != OM_FEATURE_LINE)
        return om_datum_bool(false);
    const om_locus locus = om_locus_of(evaluation, true);
    return om_datum_bool(om_locus_within(&locus, node->detail));
}

static om_datum distance(const om_expression *node, const om_evaluation *evaluation)
{
    const om_locus locus = om_locus_of(evaluation, false);
    return om_datum_number(om_locus_distance_m(&locus, node->detail));
}

static om_status compile_locus(const om_scope *scope, const om_place *place, om_type wanted,
                               om_expression *node, om_error *err)
{
    (void)wanted;
    const om_place geojson = om_place_item(place, 1);
    om_locus *locus = om_arena_take(scope->arena, sizeof *locus);
    const bool is_within = node->evaluate == within;
    if (!scope->columns)
        return om_place_fail(place, err, "a background has no features to look at");
    OM_TRY(om_locus_read(&geojson, is_within, is_within, scope->arena, locus, err));
    node->detail = locus;
    node->depends = OM_DEPENDS_ON_FEATURE;
    return OM_OK;
}

const om_operator om_operators_place[] = {
    {"within", 1, 1, OM_TYPE_VALUE, OM_TYPE_BOOL, within, compile_locus},
    {"distance", 1, 1, OM_TYPE_VALUE, OM_TYPE_NUMBER, distance, compile_locus},
    {0},
};
