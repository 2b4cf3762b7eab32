/*
 * Expressions of the style specification, compiled once and evaluated for each feature.
 *
 * Compiling checks types as the specification demands, inserts its assertions and coercions, and
 * folds whatever hangs on nothing into a literal. Nodes live in the style's arena.
 */
#ifndef OM_ENGINE_STYLE_EXPRESSION_H
#define OM_ENGINE_STYLE_EXPRESSION_H

#include <stdint.h>

#include "engine/style/place.h"
#include "engine/style/style.h"

typedef enum om_type_kind {
    OM_TYPE_VALUE, /**< anything: known when evaluated */
    OM_TYPE_NULL,
    OM_TYPE_NUMBER,
    OM_TYPE_TEXT,
    OM_TYPE_BOOL,
    OM_TYPE_COLOUR,
    OM_TYPE_FORMATTED, /**< a text that came from `format` */
    OM_TYPE_IMAGE,     /**< the name of an icon */
    OM_TYPE_PADDING,   /**< four numbers */
    OM_TYPE_ANCHORS,   /**< anchors, each with its offset: a text and two numbers by turns */
    OM_TYPE_OBJECT,
    OM_TYPE_COLLATOR,
    OM_TYPE_ARRAY
} om_type_kind;

/** What an expression comes to. Zero-initialised it is any value. */
typedef struct om_type {
    om_type_kind kind;
    om_type_kind item;          /**< of an array */
    size_t length;              /**< of an array; 0 for any, OM_TYPE_EMPTY for none */
    const char *const *choices; /**< of a text: what literals may say; NULL for anything */
} om_type;

/** The length of an array that has no items. */
#define OM_TYPE_EMPTY SIZE_MAX

#define OM_TYPE(name) ((om_type){.kind = OM_TYPE_##name})

/** "number", "string", "array<number, 2>" … in `arena`. */
const char *om_type_name(om_type type, om_arena *arena);

typedef struct om_expression om_expression;

/** Comes to a value of the node's type, to null where that is a value, or to an error. */
typedef om_datum (*om_evaluate_fn)(const om_expression *node, const om_evaluation *evaluation);

/** What a node is beside its evaluation: all but plain ones stand for their first argument. */
typedef enum om_node_role {
    OM_NODE_PLAIN,
    OM_NODE_WRAPPER, /**< an assertion, a coercion, `literal` */
    OM_NODE_LET,     /**< what it binds stands after the first argument */
    OM_NODE_VAR
} om_node_role;

struct om_expression {
    om_evaluate_fn evaluate;
    om_type type;
    unsigned depends; /**< OM_DEPENDS_ON_… */
    const om_expression **arguments;
    size_t count;
    om_node_role role;
    om_datum literal;   /**< of a literal */
    size_t slot;        /**< of `get` and `has`: which of om_evaluation.values */
    const void *detail; /**< what an operator keeps beside its arguments */
};

/** A name that `let` gave. */
typedef struct om_binding {
    const char *name;
    const om_expression *expression;
    const struct om_binding *outer;
} om_binding;

/** The columns a table is asked for while it is being compiled. */
typedef struct om_column_list {
    const om_layer *layer; /**< NULL: any column may be asked for */
    const char **names;    /**< grown on the heap */
    size_t count, capacity;
} om_column_list;

/** What an expression is compiled in. */
typedef struct om_scope {
    om_arena *arena;
    om_column_list *columns; /**< NULL: there are no features (background) */
    const om_json *state;    /**< the defaults of `global-state` by name; NULL for none */
    const om_binding *bindings;
} om_scope;

/** What is put around an expression whose type is known only when it is evaluated. */
typedef enum om_annotation {
    OM_ANNOTATION_ASSERT,
    OM_ANNOTATION_COERCE, /**< to a text, whatever it is */
    OM_ANNOTATION_OMIT    /**< nothing: whoever asks looks after it */
} om_annotation;

/**
 * Compiles an expression or a literal.
 *
 * @param wanted  the type it must come to, with assertion or coercion if need be
 * @return OM_OK; OM_ERR_STYLE with the path of what is wrong
 */
OM_CHECKED om_status om_expression_compile(const om_scope *scope, const om_place *place,
                                           om_type wanted, const om_expression **ret,
                                           om_error *err);

/** The same, with another annotation than an assertion or a coercion that the type asks for. */
OM_CHECKED om_status om_expression_compile_as(const om_scope *scope, const om_place *place,
                                              om_type wanted, om_annotation annotation,
                                              const om_expression **ret, om_error *err);

/** Compiles JSON as what it says, not as an expression: `["literal", …]`. */
OM_CHECKED om_status om_expression_literal(const om_scope *scope, const om_place *place,
                                           om_type wanted, const om_expression **ret,
                                           om_error *err);

/** A literal node. */
const om_expression *om_expression_of_datum(const om_scope *scope, om_datum datum);

/** The type of a value, with the items and the length of an array. */
om_type om_type_of_datum(om_datum datum);

/** True when what is of `type` may stand where `wanted` is wanted. */
bool om_type_fits(om_type wanted, om_type type);

/** True for an array that begins with the name of an operator. */
bool om_json_is_expression(const om_json *json);

/** Makes `node` fit `wanted`, or says why it cannot. */
OM_CHECKED om_status om_expression_fit(const om_scope *scope, const om_place *place, om_type wanted,
                                       const om_expression **node, om_error *err);

/** Refuses zoom anywhere but as the input of an outermost `step` or `interpolate`. */
OM_CHECKED om_status om_expression_check_zoom(const om_expression *node, const om_place *place,
                                              om_error *err);

/** True when the outermost curve over zoom, if there is one, is an `interpolate`. */
bool om_expression_mixes_zoom(const om_expression *node);

bool om_expression_is_literal(const om_expression *node);

/** The value of a node for a feature. */
static inline om_datum om_expression_value(const om_expression *node,
                                           const om_evaluation *evaluation)
{
    return node->evaluate(node, evaluation);
}

#endif
