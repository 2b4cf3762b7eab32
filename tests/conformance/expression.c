/* Expression fixtures: compiled, and evaluated for each of their inputs. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "engine/geo/mercator.h"
#include "engine/style/legacy.h"
#include "tests/conformance/fixture.h"

/* A fixture being tried. */
typedef struct attempt {
    const om_json *fixture, *spec;
    om_arena *arena;
    om_column_list columns;
    const om_expression *node;
    om_type wanted;
    om_property_row row;
} attempt;

/* ---- What the property wants ---- */

static const struct type_name {
    const char *name;
    om_type_kind kind;
    om_property_type property;
} type_names[] = {
    {"number", OM_TYPE_NUMBER, OM_PROPERTY_IS_NUMBER},
    {"string", OM_TYPE_TEXT, OM_PROPERTY_IS_TEXT},
    {"enum", OM_TYPE_TEXT, OM_PROPERTY_IS_CHOICE},
    {"boolean", OM_TYPE_BOOL, OM_PROPERTY_IS_FLAG},
    {"color", OM_TYPE_COLOUR, OM_PROPERTY_IS_COLOUR},
    {"formatted", OM_TYPE_FORMATTED, OM_PROPERTY_IS_TEXT},
    {"resolvedImage", OM_TYPE_IMAGE, OM_PROPERTY_IS_ICON},
    {"padding", OM_TYPE_PADDING, OM_PROPERTY_IS_PADDING},
    {"variableAnchorOffsetCollection", OM_TYPE_ANCHORS, OM_PROPERTY_IS_ANCHORS},
};

static const struct type_name *type_called(const char *name)
{
    for (size_t i = 0; name && i < sizeof type_names / sizeof *type_names; i++)
        if (strcmp(type_names[i].name, name) == 0)
            return &type_names[i];
    return NULL;
}

static const char *const *choices_of(const attempt *trial)
{
    const om_json *values = om_json_get(trial->spec, "values");
    const char **choices = OM_ARENA_ARRAY(trial->arena, const char *, om_json_count(values) + 1);
    size_t count = 0;
    for (om_json_member m = om_json_first(values); m.key; m = om_json_next(values, m))
        choices[count++] = m.key;
    return count ? choices : NULL;
}

static bool is_mixed(const om_json *spec)
{
    const om_json *expression = om_json_get(spec, "expression");
    return !expression || om_json_is_true(om_json_get(expression, "interpolated"));
}

/* False for a type that only layers have which onemap refuses. */
static bool find_wanted(attempt *trial)
{
    const char *type = om_json_text(om_json_get(trial->spec, "type"));
    const double length = om_json_number(om_json_get(trial->spec, "length"));
    trial->row = (om_property_row){.name = "some-property",
                                   .minimum = -INFINITY,
                                   .maximum = INFINITY,
                                   .freedom = OM_PROPERTY_BY_FEATURE,
                                   .mixed = is_mixed(trial->spec),
                                   .fallback = "null"};
    const om_json *fallback = om_json_get(trial->spec, "default");
    if (fallback) {
        char *text = om_json_write_line(fallback);
        trial->row.fallback = om_arena_text(trial->arena, text);
        om_text_free(text);
    }
    trial->row.choices = choices_of(trial);
    trial->wanted = OM_TYPE(VALUE);
    trial->row.type = OM_PROPERTY_IS_CHOICE;
    if (!type)
        return true;
    const struct type_name *item = type_called(om_json_text(om_json_get(trial->spec, "value")));
    const struct type_name *found = type_called(type);
    if (found) {
        trial->wanted.kind = found->kind;
        trial->row.type = found->property;
    } else if (strcmp(type, "array") == 0) {
        trial->wanted = (om_type){.kind = OM_TYPE_ARRAY,
                                  .item = item ? item->kind : OM_TYPE_VALUE,
                                  .length = isfinite(length) ? (size_t)length : 0};
        trial->row.type = OM_PROPERTY_IS_NUMBERS;
        trial->row.length = trial->wanted.length;
        if (trial->wanted.item != OM_TYPE_NUMBER)
            trial->row.type = OM_PROPERTY_IS_TEXTS;
    }
    return found || trial->wanted.kind == OM_TYPE_ARRAY;
}

static bool may(const om_json *spec, const char *parameter)
{
    const om_json *parameters = om_json_get(om_json_get(spec, "expression"), "parameters");
    if (!om_json_get(spec, "expression"))
        return true;
    for (size_t i = 0; i < om_json_count(parameters); i++)
        if (strcmp(om_json_text(om_json_at(parameters, i)), parameter) == 0)
            return true;
    return false;
}

/* ---- Compiling ---- */

static om_status check_freedom(const attempt *trial, const om_place *place, om_error *err)
{
    const char *kind = om_json_text(om_json_get(trial->spec, "property-type"));
    const bool by_feature =
        !kind || strcmp(kind, "data-driven") == 0 || strcmp(kind, "cross-faded-data-driven") == 0;
    if ((trial->node->depends & OM_DEPENDS_ON_FEATURE) && !by_feature)
        return om_place_fail(place, err, "data expressions");
    if ((trial->node->depends & OM_DEPENDS_ON_ZOOM) && !may(trial->spec, "zoom"))
        return om_place_fail(place, err, "zoom expressions");
    if (!trial->row.mixed && om_expression_mixes_zoom(trial->node))
        return om_place_fail(place, err, "\"interpolate\" cannot be used with this property");
    return om_expression_check_zoom(trial->node, place, err);
}

static om_status compile(attempt *trial, om_error *err)
{
    const om_json *expression = om_json_get(trial->fixture, "expression");
    const char *type = om_json_text(om_json_get(trial->spec, "type"));
    const bool is_function = om_json_kind_of(expression) == OM_JSON_OBJECT;
    const om_annotation annotation = type && strcmp(type, "string") == 0 && !is_function
                                         ? OM_ANNOTATION_COERCE
                                         : OM_ANNOTATION_ASSERT;
    const om_scope scope = {.arena = trial->arena,
                            .columns = &trial->columns,
                            .state = om_json_get(trial->fixture, "globalState")};
    om_place place = {.json = expression};
    om_json *rewritten = NULL;
    if (is_function) {
        OM_TRY(om_function_rewrite(&place, &trial->row, &rewritten, err));
        place.json = rewritten;
    }
    om_status status =
        om_expression_compile_as(&scope, &place, trial->wanted, annotation, &trial->node, err);
    if (status == OM_OK)
        status = check_freedom(trial, &place, err);
    om_json_free(rewritten);
    return status;
}

/* ---- Features ---- */

static om_feature_shape shape_called(const char *name)
{
    if (!name)
        return OM_FEATURE_UNKNOWN;
    return strstr(name, "Point")     ? OM_FEATURE_POINT
           : strstr(name, "Line")    ? OM_FEATURE_LINE
           : strstr(name, "Polygon") ? OM_FEATURE_POLYGON
                                     : OM_FEATURE_UNKNOWN;
}

/* Parts of a geometry, gathered. */
typedef struct outline {
    om_vertex *vertices;
    om_part *parts;
    size_t vertex_count, part_count;
    double grid; /* to how many parts of the world's side places are rounded */
} outline;

static void add_vertex(outline *to, const om_json *position)
{
    const om_lonlat at = {om_json_number(om_json_at(position, 0)),
                          om_json_number(om_json_at(position, 1))};
    const om_xy world = om_mercator_of(at);
    const double x = rint(world.x * to->grid) / to->grid * OM_WORLD;
    const double y = rint(world.y * to->grid) / to->grid * OM_WORLD;
    to->vertices[to->vertex_count++] =
        (om_vertex){(uint32_t)fmin(x, UINT32_MAX), (uint32_t)fmin(y, UINT32_MAX)};
}

static void add_part(outline *to, const om_json *positions, bool ring, bool hole)
{
    const size_t count = om_json_count(positions) - (ring ? 1 : 0);
    to->parts[to->part_count++] =
        (om_part){.first = (uint32_t)to->vertex_count, .count = (uint32_t)count, .hole = hole};
    for (size_t i = 0; i < count; i++)
        add_vertex(to, om_json_at(positions, i));
}

static void add_geometry(outline *to, const om_json *coordinates, om_feature_shape shape,
                         bool multi)
{
    if (multi) {
        for (size_t i = 0; i < om_json_count(coordinates); i++)
            add_geometry(to, om_json_at(coordinates, i), shape, false);
    } else if (shape == OM_FEATURE_POINT) {
        to->parts[to->part_count++] = (om_part){.first = (uint32_t)to->vertex_count, .count = 1};
        add_vertex(to, coordinates);
    } else if (shape == OM_FEATURE_LINE) {
        add_part(to, coordinates, false, false);
    } else {
        for (size_t i = 0; i < om_json_count(coordinates); i++)
            add_part(to, om_json_at(coordinates, i), true, i > 0);
    }
}

static size_t count_numbers(const om_json *json)
{
    if (om_json_kind_of(json) != OM_JSON_ARRAY)
        return 1;
    size_t count = 1;
    for (size_t i = 0; i < om_json_count(json); i++)
        count += count_numbers(om_json_at(json, i));
    return count;
}

/*
 * MapLibre rounds a feature to 1/8192 of its tile. So does this for `distance`, whose answers hang
 * on it; for `within`, whose polygons MapLibre rounds too, both are rounded to 2^-32 of the world.
 */
static double grid_of(const attempt *trial, const om_json *globals)
{
    const char *head = om_json_text(om_json_at(om_json_get(trial->fixture, "expression"), 0));
    const double z = om_json_number(om_json_get(om_json_get(globals, "canonicalID"), "z"));
    return head && strcmp(head, "distance") == 0 && isfinite(z) ? 8192 * exp2(z) : OM_WORLD;
}

static om_outline outline_of(const attempt *trial, const om_json *globals, const om_json *geometry,
                             om_feature_shape shape)
{
    const om_json *coordinates = om_json_get(geometry, "coordinates");
    const char *type = om_json_text(om_json_get(geometry, "type"));
    if (!type || !coordinates || !om_json_get(globals, "canonicalID"))
        return (om_outline){0};
    const size_t most = count_numbers(coordinates);
    outline made = {.vertices = OM_ARENA_ARRAY(trial->arena, om_vertex, most),
                    .parts = OM_ARENA_ARRAY(trial->arena, om_part, most),
                    .grid = grid_of(trial, globals)};
    add_geometry(&made, coordinates, shape, strncmp(type, "Multi", 5) == 0);
    return (om_outline){made.vertices, made.parts, made.part_count};
}

/* ---- Evaluating ---- */

static om_evaluation evaluation_of(const attempt *trial, const om_json *input)
{
    const om_json *globals = om_json_at(input, 0), *feature = om_json_at(input, 1);
    const om_json *properties = om_json_get(feature, "properties");
    const om_json *geometry = om_json_get(feature, "geometry");
    const om_json *images = om_json_get(globals, "availableImages");
    om_datum *values = OM_ARENA_ARRAY(trial->arena, om_datum, trial->columns.count + 1);
    for (size_t i = 0; i < trial->columns.count; i++) {
        const char *name = trial->columns.names[i];
        values[i] =
            om_datum_of_json(*name ? om_json_get(properties, name) : properties, trial->arena);
    }
    const char **names = OM_ARENA_ARRAY(trial->arena, const char *, om_json_count(images) + 1);
    for (size_t i = 0; i < om_json_count(images); i++)
        names[i] = om_json_text(om_json_at(images, i));
    const om_feature_shape shape = shape_called(om_json_text(om_json_get(geometry, "type")));
    const double zoom = om_json_number(om_json_get(globals, "zoom"));
    const double progress = om_json_number(om_json_get(globals, "lineProgress"));
    return (om_evaluation){
        .zoom = isfinite(zoom) ? zoom : 0,
        .line_progress = isfinite(progress) ? progress : 0,
        .shape = shape,
        .id = om_datum_of_json(om_json_get(feature, "id"), trial->arena),
        .values = values,
        .outline = outline_of(trial, globals, geometry, shape),
        .images = names,
        .image_count = om_json_count(images),
        .arena = trial->arena,
    };
}

static bool has_head(const attempt *trial, const char *operator)
{
    const char *head = om_json_text(om_json_at(om_json_get(trial->fixture, "expression"), 0));
    return head && strcmp(head, operator) == 0;
}

/* Distances are as good as the places: 9 mm. */
static bool is_near_enough(const attempt *trial, const om_json *wanted, om_datum datum)
{
    return has_head(trial, "distance") && datum.kind == OM_DATUM_NUMBER &&
           fabs(datum.number - om_json_number(wanted)) < 0.0132;
}

static bool leaves_the_world(const om_json *coordinates)
{
    if (om_json_kind_of(om_json_at(coordinates, 0)) == OM_JSON_NUMBER)
        return fabs(om_json_number(om_json_at(coordinates, 0))) > 180;
    for (size_t i = 0; i < om_json_count(coordinates); i++)
        if (leaves_the_world(om_json_at(coordinates, i)))
            return true;
    return false;
}

/* Why the inputs are none that a map drawn once can have; NULL when they are. */
static const char *strangeness(const om_json *inputs)
{
    for (size_t i = 0; i < om_json_count(inputs); i++) {
        const om_json *feature = om_json_at(om_json_at(inputs, i), 1);
        if (om_json_get(feature, "featureState"))
            return "the state of features is not supported: it is never set on a map drawn once";
        if (leaves_the_world(om_json_get(om_json_get(feature, "geometry"), "coordinates")))
            return "features beyond 180 degrees are not supported: reading refuses them";
    }
    return NULL;
}

static verdict_kind check_outputs(const attempt *trial, const om_json *expected, om_text *ret_why)
{
    const om_json *inputs = om_json_get(trial->fixture, "inputs");
    const om_json *outputs = om_json_get(expected, "outputs");
    if (strangeness(inputs)) {
        om_text_add(ret_why, strangeness(inputs));
        return UNSUPPORTED;
    }
    for (size_t i = 0; i < om_json_count(inputs); i++) {
        const om_evaluation evaluation = evaluation_of(trial, om_json_at(inputs, i));
        const om_datum datum = om_expression_value(trial->node, &evaluation);
        const om_json *wanted = om_json_at(outputs, i);
        if (is_expected(wanted, datum, trial->node->type, &evaluation) ||
            is_near_enough(trial, wanted, datum))
            continue;
        char *text = om_json_write_line(wanted);
        om_text_add_format(
            ret_why, "input %zu gives %s %s, expected %s", i, om_datum_kind_name(datum.kind),
            datum.kind == OM_DATUM_ERROR ? datum.text : om_datum_to_text(datum, trial->arena),
            text);
        om_text_free(text);
        return FAILED;
    }
    return PASSED;
}

static verdict_kind check_compiled(const attempt *trial, const om_json *expected, om_text *ret_why)
{
    const om_json *compiled = om_json_get(expected, "compiled");
    const bool fixed = om_json_is_true(om_json_get(compiled, "isFeatureConstant"));
    const bool still = om_json_is_true(om_json_get(compiled, "isZoomConstant"));
    const char *type = om_json_text(om_json_get(compiled, "type"));
    const char *got = om_type_name(trial->node->type, trial->arena);
    if (type && strcmp(type, got) != 0)
        om_text_add_format(ret_why, "the type is %s, expected %s", got, type);
    else if (fixed == ((trial->node->depends & OM_DEPENDS_ON_FEATURE) != 0))
        om_text_add_format(ret_why, "hangs on the feature: expected %s", fixed ? "no" : "yes");
    else if (still == ((trial->node->depends & OM_DEPENDS_ON_ZOOM) != 0))
        om_text_add_format(ret_why, "hangs on zoom: expected %s", still ? "no" : "yes");
    else
        return check_outputs(trial, expected, ret_why);
    return FAILED;
}

static verdict_kind judge(attempt *trial, om_text *ret_why)
{
    const om_json *expected = om_json_get(trial->fixture, "expected");
    const char *result = om_json_text(om_json_get(om_json_get(expected, "compiled"), "result"));
    const bool should_fail = result && strcmp(result, "error") == 0;
    om_error err = {0};
    if (!find_wanted(trial)) {
        om_text_add_format(ret_why, "properties of type %s are not supported",
                           om_json_text(om_json_get(trial->spec, "type")));
        return UNSUPPORTED;
    }
    if (compile(trial, &err) != OM_OK) {
        om_text_add(ret_why, err.message);
        if (strstr(err.message, "not supported"))
            return UNSUPPORTED;
        return should_fail ? PASSED : FAILED;
    }
    if (should_fail) {
        om_text_add(ret_why, "compiles, but should not");
        return FAILED;
    }
    return check_compiled(trial, expected, ret_why);
}

verdict_kind try_expression(const om_json *fixture, om_text *ret_why)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    attempt trial = {
        .fixture = fixture, .spec = om_json_get(fixture, "propertySpec"), .arena = arena};
    const verdict_kind verdict = judge(&trial, ret_why);
    free(trial.columns.names);
    return verdict;
}
