/* Opens styles, lists what they have and evaluates their properties. */
#include "engine/style/style.h"

#include <assert.h>
#include <math.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/locale.h"
#include "engine/base/text.h"
#include "engine/style/document.h"

/* ---- Opening ---- */

om_status om_style_parse(const char *text, size_t length, const char *path, om_style **ret,
                         om_error *err)
{
    if (length > OM_STYLE_MAX_BYTES)
        return om_fail(err, OM_ERR_STYLE, "%s: %zu bytes, more than %d", path, length,
                       OM_STYLE_MAX_BYTES);
    om_json *document;
    if (om_json_parse(text, length, path, &document, err) != OM_OK) {
        if (err)
            err->status = OM_ERR_STYLE;
        return OM_ERR_STYLE;
    }
    return om_style_compile(document, path, ret, err);
}

om_status om_style_open(const char *path, om_style **ret, om_error *err)
{
    OM_AUTO_TEXT text = {0};
    OM_TRY(om_file_read(path, &text, err));
    return om_style_parse(text.bytes ? text.bytes : "", text.length, path, ret, err);
}

void om_style_free(om_style *style)
{
    if (!style)
        return;
    for (size_t i = 0; i < style->table_count; i++)
        free(style->columns[i].names);
    om_arena_free(style->arena);
    om_json_free(style->document);
    om_json_free(style->state);
    free(style);
}

/* ---- Listing ---- */

const char *om_style_name(const om_style *style)
{
    const char *name = om_json_text(om_json_get(style->document, "name"));
    return name ? name : om_path_base(style->path);
}

const char *om_style_palette(const om_style *style)
{
    return style->palette;
}

const om_json *om_style_document(const om_style *style)
{
    return style->document;
}

const char *om_style_icon_path(const om_style *style, const char *icon, om_arena *arena)
{
    if (!style->sprite || icon[0] == '\0' || icon[0] == '.' || strchr(icon, '/'))
        return NULL;
    return om_arena_format(arena, "%s/%s.svg", style->sprite, icon);
}

size_t om_style_source_count(const om_style *style)
{
    return style->source_count;
}

const om_style_source *om_style_source_at(const om_style *style, size_t index)
{
    return &style->sources[index];
}

size_t om_style_table_count(const om_style *style)
{
    return style->table_count;
}

const om_style_table *om_style_table_at(const om_style *style, size_t index)
{
    return &style->tables[index];
}

size_t om_style_layer_count(const om_style *style)
{
    return style->layer_count;
}

const om_style_layer *om_style_layer_at(const om_style *style, size_t index)
{
    return &style->layers[index];
}

bool om_style_layer_shows(const om_style_layer *layer, double zoom)
{
    return layer->visible && zoom >= layer->min_zoom && zoom < layer->max_zoom;
}

/* ---- Evaluation ---- */

bool om_style_filter(const om_style_layer *layer, const om_evaluation *evaluation)
{
    const om_expression *filter = layer->rules->filter;
    if (!filter)
        return true;
    const om_datum truth = om_expression_value(filter, evaluation);
    return truth.kind == OM_DATUM_BOOL && truth.truth;
}

unsigned om_style_filter_depends(const om_style_layer *layer)
{
    return layer->rules->filter ? layer->rules->filter->depends : 0;
}

bool om_style_is_set(const om_style_layer *layer, om_property property)
{
    return layer->rules->is_set[property];
}

unsigned om_style_depends(const om_style_layer *layer, om_property property)
{
    unsigned depends = layer->rules->properties[property]->depends;
    if (property == OM_PROPERTY_TEXT_FIELD)
        depends |= layer->rules->properties[OM_PROPERTY_TEXT_TRANSFORM]->depends;
    return depends;
}

static om_datum fallback_of(const om_style_layer *layer, om_property property)
{
    return layer->rules->defaults->properties[property]->literal;
}

/* The property's value when it is of `kind`, else its default. */
static om_datum value_of(const om_style_layer *layer, om_property property, om_datum_kind kind,
                         const om_evaluation *evaluation)
{
    assert(om_property_row_of(property)->layer == layer->kind);
    const om_datum datum = om_expression_value(layer->rules->properties[property], evaluation);
    const bool is_infinite = datum.kind == OM_DATUM_NUMBER && !isfinite(datum.number);
    return datum.kind == kind && !is_infinite ? datum : fallback_of(layer, property);
}

double om_style_number(const om_style_layer *layer, om_property property,
                       const om_evaluation *evaluation)
{
    const om_property_row *row = om_property_row_of(property);
    assert(row->type == OM_PROPERTY_IS_NUMBER);
    const om_datum datum = value_of(layer, property, OM_DATUM_NUMBER, evaluation);
    return datum.kind == OM_DATUM_NUMBER ? fmin(fmax(datum.number, row->minimum), row->maximum)
                                         : (double)NAN;
}

om_colour om_style_colour(const om_style_layer *layer, om_property property,
                          const om_evaluation *evaluation)
{
    assert(om_property_row_of(property)->type == OM_PROPERTY_IS_COLOUR);
    const om_datum datum = value_of(layer, property, OM_DATUM_COLOUR, evaluation);
    return datum.kind == OM_DATUM_COLOUR ? datum.colour : (om_colour){0};
}

bool om_style_flag(const om_style_layer *layer, om_property property,
                   const om_evaluation *evaluation)
{
    assert(om_property_row_of(property)->type == OM_PROPERTY_IS_FLAG);
    return om_datum_is_true(value_of(layer, property, OM_DATUM_BOOL, evaluation));
}

/* Which of the property's values `text` is; -1 for none. */
static int choice_of(const om_property_row *row, om_datum text)
{
    if (text.kind == OM_DATUM_TEXT)
        for (int i = 0; row->choices[i]; i++)
            if (strcmp(row->choices[i], text.text) == 0)
                return i;
    return -1;
}

int om_style_choice(const om_style_layer *layer, om_property property,
                    const om_evaluation *evaluation)
{
    const om_property_row *row = om_property_row_of(property);
    assert(row->type == OM_PROPERTY_IS_CHOICE);
    const int choice = choice_of(row, value_of(layer, property, OM_DATUM_TEXT, evaluation));
    return choice >= 0 ? choice : choice_of(row, fallback_of(layer, property));
}

static const char *transformed(const om_style_layer *layer, const char *text,
                               const om_evaluation *evaluation)
{
    switch (om_style_choice(layer, OM_PROPERTY_TEXT_TRANSFORM, evaluation)) {
    case OM_STYLE_TRANSFORM_UPPERCASE:
        return om_locale_upper(text, evaluation->arena);
    case OM_STYLE_TRANSFORM_LOWERCASE:
        return om_locale_lower(text, evaluation->arena);
    default:
        return text;
    }
}

const char *om_style_text(const om_style_layer *layer, om_property property,
                          const om_evaluation *evaluation)
{
    assert(om_property_row_of(property)->type == OM_PROPERTY_IS_TEXT ||
           om_property_row_of(property)->type == OM_PROPERTY_IS_ICON);
    if (property != OM_PROPERTY_TEXT_FIELD) {
        const om_datum icon = value_of(layer, property, OM_DATUM_IMAGE, evaluation);
        return icon.kind == OM_DATUM_IMAGE ? icon.text : "";
    }
    const om_datum text = value_of(layer, property, OM_DATUM_FORMATTED, evaluation);
    return text.kind == OM_DATUM_FORMATTED
               ? transformed(layer, om_datum_to_text(text, evaluation->arena), evaluation)
               : "";
}

size_t om_style_numbers(const om_style_layer *layer, om_property property,
                        const om_evaluation *evaluation, const double **ret)
{
    const om_property_row *row = om_property_row_of(property);
    assert(row->type == OM_PROPERTY_IS_NUMBERS || row->type == OM_PROPERTY_IS_PADDING);
    const om_datum datum = value_of(layer, property, OM_DATUM_ARRAY, evaluation);
    if (datum.kind != OM_DATUM_ARRAY || datum.array.count == 0)
        return 0;
    double *numbers = OM_ARENA_ARRAY(evaluation->arena, double, datum.array.count);
    for (size_t i = 0; i < datum.array.count; i++) {
        const double number = datum.array.items[i].number;
        numbers[i] = fmin(fmax(isfinite(number) ? number : 0, row->minimum), row->maximum);
    }
    *ret = numbers;
    return datum.array.count;
}

size_t om_style_texts(const om_style_layer *layer, om_property property,
                      const om_evaluation *evaluation, const char *const **ret)
{
    assert(om_property_row_of(property)->type == OM_PROPERTY_IS_TEXTS);
    const om_datum datum = value_of(layer, property, OM_DATUM_ARRAY, evaluation);
    if (datum.kind != OM_DATUM_ARRAY || datum.array.count == 0)
        return 0;
    const char **texts = OM_ARENA_ARRAY(evaluation->arena, const char *, datum.array.count);
    for (size_t i = 0; i < datum.array.count; i++)
        texts[i] = datum.array.items[i].text;
    *ret = texts;
    return datum.array.count;
}

size_t om_style_choices(const om_style_layer *layer, om_property property,
                        const om_evaluation *evaluation, const int **ret)
{
    const om_property_row *row = om_property_row_of(property);
    assert(row->type == OM_PROPERTY_IS_CHOICES);
    const om_datum datum = value_of(layer, property, OM_DATUM_ARRAY, evaluation);
    if (datum.kind != OM_DATUM_ARRAY || datum.array.count == 0)
        return 0;
    int *choices = OM_ARENA_ARRAY(evaluation->arena, int, datum.array.count);
    size_t count = 0;
    for (size_t i = 0; i < datum.array.count; i++)
        if (choice_of(row, datum.array.items[i]) >= 0)
            choices[count++] = choice_of(row, datum.array.items[i]);
    *ret = choices;
    return count;
}
