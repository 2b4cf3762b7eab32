/*
 * The compiled filter and properties of one layer.
 */
#ifndef OM_ENGINE_STYLE_RULES_H
#define OM_ENGINE_STYLE_RULES_H

#include "engine/style/expression.h"

/** The specification's defaults, compiled once a style: one a property. */
typedef struct om_defaults {
    const om_expression *properties[OM_PROPERTY_COUNT];
} om_defaults;

typedef struct om_rules {
    const om_expression *filter;                        /**< NULL: every feature passes */
    const om_expression *properties[OM_PROPERTY_COUNT]; /**< the default where not set */
    bool is_set[OM_PROPERTY_COUNT];
    const om_defaults *defaults;
} om_rules;

/** Compiles the defaults of properties.def. @return OM_OK */
OM_CHECKED om_status om_defaults_compile(om_arena *arena, om_defaults *ret, om_error *err);

/**
 * Compiles filter, layout and paint of the layer at `place`.
 *
 * @return OM_OK; OM_ERR_STYLE: a property that is unknown, of another kind of layer, not drawn, or
 *         that hangs on what it may not
 */
OM_CHECKED om_status om_rules_compile(const om_scope *scope, const om_place *place,
                                      om_style_layer_kind kind, om_rules *rules, om_error *err);

#endif
