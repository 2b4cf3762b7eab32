/* step and interpolate, and where a style may look at the zoom. */
#include <math.h>
#include <string.h>

#include "engine/style/match.h"
#include "engine/style/operator.h"

/* ---- Evaluation ---- */

/* How many stops are at or below `x`. */
static size_t stops_below(const om_curve *curve, double x)
{
    size_t low = 0, high = curve->count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        if (curve->stops[middle] <= x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static om_datum step(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(input, 0);
    return om_argument(node, 1 + stops_below(node->detail, input.number), evaluation);
}

static double bezier(double a, double b, double t)
{
    const double u = 1 - t;
    return 3 * u * u * t * a + 3 * u * t * t * b + t * t * t;
}

/* The curve's height at `x`: x grows with t, so halving finds it. */
static double cubic_at(const double control[4], double x)
{
    double low = 0, high = 1;
    for (int i = 0; i < 60; i++) {
        const double t = (low + high) / 2;
        if (bezier(control[0], control[2], t) < x)
            low = t;
        else
            high = t;
    }
    return bezier(control[1], control[3], (low + high) / 2);
}

/* How far `x` has come from `lower` to `upper`, 0..1, as the curve bends it. */
static double progress(const om_curve *curve, double x, double lower, double upper)
{
    const double share = (x - lower) / (upper - lower);
    if (curve->kind == OM_CURVE_CUBIC)
        return cubic_at(curve->control, share);
    if (curve->kind == OM_CURVE_LINEAR || curve->base == 1)
        return share;
    return (pow(curve->base, x - lower) - 1) / (pow(curve->base, upper - lower) - 1);
}

static double between(double a, double b, double t)
{
    return a + (b - a) * t;
}

static om_datum mix_colours(om_colour a, om_colour b, double t)
{
    return om_datum_colour((om_colour){between(a.red, b.red, t), between(a.green, b.green, t),
                                       between(a.blue, b.blue, t), between(a.alpha, b.alpha, t)});
}

static om_datum mix_arrays(om_datum a, om_datum b, double t, om_arena *arena)
{
    if (a.array.count != b.array.count)
        return om_datum_error("arrays of different lengths cannot be interpolated");
    om_datum *items = OM_ARENA_ARRAY(arena, om_datum, a.array.count);
    for (size_t i = 0; i < a.array.count; i++)
        items[i] = om_datum_number(between(a.array.items[i].number, b.array.items[i].number, t));
    return om_datum_array(items, a.array.count);
}

static om_datum mix(om_datum a, om_datum b, double t, om_arena *arena)
{
    if (a.kind == OM_DATUM_COLOUR)
        return mix_colours(a.colour, b.colour, t);
    if (a.kind == OM_DATUM_ARRAY)
        return mix_arrays(a, b, t, arena);
    return om_finite(between(a.number, b.number, t));
}

static om_datum interpolate(const om_expression *node, const om_evaluation *evaluation)
{
    const om_curve *curve = node->detail;
    OM_ARGUMENT(input, 0);
    const size_t below = stops_below(curve, input.number);
    if (below == 0 || below == curve->count)
        return om_argument(node, below == 0 ? 1 : curve->count, evaluation);
    OM_ARGUMENT(lower, below);
    OM_ARGUMENT(upper, below + 1);
    const double t = progress(curve, input.number, curve->stops[below - 1], curve->stops[below]);
    return mix(lower, upper, t, evaluation->arena);
}

const om_curve *om_curve_of(const om_expression *node)
{
    return node->evaluate == step || node->evaluate == interpolate ? node->detail : NULL;
}

/* ---- Compiling ---- */

static om_status add_stop(const om_place *place, om_curve *curve, om_error *err)
{
    OM_TRY(om_place_expect(place, OM_JSON_NUMBER, err));
    const double stop = om_json_number(place->json);
    if (curve->count > 0 && !(stop > curve->stops[curve->count - 1]))
        return om_place_fail(place, err, "stops must ascend, %g does not exceed %g", stop,
                             curve->stops[curve->count - 1]);
    curve->stops[curve->count++] = stop;
    return OM_OK;
}

static om_status add_output(const om_scope *scope, const om_place *place, size_t index,
                            om_expression *node, om_error *err)
{
    OM_TRY(om_node_add(scope, place, index, node->type, node, err));
    if (node->type.kind == OM_TYPE_VALUE)
        node->type = node->arguments[node->count - 1]->type;
    return OM_OK;
}

static om_curve *curve_new(const om_scope *scope, om_curve_kind kind, size_t most)
{
    om_curve *curve = om_arena_take(scope->arena, sizeof *curve);
    curve->kind = kind;
    curve->base = 1;
    curve->stops = OM_ARENA_ARRAY(scope->arena, double, most);
    return curve;
}

/* ["step", input, output, stop, output, …] */
static om_status compile_step(const om_scope *scope, const om_place *place, om_type wanted,
                              om_expression *node, om_error *err)
{
    const size_t count = om_json_count(place->json);
    if (count % 2 == 0)
        return om_place_fail(place, err,
                             "\"step\" takes an input, an output, and stops with "
                             "outputs");
    om_curve *curve = curve_new(scope, OM_CURVE_STEP, count / 2);
    node->detail = curve;
    node->type = wanted;
    om_node_reserve(scope, node, count);
    OM_TRY(om_node_add(scope, place, 1, OM_TYPE(NUMBER), node, err));
    OM_TRY(add_output(scope, place, 2, node, err));
    for (size_t i = 3; i < count; i += 2) {
        const om_place stop = om_place_item(place, i);
        OM_TRY(add_stop(&stop, curve, err));
        OM_TRY(add_output(scope, place, i + 1, node, err));
    }
    return OM_OK;
}

static om_status read_parameters(const om_place *place, size_t count, double *ret, om_error *err)
{
    if (om_json_count(place->json) != count + 1)
        return om_place_fail(place, err, "this interpolation takes %zu numbers", count);
    for (size_t i = 0; i < count; i++) {
        const om_place item = om_place_item(place, i + 1);
        OM_TRY(om_place_expect(&item, OM_JSON_NUMBER, err));
        ret[i] = om_json_number(item.json);
    }
    return OM_OK;
}

static om_status read_interpolation(const om_place *place, om_curve *curve, om_error *err)
{
    const char *name = om_json_text(om_json_at(place->json, 0));
    if (name && strcmp(name, "linear") == 0) {
        curve->kind = OM_CURVE_LINEAR;
        return read_parameters(place, 0, NULL, err);
    }
    if (name && strcmp(name, "exponential") == 0) {
        curve->kind = OM_CURVE_EXPONENTIAL;
        OM_TRY(read_parameters(place, 1, &curve->base, err));
        return curve->base > 0
                   ? OM_OK
                   : om_place_fail(place, err, "the base must be above 0, not %g", curve->base);
    }
    if (name && strcmp(name, "cubic-bezier") == 0) {
        curve->kind = OM_CURVE_CUBIC;
        OM_TRY(read_parameters(place, 4, curve->control, err));
        for (size_t i = 0; i < 4; i++)
            if (!(curve->control[i] >= 0 && curve->control[i] <= 1))
                return om_place_fail(place, err, "control points lie within 0..1");
        return OM_OK;
    }
    return om_place_fail(place, err,
                         "expected [\"linear\"], [\"exponential\", base] or "
                         "[\"cubic-bezier\", x1, y1, x2, y2]");
}

static bool can_be_mixed(om_type type)
{
    return type.kind == OM_TYPE_NUMBER || type.kind == OM_TYPE_COLOUR ||
           type.kind == OM_TYPE_PADDING ||
           (type.kind == OM_TYPE_ARRAY && type.item == OM_TYPE_NUMBER);
}

/* ["interpolate", how, input, stop, output, …] */
static om_status compile_interpolate(const om_scope *scope, const om_place *place, om_type wanted,
                                     om_expression *node, om_error *err)
{
    const size_t count = om_json_count(place->json);
    const om_place how = om_place_item(place, 1);
    if (count % 2 == 0)
        return om_place_fail(place, err,
                             "\"interpolate\" takes how, an input, and stops with outputs");
    om_curve *curve = curve_new(scope, OM_CURVE_LINEAR, count / 2);
    OM_TRY(read_interpolation(&how, curve, err));
    node->detail = curve;
    node->type = wanted;
    om_node_reserve(scope, node, count);
    OM_TRY(om_node_add(scope, place, 2, OM_TYPE(NUMBER), node, err));
    for (size_t i = 3; i < count; i += 2) {
        const om_place stop = om_place_item(place, i);
        OM_TRY(add_stop(&stop, curve, err));
        OM_TRY(add_output(scope, place, i + 1, node, err));
    }
    if (!can_be_mixed(node->type))
        return om_place_fail(place, err, "%s cannot be interpolated; use \"step\"",
                             om_type_name(node->type, scope->arena));
    return OM_OK;
}

/* ---- Where zoom may stand ---- */

static om_status refuse_zoom(const om_expression *node, const om_place *place, om_error *err)
{
    if (node->depends & OM_DEPENDS_ON_ZOOM)
        return om_place_fail(place, err,
                             "[\"zoom\"] may only be the input of an outermost \"step\" or "
                             "\"interpolate\"");
    return OM_OK;
}

om_status om_expression_check_zoom(const om_expression *node, const om_place *place, om_error *err)
{
    const om_expression *core = om_expression_core(node);
    const bool chooses = core->evaluate == om_operator_find("coalesce")->evaluate;
    const bool curves = om_curve_of(core) && om_expression_is_zoom(core->arguments[0]);
    if (!chooses && !curves)
        return refuse_zoom(core, place, err);
    for (size_t i = curves ? 1 : 0; i < core->count; i++)
        OM_TRY(curves ? refuse_zoom(core->arguments[i], place, err)
                      : om_expression_check_zoom(core->arguments[i], place, err));
    return OM_OK;
}

const om_operator om_operators_curve[] = {
    {"step", 4, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, step, compile_step},
    {"interpolate", 4, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, interpolate, compile_interpolate},
    {0},
};
