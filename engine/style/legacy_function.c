/* Older functions and tokens as expressions. */
#include <math.h>
#include <string.h>

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

/* ---- Functions ---- */

static bool takes_tokens(const om_property_row *property)
{
    return property->type == OM_PROPERTY_IS_TEXT || property->type == OM_PROPERTY_IS_ICON;
}

static om_json *output(const om_json *value, const om_property_row *property)
{
    const char *text = om_json_text(value);
    if (text && takes_tokens(property) && om_text_has_tokens(text))
        return om_tokens_rewrite(text);
    return om_json_kind_of(value) == OM_JSON_ARRAY ? call("literal", om_json_copy(value))
                                                   : om_json_copy(value);
}

static bool can_be_mixed(const om_property_row *property)
{
    return property->type == OM_PROPERTY_IS_NUMBER || property->type == OM_PROPERTY_IS_COLOUR ||
           property->type == OM_PROPERTY_IS_PADDING ||
           (property->type == OM_PROPERTY_IS_NUMBERS && property->length > 0);
}

static om_status check_stops(const om_place *place, const om_place *stops, om_error *err)
{
    if (!stops->json)
        return om_place_fail(place, err, "a function needs \"stops\"");
    OM_TRY(om_place_expect(stops, OM_JSON_ARRAY, err));
    if (om_json_count(stops->json) == 0)
        return om_place_fail(stops, err, "expected at least one stop");
    for (size_t i = 0; i < om_json_count(stops->json); i++) {
        const om_place stop = om_place_item(stops, i);
        if (om_json_kind_of(stop.json) != OM_JSON_ARRAY || om_json_count(stop.json) != 2)
            return om_place_fail(&stop, err, "a stop is [input, output]");
        const om_place input = om_place_item(&stop, 0);
        if (om_json_kind_of(input.json) == OM_JSON_OBJECT)
            return om_place_fail(&input, err,
                                 "functions of zoom and an attribute together are not supported; "
                                 "write an expression");
    }
    return OM_OK;
}

static om_json *exponential(const om_json *stops, double base, om_json *input,
                            const om_property_row *property)
{
    om_json *how = call("exponential", om_json_number_new(base));
    om_json *curve = call("interpolate", how);
    om_json_add(curve, input);
    for (size_t i = 0; i < om_json_count(stops); i++) {
        const om_json *stop = om_json_at(stops, i);
        om_json_add(curve, om_json_copy(om_json_at(stop, 0)));
        om_json_add(curve, output(om_json_at(stop, 1), property));
    }
    return curve;
}

static om_json *interval(const om_json *stops, om_json *input, const om_property_row *property)
{
    if (om_json_count(stops) == 1) {
        om_json_free(input);
        return output(om_json_at(om_json_at(stops, 0), 1), property);
    }
    om_json *step = call("step", input);
    for (size_t i = 0; i < om_json_count(stops); i++) {
        const om_json *stop = om_json_at(stops, i);
        if (i > 0)
            om_json_add(step, om_json_copy(om_json_at(stop, 0)));
        om_json_add(step, output(om_json_at(stop, 1), property));
    }
    return step;
}

/* What holds where the attribute is missing: the function's default, else the property's. */
static om_json *fallback(const om_place *place, const om_property_row *property)
{
    const om_json *given = om_json_get(place->json, "default");
    om_json *parsed = NULL;
    if (given)
        return output(given, property);
    if (om_json_parse(property->fallback, strlen(property->fallback), property->name, &parsed,
                      NULL) != OM_OK)
        return om_json_text_new(NULL);
    om_json *copy = output(parsed, property);
    om_json_free(parsed);
    return copy;
}

static om_json *categorical(const om_place *place, const om_json *stops, om_json *input,
                            const om_property_row *property)
{
    om_json *cases = call("case", NULL);
    for (size_t i = 0; i < om_json_count(stops); i++) {
        const om_json *stop = om_json_at(stops, i);
        om_json *equal = call("==", om_json_copy(input));
        om_json_add(equal, om_json_copy(om_json_at(stop, 0)));
        om_json_add(cases, equal);
        om_json_add(cases, output(om_json_at(stop, 1), property));
    }
    om_json_add(cases, fallback(place, property));
    om_json_free(input);
    return cases;
}

/* `curve` where the attribute is a number, else the default. */
static om_json *guarded(const om_place *place, const char *name, om_json *curve,
                        const om_property_row *property)
{
    om_json *is_number = call("==", call("typeof", call("get", om_json_text_new(name))));
    om_json_add(is_number, om_json_text_new("number"));
    om_json *cases = call("case", is_number);
    om_json_add(cases, curve);
    om_json_add(cases, fallback(place, property));
    return cases;
}

static om_status rewrite_by_attribute(const om_place *place, const char *type,
                                      const om_property_row *property, om_json **ret, om_error *err)
{
    const om_place stops = om_place_member(place, "stops"),
                   name = om_place_member(place, "property");
    const om_json *base = om_json_get(place->json, "base");
    OM_TRY(om_place_expect(&name, OM_JSON_TEXT, err));
    const char *column = om_json_text(name.json);
    om_json *input = call("get", om_json_text_new(column));
    if (strcmp(type, "identity") == 0)
        *ret = input;
    else if (strcmp(type, "categorical") == 0)
        *ret = categorical(place, stops.json, input, property);
    else if (strcmp(type, "interval") == 0)
        *ret = guarded(place, column, interval(stops.json, input, property), property);
    else
        *ret = guarded(place, column,
                       exponential(stops.json, base ? om_json_number(base) : 1, input, property),
                       property);
    return OM_OK;
}

om_status om_function_rewrite(const om_place *place, const om_property_row *property, om_json **ret,
                              om_error *err)
{
    static const char *const known[] = {"stops", "property", "type", "base", "default", NULL};
    for (om_json_member m = om_json_first(place->json); m.key; m = om_json_next(place->json, m)) {
        const om_place member = om_place_member(place, m.key);
        size_t i = 0;
        while (known[i] && strcmp(known[i], m.key) != 0)
            i++;
        if (!known[i])
            return om_place_fail(&member, err, "functions have no \"%s\"", m.key);
    }
    const om_place stops = om_place_member(place, "stops"), type = om_place_member(place, "type");
    const om_json *base = om_json_get(place->json, "base");
    if (type.json)
        OM_TRY(om_place_expect(&type, OM_JSON_TEXT, err));
    const char *kind = type.json                ? om_json_text(type.json)
                       : can_be_mixed(property) ? "exponential"
                                                : "interval";
    if (strcmp(kind, "exponential") != 0 && strcmp(kind, "interval") != 0 &&
        strcmp(kind, "categorical") != 0 && strcmp(kind, "identity") != 0)
        return om_place_fail(&type, err, "unknown kind of function \"%s\"", kind);
    if (strcmp(kind, "identity") != 0)
        OM_TRY(check_stops(place, &stops, err));
    if (om_json_get(place->json, "property"))
        return rewrite_by_attribute(place, kind, property, ret, err);
    if (strcmp(kind, "exponential") == 0)
        *ret =
            exponential(stops.json, base ? om_json_number(base) : 1, call("zoom", NULL), property);
    else if (strcmp(kind, "interval") == 0)
        *ret = interval(stops.json, call("zoom", NULL), property);
    else
        return om_place_fail(place, err, "a %s function needs a \"property\"", kind);
    return OM_OK;
}
