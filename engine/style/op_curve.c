/* step and interpolate, and where a style may look at the zoom. */
#include <math.h>
#include <string.h>

#include "engine/style/colour_space.h"
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
    if (isnan(input.number))
        return om_datum_error("the input is not a number");
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

static om_datum mix_arrays(om_datum a, om_datum b, double t, om_arena *arena)
{
    if (a.array.count != b.array.count)
        return om_datum_error("arrays of different lengths cannot be interpolated");
    om_datum *items = OM_ARENA_ARRAY(arena, om_datum, a.array.count);
    for (size_t i = 0; i < a.array.count; i++)
        items[i] = om_datum_number(between(a.array.items[i].number, b.array.items[i].number, t));
    return om_datum_array(items, a.array.count);
}

/* Offsets of anchors are mixed; the anchors themselves must be the same. */
static om_datum mix_anchors(om_datum a, om_datum b, double t, om_arena *arena)
{
    if (a.array.count != b.array.count)
        return om_datum_error("anchors of different number cannot be interpolated");
    om_datum *items = OM_ARENA_ARRAY(arena, om_datum, a.array.count);
    for (size_t i = 0; i < a.array.count; i += 2) {
        if (!om_datum_equals(a.array.items[i], b.array.items[i]))
            return om_datum_error("different anchors cannot be interpolated");
        items[i] = a.array.items[i];
        items[i + 1] = mix_arrays(a.array.items[i + 1], b.array.items[i + 1], t, arena);
    }
    return om_datum_array(items, a.array.count);
}

static om_datum mix(const om_expression *node, om_datum a, om_datum b, double t, om_arena *arena)
{
    const om_curve *curve = node->detail;
    if (node->type.kind == OM_TYPE_COLOUR)
        return om_datum_colour(om_colour_mix(a.colour, b.colour, t, curve->space));
    if (node->type.kind == OM_TYPE_ANCHORS)
        return mix_anchors(a, b, t, arena);
    if (a.kind == OM_DATUM_ARRAY)
        return mix_arrays(a, b, t, arena);
    return om_outcome(between(a.number, b.number, t));
}

static om_datum interpolate(const om_expression *node, const om_evaluation *evaluation)
{
    const om_curve *curve = node->detail;
    OM_ARGUMENT(input, 0);
    if (isnan(input.number))
        return om_datum_error("the input is not a number");
    if (input.number <= curve->stops[0])
        return om_argument(node, 1, evaluation);
    const size_t below = stops_below(curve, input.number);
    if (below == curve->count)
        return om_argument(node, curve->count, evaluation);
    OM_ARGUMENT(lower, below);
    OM_ARGUMENT(upper, below + 1);
    const double t = progress(curve, input.number, curve->stops[below - 1], curve->stops[below]);
    return mix(node, lower, upper, t, evaluation->arena);
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
    OM_TRY(om_node_add_output(scope, place, 2, true, node, err));
    for (size_t i = 3; i < count; i += 2) {
        const om_place stop = om_place_item(place, i);
        OM_TRY(add_stop(&stop, curve, err));
        OM_TRY(om_node_add_output(scope, place, i + 1, false, node, err));
    }
    return OM_OK;
}

static om_status read_parameters(const om_place *place, size_t count, double *ret, om_error *err)
{
    if (om_json_count(place->json) <= count)
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
        if (om_json_count(place->json) > 5)
            return om_place_fail(place, err, "this interpolation takes 4 numbers");
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
           type.kind == OM_TYPE_PADDING || type.kind == OM_TYPE_ANCHORS ||
           (type.kind == OM_TYPE_ARRAY && type.item == OM_TYPE_NUMBER && type.length > 0);
}

static om_colour_space space_of(const char *operator)
{
    return strcmp(operator, "interpolate-hcl") == 0   ? OM_SPACE_HCL
           : strcmp(operator, "interpolate-lab") == 0 ? OM_SPACE_LAB
                                                      : OM_SPACE_RGB;
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
    curve->space = space_of(om_json_text(om_json_at(place->json, 0)));
    node->detail = curve;
    node->type = curve->space == OM_SPACE_RGB ? wanted : OM_TYPE(COLOUR);
    om_node_reserve(scope, node, count);
    OM_TRY(om_node_add(scope, place, 2, OM_TYPE(NUMBER), node, err));
    for (size_t i = 3; i < count; i += 2) {
        const om_place stop = om_place_item(place, i);
        OM_TRY(add_stop(&stop, curve, err));
        OM_TRY(om_node_add_output(scope, place, i + 1, i == 3, node, err));
    }
    if (!can_be_mixed(node->type))
        return om_place_fail(place, err, "%s cannot be interpolated; use \"step\"",
                             om_type_name(node->type, scope->arena));
    return OM_OK;
}

/* ---- Where zoom may stand ---- */

static bool is_zoom_curve(const om_expression *node)
{
    return om_curve_of(node) && om_expression_is_zoom(node->arguments[0]);
}

/* What a node's value has to do with a curve over zoom. */
typedef enum zoom_finding { ZOOM_NONE, ZOOM_CURVE, ZOOM_WRONG } zoom_finding;

static bool hands_on(const om_expression *node, size_t index)
{
    const bool chooses = node->evaluate == om_operator_find("coalesce")->evaluate;
    return chooses || (node->role == OM_NODE_LET && index == 0) || node->role == OM_NODE_WRAPPER;
}

/* The one curve over zoom that a node's value is; wrong when there are more or it stands deeper. */
static zoom_finding find_curve(const om_expression *node, const om_expression **ret)
{
    const om_expression *curve = is_zoom_curve(node) ? node : NULL;
    bool inside = false;
    if (node->role == OM_NODE_VAR)
        return ZOOM_NONE;
    for (size_t i = 0; i < node->count; i++) {
        const om_expression *found = NULL;
        const zoom_finding finding = find_curve(node->arguments[i], &found);
        if (finding == ZOOM_WRONG)
            return ZOOM_WRONG;
        if (finding == ZOOM_NONE)
            continue;
        if (curve && curve != found)
            return ZOOM_WRONG;
        inside = inside || !hands_on(node, i);
        curve = found;
    }
    *ret = curve;
    return inside ? ZOOM_WRONG : curve ? ZOOM_CURVE : ZOOM_NONE;
}

om_status om_expression_check_zoom(const om_expression *node, const om_place *place, om_error *err)
{
    const om_expression *curve = NULL;
    const zoom_finding finding = find_curve(node, &curve);
    const bool needs = node->depends & OM_DEPENDS_ON_ZOOM;
    if (finding == ZOOM_WRONG || (needs && finding == ZOOM_NONE))
        return om_place_fail(place, err,
                             "[\"zoom\"] may only be the input of one outermost \"step\" or "
                             "\"interpolate\"");
    return OM_OK;
}

bool om_expression_mixes_zoom(const om_expression *node)
{
    if (is_zoom_curve(node))
        return om_curve_of(node)->kind != OM_CURVE_STEP;
    for (size_t i = 0; node->role != OM_NODE_VAR && i < node->count; i++)
        if (om_expression_mixes_zoom(node->arguments[i]))
            return true;
    return false;
}

const om_operator om_operators_curve[] = {
    {"step", 4, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, step, compile_step},
    {"interpolate", 4, OM_MANY, OM_TYPE_VALUE, OM_TYPE_VALUE, interpolate, compile_interpolate},
    {"interpolate-hcl", 4, OM_MANY, OM_TYPE_VALUE, OM_TYPE_COLOUR, interpolate,
     compile_interpolate},
    {"interpolate-lab", 4, OM_MANY, OM_TYPE_VALUE, OM_TYPE_COLOUR, interpolate,
     compile_interpolate},
    {0},
};
