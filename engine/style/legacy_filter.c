/* Older filters as expressions. */
#include <string.h>

#include "engine/base/text.h"
#include "engine/style/legacy.h"

static bool is(const char *text, const char *word)
{
    return text && strcmp(text, word) == 0;
}

static bool is_comparison(const char *operator)
{
    return is(operator, "==") || is(operator, "!=") || is(operator, "<") || is(operator, "<=") ||
           is(operator, ">") || is(operator, ">=");
}

static bool is_array(const om_json *json)
{
    return om_json_kind_of(json) == OM_JSON_ARRAY;
}

static bool all_are_expressions(const om_json *filters)
{
    for (size_t i = 1; i < om_json_count(filters); i++) {
        const om_json *filter = om_json_at(filters, i);
        if (om_json_kind_of(filter) != OM_JSON_BOOL && !om_filter_is_expression(filter))
            return false;
    }
    return true;
}

bool om_filter_is_expression(const om_json *filter)
{
    if (om_json_kind_of(filter) == OM_JSON_BOOL)
        return true;
    const size_t count = om_json_count(filter);
    const char *operator= om_json_text(om_json_at(filter, 0));
    const om_json *first = om_json_at(filter, 1), *second = om_json_at(filter, 2);
    if (!is_array(filter) || count == 0)
        return false;
    if (is(operator, "has"))
        return count >= 2 && !is(om_json_text(first), "$id") && !is(om_json_text(first), "$type");
    if (is(operator, "in"))
        return count >= 3 && (!om_json_text(first) || is_array(second));
    if (is(operator, "!in") || is(operator, "!has") || is(operator, "none"))
        return false;
    if (is_comparison(operator))
        return count != 3 || is_array(first) || is_array(second);
    if (is(operator, "any") || is(operator, "all"))
        return all_are_expressions(filter);
    return true;
}

/* [operator, argument, …], taking the arguments over. */
static om_json *call(const char *operator, om_json * a, om_json *b)
{
    om_json *array = om_json_array_new();
    om_json_add(array, om_json_text_new(operator));
    if (a)
        om_json_add(array, a);
    if (b)
        om_json_add(array, b);
    return array;
}

static om_json *subject(const char *key)
{
    if (is(key, "$type"))
        return call("geometry-type", NULL, NULL);
    if (is(key, "$id"))
        return call("id", NULL, NULL);
    return call("get", om_json_text_new(key), NULL);
}

static om_status rewrite_comparison(const om_place *place, const char *operator, om_json ** ret,
                                    om_error *err)
{
    const om_place key = om_place_item(place, 1), value = om_place_item(place, 2);
    if (om_json_count(place->json) != 3)
        return om_place_fail(place, err, "\"%s\" takes a key and a value", operator);
    OM_TRY(om_place_expect(&key, OM_JSON_TEXT, err));
    const char *name = om_json_text(key.json);
    const om_json_kind kind = om_json_kind_of(value.json);
    if (kind == OM_JSON_ARRAY || kind == OM_JSON_OBJECT)
        return om_place_fail(&value, err, "expected a text, a number or a boolean");
    om_json *plain = call(operator, subject(name), om_json_copy(value.json));
    if (is(operator, "==") || is(operator, "!=")) {
        *ret = plain;
        return OM_OK;
    }
    /* An attribute of another type has no order: the feature does not pass. */
    const char *type = kind == OM_JSON_NUMBER ? "number" : "string";
    *ret =
        call("all", call("==", call("typeof", subject(name), NULL), om_json_text_new(type)), plain);
    return OM_OK;
}

static om_status rewrite_in(const om_place *place, om_json **ret, om_error *err)
{
    const om_place key = om_place_item(place, 1);
    OM_TRY(om_place_expect(&key, OM_JSON_TEXT, err));
    OM_AUTO(om_json) values = om_json_array_new();
    for (size_t i = 2; i < om_json_count(place->json); i++) {
        const om_place value = om_place_item(place, i);
        const om_json_kind kind = om_json_kind_of(value.json);
        if (kind == OM_JSON_ARRAY || kind == OM_JSON_OBJECT)
            return om_place_fail(&value, err, "expected a text, a number or a boolean");
        om_json_add(values, om_json_copy(value.json));
    }
    *ret = call("in", subject(om_json_text(key.json)), call("literal", OM_TAKE(values), NULL));
    return OM_OK;
}

static om_status rewrite_has(const om_place *place, om_json **ret, om_error *err)
{
    const om_place key = om_place_item(place, 1);
    OM_TRY(om_place_expect(&key, OM_JSON_TEXT, err));
    const char *name = om_json_text(key.json);
    *ret = name[0] == '$' ? call("!=", subject(name), om_json_text_new(NULL))
                          : call("has", om_json_text_new(name), NULL);
    return OM_OK;
}

static om_status rewrite_list(const om_place *place, const char *operator, om_json ** ret,
                              om_error *err)
{
    OM_AUTO(om_json) list = call(operator, NULL, NULL);
    for (size_t i = 1; i < om_json_count(place->json); i++) {
        const om_place item = om_place_item(place, i);
        om_json *part;
        OM_TRY(om_filter_rewrite(&item, &part, err));
        om_json_add(list, part);
    }
    *ret = OM_TAKE(list);
    return OM_OK;
}

/* `rewrite`d, and then turned round. */
static om_status rewrite_not(const om_place *place,
                             om_status (*rewrite)(const om_place *, om_json **, om_error *),
                             om_json **ret, om_error *err)
{
    om_json *inside;
    OM_TRY(rewrite(place, &inside, err));
    *ret = call("!", inside, NULL);
    return OM_OK;
}

static om_status rewrite_any(const om_place *place, om_json **ret, om_error *err)
{
    return rewrite_list(place, "any", ret, err);
}

om_status om_filter_rewrite(const om_place *place, om_json **ret, om_error *err)
{
    const char *operator= om_json_text(om_json_at(place->json, 0));
    if (om_filter_is_expression(place->json)) {
        *ret = om_json_copy(place->json);
        return OM_OK;
    }
    OM_TRY(om_place_expect(place, OM_JSON_ARRAY, err));
    if (is_comparison(operator))
        return rewrite_comparison(place, operator, ret, err);
    if (is(operator, "all") || is(operator, "any"))
        return rewrite_list(place, operator, ret, err);
    if (is(operator, "none"))
        return rewrite_not(place, rewrite_any, ret, err);
    if (is(operator, "in"))
        return rewrite_in(place, ret, err);
    if (is(operator, "!in"))
        return rewrite_not(place, rewrite_in, ret, err);
    if (is(operator, "has"))
        return rewrite_has(place, ret, err);
    if (is(operator, "!has"))
        return rewrite_not(place, rewrite_has, ret, err);
    return om_place_fail(place, err,
                         "expected a filter such as [\"==\", [\"get\", \"class\"], "
                         "\"x\"]");
}
