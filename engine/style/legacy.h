/*
 * The older notation: filters such as ["==", "class", "x"], functions {"stops": …}, and texts with
 * {tokens}; each is rewritten as the expression that says the same.
 */
#ifndef OM_ENGINE_STYLE_LEGACY_H
#define OM_ENGINE_STYLE_LEGACY_H

#include "engine/style/place.h"
#include "engine/style/property.h"

/** True for a filter that is an expression (the specification's own rule). */
bool om_filter_is_expression(const om_json *filter);

/** Rewrites an older filter. @param ret  freed with om_json_free() */
OM_CHECKED om_status om_filter_rewrite(const om_place *place, om_json **ret, om_error *err);

/** Rewrites a function of zoom or of an attribute. @param ret  freed with om_json_free() */
OM_CHECKED om_status om_function_rewrite(const om_place *place, const om_property_row *property,
                                         om_json **ret, om_error *err);

/** True for a text with a {token}. */
bool om_text_has_tokens(const char *text);

/** "{name} ({code})" as a `concat`. Freed with om_json_free(). */
om_json *om_tokens_rewrite(const char *text);

#endif
