/* Whether a value is what a fixture expects. */
#include <math.h>
#include <string.h>

#include "tests/conformance/fixture.h"

/* Fixtures give six digits, the rest cut off. */
static bool is_number(const om_json *expected, double number)
{
    const double wanted = om_json_number(expected);
    return fabs(number - wanted) <= 1.01e-5 * fmax(fabs(wanted), 1e-4);
}

static bool is_text(const om_json *expected, const char *text)
{
    const char *wanted = om_json_text(expected);
    return wanted && text ? strcmp(wanted, text) == 0 : wanted == text;
}

static bool is_list(const om_json *expected, om_datum list)
{
    if (om_json_kind_of(expected) != OM_JSON_ARRAY || list.kind != OM_DATUM_ARRAY ||
        om_json_count(expected) != list.array.count)
        return false;
    for (size_t i = 0; i < list.array.count; i++)
        if (!is_expected(om_json_at(expected, i), list.array.items[i], OM_TYPE(VALUE), NULL))
            return false;
    return true;
}

static bool is_object(const om_json *expected, om_datum object)
{
    if (om_json_kind_of(expected) != OM_JSON_OBJECT ||
        om_json_count(expected) != object.object.count)
        return false;
    for (size_t i = 0; i < object.object.count; i++)
        if (!is_expected(om_json_get(expected, object.object.members[i].key),
                         object.object.members[i].value, OM_TYPE(VALUE), NULL))
            return false;
    return true;
}

/* MapLibre keeps colours multiplied by their alpha: [r, g, b, a] or {"r", "g", "b", "a"}. */
static bool is_colour(const om_json *expected, om_colour colour)
{
    static const char *const keys[] = {"r", "g", "b", "a"};
    const double channels[] = {colour.red * colour.alpha, colour.green * colour.alpha,
                               colour.blue * colour.alpha, colour.alpha};
    const bool listed = om_json_kind_of(expected) == OM_JSON_ARRAY;
    for (size_t i = 0; i < 4; i++)
        if (!is_number(listed ? om_json_at(expected, i) : om_json_get(expected, keys[i]),
                       channels[i]))
            return false;
    return true;
}

static bool is_image(const om_json *expected, const char *name, const om_evaluation *evaluation)
{
    bool there = false;
    for (size_t i = 0; evaluation && i < evaluation->image_count; i++)
        there = there || strcmp(evaluation->images[i], name) == 0;
    return is_text(om_json_get(expected, "name"), name) &&
           om_json_is_true(om_json_get(expected, "available")) == there;
}

static bool is_section(const om_json *expected, const om_section *section,
                       const om_evaluation *evaluation)
{
    static const char *const aligns[] = {NULL, "bottom", "center", "top"};
    OM_AUTO_TEXT fonts = {0};
    for (size_t i = 0; i < section->font_count; i++)
        om_text_add_format(&fonts, i ? ",%s" : "%s", section->fonts[i]);
    const om_json *image = om_json_get(expected, "image");
    const om_json *colour = om_json_get(expected, "textColor");
    const om_json *scale = om_json_get(expected, "scale");
    if (section->image ? !is_image(image, section->image, evaluation)
                       : om_json_kind_of(image) != OM_JSON_NULL)
        return false;
    if (section->has_colour ? !is_colour(colour, section->colour)
                            : om_json_kind_of(colour) != OM_JSON_NULL)
        return false;
    if (section->scale > 0 ? !is_number(scale, section->scale)
                           : om_json_kind_of(scale) != OM_JSON_NULL)
        return false;
    return is_text(om_json_get(expected, "text"), section->text) &&
           is_text(om_json_get(expected, "fontStack"), fonts.bytes) &&
           is_text(om_json_get(expected, "verticalAlign"), aligns[section->align]);
}

static bool is_formatted(const om_json *expected, om_datum datum, const om_evaluation *evaluation)
{
    const om_json *sections = om_json_get(expected, "sections");
    if (om_json_count(sections) != datum.formatted.count)
        return false;
    for (size_t i = 0; i < datum.formatted.count; i++)
        if (!is_section(om_json_at(sections, i), &datum.formatted.sections[i], evaluation))
            return false;
    return true;
}

bool is_expected(const om_json *expected, om_datum datum, om_type type,
                 const om_evaluation *evaluation)
{
    const om_json_kind kind = om_json_kind_of(expected);
    switch (datum.kind) {
    case OM_DATUM_NULL:
        return kind == OM_JSON_NULL;
    case OM_DATUM_BOOL:
        return kind == OM_JSON_BOOL && om_json_is_true(expected) == datum.truth;
    case OM_DATUM_NUMBER:
        return is_number(expected, datum.number);
    case OM_DATUM_TEXT:
        return is_text(expected, datum.text);
    case OM_DATUM_COLOUR:
        return is_colour(expected, datum.colour);
    case OM_DATUM_ARRAY:
        if (type.kind == OM_TYPE_PADDING || type.kind == OM_TYPE_ANCHORS)
            return is_list(om_json_get(expected, "values"), datum);
        return is_list(expected, datum);
    case OM_DATUM_OBJECT:
        return is_object(expected, datum);
    case OM_DATUM_FORMATTED:
        return is_formatted(expected, datum, evaluation);
    case OM_DATUM_IMAGE:
        return is_image(expected, datum.text, evaluation);
    case OM_DATUM_ERROR:
        return om_json_text(om_json_get(expected, "error")) != NULL;
    case OM_DATUM_COLLATOR:
        break;
    }
    return false;
}
