/* Operators that compare and decide between true and false. */
#include <string.h>

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

static om_datum equal(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(a, 0);
    OM_ARGUMENT(b, 1);
    return om_datum_bool(om_datum_equals(a, b));
}

static om_datum unequal(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(a, 0);
    OM_ARGUMENT(b, 1);
    return om_datum_bool(!om_datum_equals(a, b));
}

/* Below, at or above zero as a stands below, at or above b; false when they have no order. */
static bool compare(om_datum a, om_datum b, int *ret)
{
    if (a.kind != b.kind)
        return false;
    if (a.kind == OM_DATUM_NUMBER)
        *ret = (a.number > b.number) - (a.number < b.number);
    else if (a.kind == OM_DATUM_TEXT)
        *ret = strcmp(a.text, b.text);
    else
        return false;
    return true;
}

#define ORDER(name, relation)                                                                      \
    static om_datum name(const om_expression *node, const om_evaluation *evaluation)               \
    {                                                                                              \
        OM_ARGUMENT(a, 0);                                                                         \
        OM_ARGUMENT(b, 1);                                                                         \
        int order;                                                                                 \
        if (!compare(a, b, &order))                                                                \
            return om_datum_error("only two numbers or two strings have an order");                \
        return om_datum_bool(order relation 0);                                                    \
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
    om_node_reserve(scope, node, 2);
    for (size_t i = 1; i <= 2; i++) {
        const om_place item = om_place_item(place, i);
        OM_TRY(om_node_add(scope, place, i, OM_TYPE(VALUE), node, err));
        const om_type type = node->arguments[i - 1]->type;
        if (!is_among(type.kind, kinds, kind_count))
            return om_place_fail(&item, err, "%s cannot be compared",
                                 om_type_name(type, scope->arena));
    }
    return check_comparable(scope, place, node, err);
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
    {"==", 2, 2, COMPARE, equal, compile_equality},
    {"!=", 2, 2, COMPARE, unequal, compile_equality},
    {"<", 2, 2, COMPARE, less, compile_order},
    {">", 2, 2, COMPARE, greater, compile_order},
    {"<=", 2, 2, COMPARE, at_most, compile_order},
    {">=", 2, 2, COMPARE, at_least, compile_order},
    {0},
};
