/* Operators that look at the feature and at the zoom. */
#include <string.h>

#include "engine/base/memory.h"
#include "engine/base/text.h"
#include "engine/style/match.h"
#include "engine/style/operator.h"

static om_datum zoom(const om_expression *node, const om_evaluation *evaluation)
{
    (void)node;
    return om_datum_number(evaluation->zoom);
}

static om_datum id(const om_expression *node, const om_evaluation *evaluation)
{
    (void)node;
    return evaluation->id;
}

static om_datum geometry_type(const om_expression *node, const om_evaluation *evaluation)
{
    static const char *const names[] = {
        [OM_FEATURE_UNKNOWN] = "Unknown",
        [OM_FEATURE_POINT] = "Point",
        [OM_FEATURE_LINE] = "LineString",
        [OM_FEATURE_POLYGON] = "Polygon",
    };
    (void)node;
    return om_datum_text(names[evaluation->shape]);
}

static om_datum get(const om_expression *node, const om_evaluation *evaluation)
{
    return evaluation->values ? evaluation->values[node->slot] : (om_datum){0};
}

/* What is null in a table is absent to a style. */
static om_datum has(const om_expression *node, const om_evaluation *evaluation)
{
    return om_datum_bool(get(node, evaluation).kind != OM_DATUM_NULL);
}

static om_status compile_zoom(const om_scope *scope, const om_place *place, om_type wanted,
                              om_expression *node, om_error *err)
{
    (void)scope, (void)place, (void)wanted, (void)err;
    node->depends = OM_DEPENDS_ON_ZOOM;
    return OM_OK;
}

static om_status compile_feature(const om_scope *scope, const om_place *place, om_type wanted,
                                 om_expression *node, om_error *err)
{
    (void)wanted;
    node->depends = OM_DEPENDS_ON_FEATURE;
    if (!scope->columns)
        return om_place_fail(place, err, "a background has no features to look at");
    return OM_OK;
}

/* A misspelt column would be null for every feature, and the map silently wrong. */
static om_status check_column(const om_place *place, const om_layer *layer, const char *name,
                              om_error *err)
{
    if (!layer || om_layer_column(layer, name) || strcmp(name, "id") == 0)
        return OM_OK;
    const char *names[64];
    size_t count = 0;
    for (const om_column *column = layer->columns; column->name && count < 64; column++)
        names[count++] = column->name;
    const char *nearest = om_text_nearest(name, names, count);
    if (nearest)
        return om_place_fail(place, err, "layer %s has no column \"%s\"; did you mean \"%s\"?",
                             layer->name, name, nearest);
    return om_place_fail(place, err, "layer %s has no column \"%s\"", layer->name, name);
}

static size_t slot_of(const om_scope *scope, const char *name)
{
    om_column_list *columns = scope->columns;
    for (size_t i = 0; i < columns->count; i++)
        if (strcmp(columns->names[i], name) == 0)
            return i;
    columns->names = om_memory_grow(columns->names, columns->count + 1, &columns->capacity,
                                    sizeof *columns->names);
    columns->names[columns->count] = om_arena_text(scope->arena, name);
    return columns->count++;
}

static om_status compile_column(const om_scope *scope, const om_place *place, om_type wanted,
                                om_expression *node, om_error *err)
{
    OM_TRY(compile_feature(scope, place, wanted, node, err));
    const om_place name = om_place_item(place, 1);
    if (!om_json_text(name.json))
        return om_place_fail(&name, err,
                             "the name of an attribute must be a text, not an expression: only "
                             "what a style asks for by name is read");
    OM_TRY(check_column(&name, scope->columns->layer, om_json_text(name.json), err));
    node->slot = slot_of(scope, om_json_text(name.json));
    return OM_OK;
}

bool om_expression_is_zoom(const om_expression *node)
{
    return om_expression_core(node)->evaluate == zoom;
}

bool om_expression_is_column(const om_expression *node)
{
    return om_expression_core(node)->evaluate == get;
}

const om_operator om_operators_feature[] = {
    {"zoom", 0, 0, OM_TYPE_VALUE, OM_TYPE_NUMBER, zoom, compile_zoom},
    {"id", 0, 0, OM_TYPE_VALUE, OM_TYPE_VALUE, id, compile_feature},
    {"geometry-type", 0, 0, OM_TYPE_VALUE, OM_TYPE_TEXT, geometry_type, compile_feature},
    {"get", 1, 1, OM_TYPE_VALUE, OM_TYPE_VALUE, get, compile_column},
    {"has", 1, 1, OM_TYPE_VALUE, OM_TYPE_BOOL, has, compile_column},
    {0},
};
