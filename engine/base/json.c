/* JSON through jansson; om_json is its json_t under our name. */
#include "engine/base/json.h"

#include <jansson.h>
#include <math.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/base/text.h"

static json_t *inner(const om_json *json)
{
    return (json_t *)json;
}

static om_json *outer(json_t *json)
{
    if (!json)
        om_memory_exhausted();
    return (om_json *)json;
}

om_status om_json_parse(const char *text, size_t length, const char *name, om_json **ret,
                        om_error *err)
{
    json_error_t why;
    json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES | JSON_DECODE_ANY, &why);
    if (!root)
        return om_fail(err, OM_ERR_DATA, "%s, line %d, column %d: %s", name, why.line, why.column,
                       why.text);
    *ret = outer(root);
    return OM_OK;
}

om_status om_json_open(const char *path, om_json **ret, om_error *err)
{
    OM_AUTO_TEXT text = {0};
    OM_TRY(om_file_read(path, &text, err));
    return om_json_parse(text.bytes, text.length, path, ret, err);
}

void om_json_free(om_json *json)
{
    json_decref(inner(json));
}

om_json_kind om_json_kind_of(const om_json *json)
{
    switch (json ? json_typeof(inner(json)) : JSON_NULL) {
    case JSON_OBJECT:
        return OM_JSON_OBJECT;
    case JSON_ARRAY:
        return OM_JSON_ARRAY;
    case JSON_STRING:
        return OM_JSON_TEXT;
    case JSON_INTEGER:
    case JSON_REAL:
        return OM_JSON_NUMBER;
    case JSON_TRUE:
    case JSON_FALSE:
        return OM_JSON_BOOL;
    case JSON_NULL:
        break;
    }
    return OM_JSON_NULL;
}

const char *om_json_kind_name(om_json_kind kind)
{
    static const char *const names[] = {
        [OM_JSON_NULL] = "null",   [OM_JSON_BOOL] = "a boolean", [OM_JSON_NUMBER] = "a number",
        [OM_JSON_TEXT] = "a text", [OM_JSON_ARRAY] = "an array", [OM_JSON_OBJECT] = "an object",
    };
    return names[kind];
}

const om_json *om_json_get(const om_json *json, const char *key)
{
    return (const om_json *)json_object_get(inner(json), key);
}

size_t om_json_count(const om_json *json)
{
    return json_is_object(inner(json)) ? json_object_size(inner(json))
                                       : json_array_size(inner(json));
}

const om_json *om_json_at(const om_json *json, size_t index)
{
    return (const om_json *)json_array_get(inner(json), index);
}

const char *om_json_text(const om_json *json)
{
    return json_string_value(inner(json));
}

double om_json_number(const om_json *json)
{
    return json_is_number(inner(json)) ? json_number_value(inner(json)) : (double)NAN;
}

bool om_json_is_true(const om_json *json)
{
    return json_is_true(inner(json));
}

static om_json_member member_at(void *place)
{
    if (!place)
        return (om_json_member){0};
    return (om_json_member){
        .key = json_object_iter_key(place),
        .value = (const om_json *)json_object_iter_value(place),
        .place = place,
    };
}

om_json_member om_json_first(const om_json *object)
{
    return member_at(json_object_iter(inner(object)));
}

om_json_member om_json_next(const om_json *object, om_json_member member)
{
    return member_at(json_object_iter_next(inner(object), member.place));
}

om_json *om_json_object_new(void)
{
    return outer(json_object());
}

om_json *om_json_array_new(void)
{
    return outer(json_array());
}

/* `text` with every byte that is no UTF-8 replaced by U+FFFD. */
static json_t *repaired_text(const char *text)
{
    OM_AUTO_TEXT repaired = {0};
    for (size_t i = 0, step; text[i]; i += step) {
        step = 1;
        for (size_t size = 4; size >= 1; size--)
            if (strnlen(text + i, size) == size && om_text_is_utf8(text + i, size)) {
                step = size;
                break;
            }
        const bool whole = om_text_is_utf8(text + i, step);
        om_text_add_bytes(&repaired, whole ? text + i : "\xEF\xBF\xBD", whole ? step : 3);
    }
    return json_string(repaired.bytes ? repaired.bytes : "");
}

om_json *om_json_text_new(const char *text)
{
    if (!text)
        return outer(json_null());
    json_t *json = json_string(text);
    return outer(json ? json : repaired_text(text));
}

om_json *om_json_number_new(double number)
{
    if (!isfinite(number))
        return outer(json_null());
    const bool whole = number == floor(number) && fabs(number) < 9e15;
    return outer(whole ? json_integer((json_int_t)number) : json_real(number));
}

om_json *om_json_copy(const om_json *json)
{
    return outer(json_deep_copy(inner(json)));
}

om_json *om_json_put(om_json *object, const char *key, om_json *value)
{
    if (json_object_set_new(inner(object), key, inner(value)) != 0)
        om_memory_exhausted();
    return value;
}

void om_json_put_text(om_json *object, const char *key, const char *text)
{
    om_json_put(object, key, om_json_text_new(text));
}

void om_json_put_number(om_json *object, const char *key, double number)
{
    om_json_put(object, key, om_json_number_new(number));
}

void om_json_put_integer(om_json *object, const char *key, int64_t number)
{
    om_json_put(object, key, outer(json_integer(number)));
}

void om_json_put_bool(om_json *object, const char *key, bool truth)
{
    om_json_put(object, key, outer(json_boolean(truth)));
}

om_json *om_json_add(om_json *array, om_json *value)
{
    if (json_array_append_new(inner(array), inner(value)) != 0)
        om_memory_exhausted();
    return value;
}

char *om_json_write(const om_json *json)
{
    char *text =
        json_dumps(inner(json), JSON_INDENT(2) | JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    if (!text)
        om_memory_exhausted();
    return text;
}

char *om_json_write_line(const om_json *json)
{
    char *text = json_dumps(inner(json), JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(17));
    if (!text)
        om_memory_exhausted();
    return text;
}
