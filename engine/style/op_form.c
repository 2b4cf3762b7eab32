/* Forms: literal, let, var, case, match, coalesce. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/style/match.h"
#include "engine/style/operator.h"

/* ---- literal, let, var: these are what they stand for, and leave nothing to evaluate ---- */

static om_datum inner(const om_expression *node, const om_evaluation *evaluation)
{
    return om_argument(node, 0, evaluation);
}

/* Makes a node stand for its first argument. */
static void stand_for_first(om_expression *node, om_node_role role)
{
    node->evaluate = inner;
    node->role = role;
    node->count = 1;
    node->depends = node->arguments[0]->depends;
    node->type = node->arguments[0]->type;
}

static om_status compile_literal(const om_scope *scope, const om_place *place, om_type wanted,
                                 om_expression *node, om_error *err)
{
    const om_place value = om_place_item(place, 1);
    const bool is_list =
        om_json_kind_of(value.json) == OM_JSON_ARRAY && om_json_count(value.json) == 0;
    om_node_reserve(scope, node, 1);
    OM_TRY(om_expression_literal(scope, &value,
                                 is_list && wanted.kind == OM_TYPE_ARRAY ? wanted : OM_TYPE(VALUE),
                                 &node->arguments[0], err));
    stand_for_first(node, OM_NODE_WRAPPER);
    return OM_OK;
}

/* ["semiliteral", [a, b, …]]: a list whose items are worked out. */
static om_datum semiliteral(const om_expression *node, const om_evaluation *evaluation)
{
    om_datum *items = OM_ARENA_ARRAY(evaluation->arena, om_datum, node->count);
    for (size_t i = 0; i < node->count; i++) {
        OM_ARGUMENT(item, i);
        items[i] = item;
    }
    return om_datum_array(items, node->count);
}

static om_status compile_semiliteral(const om_scope *scope, const om_place *place, om_type wanted,
                                     om_expression *node, om_error *err)
{
    const om_place list = om_place_item(place, 1);
    const size_t count = om_json_count(list.json);
    if (om_json_kind_of(list.json) != OM_JSON_ARRAY)
        return compile_literal(scope, place, wanted, node, err);
    om_node_reserve(scope, node, count);
    node->type.length = count ? count : OM_TYPE_EMPTY;
    for (size_t i = 0; i < count; i++) {
        OM_TRY(om_node_add(scope, &list, i, OM_TYPE(VALUE), node, err));
        const om_type_kind item = node->arguments[i]->type.kind;
        node->type.item = i == 0 || item == node->type.item ? item : OM_TYPE_VALUE;
    }
    return OM_OK;
}

/* ["error", why]: what it is for is to be seen while a style is written. */
static om_datum fail(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(why, 0);
    return om_datum_error(why.text);
}

static om_status compile_fail(const om_scope *scope, const om_place *place, om_type wanted,
                              om_expression *node, om_error *err)
{
    node->type = wanted;
    node->depends = OM_DEPENDS_ON_STATE;
    om_node_reserve(scope, node, 1);
    return om_node_add(scope, place, 1, OM_TYPE(TEXT), node, err);
}

static om_status bind(const om_scope *scope, const om_place *place, size_t index,
                      om_binding *binding, om_error *err)
{
    const om_place name = om_place_item(place, index), value = om_place_item(place, index + 1);
    OM_TRY(om_place_expect(&name, OM_JSON_TEXT, err));
    const char *text = om_json_text(name.json);
    if (text[strspn(text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")])
        return om_place_fail(&name, err, "names have letters, digits and '_' only");
    binding->name = text;
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
    om_node_reserve(scope, node, last);
    size_t count = 1;
    for (size_t i = 1; i < last; i += 2) {
        om_binding *binding = om_arena_take(scope->arena, sizeof *binding);
        OM_TRY(bind(scope, place, i, binding, err));
        binding->outer = inside.bindings;
        inside.bindings = binding;
        node->arguments[count++] = binding->expression;
    }
    const om_place result = om_place_item(place, last);
    OM_TRY(om_expression_compile(&inside, &result, wanted, &node->arguments[0], err));
    stand_for_first(node, OM_NODE_LET);
    node->count = count;
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
    stand_for_first(node, OM_NODE_VAR);
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
        OM_TRY(om_node_add_output(scope, place, i + 1, i == 1, node, err));
    }
    return om_node_add_output(scope, place, last, false, node, err);
}

/* ---- coalesce: the first that is not null ---- */

/* Whether the icon is one of those there are. */
static bool is_there(const om_evaluation *evaluation, const char *name)
{
    if (!evaluation->images)
        return true;
    for (size_t i = 0; i < evaluation->image_count; i++)
        if (strcmp(evaluation->images[i], name) == 0)
            return true;
    return false;
}

/* An icon that is not there gives way as a null does; when none is there, the first was meant. */
static om_datum coalesce(const om_expression *node, const om_evaluation *evaluation)
{
    om_datum datum = {0}, wanted = {0};
    for (size_t i = 0; i < node->count && datum.kind == OM_DATUM_NULL; i++) {
        datum = om_argument(node, i, evaluation);
        if (datum.kind != OM_DATUM_IMAGE || is_there(evaluation, datum.text))
            continue;
        wanted = wanted.kind == OM_DATUM_NULL ? datum : wanted;
        datum = (om_datum){0};
    }
    return datum.kind == OM_DATUM_NULL ? wanted : datum;
}

/* Arguments are not asserted one by one, so that a null may give way to the next. */
static om_status compile_coalesce(const om_scope *scope, const om_place *place, om_type wanted,
                                  om_expression *node, om_error *err)
{
    bool fits = true;
    om_type common = wanted;
    om_node_reserve(scope, node, om_json_count(place->json) - 1);
    for (size_t i = 1; i < om_json_count(place->json); i++) {
        const om_place item = om_place_item(place, i);
        OM_TRY(om_expression_compile_as(scope, &item, common, OM_ANNOTATION_OMIT,
                                        &node->arguments[node->count], err));
        const om_expression *argument = node->arguments[node->count++];
        node->depends |= argument->depends;
        common = i == 1 && common.kind == OM_TYPE_VALUE ? argument->type : common;
        fits = fits && om_type_fits(wanted, argument->type);
    }
    node->type = fits ? common : OM_TYPE(VALUE);
    return OM_OK;
}

/* ---- match: input, label, output, …, fallback ---- */

static int by_value(const void *a, const void *b)
{
    const om_datum left = ((const om_match_label *)a)->value;
    const om_datum right = ((const om_match_label *)b)->value;
    if (left.kind == OM_DATUM_NUMBER)
        return (left.number > right.number) - (left.number < right.number);
    return strcmp(left.text, right.text);
}

static om_datum evaluate_match(const om_expression *node, const om_evaluation *evaluation)
{
    const om_match *match = node->detail;
    OM_ARGUMENT(input, 0);
    if (input.kind != match->labels[0].value.kind ||
        (input.kind == OM_DATUM_NUMBER && isnan(input.number)))
        return om_argument(node, node->count - 1, evaluation);
    const om_match_label key = {.value = input};
    const om_match_label *found = bsearch(&key, match->sorted, match->count, sizeof key, by_value);
    return om_argument(node, found ? found->output : node->count - 1, evaluation);
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
    return OM_OK;
}

/* Puts the labels in order, so that they are found by halving, and refuses one that stands twice.
 */
static om_status sort_labels(const om_scope *scope, const om_place *place, om_match *match,
                             om_error *err)
{
    match->sorted = OM_ARENA_ARRAY(scope->arena, om_match_label, match->count);
    memcpy(match->sorted, match->labels, match->count * sizeof *match->sorted);
    qsort(match->sorted, match->count, sizeof *match->sorted, by_value);
    for (size_t i = 1; i < match->count; i++) {
        const om_match_label *twice = &match->sorted[i];
        if (by_value(twice - 1, twice) != 0)
            continue;
        const size_t later = twice->output > twice[-1].output ? twice->output : twice[-1].output;
        const om_place label = om_place_item(place, 2 * later);
        return om_place_fail(&label, err, "the label %s stands twice",
                             om_datum_to_text(twice->value, scope->arena));
    }
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
        OM_TRY(om_node_add_output(scope, place, i + 1, i == 2, node, err));
    }
    OM_TRY(om_node_add_output(scope, place, last, false, node, err));

    OM_TRY(sort_labels(scope, place, match, err));

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

const om_operator om_operators_form[] = {
    {"literal", 1, 1, OM_TYPE_VALUE, OM_TYPE_VALUE, NULL, compile_literal},
    {"let", 3, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, NULL, compile_let},
    {"var", 1, 1, OM_TYPE_VALUE, OM_TYPE_VALUE, NULL, compile_var},
    {"case", 3, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, evaluate_case, compile_case},
    {"match", 4, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, evaluate_match, compile_match},
    {"coalesce", 1, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, coalesce, compile_coalesce},
    {"semiliteral", 1, 1, OM_TYPE_VALUE, OM_TYPE_ARRAY, semiliteral, compile_semiliteral},
    {"error", 1, 1, OM_TYPE_VALUE, OM_TYPE_VALUE, fail, compile_fail},
    {0},
};
