/* Compiles the filter and the properties of a layer. */
#include "engine/style/rules.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/style/legacy.h"
#include "engine/style/operator.h"

OM_CHECKED static om_status compile_value(const om_scope *scope, const om_place *place,
                                          const om_property_row *row, const om_expression **ret,
                                          om_error *err);

static om_type type_of(const om_property_row *row)
{
    switch (row->type) {
    case OM_PROPERTY_IS_NUMBER:
        return OM_TYPE(NUMBER);
    case OM_PROPERTY_IS_COLOUR:
        return OM_TYPE(COLOUR);
    case OM_PROPERTY_IS_FLAG:
        return OM_TYPE(BOOL);
    case OM_PROPERTY_IS_CHOICE:
        return (om_type){.kind = OM_TYPE_TEXT, .choices = row->choices};
    case OM_PROPERTY_IS_TEXT:
        return OM_TYPE(FORMATTED);
    case OM_PROPERTY_IS_ICON:
        return OM_TYPE(IMAGE);
    case OM_PROPERTY_IS_PADDING:
        return OM_TYPE(PADDING);
    case OM_PROPERTY_IS_ANCHORS:
        return OM_TYPE(ANCHORS);
    case OM_PROPERTY_IS_NUMBERS:
        return (om_type){.kind = OM_TYPE_ARRAY, .item = OM_TYPE_NUMBER, .length = row->length};
    case OM_PROPERTY_IS_TEXTS:
    case OM_PROPERTY_IS_CHOICES:
        break;
    }
    return (om_type){.kind = OM_TYPE_ARRAY, .item = OM_TYPE_TEXT};
}

/* ---- Checks ---- */

static om_status check_items(const om_place *place, om_datum list, const char *const *choices,
                             om_error *err)
{
    for (size_t i = 0; i < list.array.count; i++) {
        size_t c = 0;
        while (choices[c] && strcmp(choices[c], list.array.items[i].text) != 0)
            c++;
        if (!choices[c])
            return om_place_fail(place, err, "\"%s\" is not one of its values",
                                 list.array.items[i].text);
    }
    return OM_OK;
}

static om_status check_number(const om_place *place, const om_property_row *row, double number,
                              om_error *err)
{
    if (!isfinite(number))
        return om_place_fail(place, err, "the result is not a finite number");
    if (number < row->minimum)
        return om_place_fail(place, err, "%g is below %g", number, row->minimum);
    if (number > row->maximum)
        return om_place_fail(place, err, "%g is above %g", number, row->maximum);
    return OM_OK;
}

static om_status check_literal(const om_place *place, const om_property_row *row, om_datum datum,
                               om_error *err)
{
    if (datum.kind == OM_DATUM_NUMBER)
        return check_number(place, row, datum.number, err);
    if (datum.kind == OM_DATUM_ARRAY && row->type == OM_PROPERTY_IS_CHOICES)
        return check_items(place, datum, row->choices, err);
    if (datum.kind == OM_DATUM_ARRAY && row->type == OM_PROPERTY_IS_NUMBERS)
        for (size_t i = 0; i < datum.array.count; i++)
            OM_TRY(check_number(place, row, datum.array.items[i].number, err));
    return OM_OK;
}

static om_status check_freedom(const om_place *place, const om_property_row *row,
                               const om_expression *node, om_error *err)
{
    if ((node->depends & OM_DEPENDS_ON_FEATURE) && row->freedom < OM_PROPERTY_BY_FEATURE)
        return om_place_fail(place, err, "%s cannot hang on attributes of features", row->name);
    if ((node->depends & OM_DEPENDS_ON_ZOOM) && row->freedom < OM_PROPERTY_BY_ZOOM)
        return om_place_fail(place, err, "%s cannot hang on zoom", row->name);
    if (!row->mixed && (node->depends & OM_DEPENDS_ON_ZOOM) && om_expression_mixes_zoom(node))
        return om_place_fail(place, err, "%s cannot be interpolated; use \"step\"", row->name);
    if (om_expression_is_literal(node))
        return check_literal(place, row, node->literal, err);
    return om_expression_check_zoom(node, place, err);
}

/* ---- Values ---- */

/* Compiles a rewritten value: paths inside it are those of the rewriting's place. */
static om_status compile_rewritten(const om_scope *scope, const om_place *place, om_json *json,
                                   om_type wanted, const om_expression **ret, om_error *err)
{
    OM_AUTO(om_json) owned = json;
    om_place rewritten = *place;
    rewritten.json = owned;
    return om_expression_compile(scope, &rewritten, wanted, ret, err);
}

static bool has_tokens(const om_property_row *row, const om_json *json)
{
    const char *text = om_json_text(json);
    return text && (row->type == OM_PROPERTY_IS_TEXT || row->type == OM_PROPERTY_IS_ICON) &&
           om_text_has_tokens(text);
}

static om_status compile_value(const om_scope *scope, const om_place *place,
                               const om_property_row *row, const om_expression **ret, om_error *err)
{
    const om_type wanted = type_of(row);
    const om_json_kind kind = om_json_kind_of(place->json);
    if (kind == OM_JSON_OBJECT) {
        om_json *rewritten;
        OM_TRY(om_function_rewrite(place, row, &rewritten, err));
        return compile_rewritten(scope, place, rewritten, wanted, ret, err);
    }
    if (has_tokens(row, place->json))
        return compile_rewritten(scope, place, om_tokens_rewrite(om_json_text(place->json)), wanted,
                                 ret, err);
    const bool is_list = wanted.kind == OM_TYPE_ARRAY || wanted.kind == OM_TYPE_PADDING ||
                         wanted.kind == OM_TYPE_ANCHORS;
    if (is_list && kind == OM_JSON_ARRAY && !om_json_is_expression(place->json))
        return om_expression_literal(scope, place, wanted, ret, err);
    return om_expression_compile(scope, place, wanted, ret, err);
}

om_status om_defaults_compile(om_arena *arena, om_defaults *ret, om_error *err)
{
    const om_scope scope = {.arena = arena};
    for (size_t i = 0; i < OM_PROPERTY_COUNT; i++) {
        const om_property_row *row = om_property_row_of((om_property)i);
        om_json *json = NULL;
        OM_TRY(om_json_parse(row->fallback, strlen(row->fallback), row->name, &json, err));
        OM_AUTO(om_json) owned = json;
        const om_place place = {.json = owned};
        const bool none = om_json_kind_of(owned) == OM_JSON_NULL;
        OM_TRY(om_expression_literal(&scope, &place, none ? OM_TYPE(VALUE) : type_of(row),
                                     &ret->properties[i], err));
    }
    return OM_OK;
}

/* ---- Layers ---- */

static om_status fail_unknown(const om_place *place, om_style_layer_kind kind, om_error *err)
{
    const char *names[OM_PROPERTY_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < OM_PROPERTY_COUNT; i++)
        if (om_property_row_of((om_property)i)->layer == kind)
            names[count++] = om_property_row_of((om_property)i)->name;
    const char *nearest = om_text_nearest(place->key, names, count);
    if (nearest)
        return om_place_fail(place, err, "unknown property; did you mean \"%s\"?", nearest);
    return om_place_fail(place, err, "a %s layer has no such property",
                         om_style_layer_kind_name(kind));
}

static om_status compile_property(const om_scope *scope, const om_place *place,
                                  om_style_layer_kind kind, om_rules *rules, om_error *err)
{
    const om_property property = om_property_find(place->key);
    if (property == OM_PROPERTY_COUNT)
        return fail_unknown(place, kind, err);
    const om_property_row *row = om_property_row_of(property);
    if (row->layer != kind)
        return om_place_fail(place, err, "a %s layer has no such property",
                             om_style_layer_kind_name(kind));
    if (row->layout != (strcmp(place->parent->key, "layout") == 0))
        return om_place_fail(place, err, "this property belongs in \"%s\"",
                             row->layout ? "layout" : "paint");
    if (!row->drawn)
        return om_place_fail(place, err, "the property %s is not supported", row->name);

    const om_expression *node = NULL;
    OM_TRY(compile_value(scope, place, row, &node, err));
    OM_TRY(check_freedom(place, row, node, err));
    if (om_format_undrawn(node))
        return om_place_fail(place, err, "\"format\" with \"%s\" is not supported",
                             om_format_undrawn(node));
    rules->properties[property] = node;
    rules->is_set[property] = true;
    return OM_OK;
}

static om_status compile_properties(const om_scope *scope, const om_place *layer, const char *key,
                                    om_style_layer_kind kind, om_rules *rules, om_error *err)
{
    const om_place place = om_place_member(layer, key);
    if (!place.json)
        return OM_OK;
    OM_TRY(om_place_expect(&place, OM_JSON_OBJECT, err));
    for (om_json_member m = om_json_first(place.json); m.key; m = om_json_next(place.json, m)) {
        const om_place member = om_place_member(&place, m.key);
        if (place.key[0] == 'l' && strcmp(m.key, "visibility") == 0)
            continue;
        OM_TRY(compile_property(scope, &member, kind, rules, err));
    }
    return OM_OK;
}

static om_status compile_filter(const om_scope *scope, const om_place *layer, om_rules *rules,
                                om_error *err)
{
    const om_place place = om_place_member(layer, "filter");
    if (!place.json)
        return OM_OK;
    if (om_filter_is_expression(place.json))
        return om_expression_compile(scope, &place, OM_TYPE(BOOL), &rules->filter, err);
    om_json *rewritten;
    OM_TRY(om_filter_rewrite(&place, &rewritten, err));
    return compile_rewritten(scope, &place, rewritten, OM_TYPE(BOOL), &rules->filter, err);
}

om_status om_rules_compile(const om_scope *scope, const om_place *place, om_style_layer_kind kind,
                           om_rules *rules, om_error *err)
{
    OM_TRY(compile_filter(scope, place, rules, err));
    OM_TRY(compile_properties(scope, place, "layout", kind, rules, err));
    return compile_properties(scope, place, "paint", kind, rules, err);
}
