/* Operators that compare and decide between true and false. */
#include <math.h>
#include <string.h>

#include "engine/base/locale.h"
#include "engine/style/operator.h"

static om_datum not(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(truth, 0);
    return om_datum_bool(!truth.truth);
}

static om_datum all(const om_expression *node, const om_evaluation *evaluation)
{
    for (size_t i = 0; i < node->count; i++) {
        OM_ARGUMENT(truth, i);
        if (!truth.truth)
            return truth;
    }
    return om_datum_bool(true);
}

static om_datum any(const om_expression *node, const om_evaluation *evaluation)
{
    for (size_t i = 0; i < node->count; i++) {
        OM_ARGUMENT(truth, i);
        if (truth.truth)
            return truth;
    }
    return om_datum_bool(false);
}

/* Compares two texts by the collator that is the third argument, if there is one. */
static om_datum collate(const om_expression *node, const om_evaluation *evaluation, om_datum a,
                        om_datum b, bool *ret_done)
{
    *ret_done = node->count == 3 && a.kind == OM_DATUM_TEXT && b.kind == OM_DATUM_TEXT;
    if (!*ret_done)
        return (om_datum){0};
    OM_ARGUMENT(by, 2);
    return om_datum_number(om_locale_compare(by.collator->locale, by.collator->case_sensitive,
                                             by.collator->diacritic_sensitive, a.text, b.text));
}

static om_datum equal(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(a, 0);
    OM_ARGUMENT(b, 1);
    bool done;
    const om_datum order = collate(node, evaluation, a, b, &done);
    if (done)
        return order.kind == OM_DATUM_ERROR ? order : om_datum_bool(order.number == 0);
    return om_datum_bool(om_datum_equals(a, b));
}

static om_datum unequal(const om_expression *node, const om_evaluation *evaluation)
{
    const om_datum same = equal(node, evaluation);
    return same.kind == OM_DATUM_ERROR ? same : om_datum_bool(!same.truth);
}

/* Below, at or above zero as a stands below, at or above b; an error when they have no order. */
static om_datum order_of(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(a, 0);
    OM_ARGUMENT(b, 1);
    bool done;
    const om_datum order = collate(node, evaluation, a, b, &done);
    if (done)
        return order;
    if (a.kind == b.kind && a.kind == OM_DATUM_NUMBER)
        return isunordered(a.number, b.number)
                   ? om_outcome((double)NAN)
                   : om_outcome((a.number > b.number) - (a.number < b.number));
    if (a.kind == b.kind && a.kind == OM_DATUM_TEXT)
        return om_datum_number(strcmp(a.text, b.text));
    return om_datum_error("only two numbers or two strings have an order");
}

#define ORDER(name, relation)                                                                      \
    static om_datum name(const om_expression *node, const om_evaluation *evaluation)               \
    {                                                                                              \
        const om_datum order = order_of(node, evaluation);                                         \
        if (order.kind == OM_DATUM_ERROR)                                                          \
            return order;                                                                          \
        return om_datum_bool(order.number relation 0);                                             \
    }

ORDER(less, <)
ORDER(greater, >)
ORDER(at_most, <=)
ORDER(at_least, >=)

static om_status check_comparable(const om_scope *scope, const om_place *place,
                                  const om_expression *node, om_error *err)
{
    const om_type a = node->arguments[0]->type, b = node->arguments[1]->type;
    if (a.kind == b.kind || a.kind == OM_TYPE_VALUE || b.kind == OM_TYPE_VALUE)
        return OM_OK;
    return om_place_fail(place, err, "%s and %s cannot be compared", om_type_name(a, scope->arena),
                         om_type_name(b, scope->arena));
}

static bool may_be_text(const om_expression *node)
{
    return node->type.kind == OM_TYPE_TEXT || node->type.kind == OM_TYPE_VALUE;
}

static om_status add_collator(const om_scope *scope, const om_place *place, om_expression *node,
                              om_error *err)
{
    if (!may_be_text(node->arguments[0]) && !may_be_text(node->arguments[1]))
        return om_place_fail(place, err, "a collator compares strings only");
    return om_node_add(scope, place, 3, OM_TYPE(COLLATOR), node, err);
}

static bool is_among(om_type_kind kind, const om_type_kind *kinds, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (kinds[i] == kind)
            return true;
    return false;
}

static om_status compile_comparison(const om_scope *scope, const om_place *place,
                                    const om_type_kind *kinds, size_t kind_count,
                                    om_expression *node, om_error *err)
{
    om_node_reserve(scope, node, 3);
    for (size_t i = 1; i <= 2; i++) {
        const om_place item = om_place_item(place, i);
        OM_TRY(om_node_add(scope, place, i, OM_TYPE(VALUE), node, err));
        const om_type type = node->arguments[i - 1]->type;
        if (!is_among(type.kind, kinds, kind_count))
            return om_place_fail(&item, err, "%s cannot be compared",
                                 om_type_name(type, scope->arena));
    }
    OM_TRY(check_comparable(scope, place, node, err));
    return om_json_count(place->json) > 3 ? add_collator(scope, place, node, err) : OM_OK;
}

static om_status compile_equality(const om_scope *scope, const om_place *place, om_type wanted,
                                  om_expression *node, om_error *err)
{
    static const om_type_kind kinds[] = {OM_TYPE_VALUE, OM_TYPE_NULL, OM_TYPE_NUMBER, OM_TYPE_TEXT,
                                         OM_TYPE_BOOL};
    (void)wanted;
    return compile_comparison(scope, place, kinds, 5, node, err);
}

static om_status compile_order(const om_scope *scope, const om_place *place, om_type wanted,
                               om_expression *node, om_error *err)
{
    static const om_type_kind kinds[] = {OM_TYPE_VALUE, OM_TYPE_NUMBER, OM_TYPE_TEXT};
    (void)wanted;
    return compile_comparison(scope, place, kinds, 3, node, err);
}

#define TRUTHS  OM_TYPE_BOOL, OM_TYPE_BOOL
#define COMPARE OM_TYPE_VALUE, OM_TYPE_BOOL

const om_operator om_operators_logic[] = {
    {"!", 1, 1, TRUTHS, not, NULL},
    {"all", 0, OM_MANY, TRUTHS, all, NULL},
    {"any", 0, OM_MANY, TRUTHS, any, NULL},
    {"==", 2, 3, COMPARE, equal, compile_equality},
    {"!=", 2, 3, COMPARE, unequal, compile_equality},
    {"<", 2, 3, COMPARE, less, compile_order},
    {">", 2, 3, COMPARE, greater, compile_order},
    {"<=", 2, 3, COMPARE, at_most, compile_order},
    {">=", 2, 3, COMPARE, at_least, compile_order},
    {0},
};
