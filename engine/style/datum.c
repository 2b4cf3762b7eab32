/* What can be done with values of any kind. */
#include "engine/style/datum.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "engine/base/text.h"

om_datum om_datum_bool(bool truth)
{
    return (om_datum){.kind = OM_DATUM_BOOL, .truth = truth};
}

om_datum om_datum_number(double number)
{
    if (!isfinite(number))
        return (om_datum){0};
    return (om_datum){.kind = OM_DATUM_NUMBER, .number = number};
}

om_datum om_datum_text(const char *text)
{
    if (!text)
        return (om_datum){0};
    return (om_datum){.kind = OM_DATUM_TEXT, .text = text};
}

om_datum om_datum_colour(om_colour colour)
{
    return (om_datum){.kind = OM_DATUM_COLOUR, .colour = colour};
}

om_datum om_datum_array(const om_datum *items, size_t count)
{
    return (om_datum){.kind = OM_DATUM_ARRAY, .array = {items, count}};
}

om_datum om_datum_object(const om_member *members, size_t count)
{
    return (om_datum){.kind = OM_DATUM_OBJECT, .object = {members, count}};
}

om_datum om_datum_image(const char *name)
{
    return (om_datum){.kind = OM_DATUM_IMAGE, .text = name};
}

om_datum om_datum_formatted(const om_section *sections, size_t count)
{
    return (om_datum){.kind = OM_DATUM_FORMATTED, .formatted = {sections, count}};
}

const om_datum *om_datum_member(om_datum datum, const char *key)
{
    if (datum.kind == OM_DATUM_OBJECT)
        for (size_t i = 0; i < datum.object.count; i++)
            if (strcmp(datum.object.members[i].key, key) == 0)
                return &datum.object.members[i].value;
    return NULL;
}

om_datum om_datum_error(const char *why)
{
    return (om_datum){.kind = OM_DATUM_ERROR, .text = why};
}

static bool arrays_equal(om_datum a, om_datum b)
{
    if (a.array.count != b.array.count)
        return false;
    for (size_t i = 0; i < a.array.count; i++)
        if (!om_datum_equals(a.array.items[i], b.array.items[i]))
            return false;
    return true;
}

static bool colours_equal(om_colour a, om_colour b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue && a.alpha == b.alpha;
}

bool om_datum_equals(om_datum a, om_datum b)
{
    if (a.kind != b.kind)
        return false;
    switch (a.kind) {
    case OM_DATUM_NULL:
        return true;
    case OM_DATUM_BOOL:
        return a.truth == b.truth;
    case OM_DATUM_NUMBER:
        return a.number == b.number;
    case OM_DATUM_TEXT:
    case OM_DATUM_IMAGE:
        return strcmp(a.text, b.text) == 0;
    case OM_DATUM_COLOUR:
        return colours_equal(a.colour, b.colour);
    case OM_DATUM_ARRAY:
        return arrays_equal(a, b);
    case OM_DATUM_OBJECT:
    case OM_DATUM_COLLATOR:
    case OM_DATUM_FORMATTED:
    case OM_DATUM_ERROR:
        break;
    }
    return false;
}

bool om_datum_is_true(om_datum datum)
{
    switch (datum.kind) {
    case OM_DATUM_BOOL:
        return datum.truth;
    case OM_DATUM_NUMBER:
        return datum.number != 0 && !isnan(datum.number);
    case OM_DATUM_TEXT:
        return datum.text[0] != '\0';
    case OM_DATUM_COLOUR:
    case OM_DATUM_ARRAY:
    case OM_DATUM_OBJECT:
    case OM_DATUM_COLLATOR:
    case OM_DATUM_FORMATTED:
    case OM_DATUM_IMAGE:
        return true;
    case OM_DATUM_NULL:
    case OM_DATUM_ERROR:
        break;
    }
    return false;
}

const char *om_datum_kind_name(om_datum_kind kind)
{
    static const char *const names[] = {
        [OM_DATUM_NULL] = "null",           [OM_DATUM_BOOL] = "boolean",
        [OM_DATUM_NUMBER] = "number",       [OM_DATUM_TEXT] = "string",
        [OM_DATUM_COLOUR] = "color",        [OM_DATUM_ARRAY] = "array",
        [OM_DATUM_OBJECT] = "object",       [OM_DATUM_COLLATOR] = "collator",
        [OM_DATUM_FORMATTED] = "formatted", [OM_DATUM_IMAGE] = "resolvedImage",
        [OM_DATUM_ERROR] = "error",
    };
    return names[kind];
}

static void write_quoted(const char *raw, om_text *text)
{
    om_text_add(text, "\"");
    for (const char *c = raw; *c; c++) {
        if ((unsigned char)*c < ' ')
            om_text_add_format(text, "\\u%04x", (unsigned char)*c);
        else if (*c == '"' || *c == '\\')
            om_text_add_format(text, "\\%c", *c);
        else
            om_text_add_bytes(text, c, 1);
    }
    om_text_add(text, "\"");
}

/* As ECMAScript writes a number: shortest digits, no exponent from 1e-7 to 1e21. */
static void write_number(double number, om_text *text)
{
    char digits[32];
    int precision = 0;
    if (number == 0)
        number = 0; /* without a sign */
    if (!isfinite(number)) {
        om_text_add(text, isnan(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity");
        return;
    }
    do
        snprintf(digits, sizeof digits, "%.*e", precision, number);
    while (strtod(digits, NULL) != number && ++precision < 17);
    const int exponent = atoi(strchr(digits, 'e') + 1);
    if (exponent >= 21 || exponent < -6) {
        *strchr(digits, 'e') = '\0';
        om_text_add_format(text, "%se%+d", digits, exponent);
    } else {
        om_text_add_format(text, "%.*f", precision > exponent ? precision - exponent : 0, number);
    }
}

static void write_colour(om_colour colour, om_text *text)
{
    om_text_add_format(text, "rgba(%ld,%ld,%ld,", lround(colour.red * 255),
                       lround(colour.green * 255), lround(colour.blue * 255));
    write_number(colour.alpha, text);
    om_text_add(text, ")");
}

static void write_json(om_datum datum, om_text *text);

static void write_array(om_datum datum, om_text *text)
{
    om_text_add(text, "[");
    for (size_t i = 0; i < datum.array.count; i++) {
        om_text_add(text, i > 0 ? "," : "");
        write_json(datum.array.items[i], text);
    }
    om_text_add(text, "]");
}

static void write_object(om_datum datum, om_text *text)
{
    om_text_add(text, "{");
    for (size_t i = 0; i < datum.object.count; i++) {
        om_text_add(text, i > 0 ? "," : "");
        write_quoted(datum.object.members[i].key, text);
        om_text_add(text, ":");
        write_json(datum.object.members[i].value, text);
    }
    om_text_add(text, "}");
}

static void write_sections(om_datum datum, om_text *text)
{
    for (size_t i = 0; i < datum.formatted.count; i++)
        om_text_add(text, datum.formatted.sections[i].text);
}

static void write_json(om_datum datum, om_text *text)
{
    switch (datum.kind) {
    case OM_DATUM_NULL:
    case OM_DATUM_COLLATOR:
    case OM_DATUM_ERROR:
        om_text_add(text, "null");
        break;
    case OM_DATUM_BOOL:
        om_text_add(text, datum.truth ? "true" : "false");
        break;
    case OM_DATUM_NUMBER:
        write_number(datum.number, text);
        break;
    case OM_DATUM_TEXT:
    case OM_DATUM_IMAGE:
        write_quoted(datum.text, text);
        break;
    case OM_DATUM_COLOUR:
        write_colour(datum.colour, text);
        break;
    case OM_DATUM_ARRAY:
        write_array(datum, text);
        break;
    case OM_DATUM_OBJECT:
        write_object(datum, text);
        break;
    case OM_DATUM_FORMATTED:
        write_sections(datum, text);
        break;
    }
}

const char *om_datum_to_text(om_datum datum, om_arena *arena)
{
    if (datum.kind == OM_DATUM_TEXT || datum.kind == OM_DATUM_IMAGE)
        return datum.text;
    if (datum.kind == OM_DATUM_NULL || datum.kind == OM_DATUM_ERROR)
        return "";
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, "");
    write_json(datum, &text);
    return om_arena_text(arena, text.bytes ? text.bytes : "");
}
