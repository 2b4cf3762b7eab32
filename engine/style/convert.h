/*
 * Assertions and coercions: how a value of one type becomes one of another.
 */
#ifndef OM_ENGINE_STYLE_CONVERT_H
#define OM_ENGINE_STYLE_CONVERT_H

#include "engine/style/expression.h"

/**
 * What the specification puts around an expression of type `type` where `wanted` is needed.
 *
 * @return an evaluation of one argument; NULL when the types cannot go together
 */
om_evaluate_fn om_conversion(om_type wanted, om_type type);

/** `to-string` of the one argument. */
om_datum om_coerce_to_text(const om_expression *node, const om_evaluation *evaluation);

/** A colour from a text, a colour or [r, g, b(, a)] (0..255, alpha 0..1); else an error. */
om_datum om_datum_to_colour(om_datum datum);

/** True when `datum` is of type `type`. */
bool om_datum_is_of(om_datum datum, om_type type);

#endif
