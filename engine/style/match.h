/*
 * What a compiled `match` and `step` keep, for those that read them: the legend.
 */
#ifndef OM_ENGINE_STYLE_MATCH_H
#define OM_ENGINE_STYLE_MATCH_H

#include "engine/style/expression.h"

typedef struct om_match_label {
    om_datum value; /**< a whole number or a text */
    size_t output;  /**< which argument of the node */
} om_match_label;

/** Argument 0 is the input, the last one the fallback. */
typedef struct om_match {
    om_match_label *labels; /**< as the style has them */
    om_match_label *sorted; /**< by value */
    size_t count;
} om_match;

/** NULL when the node is no `match`. */
const om_match *om_match_of(const om_expression *node);

typedef enum om_curve_kind {
    OM_CURVE_STEP,
    OM_CURVE_LINEAR,
    OM_CURVE_EXPONENTIAL,
    OM_CURVE_CUBIC
} om_curve_kind;

/** In which colours are mixed. */
typedef enum om_colour_space { OM_SPACE_RGB, OM_SPACE_HCL, OM_SPACE_LAB } om_colour_space;

/**
 * Argument 0 is the input. A step has one output more than stops: argument 1 is for what lies below
 * the first stop, argument i + 2 from stop i on. Others have output i + 1 at stop i.
 */
typedef struct om_curve {
    om_curve_kind kind;
    om_colour_space space;
    double base;       /**< of an exponential */
    double control[4]; /**< of a cubic Bézier: x1, y1, x2, y2 */
    double *stops;     /**< ascending */
    size_t count;
} om_curve;

/** NULL when the node is neither `step` nor `interpolate`. */
const om_curve *om_curve_of(const om_expression *node);

/** True for a node that is just ["zoom"]. */
bool om_expression_is_zoom(const om_expression *node);

/** True for a node that just gets a column. */
bool om_expression_is_column(const om_expression *node);

/** Sees through `let`, `var` and the assertions and coercions around a node. */
const om_expression *om_expression_core(const om_expression *node);

#endif
