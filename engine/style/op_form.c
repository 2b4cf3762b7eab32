/* Forms: literal, let, var, case, match, coalesce, format, image. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/style/match.h"
#include "engine/style/operator.h"

/* ---- literal, let, var: these are what they stand for, and leave nothing to evaluate ---- */

static om_datum inner(const om_expression *node, const om_evaluation *evaluation)
{
    return om_argument(node, 0, evaluation);
}

static void stand_for(om_expression *node, const om_expression **argument)
{
    node->evaluate = inner;
    node->is_wrapper = true;
    node->arguments = argument;
    node->count = 1;
    node->depends = (*argument)->depends;
    node->type = (*argument)->type;
}

static om_status compile_literal(const om_scope *scope, const om_place *place, om_type wanted,
                                 om_expression *node, om_error *err)
{
    (void)wanted;
    const om_place value = om_place_item(place, 1);
    om_node_reserve(scope, node, 1);
    OM_TRY(om_expression_literal(scope, &value, OM_TYPE(VALUE), &node->arguments[0], err));
    stand_for(node, node->arguments);
    return OM_OK;
}

static om_status bind(const om_scope *scope, const om_place *place, size_t index,
                      om_binding *binding, om_error *err)
{
    const om_place name = om_place_item(place, index), value = om_place_item(place, index + 1);
    OM_TRY(om_place_expect(&name, OM_JSON_TEXT, err));
    binding->name = om_json_text(name.json);
    binding->outer = scope->bindings;
    return om_expression_compile(scope, &value, OM_TYPE(VALUE), &binding->expression, err);
}

/* ["let", name, value, …, result]: a variable is the node that it names. */
static om_status compile_let(const om_scope *scope, const om_place *place, om_type wanted,
                             om_expression *node, om_error *err)
{
    const size_t last = om_json_count(place->json) - 1;
    if (last % 2 == 0)
        return om_place_fail(place, err, "\"let\" takes names with values, and a result");
    om_scope inside = *scope;
    for (size_t i = 1; i < last; i += 2) {
        om_binding *binding = om_arena_take(scope->arena, sizeof *binding);
        OM_TRY(bind(&inside, place, i, binding, err));
        inside.bindings = binding;
    }
    const om_place result = om_place_item(place, last);
    om_node_reserve(scope, node, 1);
    OM_TRY(om_expression_compile(&inside, &result, wanted, &node->arguments[0], err));
    stand_for(node, node->arguments);
    return OM_OK;
}

static om_status compile_var(const om_scope *scope, const om_place *place, om_type wanted,
                             om_expression *node, om_error *err)
{
    (void)wanted;
    const om_place name = om_place_item(place, 1);
    OM_TRY(om_place_expect(&name, OM_JSON_TEXT, err));
    const om_binding *binding = scope->bindings;
    while (binding && strcmp(binding->name, om_json_text(name.json)) != 0)
        binding = binding->outer;
    if (!binding)
        return om_place_fail(&name, err, "no \"let\" around it names \"%s\"",
                             om_json_text(name.json));
    om_node_reserve(scope, node, 1);
    node->arguments[0] = binding->expression;
    stand_for(node, node->arguments);
    return OM_OK;
}

/* ---- case: condition, output, …, fallback ---- */

static om_datum evaluate_case(const om_expression *node, const om_evaluation *evaluation)
{
    size_t i = 0;
    for (; i + 1 < node->count; i += 2) {
        OM_ARGUMENT(condition, i);
        if (condition.truth)
            return om_argument(node, i + 1, evaluation);
    }
    return om_argument(node, i, evaluation);
}

/* Adds an output: it must fit what is wanted, else the type of the outputs before it. */
static om_status add_output(const om_scope *scope, const om_place *place, size_t index,
                            om_expression *node, om_error *err)
{
    OM_TRY(om_node_add(scope, place, index, node->type, node, err));
    if (node->type.kind == OM_TYPE_VALUE)
        node->type = node->arguments[node->count - 1]->type;
    return OM_OK;
}

static om_status compile_case(const om_scope *scope, const om_place *place, om_type wanted,
                              om_expression *node, om_error *err)
{
    const size_t last = om_json_count(place->json) - 1;
    if (last % 2 == 0)
        return om_place_fail(place, err, "\"case\" takes conditions with outputs, and a fallback");
    node->type = wanted;
    om_node_reserve(scope, node, last);
    for (size_t i = 1; i < last; i += 2) {
        OM_TRY(om_node_add(scope, place, i, OM_TYPE(BOOL), node, err));
        OM_TRY(add_output(scope, place, i + 1, node, err));
    }
    return add_output(scope, place, last, node, err);
}

/* ---- coalesce: the first that is not null ---- */

static om_datum coalesce(const om_expression *node, const om_evaluation *evaluation)
{
    om_datum datum = {0};
    for (size_t i = 0; i < node->count && datum.kind == OM_DATUM_NULL; i++)
        datum = om_argument(node, i, evaluation);
    return datum;
}

/* Arguments are not asserted one by one, so that a null may give way to the next. */
static om_status compile_coalesce(const om_scope *scope, const om_place *place, om_type wanted,
                                  om_expression *node, om_error *err)
{
    om_type common = wanted.kind == OM_TYPE_COLOUR ? OM_TYPE(VALUE) : wanted;
    om_node_reserve(scope, node, om_json_count(place->json) - 1);
    for (size_t i = 1; i < om_json_count(place->json); i++) {
        const om_place item = om_place_item(place, i);
        OM_TRY(om_node_add(scope, place, i, OM_TYPE(VALUE), node, err));
        const om_expression *argument = node->arguments[i - 1];
        if (argument->type.kind == OM_TYPE_VALUE || argument->type.kind == OM_TYPE_NULL)
            continue;
        OM_TRY(om_expression_fit(scope, &item, common, &argument, err));
        node->arguments[i - 1] = argument;
        node->type = node->type.kind == OM_TYPE_VALUE ? argument->type : node->type;
    }
    for (size_t i = 0; i < node->count; i++)
        if (node->arguments[i]->type.kind != node->type.kind)
            node->type = OM_TYPE(VALUE);
    return OM_OK;
}

/* ---- match: input, label, output, …, fallback ---- */

static om_datum evaluate_match(const om_expression *node, const om_evaluation *evaluation)
{
    const om_match *match = node->detail;
    OM_ARGUMENT(input, 0);
    for (size_t i = 0; i < match->count; i++)
        if (om_datum_equals(match->labels[i].value, input))
            return om_argument(node, match->labels[i].output, evaluation);
    return om_argument(node, node->count - 1, evaluation);
}

static om_status check_label(const om_place *place, const om_match *match, om_datum label,
                             om_error *err)
{
    const bool is_number = label.kind == OM_DATUM_NUMBER;
    if (!is_number && label.kind != OM_DATUM_TEXT)
        return om_place_fail(place, err, "labels are numbers or strings");
    if (is_number && (label.number != floor(label.number) || fabs(label.number) > 9007199254740991))
        return om_place_fail(place, err, "numbers as labels are whole ones");
    if (match->count > 0 && match->labels[0].value.kind != label.kind)
        return om_place_fail(place, err, "labels are all numbers or all strings");
    for (size_t i = 0; i < match->count; i++)
        if (om_datum_equals(match->labels[i].value, label))
            return om_place_fail(place, err, "the label stands twice");
    return OM_OK;
}

static om_status add_label(const om_scope *scope, const om_place *place, size_t output,
                           om_match *match, om_error *err)
{
    const om_expression *label;
    OM_TRY(om_expression_literal(scope, place, OM_TYPE(VALUE), &label, err));
    OM_TRY(check_label(place, match, label->literal, err));
    match->labels[match->count++] = (om_match_label){label->literal, output};
    return OM_OK;
}

static om_status add_labels(const om_scope *scope, const om_place *place, size_t output,
                            om_match *match, om_error *err)
{
    if (om_json_kind_of(place->json) != OM_JSON_ARRAY)
        return add_label(scope, place, output, match, err);
    if (om_json_count(place->json) == 0)
        return om_place_fail(place, err, "expected at least one label");
    for (size_t i = 0; i < om_json_count(place->json); i++) {
        const om_place item = om_place_item(place, i);
        OM_TRY(add_label(scope, &item, output, match, err));
    }
    return OM_OK;
}

static size_t count_labels(const om_place *place, size_t last)
{
    size_t count = 0;
    for (size_t i = 2; i < last; i += 2) {
        const om_json *label = om_json_at(place->json, i);
        count += om_json_kind_of(label) == OM_JSON_ARRAY ? om_json_count(label) : 1;
    }
    return count;
}

static om_status compile_match(const om_scope *scope, const om_place *place, om_type wanted,
                               om_expression *node, om_error *err)
{
    const size_t last = om_json_count(place->json) - 1;
    if (last % 2 != 0)
        return om_place_fail(place, err,
                             "\"match\" takes an input, labels with outputs, and a fallback");
    om_match *match = om_arena_take(scope->arena, sizeof *match);
    match->labels = OM_ARENA_ARRAY(scope->arena, om_match_label, count_labels(place, last));
    node->detail = match;
    node->type = wanted;
    om_node_reserve(scope, node, last);
    OM_TRY(om_node_add(scope, place, 1, OM_TYPE(VALUE), node, err));
    for (size_t i = 2; i < last; i += 2) {
        const om_place label = om_place_item(place, i);
        OM_TRY(add_labels(scope, &label, node->count, match, err));
        OM_TRY(add_output(scope, place, i + 1, node, err));
    }
    OM_TRY(add_output(scope, place, last, node, err));

    const om_place input = om_place_item(place, 1);
    const om_type type = node->arguments[0]->type;
    const om_type labels =
        match->labels[0].value.kind == OM_DATUM_NUMBER ? OM_TYPE(NUMBER) : OM_TYPE(TEXT);
    if (type.kind != OM_TYPE_VALUE && type.kind != labels.kind)
        return om_place_fail(&input, err, "the input is %s, its labels are not",
                             om_type_name(type, scope->arena));
    return OM_OK;
}

const om_match *om_match_of(const om_expression *node)
{
    return node->evaluate == evaluate_match ? node->detail : NULL;
}

/* ---- format, image ---- */

static om_datum format(const om_expression *node, const om_evaluation *evaluation)
{
    OM_AUTO_TEXT joined = {0};
    om_text_add(&joined, "");
    for (size_t i = 0; i < node->count; i++) {
        OM_ARGUMENT(section, i);
        om_text_add(&joined, om_datum_to_text(section, evaluation->arena));
    }
    return om_datum_text(om_arena_text(evaluation->arena, joined.bytes ? joined.bytes : ""));
}

static om_status check_section(const om_place *place, om_error *err)
{
    const om_json_member first = om_json_first(place->json);
    if (first.key)
        return om_place_fail(place, err, "the format option \"%s\" is not supported", first.key);
    return OM_OK;
}

static om_status compile_format(const om_scope *scope, const om_place *place, om_type wanted,
                                om_expression *node, om_error *err)
{
    (void)wanted;
    om_node_reserve(scope, node, om_json_count(place->json));
    for (size_t i = 1; i < om_json_count(place->json); i++) {
        const om_place item = om_place_item(place, i);
        if (om_json_kind_of(item.json) == OM_JSON_OBJECT) {
            if (node->count == 0)
                return om_place_fail(&item, err, "options stand after the section they are for");
            OM_TRY(check_section(&item, err));
            continue;
        }
        OM_TRY(om_node_add(scope, place, i, OM_TYPE(VALUE), node, err));
        if (node->arguments[node->count - 1]->type.kind == OM_TYPE_IMAGE)
            return om_place_fail(&item, err, "images within a text are not supported");
    }
    return OM_OK;
}

const om_operator om_operators_form[] = {
    {"literal", 1, 1, OM_TYPE_VALUE, OM_TYPE_VALUE, NULL, compile_literal},
    {"let", 3, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, NULL, compile_let},
    {"var", 1, 1, OM_TYPE_VALUE, OM_TYPE_VALUE, NULL, compile_var},
    {"case", 3, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, evaluate_case, compile_case},
    {"match", 4, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, evaluate_match, compile_match},
    {"coalesce", 1, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, coalesce, compile_coalesce},
    {"format", 1, OM_MANY, OM_TYPE_VALUE, OM_TYPE_FORMATTED, format, compile_format},
    {"image", 1, 1, OM_TYPE_TEXT, OM_TYPE_IMAGE, inner, NULL},
    {0},
};
