/*
 * Operators: one row each, in the table of the file that has them.
 *
 * A row with an `evaluate` is a plain function whose arguments all have one type. A row with a
 * `compile` is a form with rules of its own. To add an operator, add its row; nothing else.
 */
#ifndef OM_ENGINE_STYLE_OPERATOR_H
#define OM_ENGINE_STYLE_OPERATOR_H

#include "engine/style/expression.h"

typedef struct om_operator om_operator;

/** Compiles a form. `node` has type and evaluate of the row; the form fills in what is missing. */
typedef om_status (*om_compile_fn)(const om_scope *scope, const om_place *place, om_type wanted,
                                   om_expression *node, om_error *err);

struct om_operator {
    const char *name;
    size_t minimum, maximum; /**< arguments */
    om_type_kind argument;   /**< of a plain function: the type of each */
    om_type_kind result;
    om_evaluate_fn evaluate;
    om_compile_fn compile; /**< NULL: a plain function */
};

/** As many arguments as one likes. */
#define OM_MANY ((size_t)-1)

extern const om_operator om_operators_math[];
extern const om_operator om_operators_text[];
extern const om_operator om_operators_value[];
extern const om_operator om_operators_logic[];
extern const om_operator om_operators_feature[];
extern const om_operator om_operators_form[];
extern const om_operator om_operators_curve[];
extern const om_operator om_operators_format[];
extern const om_operator om_operators_locale[];
extern const om_operator om_operators_place[];

/** The operator called `name`, NULL when there is none. */
const om_operator *om_operator_find(const char *name);

/** The operators, from 0; NULL past the last. */
const om_operator *om_operator_at(size_t index);

/** Operators of the specification that are refused by name, from 0; NULL past the last. */
const char *om_operator_refused_at(size_t index);

/** Fails, naming the operator that is none or is not supported, and the nearest that is. */
om_status om_operator_fail_unknown(const om_place *place, const char *name, om_error *err);

/** What of a `format` is not drawn: "font-scale", …; NULL when all of it is. */
const char *om_format_undrawn(const om_expression *node);

/* ---- For forms ---- */

/** Makes room for `count` arguments. */
void om_node_reserve(const om_scope *scope, om_expression *node, size_t count);

/** Compiles element `index` of the form as the next argument. */
OM_CHECKED om_status om_node_add(const om_scope *scope, const om_place *place, size_t index,
                                 om_type wanted, om_expression *node, om_error *err);

/**
 * Compiles element `index` of a form as one of its outputs: it must be of the node's type. When
 * that may be any, the first output says what all the others must be.
 */
OM_CHECKED om_status om_node_add_output(const om_scope *scope, const om_place *place, size_t index,
                                        bool first, om_expression *node, om_error *err);

/** Evaluates an argument. */
static inline om_datum om_argument(const om_expression *node, size_t index,
                                   const om_evaluation *evaluation)
{
    return om_expression_value(node->arguments[index], evaluation);
}

/** Evaluates an argument into `name`, and passes an error on. */
#define OM_ARGUMENT(name, index)                                                                   \
    const om_datum name = om_argument(node, index, evaluation);                                    \
    if (name.kind == OM_DATUM_ERROR)                                                               \
    return name

/** A number that was worked out, not finite ones too: only a property must be finite in the end. */
om_datum om_outcome(double number);

#endif
