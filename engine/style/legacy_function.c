/* Older functions and tokens as expressions. */
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/text.h"
#include "engine/style/legacy.h"

static om_json *call(const char *operator, om_json * argument)
{
    om_json *array = om_json_array_new();
    om_json_add(array, om_json_text_new(operator));
    if (argument)
        om_json_add(array, argument);
    return array;
}

/* ---- Tokens ---- */

/* The next {token} of a text: where its brace opens and closes; false for none. */
static bool find_token(const char *text, const char **ret_open, const char **ret_close)
{
    for (const char *open = strchr(text, '{'); open; open = strchr(open + 1, '{')) {
        const char *close = open + 1 + strcspn(open + 1, "{}");
        if (*close == '}' && close > open + 1) {
            *ret_open = open;
            *ret_close = close;
            return true;
        }
    }
    return false;
}

bool om_text_has_tokens(const char *text)
{
    const char *open, *close;
    return find_token(text, &open, &close);
}

static om_json *text_part(const char *from, const char *to)
{
    OM_AUTO_TEXT part = {0};
    om_text_add_bytes(&part, from, (size_t)(to - from));
    return om_json_text_new(part.bytes ? part.bytes : "");
}

om_json *om_tokens_rewrite(const char *text)
{
    om_json *concat = call("concat", NULL);
    const char *open, *close;
    while (find_token(text, &open, &close)) {
        if (open > text)
            om_json_add(concat, text_part(text, open));
        om_json_add(concat, call("to-string", call("get", text_part(open + 1, close))));
        text = close + 1;
    }
    if (*text || om_json_count(concat) == 1)
        om_json_add(concat, om_json_text_new(text));
    return concat;
}

/* ---- Functions: as MapLibre's own converter has them ---- */

/* What a function is rewritten for. */
typedef struct function {
    const om_place *place;
    const om_property_row *property;
    const char *kind;  /* "exponential", "interval", "categorical" or "identity" */
    const char *space; /* of colours: "rgb", "hcl" or "lab" */
    double base;
} function;

/* One input with its output. */
typedef struct stop {
    const om_json *input, *output;
} stop;

static om_json *literal(const om_json *value)
{
    const om_json_kind kind = om_json_kind_of(value);
    return kind == OM_JSON_ARRAY || kind == OM_JSON_OBJECT ? call("literal", om_json_copy(value))
                                                           : om_json_copy(value);
}

/* The output of a function of zoom alone; its tokens are replaced. */
static om_json *output_with_tokens(const function *of, const om_json *value)
{
    const char *text = om_json_text(value);
    const bool takes =
        of->property->type == OM_PROPERTY_IS_TEXT || of->property->type == OM_PROPERTY_IS_ICON;
    return text && takes && om_text_has_tokens(text) ? om_tokens_rewrite(text) : literal(value);
}

static om_json *attribute(const function *of)
{
    const om_json *name = om_json_get(of->place->json, "property");
    return call("get", om_json_copy(name));
}

/* What holds where nothing else does: the function's default, else the property's. */
static om_json *fallback(const function *of)
{
    const om_json *given = om_json_get(of->place->json, "default");
    om_json *parsed = NULL;
    if (given)
        return literal(given);
    if (om_json_parse(of->property->fallback, strlen(of->property->fallback), of->property->name,
                      &parsed, NULL) != OM_OK ||
        om_json_kind_of(parsed) == OM_JSON_NULL) {
        om_json_free(parsed);
        return of->property->type == OM_PROPERTY_IS_ICON
                   ? om_json_text_new("")
                   : call("error", om_json_text_new("no stop of the function fits"));
    }
    om_json *copy = literal(parsed);
    om_json_free(parsed);
    return copy;
}

/* `curve` where the attribute is a number, else the default if the function gives one. */
static om_json *guarded(const function *of, om_json *curve)
{
    if (!om_json_get(of->place->json, "default"))
        return curve;
    om_json *is_number = call("==", call("typeof", attribute(of)));
    om_json_add(is_number, om_json_text_new("number"));
    om_json *cases = call("case", is_number);
    om_json_add(cases, curve);
    om_json_add(cases, fallback(of));
    return cases;
}

static bool same_input(const om_json *a, const om_json *b)
{
    const char *left = om_json_text(a), *right = om_json_text(b);
    return left ? right && strcmp(left, right) == 0 : om_json_number(a) == om_json_number(b);
}

/* Inputs with outputs; of equal inputs the first counts, and a step begins with an output alone. */
static void add_stops(om_json *curve, const function *of, const stop *stops, size_t count,
                      bool is_step, bool tokens)
{
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && same_input(stops[i].input, stops[i - 1].input))
            continue;
        if (i > 0 || !is_step)
            om_json_add(curve, om_json_copy(stops[i].input));
        om_json_add(curve,
                    tokens ? output_with_tokens(of, stops[i].output) : literal(stops[i].output));
    }
    if (is_step && om_json_count(curve) == 3) {
        om_json *only = om_json_copy(om_json_at(curve, 2));
        om_json_add(curve, om_json_number_new(0));
        om_json_add(curve, only);
    }
}

static const char *interpolation(const function *of)
{
    return strcmp(of->space, "hcl") == 0   ? "interpolate-hcl"
           : strcmp(of->space, "lab") == 0 ? "interpolate-lab"
                                           : "interpolate";
}

static om_json *curve_of(const function *of, om_json *input, const stop *stops, size_t count,
                         bool tokens)
{
    const bool is_step = strcmp(of->kind, "interval") == 0;
    om_json *curve = is_step
                         ? call("step", input)
                         : call(interpolation(of),
                                of->base == 1 ? call("linear", NULL)
                                              : call("exponential", om_json_number_new(of->base)));
    if (!is_step)
        om_json_add(curve, input);
    add_stops(curve, of, stops, count, is_step, tokens);
    return curve;
}

static om_json *categorical(const function *of, const stop *stops, size_t count)
{
    const bool by_truth = om_json_kind_of(stops[0].input) == OM_JSON_BOOL;
    om_json *choice = by_truth ? call("case", NULL) : call("match", attribute(of));
    for (size_t i = 0; i < count; i++) {
        if (by_truth) {
            om_json *equal = call("==", attribute(of));
            om_json_add(equal, om_json_copy(stops[i].input));
            om_json_add(choice, equal);
        } else if (i > 0 && same_input(stops[i].input, stops[i - 1].input)) {
            continue;
        } else {
            om_json_add(choice, om_json_copy(stops[i].input));
        }
        om_json_add(choice, literal(stops[i].output));
    }
    om_json_add(choice, fallback(of));
    return choice;
}

static om_json *by_attribute(const function *of, const stop *stops, size_t count)
{
    if (strcmp(of->kind, "categorical") == 0)
        return categorical(of, stops, count);
    return guarded(of, curve_of(of, call("number", attribute(of)), stops, count, false));
}

/* Stops {"zoom", "value"}: a curve over zoom whose outputs are functions of the attribute. */
static om_json *by_both(const function *of, const stop *stops, size_t count, stop *inner)
{
    om_json *curve =
        of->property->mixed ? call(interpolation(of), call("linear", NULL)) : call("step", NULL);
    om_json_add(curve, call("zoom", NULL));
    for (size_t i = 0, next; i < count; i = next) {
        const om_json *zoom = om_json_get(stops[i].input, "zoom");
        for (next = i; next < count && same_input(om_json_get(stops[next].input, "zoom"), zoom);
             next++)
            inner[next - i] = (stop){om_json_get(stops[next].input, "value"), stops[next].output};
        if (i > 0 || of->property->mixed)
            om_json_add(curve, om_json_copy(zoom));
        om_json_add(curve, by_attribute(of, inner, next - i));
    }
    if (!of->property->mixed && om_json_count(curve) == 3) {
        om_json *only = om_json_copy(om_json_at(curve, 2));
        om_json_add(curve, om_json_number_new(0));
        om_json_add(curve, only);
    }
    return curve;
}

static om_json *identity(const function *of)
{
    static const char *const operators[] = {
        [OM_PROPERTY_IS_NUMBER] = "number", [OM_PROPERTY_IS_COLOUR] = "to-color",
        [OM_PROPERTY_IS_FLAG] = "boolean",  [OM_PROPERTY_IS_CHOICE] = NULL,
        [OM_PROPERTY_IS_TEXT] = "string",   [OM_PROPERTY_IS_ICON] = "string",
        [OM_PROPERTY_IS_NUMBERS] = "array", [OM_PROPERTY_IS_PADDING] = NULL,
        [OM_PROPERTY_IS_TEXTS] = "array",   [OM_PROPERTY_IS_CHOICES] = "array",
        [OM_PROPERTY_IS_ANCHORS] = NULL,
    };
    const om_property_row *property = of->property;
    if (!om_json_get(of->place->json, "default"))
        return attribute(of);
    if (property->type == OM_PROPERTY_IS_CHOICE && property->choices) {
        om_json *match = call("match", attribute(of)), *choices = om_json_array_new();
        for (size_t i = 0; property->choices[i]; i++)
            om_json_add(choices, om_json_text_new(property->choices[i]));
        om_json_add(match, choices);
        om_json_add(match, attribute(of));
        om_json_add(match, fallback(of));
        return match;
    }
    const char *operator= operators[property->type];
    om_json *asserted = call(operator ? operator : "coalesce", NULL);
    if (operator&& strcmp(operator, "array") == 0) {
        om_json_add(asserted, om_json_text_new(
                                  property->type == OM_PROPERTY_IS_NUMBERS ? "number" : "string"));
        om_json_add(asserted, property->length ? om_json_number_new((double)property->length)
                                               : om_json_text_new(NULL));
    }
    om_json_add(asserted, attribute(of));
    om_json_add(asserted, fallback(of));
    return asserted;
}

/* ---- Checks ---- */

static om_status check_members(const om_place *place, om_error *err)
{
    static const char *const known[] = {"stops",   "property",   "type", "base",
                                        "default", "colorSpace", NULL};
    for (om_json_member m = om_json_first(place->json); m.key; m = om_json_next(place->json, m)) {
        const om_place member = om_place_member(place, m.key);
        size_t i = 0;
        while (known[i] && strcmp(known[i], m.key) != 0)
            i++;
        if (!known[i])
            return om_place_fail(&member, err, "functions have no \"%s\"", m.key);
    }
    return OM_OK;
}

static om_status check_composite(const om_place *input, om_error *err)
{
    const om_place zoom = om_place_member(input, "zoom"), value = om_place_member(input, "value");
    OM_TRY(om_place_expect(&zoom, OM_JSON_NUMBER, err));
    return value.json ? OM_OK : om_place_fail(&value, err, "missing");
}

static om_status read_stops(const om_place *stops, stop *ret, om_error *err)
{
    const bool composite =
        om_json_kind_of(om_json_at(om_json_at(stops->json, 0), 0)) == OM_JSON_OBJECT;
    for (size_t i = 0; i < om_json_count(stops->json); i++) {
        const om_place place = om_place_item(stops, i);
        if (om_json_kind_of(place.json) != OM_JSON_ARRAY || om_json_count(place.json) != 2)
            return om_place_fail(&place, err, "a stop is [input, output]");
        const om_place input = om_place_item(&place, 0);
        if ((om_json_kind_of(input.json) == OM_JSON_OBJECT) != composite)
            return om_place_fail(&input, err, "stops are all of zoom and value, or none");
        if (composite)
            OM_TRY(check_composite(&input, err));
        ret[i] = (stop){input.json, om_json_at(place.json, 1)};
    }
    return OM_OK;
}

static om_status read_choice(const om_place *place, const char *key, const char *const *choices,
                             const char **ret, om_error *err)
{
    const om_place member = om_place_member(place, key);
    if (!member.json)
        return OM_OK;
    OM_TRY(om_place_expect(&member, OM_JSON_TEXT, err));
    for (size_t i = 0; choices[i]; i++)
        if (strcmp(choices[i], om_json_text(member.json)) == 0) {
            *ret = choices[i];
            return OM_OK;
        }
    return om_place_fail(&member, err, "functions know no \"%s\"", om_json_text(member.json));
}

static om_status read_function(const om_place *place, const om_property_row *property,
                               function *ret, om_error *err)
{
    static const char *const kinds[] = {"exponential", "interval", "categorical", "identity", NULL};
    static const char *const spaces[] = {"rgb", "hcl", "lab", NULL};
    const om_place base = om_place_member(place, "base"), name = om_place_member(place, "property");
    *ret = (function){.place = place,
                      .property = property,
                      .kind = property->mixed ? "exponential" : "interval",
                      .space = "rgb",
                      .base = 1};
    OM_TRY(check_members(place, err));
    OM_TRY(read_choice(place, "type", kinds, &ret->kind, err));
    OM_TRY(read_choice(place, "colorSpace", spaces, &ret->space, err));
    if (name.json)
        OM_TRY(om_place_expect(&name, OM_JSON_TEXT, err));
    if (base.json) {
        OM_TRY(om_place_expect(&base, OM_JSON_NUMBER, err));
        ret->base = om_json_number(base.json);
    }
    return OM_OK;
}

static om_status rewrite_stops(const function *of, const om_place *stops, om_json **ret,
                               om_error *err)
{
    const size_t count = om_json_count(stops->json);
    const bool names = om_json_get(of->place->json, "property") != NULL;
    OM_AUTO(om_arena) arena = om_arena_new();
    stop *read = OM_ARENA_ARRAY(arena, stop, count), *inner = OM_ARENA_ARRAY(arena, stop, count);
    if (count == 0)
        return om_place_fail(stops, err, "expected at least one stop");
    OM_TRY(read_stops(stops, read, err));
    const bool composite = om_json_kind_of(read[0].input) == OM_JSON_OBJECT;
    if (!names && (composite || strcmp(of->kind, "categorical") == 0))
        return om_place_fail(of->place, err, "such a function needs a \"property\"");
    *ret = composite ? by_both(of, read, count, inner)
           : names   ? by_attribute(of, read, count)
                     : curve_of(of, call("zoom", NULL), read, count, true);
    return OM_OK;
}

om_status om_function_rewrite(const om_place *place, const om_property_row *property, om_json **ret,
                              om_error *err)
{
    function of;
    const om_place stops = om_place_member(place, "stops");
    OM_TRY(read_function(place, property, &of, err));
    if (stops.json && strcmp(of.kind, "identity") != 0) {
        OM_TRY(om_place_expect(&stops, OM_JSON_ARRAY, err));
        return rewrite_stops(&of, &stops, ret, err);
    }
    if (strcmp(of.kind, "identity") != 0 && om_json_get(place->json, "type"))
        return om_place_fail(place, err, "a function needs \"stops\"");
    if (!om_json_get(place->json, "property"))
        return om_place_fail(place, err, "a function needs \"stops\" or a \"property\"");
    *ret = identity(&of);
    return OM_OK;
}
