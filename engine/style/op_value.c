/* Operators that ask for or change the type of a value, and that make colours. */
#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/style/convert.h"
#include "engine/style/operator.h"

static om_datum type_of(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(datum, 0);
    return om_datum_text(om_type_name(om_type_of_datum(datum), evaluation->arena));
}

static om_datum to_text(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(datum, 0);
    return om_datum_text(om_datum_to_text(datum, evaluation->arena));
}

static om_datum to_boolean(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(datum, 0);
    return om_datum_bool(om_datum_is_true(datum));
}

/* As ECMAScript's Number(): blanks around do not matter, and nothing at all is zero. */
static bool read_number_text(const char *text, double *ret)
{
    char trimmed[64];
    text += strspn(text, " \t\r\n");
    size_t length = strlen(text);
    while (length > 0 && strchr(" \t\r\n", text[length - 1]))
        length--;
    *ret = 0;
    if (length == 0)
        return true;
    if (length >= sizeof trimmed)
        return false;
    memcpy(trimmed, text, length);
    trimmed[length] = '\0';
    return om_text_to_number(trimmed, ret);
}

static bool read_number(om_datum datum, double *ret)
{
    switch (datum.kind) {
    case OM_DATUM_NULL:
        *ret = 0;
        return true;
    case OM_DATUM_BOOL:
        *ret = datum.truth;
        return true;
    case OM_DATUM_NUMBER:
        *ret = datum.number;
        return !isnan(datum.number);
    case OM_DATUM_TEXT:
        return read_number_text(datum.text, ret);
    case OM_DATUM_ARRAY:
        /* ECMAScript's Number(): of a list it is the number that the list is joined to. */
        if (datum.array.count == 1)
            return datum.array.items[0].kind != OM_DATUM_BOOL &&
                   read_number(datum.array.items[0], ret);
        *ret = 0;
        return datum.array.count == 0;
    default:
        break;
    }
    return false;
}

/* The first argument that can be read as a number. */
static om_datum to_number(const om_expression *node, const om_evaluation *evaluation)
{
    for (size_t i = 0; i < node->count; i++) {
        double number;
        OM_ARGUMENT(datum, i);
        if (read_number(datum, &number))
            return om_outcome(number);
    }
    return om_datum_error("could not convert to a number");
}

/* The first argument that can be read as a colour. */
static om_datum to_colour(const om_expression *node, const om_evaluation *evaluation)
{
    om_datum colour = {0};
    for (size_t i = 0; i < node->count; i++) {
        OM_ARGUMENT(datum, i);
        colour = om_datum_to_colour(datum);
        if (colour.kind == OM_DATUM_COLOUR)
            break;
    }
    return colour;
}

static om_datum rgba(const om_expression *node, const om_evaluation *evaluation)
{
    om_datum channels[4];
    for (size_t i = 0; i < node->count; i++) {
        OM_ARGUMENT(channel, i);
        channels[i] = channel;
    }
    return om_datum_to_colour(om_datum_array(channels, node->count));
}

static om_datum to_rgba(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(datum, 0);
    const om_colour c = datum.colour;
    om_datum *four = OM_ARENA_ARRAY(evaluation->arena, om_datum, 4);
    four[0] = om_datum_number(c.red * 255);
    four[1] = om_datum_number(c.green * 255);
    four[2] = om_datum_number(c.blue * 255);
    four[3] = om_datum_number(c.alpha);
    return om_datum_array(four, 4);
}

static om_status compile_to_rgba(const om_scope *scope, const om_place *place, om_type wanted,
                                 om_expression *node, om_error *err)
{
    (void)wanted;
    node->type = (om_type){.kind = OM_TYPE_ARRAY, .item = OM_TYPE_NUMBER, .length = 4};
    om_node_reserve(scope, node, 1);
    return om_node_add(scope, place, 1, OM_TYPE(COLOUR), node, err);
}

/* ---- Assertions: the first argument that is of the type ---- */

static om_datum first_of_type(const om_expression *node, const om_evaluation *evaluation)
{
    for (size_t i = 0; i < node->count; i++) {
        OM_ARGUMENT(datum, i);
        if (om_datum_is_of(datum, node->type))
            return datum;
    }
    return om_datum_error("no argument is of the type that is asserted");
}

static om_status read_item_type(const om_place *place, om_type *type, om_error *err)
{
    const char *name = om_json_text(place->json);
    if (name && strcmp(name, "string") == 0)
        type->item = OM_TYPE_TEXT;
    else if (name && strcmp(name, "number") == 0)
        type->item = OM_TYPE_NUMBER;
    else if (name && strcmp(name, "boolean") == 0)
        type->item = OM_TYPE_BOOL;
    else
        return om_place_fail(place, err,
                             "the items of an array are \"string\", \"number\" or \"boolean\"");
    return OM_OK;
}

/* ["array", value] | ["array", type, value] | ["array", type, length, value] */
static om_status compile_array(const om_scope *scope, const om_place *place, om_type wanted,
                               om_expression *node, om_error *err)
{
    (void)wanted;
    const size_t last = om_json_count(place->json) - 1;
    const om_place item = om_place_item(place, 1), length = om_place_item(place, 2);
    if (last > 1)
        OM_TRY(read_item_type(&item, &node->type, err));
    if (last > 2 && om_json_kind_of(length.json) != OM_JSON_NULL) {
        const double count = om_json_number(length.json);
        if (!(count >= 0 && count <= 1e6) || count != floor(count))
            return om_place_fail(&length, err, "the length of an array is a whole number");
        node->type.length = count > 0 ? (size_t)count : OM_TYPE_EMPTY;
    }
    om_node_reserve(scope, node, last);
    for (size_t i = last > 3 ? 3 : last; i <= last; i++)
        OM_TRY(om_node_add(scope, place, i, OM_TYPE(VALUE), node, err));
    return OM_OK;
}

#define OF_VALUE  OM_TYPE_VALUE
#define OF_NUMBER OM_TYPE_NUMBER

const om_operator om_operators_value[] = {
    {"typeof", 1, 1, OF_VALUE, OM_TYPE_TEXT, type_of, NULL},
    {"to-string", 1, 1, OF_VALUE, OM_TYPE_TEXT, to_text, NULL},
    {"to-boolean", 1, 1, OF_VALUE, OM_TYPE_BOOL, to_boolean, NULL},
    {"to-number", 1, OM_MANY, OF_VALUE, OM_TYPE_NUMBER, to_number, NULL},
    {"to-color", 1, OM_MANY, OF_VALUE, OM_TYPE_COLOUR, to_colour, NULL},
    {"string", 1, OM_MANY, OF_VALUE, OM_TYPE_TEXT, first_of_type, NULL},
    {"number", 1, OM_MANY, OF_VALUE, OM_TYPE_NUMBER, first_of_type, NULL},
    {"boolean", 1, OM_MANY, OF_VALUE, OM_TYPE_BOOL, first_of_type, NULL},
    {"object", 1, OM_MANY, OF_VALUE, OM_TYPE_OBJECT, first_of_type, NULL},
    {"array", 1, OM_MANY, OF_VALUE, OM_TYPE_ARRAY, first_of_type, compile_array},
    {"rgb", 3, 3, OF_NUMBER, OM_TYPE_COLOUR, rgba, NULL},
    {"rgba", 4, 4, OF_NUMBER, OM_TYPE_COLOUR, rgba, NULL},
    {"to-rgba", 1, 1, OM_TYPE_COLOUR, OM_TYPE_ARRAY, to_rgba, compile_to_rgba},
    {0},
};
