/* What can be done with values of any kind. */
#include "engine/style/datum.h"

#include <math.h>
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
        return strcmp(a.text, b.text) == 0;
    case OM_DATUM_COLOUR:
        return colours_equal(a.colour, b.colour);
    case OM_DATUM_ARRAY:
        return arrays_equal(a, b);
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
        return datum.number != 0;
    case OM_DATUM_TEXT:
        return datum.text[0] != '\0';
    case OM_DATUM_COLOUR:
    case OM_DATUM_ARRAY:
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
        [OM_DATUM_NULL] = "null",   [OM_DATUM_BOOL] = "boolean", [OM_DATUM_NUMBER] = "number",
        [OM_DATUM_TEXT] = "string", [OM_DATUM_COLOUR] = "color", [OM_DATUM_ARRAY] = "array",
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

static void write_colour(om_colour colour, om_text *text)
{
    om_text_add_format(text, "rgba(%ld,%ld,%ld,", lround(colour.red * 255),
                       lround(colour.green * 255), lround(colour.blue * 255));
    om_text_add_number(text, colour.alpha);
    om_text_add(text, ")");
}

static void write_json(om_datum datum, om_text *text)
{
    switch (datum.kind) {
    case OM_DATUM_NULL:
    case OM_DATUM_ERROR:
        om_text_add(text, "null");
        break;
    case OM_DATUM_BOOL:
        om_text_add(text, datum.truth ? "true" : "false");
        break;
    case OM_DATUM_NUMBER:
        om_text_add_number(text, datum.number);
        break;
    case OM_DATUM_TEXT:
        write_quoted(datum.text, text);
        break;
    case OM_DATUM_COLOUR:
        write_colour(datum.colour, text);
        break;
    case OM_DATUM_ARRAY:
        om_text_add(text, "[");
        for (size_t i = 0; i < datum.array.count; i++) {
            om_text_add(text, i > 0 ? "," : "");
            write_json(datum.array.items[i], text);
        }
        om_text_add(text, "]");
        break;
    }
}

const char *om_datum_to_text(om_datum datum, om_arena *arena)
{
    if (datum.kind == OM_DATUM_TEXT)
        return datum.text;
    if (datum.kind == OM_DATUM_NULL || datum.kind == OM_DATUM_ERROR)
        return "";
    OM_AUTO_TEXT text = {0};
    write_json(datum, &text);
    return om_arena_text(arena, text.bytes);
}
