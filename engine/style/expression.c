/* Compiles expressions: literals, calls, types, folding. */
#include "engine/style/expression.h"

#include <string.h>

#include "engine/base/text.h"
#include "engine/style/convert.h"
#include "engine/style/match.h"
#include "engine/style/operator.h"

const char *om_type_name(om_type type, om_arena *arena)
{
    static const char *const names[] = {
        [OM_TYPE_VALUE] = "value",         [OM_TYPE_NULL] = "null",
        [OM_TYPE_NUMBER] = "number",       [OM_TYPE_TEXT] = "string",
        [OM_TYPE_BOOL] = "boolean",        [OM_TYPE_COLOUR] = "color",
        [OM_TYPE_FORMATTED] = "formatted", [OM_TYPE_IMAGE] = "image",
        [OM_TYPE_PADDING] = "padding",     [OM_TYPE_ARRAY] = "array",
    };
    if (type.kind != OM_TYPE_ARRAY || (type.item == OM_TYPE_VALUE && type.length == 0))
        return names[type.kind];
    if (type.length == 0)
        return om_arena_format(arena, "array<%s>", names[type.item]);
    return om_arena_format(arena, "array<%s, %zu>", names[type.item], type.length);
}

/* ---- Literals ---- */

static om_datum evaluate_literal(const om_expression *node, const om_evaluation *evaluation)
{
    (void)evaluation;
    return node->literal;
}

bool om_expression_is_literal(const om_expression *node)
{
    return node->evaluate == evaluate_literal;
}

static om_status read_array(const om_scope *scope, const om_place *place, om_datum *ret,
                            om_error *err);

static om_status read_datum(const om_scope *scope, const om_place *place, om_datum *ret,
                            om_error *err)
{
    switch (om_json_kind_of(place->json)) {
    case OM_JSON_NULL:
        *ret = (om_datum){0};
        return OM_OK;
    case OM_JSON_BOOL:
        *ret = om_datum_bool(om_json_is_true(place->json));
        return OM_OK;
    case OM_JSON_NUMBER:
        *ret = om_datum_number(om_json_number(place->json));
        return OM_OK;
    case OM_JSON_TEXT:
        *ret = om_datum_text(om_arena_text(scope->arena, om_json_text(place->json)));
        return OM_OK;
    case OM_JSON_ARRAY:
        return read_array(scope, place, ret, err);
    case OM_JSON_OBJECT:
        break;
    }
    return om_place_fail(place, err, "literal objects are not supported");
}

static om_status read_array(const om_scope *scope, const om_place *place, om_datum *ret,
                            om_error *err)
{
    const size_t count = om_json_count(place->json);
    om_datum *items = OM_ARENA_ARRAY(scope->arena, om_datum, count);
    for (size_t i = 0; i < count; i++) {
        const om_place item = om_place_item(place, i);
        OM_TRY(read_datum(scope, &item, &items[i], err));
    }
    *ret = om_datum_array(items, count);
    return OM_OK;
}

static om_type_kind type_kind_of(om_datum_kind kind)
{
    static const om_type_kind kinds[] = {
        [OM_DATUM_NULL] = OM_TYPE_NULL,     [OM_DATUM_BOOL] = OM_TYPE_BOOL,
        [OM_DATUM_NUMBER] = OM_TYPE_NUMBER, [OM_DATUM_TEXT] = OM_TYPE_TEXT,
        [OM_DATUM_COLOUR] = OM_TYPE_COLOUR, [OM_DATUM_ARRAY] = OM_TYPE_ARRAY,
        [OM_DATUM_ERROR] = OM_TYPE_VALUE,
    };
    return kinds[kind];
}

static om_type type_of(om_datum datum)
{
    om_type type = {.kind = type_kind_of(datum.kind)};
    if (type.kind != OM_TYPE_ARRAY)
        return type;
    type.length = datum.array.count;
    for (size_t i = 0; i < datum.array.count; i++) {
        const om_type_kind item = type_kind_of(datum.array.items[i].kind);
        type.item = i == 0 || item == type.item ? item : OM_TYPE_VALUE;
    }
    return type;
}

static const om_expression *literal_node(const om_scope *scope, om_datum datum, om_type type)
{
    om_expression *node = om_arena_take(scope->arena, sizeof *node);
    node->evaluate = evaluate_literal;
    node->literal = datum;
    node->type = type;
    return node;
}

om_status om_expression_literal(const om_scope *scope, const om_place *place, om_type wanted,
                                const om_expression **ret, om_error *err)
{
    om_datum datum;
    OM_TRY(read_datum(scope, place, &datum, err));
    const om_expression *node = literal_node(scope, datum, type_of(datum));
    OM_TRY(om_expression_fit(scope, place, wanted, &node, err));
    *ret = node;
    return OM_OK;
}

/* ---- Folding and fitting ---- */

/* Replaces a node that hangs on nothing by what it comes to. */
static om_status fold(const om_scope *scope, const om_place *place, const om_expression **node,
                      om_error *err)
{
    if ((*node)->depends != 0 || om_expression_is_literal(*node))
        return OM_OK;
    const om_evaluation nothing = {.arena = scope->arena};
    const om_datum datum = om_expression_value(*node, &nothing);
    if (datum.kind == OM_DATUM_ERROR)
        return om_place_fail(place, err, "%s", datum.text);
    const om_type type = (*node)->type;
    *node = literal_node(scope, datum, type.kind == OM_TYPE_VALUE ? type_of(datum) : type);
    return OM_OK;
}

static bool is_one_of(const char *text, const char *const *choices)
{
    for (; *choices; choices++)
        if (strcmp(text, *choices) == 0)
            return true;
    return false;
}

static om_status check_choice(const om_place *place, const om_expression *node,
                              const char *const *choices, om_error *err)
{
    const char *text = node->literal.text;
    if (is_one_of(text, choices))
        return OM_OK;
    OM_AUTO_TEXT list = {0};
    for (size_t i = 0; choices[i]; i++)
        om_text_add_format(&list, i > 0 ? ", %s" : "%s", choices[i]);
    return om_place_fail(place, err, "\"%s\" is not one of %s", text, list.bytes);
}

static bool array_fits(om_type wanted, om_type type)
{
    return (wanted.item == OM_TYPE_VALUE || wanted.item == type.item) &&
           (wanted.length == 0 || wanted.length == type.length);
}

static bool type_fits(om_type wanted, om_type type)
{
    if (wanted.kind == OM_TYPE_VALUE)
        return true;
    if (wanted.kind == OM_TYPE_ARRAY && type.kind == OM_TYPE_ARRAY)
        return array_fits(wanted, type);
    return wanted.kind == type.kind;
}

om_status om_expression_fit(const om_scope *scope, const om_place *place, om_type wanted,
                            const om_expression **node, om_error *err)
{
    const om_type type = (*node)->type;
    if (!type_fits(wanted, type)) {
        const om_evaluate_fn convert = om_conversion(wanted, type);
        if (!convert)
            return om_place_fail(place, err, "expected %s, found %s",
                                 om_type_name(wanted, scope->arena),
                                 om_type_name(type, scope->arena));
        om_expression *wrapped = om_arena_take(scope->arena, sizeof *wrapped);
        om_node_reserve(scope, wrapped, 1);
        wrapped->evaluate = convert;
        wrapped->type = wanted;
        wrapped->depends = (*node)->depends;
        wrapped->arguments[0] = *node;
        wrapped->count = 1;
        wrapped->is_wrapper = true;
        *node = wrapped;
        OM_TRY(fold(scope, place, node, err));
    }
    if (wanted.choices && om_expression_is_literal(*node) && (*node)->literal.kind == OM_DATUM_TEXT)
        return check_choice(place, *node, wanted.choices, err);
    return OM_OK;
}

/* ---- Calls ---- */

static om_status check_count(const om_place *place, const om_operator *operator, om_error * err)
{
    const size_t count = om_json_count(place->json) - 1;
    if (count >= operator->minimum && count <= operator->maximum)
        return OM_OK;
    if (operator->maximum == OM_MANY)
        return om_place_fail(
            place, err,
            "\"%s\" takes at least %zu arguments, not %zu", operator->name, operator->minimum,
            count);
    if (operator->minimum == operator->maximum)
        return om_place_fail(place, err,
                             "\"%s\" takes %zu argument%s, not %zu",
                             operator->name, operator->minimum, operator->minimum == 1 ? "" : "s",
                             count);
    return om_place_fail(place, err, "\"%s\" takes %zu to %zu arguments, not %zu",
                                     operator->name, operator->minimum, operator->maximum, count);
}

static om_status compile_plain(const om_scope *scope, const om_place *place,
                               const om_operator *operator, om_expression * node, om_error *err)
{
    const size_t count = om_json_count(place->json) - 1;
    om_node_reserve(scope, node, count);
    for (size_t i = 1; i <= count; i++)
        OM_TRY(om_node_add(scope, place, i, (om_type){.kind = operator->argument}, node, err));
    return OM_OK;
}

static om_status compile_call(const om_scope *scope, const om_place *place, om_type wanted,
                              const om_expression **ret, om_error *err)
{
    const om_place head = om_place_item(place, 0);
    const char *name = om_json_text(head.json);
    if (!name)
        return om_place_fail(place, err,
                             "expected an expression: an array that begins with an operator");
    const om_operator *operator= om_operator_find(name);
    if (!operator)
        return om_operator_fail_unknown(&head, name, err);
    OM_TRY(check_count(place, operator, err));

    om_expression *node = om_arena_take(scope->arena, sizeof *node);
    node->evaluate = operator->evaluate;
    node->type = (om_type){.kind = operator->result };
    if (operator->compile)
        OM_TRY(operator->compile(scope, place, wanted, node, err));
    else
        OM_TRY(compile_plain(scope, place, operator, node, err));
    *ret = node;
    return OM_OK;
}

om_status om_expression_compile(const om_scope *scope, const om_place *place, om_type wanted,
                                const om_expression **ret, om_error *err)
{
    const om_json_kind kind = om_json_kind_of(place->json);
    if (kind == OM_JSON_OBJECT)
        return om_place_fail(place, err, "expected a value or an expression, found an object");
    if (kind != OM_JSON_ARRAY)
        return om_expression_literal(scope, place, wanted, ret, err);

    const om_expression *node = NULL;
    OM_TRY(compile_call(scope, place, wanted, &node, err));
    OM_TRY(fold(scope, place, &node, err));
    OM_TRY(om_expression_fit(scope, place, wanted, &node, err));
    *ret = node;
    return OM_OK;
}

const om_expression *om_expression_core(const om_expression *node)
{
    while (node->is_wrapper)
        node = node->arguments[0];
    return node;
}

bool om_json_is_expression(const om_json *json)
{
    const char *head = om_json_text(om_json_at(json, 0));
    return head && om_json_kind_of(json) == OM_JSON_ARRAY && om_operator_find(head);
}
