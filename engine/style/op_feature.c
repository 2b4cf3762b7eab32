/* Operators that look at the feature, at its attributes, at the zoom and at the map's state. */
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

static om_datum line_progress(const om_expression *node, const om_evaluation *evaluation)
{
    (void)node;
    return om_datum_number(evaluation->line_progress);
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

static om_status compile_zoom(const om_scope *scope, const om_place *place, om_type wanted,
                              om_expression *node, om_error *err)
{
    (void)scope, (void)place, (void)wanted, (void)err;
    node->depends = OM_DEPENDS_ON_ZOOM;
    return OM_OK;
}

static om_status compile_progress(const om_scope *scope, const om_place *place, om_type wanted,
                                  om_expression *node, om_error *err)
{
    (void)scope, (void)place, (void)wanted, (void)err;
    node->depends = OM_DEPENDS_ON_PROGRESS;
    return OM_OK;
}

static om_status compile_feature(const om_scope *scope, const om_place *place, om_type wanted,
                                 om_expression *node, om_error *err)
{
    (void)wanted;
    node->depends |= OM_DEPENDS_ON_FEATURE;
    if (!scope->columns)
        return om_place_fail(place, err, "a background has no features to look at");
    return OM_OK;
}

/* ---- Attributes by name ---- */

static om_datum get(const om_expression *node, const om_evaluation *evaluation)
{
    return evaluation->values ? evaluation->values[node->slot] : (om_datum){0};
}

/* What is null in a table is absent to a style; a null that GeoJSON has is not. */
static om_datum has(const om_expression *node, const om_evaluation *evaluation)
{
    const om_datum value = get(node, evaluation);
    return om_datum_bool(value.kind != OM_DATUM_NULL || value.truth);
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

/* ---- Attributes by a name that is worked out, and all of them ---- */

/* Which attributes there are: every column of a layer, or one that holds all of a GeoJSON feature's
   properties. */
typedef struct attributes {
    size_t *slots;
    const char **names;
    size_t count;
} attributes;

static const attributes *ask_for_all(const om_scope *scope)
{
    attributes *all = om_arena_take(scope->arena, sizeof *all);
    const om_layer *layer = scope->columns->layer;
    size_t most = 1;
    for (const om_column *column = layer ? layer->columns : NULL; column && column->name; column++)
        most++;
    all->slots = OM_ARENA_ARRAY(scope->arena, size_t, most);
    all->names = OM_ARENA_ARRAY(scope->arena, const char *, most);
    if (!layer)
        all->slots[all->count++] = slot_of(scope, OM_COLUMN_ALL);
    for (const om_column *column = layer ? layer->columns : NULL; column && column->name;
         column++) {
        all->names[all->count] = column->name;
        all->slots[all->count++] = slot_of(scope, column->name);
    }
    return all;
}

static om_datum attribute(const attributes *all, const char *name, const om_evaluation *evaluation)
{
    if (!evaluation->values)
        return (om_datum){0};
    if (!all->names[0]) {
        const om_datum *member = om_datum_member(evaluation->values[all->slots[0]], name);
        return member ? *member : (om_datum){0};
    }
    for (size_t i = 0; i < all->count; i++)
        if (strcmp(all->names[i], name) == 0)
            return evaluation->values[all->slots[i]];
    return (om_datum){0};
}

static om_datum get_named(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(name, 0);
    return attribute(node->detail, name.text, evaluation);
}

static om_datum has_named(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(name, 0);
    return om_datum_bool(attribute(node->detail, name.text, evaluation).kind != OM_DATUM_NULL);
}

static om_datum properties(const om_expression *node, const om_evaluation *evaluation)
{
    const attributes *all = node->detail;
    if (!evaluation->values)
        return om_datum_object(NULL, 0);
    if (!all->names[0]) {
        const om_datum whole = evaluation->values[all->slots[0]];
        return whole.kind == OM_DATUM_OBJECT ? whole : om_datum_object(NULL, 0);
    }
    om_member *members = OM_ARENA_ARRAY(evaluation->arena, om_member, all->count);
    size_t count = 0;
    for (size_t i = 0; i < all->count; i++) {
        const om_datum value = evaluation->values[all->slots[i]];
        if (value.kind != OM_DATUM_NULL)
            members[count++] = (om_member){all->names[i], value};
    }
    return om_datum_object(members, count);
}

static om_status compile_properties(const om_scope *scope, const om_place *place, om_type wanted,
                                    om_expression *node, om_error *err)
{
    OM_TRY(compile_feature(scope, place, wanted, node, err));
    node->detail = ask_for_all(scope);
    return OM_OK;
}

/* ---- Members of an object ---- */

static om_datum get_member(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(name, 0);
    OM_ARGUMENT(object, 1);
    const om_datum *member = om_datum_member(object, name.text);
    return member ? *member : (om_datum){0};
}

static om_datum has_member(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(name, 0);
    OM_ARGUMENT(object, 1);
    return om_datum_bool(om_datum_member(object, name.text));
}

/* ["get", name] | ["get", name, object], and the same of "has". */
static om_status compile_get(const om_scope *scope, const om_place *place, om_type wanted,
                             om_expression *node, om_error *err)
{
    const bool asks = node->evaluate == has;
    const om_place name = om_place_item(place, 1);
    om_node_reserve(scope, node, 2);
    if (om_json_count(place->json) == 3) {
        node->evaluate = asks ? has_member : get_member;
        OM_TRY(om_node_add(scope, place, 1, OM_TYPE(TEXT), node, err));
        return om_node_add(scope, place, 2, OM_TYPE(OBJECT), node, err);
    }
    if (!om_json_text(name.json)) {
        node->evaluate = asks ? has_named : get_named;
        OM_TRY(om_node_add(scope, place, 1, OM_TYPE(TEXT), node, err));
        return compile_properties(scope, place, wanted, node, err);
    }
    OM_TRY(compile_feature(scope, place, wanted, node, err));
    OM_TRY(check_column(&name, scope->columns->layer, om_json_text(name.json), err));
    node->slot = slot_of(scope, om_json_text(name.json));
    return OM_OK;
}

/* ---- State: that of features is never set on a map that is drawn once ---- */

static om_datum feature_state(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(name, 0);
    return (om_datum){0};
}

static om_status compile_feature_state(const om_scope *scope, const om_place *place, om_type wanted,
                                       om_expression *node, om_error *err)
{
    om_node_reserve(scope, node, 1);
    OM_TRY(om_node_add(scope, place, 1, OM_TYPE(TEXT), node, err));
    return compile_feature(scope, place, wanted, node, err);
}

static om_datum inner(const om_expression *node, const om_evaluation *evaluation)
{
    return om_argument(node, 0, evaluation);
}

/* The default that the style's "state" gives: nobody sets another on a map that is drawn once. */
static om_status compile_global_state(const om_scope *scope, const om_place *place, om_type wanted,
                                      om_expression *node, om_error *err)
{
    (void)wanted;
    const om_place name = om_place_item(place, 1);
    OM_TRY(om_place_expect(&name, OM_JSON_TEXT, err));
    const om_json *value = om_json_get(scope->state, om_json_text(name.json));
    om_expression *literal = om_arena_take(scope->arena, sizeof *literal);
    *literal = *om_expression_of_datum(scope, om_datum_of_json(value, scope->arena));
    literal->type = OM_TYPE(VALUE);
    om_node_reserve(scope, node, 1);
    node->arguments[0] = literal;
    node->count = 1;
    node->depends = OM_DEPENDS_ON_STATE;
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
    {"line-progress", 0, 0, OM_TYPE_VALUE, OM_TYPE_NUMBER, line_progress, compile_progress},
    {"id", 0, 0, OM_TYPE_VALUE, OM_TYPE_VALUE, id, compile_feature},
    {"geometry-type", 0, 0, OM_TYPE_VALUE, OM_TYPE_TEXT, geometry_type, compile_feature},
    {"get", 1, 2, OM_TYPE_VALUE, OM_TYPE_VALUE, get, compile_get},
    {"has", 1, 2, OM_TYPE_VALUE, OM_TYPE_BOOL, has, compile_get},
    {"properties", 0, 0, OM_TYPE_VALUE, OM_TYPE_OBJECT, properties, compile_properties},
    {"feature-state", 1, 1, OM_TYPE_VALUE, OM_TYPE_VALUE, feature_state, compile_feature_state},
    {"global-state", 1, 1, OM_TYPE_VALUE, OM_TYPE_VALUE, inner, compile_global_state},
    {0},
};
