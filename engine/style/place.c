/* JSON paths for the errors of a style. */
#include "engine/style/place.h"

#include <stdio.h>

#include "engine/base/text.h"

om_place om_place_member(const om_place *parent, const char *key)
{
    return (om_place){.json = om_json_get(parent->json, key), .parent = parent, .key = key};
}

om_place om_place_item(const om_place *parent, size_t index)
{
    return (om_place){.json = om_json_at(parent->json, index), .parent = parent, .index = index};
}

static void write_way(const om_place *place, om_text *text)
{
    if (!place->parent)
        return;
    write_way(place->parent, text);
    if (!place->key)
        om_text_add_format(text, "[%zu]", place->index);
    else
        om_text_add_format(text, text->length > 0 ? ".%s" : "%s", place->key);
}

om_status om_place_fail(const om_place *place, om_error *err, const char *format, ...)
{
    OM_AUTO_TEXT way = {0};
    write_way(place, &way);

    char words[400];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(words, sizeof words, format, arguments);
    va_end(arguments);

    if (way.length == 0)
        return om_fail(err, OM_ERR_STYLE, "%s", words);
    return om_fail(err, OM_ERR_STYLE, "%s: %s", way.bytes, words);
}

om_status om_place_expect(const om_place *place, om_json_kind kind, om_error *err)
{
    const om_json_kind found = om_json_kind_of(place->json);
    if (!place->json)
        return om_place_fail(place, err, "missing, expected %s", om_json_kind_name(kind));
    if (found != kind)
        return om_place_fail(place, err, "expected %s, found %s", om_json_kind_name(kind),
                             om_json_kind_name(found));
    return OM_OK;
}
