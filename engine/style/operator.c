/* Finds operators, and refuses those that are not supported by name. */
#include "engine/style/operator.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"

static const om_operator *const tables[] = {
    om_operators_math,    om_operators_text,  om_operators_value, om_operators_logic,
    om_operators_feature, om_operators_form,  om_operators_curve, om_operators_format,
    om_operators_locale,  om_operators_place,
};
enum { TABLES = sizeof tables / sizeof *tables, MOST_NAMES = 128 };

/* What only layers and sources have that are not drawn: heatmaps, colour reliefs, clusters. */
static const char *const unsupported[] = {"heatmap-density", "elevation", "accumulated"};

const om_operator *om_operator_at(size_t index)
{
    for (size_t i = 0; i < TABLES; i++)
        for (const om_operator *row = tables[i]; row->name; row++)
            if (index-- == 0)
                return row;
    return NULL;
}

const char *om_operator_refused_at(size_t index)
{
    return index < sizeof unsupported / sizeof *unsupported ? unsupported[index] : NULL;
}

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

om_status om_node_add_output(const om_scope *scope, const om_place *place, size_t index, bool first,
                             om_expression *node, om_error *err)
{
    OM_TRY(om_node_add(scope, place, index, node->type, node, err));
    if (first && node->type.kind == OM_TYPE_VALUE)
        node->type = node->arguments[node->count - 1]->type;
    return OM_OK;
}

om_datum om_outcome(double number)
{
    return (om_datum){.kind = OM_DATUM_NUMBER, .number = isnan(number) ? (double)NAN : number};
}
