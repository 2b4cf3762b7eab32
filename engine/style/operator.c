/* Finds operators, and refuses those that are not supported by name. */
#include "engine/style/operator.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"
static const om_operator *const tables[] = {
    om_operators_math,    om_operators_text, om_operators_value, om_operators_logic,
    om_operators_feature, om_operators_form, om_operators_curve,
};
enum { TABLES = sizeof tables / sizeof *tables, MOST_NAMES = 128 };

/* What the specification has and we do not, so that it is told from a misspelling. */
static const char *const unsupported[] = {
    "object",      "collator",       "number-format",   "interpolate-hcl", "interpolate-lab",
    "properties",  "feature-state",  "heatmap-density", "line-progress",   "elevation",
    "accumulated", "global-state",   "distance",        "within",          "is-supported-script",
    "split",       "resolved-locale"};

const om_operator *om_operator_find(const char *name)
{
    for (size_t i = 0; i < TABLES; i++)
        for (const om_operator *row = tables[i]; row->name; row++)
            if (strcmp(row->name, name) == 0)
                return row;
    return NULL;
}

om_status om_operator_fail_unknown(const om_place *place, const char *name, om_error *err)
{
    for (size_t i = 0; i < sizeof unsupported / sizeof *unsupported; i++)
        if (strcmp(unsupported[i], name) == 0)
            return om_place_fail(place, err, "the expression \"%s\" is not supported", name);

    const char *names[MOST_NAMES];
    size_t count = 0;
    for (size_t i = 0; i < TABLES; i++)
        for (const om_operator *row = tables[i]; row->name && count < MOST_NAMES; row++)
            names[count++] = row->name;
    const char *nearest = om_text_nearest(name, names, count);
    if (nearest)
        return om_place_fail(place, err, "unknown expression \"%s\"; did you mean \"%s\"?", name,
                             nearest);
    return om_place_fail(place, err,
                         "unknown expression \"%s\"; for a list write [\"literal\", […]]", name);
}

void om_node_reserve(const om_scope *scope, om_expression *node, size_t count)
{
    node->arguments = OM_ARENA_ARRAY(scope->arena, const om_expression *, count);
}

om_status om_node_add(const om_scope *scope, const om_place *place, size_t index, om_type wanted,
                      om_expression *node, om_error *err)
{
    const om_place item = om_place_item(place, index);
    const om_expression *argument;
    OM_TRY(om_expression_compile(scope, &item, wanted, &argument, err));
    node->arguments[node->count++] = argument;
    node->depends |= argument->depends;
    return OM_OK;
}

om_datum om_finite(double number)
{
    return isfinite(number) ? om_datum_number(number)
                            : om_datum_error("the result is not a finite number");
}
