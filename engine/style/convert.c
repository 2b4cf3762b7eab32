/* Assertions, and coercions to colours, texts and paddings. */
#include "engine/style/convert.h"

#include <string.h>

#include "engine/style/colour.h"
#include "engine/style/operator.h"

static bool array_is_of(om_datum datum, om_type type)
{
    const size_t length = type.length == OM_TYPE_EMPTY ? 0 : type.length;
    if (type.length != 0 && length != datum.array.count)
        return false;
    for (size_t i = 0; i < datum.array.count; i++)
        if (!om_datum_is_of(datum.array.items[i], (om_type){.kind = type.item}))
            return false;
    return true;
}

bool om_datum_is_of(om_datum datum, om_type type)
{
    switch (type.kind) {
    case OM_TYPE_VALUE:
        return datum.kind != OM_DATUM_ERROR;
    case OM_TYPE_NULL:
        return datum.kind == OM_DATUM_NULL;
    case OM_TYPE_NUMBER:
        return datum.kind == OM_DATUM_NUMBER;
    case OM_TYPE_TEXT:
        return datum.kind == OM_DATUM_TEXT;
    case OM_TYPE_FORMATTED:
        return datum.kind == OM_DATUM_FORMATTED;
    case OM_TYPE_IMAGE:
        return datum.kind == OM_DATUM_IMAGE;
    case OM_TYPE_OBJECT:
        return datum.kind == OM_DATUM_OBJECT;
    case OM_TYPE_COLLATOR:
        return datum.kind == OM_DATUM_COLLATOR;
    case OM_TYPE_BOOL:
        return datum.kind == OM_DATUM_BOOL;
    case OM_TYPE_COLOUR:
        return datum.kind == OM_DATUM_COLOUR;
    case OM_TYPE_PADDING:
    case OM_TYPE_ANCHORS:
    case OM_TYPE_ARRAY:
        break;
    }
    return datum.kind == OM_DATUM_ARRAY && array_is_of(datum, type);
}

static om_datum assert_type(const om_expression *node, const om_evaluation *evaluation)
{
    static const char *const words[] = {
        [OM_TYPE_NUMBER] = "expected a number",
        [OM_TYPE_TEXT] = "expected a string",
        [OM_TYPE_BOOL] = "expected a boolean",
        [OM_TYPE_OBJECT] = "expected an object",
        [OM_TYPE_ARRAY] = "expected an array of another type or length",
    };
    OM_ARGUMENT(datum, 0);
    return om_datum_is_of(datum, node->type) ? datum : om_datum_error(words[node->type.kind]);
}

static om_datum colour_of_array(om_datum array)
{
    const size_t count = array.array.count;
    double channels[4] = {0, 0, 0, 1};
    if (count != 3 && count != 4)
        return om_datum_error("a color from an array takes three or four numbers");
    for (size_t i = 0; i < count; i++) {
        const om_datum channel = array.array.items[i];
        const double most = i < 3 ? 255 : 1;
        if (channel.kind != OM_DATUM_NUMBER || !(channel.number >= 0 && channel.number <= most))
            return om_datum_error("color channels are 0..255 and alpha 0..1");
        channels[i] = channel.number / most;
    }
    return om_datum_colour((om_colour){channels[0], channels[1], channels[2], channels[3]});
}

om_datum om_datum_to_colour(om_datum datum)
{
    om_colour colour;
    if (datum.kind == OM_DATUM_COLOUR)
        return datum;
    if (datum.kind == OM_DATUM_ARRAY)
        return colour_of_array(datum);
    if (datum.kind == OM_DATUM_TEXT && om_colour_read(datum.text, &colour))
        return om_datum_colour(colour);
    return om_datum_error("could not read a color, such as \"#rrggbb\" or \"rgba(0, 0, 0, 0.5)\"");
}

static om_datum coerce_to_colour(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(datum, 0);
    return om_datum_to_colour(datum);
}

om_datum om_coerce_to_text(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(datum, 0);
    return om_datum_text(om_datum_to_text(datum, evaluation->arena));
}

static om_datum coerce_to_formatted(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(datum, 0);
    om_section *section = om_arena_take(evaluation->arena, sizeof *section);
    section->text = om_datum_to_text(datum, evaluation->arena);
    return om_datum_formatted(section, 1);
}

/* Nothing by that name is no image, as null is. */
static om_datum coerce_to_image(const om_expression *node, const om_evaluation *evaluation)
{
    OM_ARGUMENT(datum, 0);
    const char *name = om_datum_to_text(datum, evaluation->arena);
    return *name ? om_datum_image(name) : (om_datum){0};
}

/* One number, or up to four from the top clockwise, as CSS has it. */
static om_datum coerce_to_padding(const om_expression *node, const om_evaluation *evaluation)
{
    static const size_t which[5][4] = {
        {0, 0, 0, 0}, {0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};
    OM_ARGUMENT(datum, 0);
    const om_datum *items = datum.kind == OM_DATUM_ARRAY ? datum.array.items : &datum;
    const size_t count = datum.kind == OM_DATUM_ARRAY ? datum.array.count : 1;
    if (count < 1 || count > 4)
        return om_datum_error("a padding is one to four numbers");
    om_datum *four = OM_ARENA_ARRAY(evaluation->arena, om_datum, 4);
    for (size_t i = 0; i < 4; i++) {
        four[i] = items[which[count][i]];
        if (four[i].kind != OM_DATUM_NUMBER)
            return om_datum_error("a padding is one to four numbers");
    }
    return om_datum_array(four, 4);
}

/* An anchor and its offset by turns. */
static om_datum coerce_to_anchors(const om_expression *node, const om_evaluation *evaluation)
{
    static const char *const anchors[] = {"center",    "left",        "right",
                                          "top",       "bottom",      "top-left",
                                          "top-right", "bottom-left", "bottom-right"};
    const om_type pair = {.kind = OM_TYPE_ARRAY, .item = OM_TYPE_NUMBER, .length = 2};
    static const char *const why = "expected anchors, each with its offset: [\"top\", [0, 1]]";
    OM_ARGUMENT(datum, 0);
    if (datum.kind != OM_DATUM_ARRAY || datum.array.count == 0 || datum.array.count % 2 != 0)
        return om_datum_error(why);
    for (size_t i = 0; i < datum.array.count; i += 2) {
        const om_datum anchor = datum.array.items[i];
        bool known = false;
        for (size_t a = 0; a < sizeof anchors / sizeof *anchors; a++)
            known = known || (anchor.kind == OM_DATUM_TEXT && strcmp(anchors[a], anchor.text) == 0);
        if (!known || !om_datum_is_of(datum.array.items[i + 1], pair))
            return om_datum_error(why);
    }
    return datum;
}

om_evaluate_fn om_conversion(om_type wanted, om_type type)
{
    const bool is_value = type.kind == OM_TYPE_VALUE;
    switch (wanted.kind) {
    case OM_TYPE_NUMBER:
    case OM_TYPE_TEXT:
    case OM_TYPE_BOOL:
    case OM_TYPE_OBJECT:
        return is_value ? assert_type : NULL;
    case OM_TYPE_ARRAY:
        return is_value ? assert_type : NULL;
    case OM_TYPE_COLOUR:
        return is_value || type.kind == OM_TYPE_TEXT ? coerce_to_colour : NULL;
    case OM_TYPE_FORMATTED:
        return is_value || type.kind == OM_TYPE_TEXT ? coerce_to_formatted : NULL;
    case OM_TYPE_IMAGE:
        return is_value || type.kind == OM_TYPE_TEXT ? coerce_to_image : NULL;
    case OM_TYPE_ANCHORS:
        return is_value || type.kind == OM_TYPE_ARRAY ? coerce_to_anchors : NULL;
    case OM_TYPE_PADDING:
        return is_value || type.kind == OM_TYPE_NUMBER || type.kind == OM_TYPE_ARRAY
                   ? coerce_to_padding
                   : NULL;
    case OM_TYPE_VALUE:
    case OM_TYPE_NULL:
    case OM_TYPE_COLLATOR:
        break;
    }
    return NULL;
}
