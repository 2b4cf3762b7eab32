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
        [OM_TYPE_VALUE] = "value",
        [OM_TYPE_NULL] = "null",
        [OM_TYPE_NUMBER] = "number",
        [OM_TYPE_TEXT] = "string",
        [OM_TYPE_BOOL] = "boolean",
        [OM_TYPE_COLOUR] = "color",
        [OM_TYPE_FORMATTED] = "formatted",
        [OM_TYPE_IMAGE] = "resolvedImage",
        [OM_TYPE_PADDING] = "padding",
        [OM_TYPE_ARRAY] = "array",
        [OM_TYPE_OBJECT] = "object",
        [OM_TYPE_COLLATOR] = "collator",
        [OM_TYPE_ANCHORS] = "variableAnchorOffsetCollection",
    };
    if (type.kind != OM_TYPE_ARRAY || (type.item == OM_TYPE_VALUE && type.length == 0))
        return names[type.kind];
    if (type.length == 0)
        return om_arena_format(arena, "array<%s>", names[type.item]);
    return om_arena_format(arena, "array<%s, %zu>", names[type.item],
                           type.length == OM_TYPE_EMPTY ? 0 : type.length);
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

static om_datum array_of_json(const om_json *json, om_arena *arena)
{
    const size_t count = om_json_count(json);
    om_datum *items = OM_ARENA_ARRAY(arena, om_datum, count);
    for (size_t i = 0; i < count; i++)
        items[i] = om_datum_of_json(om_json_at(json, i), arena);
    return om_datum_array(items, count);
}

static om_datum object_of_json(const om_json *json, om_arena *arena)
{
    om_member *members = OM_ARENA_ARRAY(arena, om_member, om_json_count(json));
    size_t count = 0;
    for (om_json_member m = om_json_first(json); m.key; m = om_json_next(json, m))
        members[count++] =
            (om_member){om_arena_text(arena, m.key), om_datum_of_json(m.value, arena)};
    return om_datum_object(members, count);
}

om_datum om_datum_of_json(const om_json *json, om_arena *arena)
{
    switch (om_json_kind_of(json)) {
    case OM_JSON_NULL:
        return (om_datum){.truth = json != NULL};
    case OM_JSON_BOOL:
        return om_datum_bool(om_json_is_true(json));
    case OM_JSON_NUMBER:
        return om_datum_number(om_json_number(json));
    case OM_JSON_TEXT:
        return om_datum_text(om_arena_text(arena, om_json_text(json)));
    case OM_JSON_ARRAY:
        return array_of_json(json, arena);
    case OM_JSON_OBJECT:
        return object_of_json(json, arena);
    }
    return (om_datum){0};
}

static om_type_kind type_kind_of(om_datum_kind kind)
{
    static const om_type_kind kinds[] = {
        [OM_DATUM_NULL] = OM_TYPE_NULL,           [OM_DATUM_BOOL] = OM_TYPE_BOOL,
        [OM_DATUM_NUMBER] = OM_TYPE_NUMBER,       [OM_DATUM_TEXT] = OM_TYPE_TEXT,
        [OM_DATUM_COLOUR] = OM_TYPE_COLOUR,       [OM_DATUM_ARRAY] = OM_TYPE_ARRAY,
        [OM_DATUM_OBJECT] = OM_TYPE_OBJECT,       [OM_DATUM_COLLATOR] = OM_TYPE_COLLATOR,
        [OM_DATUM_FORMATTED] = OM_TYPE_FORMATTED, [OM_DATUM_IMAGE] = OM_TYPE_IMAGE,
        [OM_DATUM_ERROR] = OM_TYPE_VALUE,
    };
    return kinds[kind];
}

om_type om_type_of_datum(om_datum datum)
{
    om_type type = {.kind = type_kind_of(datum.kind)};
    if (type.kind != OM_TYPE_ARRAY)
        return type;
    type.length = datum.array.count ? datum.array.count : OM_TYPE_EMPTY;
    for (size_t i = 0; i < datum.array.count; i++) {
        const om_type_kind item = type_kind_of(datum.array.items[i].kind);
        if (i > 0 && item != type.item) {
            type.item = OM_TYPE_VALUE;
            break;
        }
        type.item = item;
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

const om_expression *om_expression_of_datum(const om_scope *scope, om_datum datum)
{
    return literal_node(scope, datum, om_type_of_datum(datum));
}

om_status om_expression_literal(const om_scope *scope, const om_place *place, om_type wanted,
                                const om_expression **ret, om_error *err)
{
    const om_datum datum = om_datum_of_json(place->json, scope->arena);
    om_type type = om_type_of_datum(datum);
    /* Nothing says what an empty list is a list of. */
    if (type.kind == OM_TYPE_ARRAY && type.length == OM_TYPE_EMPTY &&
        wanted.kind == OM_TYPE_ARRAY && (wanted.length == 0 || wanted.length == OM_TYPE_EMPTY))
        type = wanted;
    const om_expression *node = literal_node(scope, datum, type);
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
    *node = literal_node(scope, datum, type.kind == OM_TYPE_VALUE ? om_type_of_datum(datum) : type);
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
    const bool is_empty = type.length == OM_TYPE_EMPTY && type.item == OM_TYPE_VALUE;
    return (wanted.item == OM_TYPE_VALUE || wanted.item == type.item || is_empty) &&
           (wanted.length == 0 || wanted.length == type.length);
}

bool om_type_fits(om_type wanted, om_type type)
{
    if (wanted.kind == OM_TYPE_VALUE)
        return true;
    if (wanted.kind == OM_TYPE_ARRAY && type.kind == OM_TYPE_ARRAY)
        return array_fits(wanted, type);
    return wanted.kind == type.kind;
}

/* Puts a conversion around a node. */
static om_status wrap(const om_scope *scope, const om_place *place, om_type wanted,
                      om_evaluate_fn convert, const om_expression **node, om_error *err)
{
    om_expression *wrapped = om_arena_take(scope->arena, sizeof *wrapped);
    om_node_reserve(scope, wrapped, 1);
    wrapped->evaluate = convert;
    wrapped->type = wanted;
    wrapped->depends = (*node)->depends;
    wrapped->arguments[0] = *node;
    wrapped->count = 1;
    wrapped->role = OM_NODE_WRAPPER;
    *node = wrapped;
    return fold(scope, place, node, err);
}

static om_status fit(const om_scope *scope, const om_place *place, om_type wanted,
                     om_annotation annotation, const om_expression **node, om_error *err)
{
    const om_type type = (*node)->type;
    if (annotation == OM_ANNOTATION_COERCE && type.kind != OM_TYPE_VALUE)
        annotation = OM_ANNOTATION_ASSERT;
    if (!om_type_fits(wanted, type)) {
        const om_evaluate_fn convert =
            annotation == OM_ANNOTATION_COERCE ? om_coerce_to_text : om_conversion(wanted, type);
        if (!convert)
            return om_place_fail(place, err, "expected %s, found %s",
                                 om_type_name(wanted, scope->arena),
                                 om_type_name(type, scope->arena));
        if (annotation != OM_ANNOTATION_OMIT)
            OM_TRY(wrap(scope, place, wanted, convert, node, err));
    }
    if (wanted.choices && om_expression_is_literal(*node) && (*node)->literal.kind == OM_DATUM_TEXT)
        return check_choice(place, *node, wanted.choices, err);
    return OM_OK;
}

om_status om_expression_fit(const om_scope *scope, const om_place *place, om_type wanted,
                            const om_expression **node, om_error *err)
{
    return fit(scope, place, wanted, OM_ANNOTATION_ASSERT, node, err);
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
    return om_expression_compile_as(scope, place, wanted, OM_ANNOTATION_ASSERT, ret, err);
}

om_status om_expression_compile_as(const om_scope *scope, const om_place *place, om_type wanted,
                                   om_annotation annotation, const om_expression **ret,
                                   om_error *err)
{
    const om_json_kind kind = om_json_kind_of(place->json);
    if (kind == OM_JSON_OBJECT)
        return om_place_fail(place, err,
                             "expected a value or an expression, found an object; write "
                             "[\"literal\", {…}]");
    if (kind != OM_JSON_ARRAY)
        return om_expression_literal(scope, place, wanted, ret, err);

    const om_expression *node = NULL;
    OM_TRY(compile_call(scope, place, wanted, &node, err));
    OM_TRY(fold(scope, place, &node, err));
    OM_TRY(fit(scope, place, wanted, annotation, &node, err));
    *ret = node;
    return OM_OK;
}

const om_expression *om_expression_core(const om_expression *node)
{
    while (node->role != OM_NODE_PLAIN)
        node = node->arguments[0];
    return node;
}

bool om_json_is_expression(const om_json *json)
{
    const char *head = om_json_text(om_json_at(json, 0));
    return head && om_json_kind_of(json) == OM_JSON_ARRAY && om_operator_find(head);
}
