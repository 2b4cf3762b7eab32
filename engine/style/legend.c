/* Legends from styles. */
#include "engine/style/legend.h"

#include <math.h>
#include <string.h>

#include "engine/base/text.h"
#include "engine/style/match.h"
#include "engine/style/rules.h"
#include "layers/grade.h"

enum { MOST_CLASSES = 64 };

/* Words in both languages. */
typedef struct words {
    const char *en, *zh;
} words;

/* A class of a layer: the value that is drawn so, and what it is called. */
typedef struct class_of {
    om_datum value;
    words title;
} class_of;

typedef struct legend_maker {
    const om_style *style;
    double zoom;
    om_arena *arena;
    om_legend_entry *entries;
    size_t count;
} legend_maker;

/* ---- Words ---- */

static words title_of(const om_style_layer *layer)
{
    const om_json *title = om_json_get(layer->metadata, "onemap:title");
    const char *en = om_json_text(om_json_get(title, "en"));
    const char *zh = om_json_text(om_json_get(title, "zh"));
    if (en || zh)
        return (words){en ? en : zh, zh ? zh : en};
    if (layer->table && layer->table->layer)
        return (words){layer->table->layer->title, layer->table->layer->title_zh};
    return (words){layer->id, layer->id};
}

static words words_of_value(const om_column *column, om_datum value, om_arena *arena)
{
    const char *text = om_datum_to_text(value, arena);
    const om_choice *choice = column ? column->choices : NULL;
    for (; choice && choice->value; choice++)
        if (strcmp(choice->value, text) == 0)
            return (words){choice->title, choice->title_zh};
    return (words){text, text};
}

static words words_of_rest(const om_column *column)
{
    if (column && column->choices == om_grade_choices)
        return (words){om_grade_ungraded.title, om_grade_ungraded.title_zh};
    return (words){"Other", "其他"};
}

static words words_of_range(const double *stops, size_t count, size_t index, om_arena *arena)
{
    const char *text;
    if (index == 0)
        text = om_arena_format(arena, "< %g", stops[0]);
    else if (index == count)
        text = om_arena_format(arena, "≥ %g", stops[count - 1]);
    else
        text = om_arena_format(arena, "%g–%g", stops[index - 1], stops[index]);
    return (words){text, text};
}

/* ---- Classes ---- */

static size_t classes_of_match(const om_expression *node, const om_column *column, om_arena *arena,
                               class_of *classes)
{
    const om_match *match = om_match_of(node);
    size_t count = 0, last_output = 0;
    for (size_t i = 0; i < match->count && count < MOST_CLASSES - 1; i++) {
        const om_match_label label = match->labels[i];
        const words title = words_of_value(column, label.value, arena);
        if (label.output == last_output) {
            words *before = &classes[count - 1].title;
            before->en = om_arena_format(arena, "%s, %s", before->en, title.en);
            before->zh = om_arena_format(arena, "%s、%s", before->zh, title.zh);
            continue;
        }
        last_output = label.output;
        classes[count++] = (class_of){label.value, title};
    }
    classes[count++] = (class_of){(om_datum){0}, words_of_rest(column)};
    return count;
}

static size_t classes_of_step(const om_expression *node, om_arena *arena, class_of *classes)
{
    const om_curve *curve = om_curve_of(node);
    const size_t count = curve->count < MOST_CLASSES - 2 ? curve->count : MOST_CLASSES - 2;
    for (size_t i = 0; i <= count; i++) {
        const double value = i == 0 ? curve->stops[0] - 1 : curve->stops[i - 1];
        classes[i] = (class_of){om_datum_number(value),
                                words_of_range(curve->stops, curve->count, i, arena)};
    }
    return count + 1;
}

static bool is_classed(const om_expression *node)
{
    const om_curve *curve = om_curve_of(node);
    return (om_match_of(node) || (curve && curve->kind == OM_CURVE_STEP)) &&
           om_expression_is_column(node->arguments[0]);
}

/* The `match` or `step` on a column that decides a colour; NULL for none. A `case` around it says
 * what becomes of missing values. */
static const om_expression *deciding(const om_expression *node)
{
    const om_expression *core = om_expression_core(node);
    if (is_classed(core))
        return core;
    const om_expression *second = core->count == 3 ? om_expression_core(core->arguments[1]) : NULL;
    return second && is_classed(second) ? second : NULL;
}

static om_property painted_by(const om_style_layer *layer)
{
    static const om_property properties[] = {
        [OM_STYLE_BACKGROUND] = OM_PROPERTY_BACKGROUND_COLOR,
        [OM_STYLE_FILL] = OM_PROPERTY_FILL_COLOR,
        [OM_STYLE_LINE] = OM_PROPERTY_LINE_COLOR,
        [OM_STYLE_CIRCLE] = OM_PROPERTY_CIRCLE_COLOR,
        [OM_STYLE_SYMBOL] = OM_PROPERTY_ICON_IMAGE,
    };
    return properties[layer->kind];
}

/* Other words for the classes, from metadata "onemap:classes". */
static void rename_classes(const om_style_layer *layer, class_of *classes, size_t count)
{
    const om_json *given = om_json_get(layer->metadata, "onemap:classes");
    for (size_t i = 0; i < count; i++) {
        const char *en = om_json_text(om_json_at(om_json_get(given, "en"), i));
        const char *zh = om_json_text(om_json_at(om_json_get(given, "zh"), i));
        classes[i].title.en = en ? en : classes[i].title.en;
        classes[i].title.zh = zh ? zh : classes[i].title.zh;
    }
}

static size_t classes_of(const om_style_layer *layer, size_t *ret_slot, class_of *classes,
                         om_arena *arena)
{
    const om_expression *whole = layer->rules->properties[painted_by(layer)];
    const om_expression *node = deciding(whole);
    if (!node)
        return 0;
    const size_t slot = om_expression_core(node->arguments[0])->slot;
    const om_layer *stored = layer->table->layer;
    const om_column *column = stored ? om_layer_column(stored, layer->table->columns[slot]) : NULL;
    size_t count = om_match_of(node) ? classes_of_match(node, column, arena, classes)
                                     : classes_of_step(node, arena, classes);
    if (!om_match_of(node) && node != om_expression_core(whole))
        classes[count++] = (class_of){(om_datum){0}, {"No data", "无数据"}};
    rename_classes(layer, classes, count);
    *ret_slot = slot;
    return count;
}

/* ---- Swatches ---- */

static om_colour faded(om_colour colour, double opacity)
{
    colour.alpha *= opacity;
    return colour;
}

static void take_pattern(om_legend_entry *entry, const om_style_layer *layer,
                         const om_evaluation *evaluation)
{
    const char *name = om_style_text(layer, OM_PROPERTY_FILL_PATTERN, evaluation);
    if (name[0])
        entry->pattern = name;
}

static void draw_fill(om_legend_entry *entry, const om_evaluation *evaluation)
{
    const om_style_layer *layer = entry->layer;
    const double opacity = om_style_number(layer, OM_PROPERTY_FILL_OPACITY, evaluation);
    entry->swatch = OM_LEGEND_FILL;
    entry->colour = faded(om_style_colour(layer, OM_PROPERTY_FILL_COLOR, evaluation), opacity);
    entry->outline =
        faded(om_style_colour(layer, OM_PROPERTY_FILL_OUTLINE_COLOR, evaluation), opacity);
    entry->width_px = entry->outline.alpha > 0 ? 1 : 0;
    if (!om_style_is_set(layer, OM_PROPERTY_FILL_PATTERN))
        return;
    entry->colour.alpha = 0;
    take_pattern(entry, layer, evaluation);
}

static void draw_line(om_legend_entry *entry, const om_evaluation *evaluation)
{
    const om_style_layer *layer = entry->layer;
    entry->swatch = OM_LEGEND_LINE;
    entry->colour = faded(om_style_colour(layer, OM_PROPERTY_LINE_COLOR, evaluation),
                          om_style_number(layer, OM_PROPERTY_LINE_OPACITY, evaluation));
    entry->width_px = om_style_number(layer, OM_PROPERTY_LINE_WIDTH, evaluation);
    entry->dash_count =
        om_style_numbers(layer, OM_PROPERTY_LINE_DASHARRAY, evaluation, &entry->dashes);
}

static void draw_circle(om_legend_entry *entry, const om_evaluation *evaluation)
{
    const om_style_layer *layer = entry->layer;
    entry->swatch = OM_LEGEND_CIRCLE;
    entry->colour = faded(om_style_colour(layer, OM_PROPERTY_CIRCLE_COLOR, evaluation),
                          om_style_number(layer, OM_PROPERTY_CIRCLE_OPACITY, evaluation));
    entry->outline = faded(om_style_colour(layer, OM_PROPERTY_CIRCLE_STROKE_COLOR, evaluation),
                           om_style_number(layer, OM_PROPERTY_CIRCLE_STROKE_OPACITY, evaluation));
    entry->width_px = om_style_number(layer, OM_PROPERTY_CIRCLE_STROKE_WIDTH, evaluation);
    entry->radius_px = om_style_number(layer, OM_PROPERTY_CIRCLE_RADIUS, evaluation);
}

static void draw_icon(om_legend_entry *entry, const om_evaluation *evaluation)
{
    entry->swatch = OM_LEGEND_ICON;
    entry->icon = om_style_text(entry->layer, OM_PROPERTY_ICON_IMAGE, evaluation);
    entry->icon_size = om_style_number(entry->layer, OM_PROPERTY_ICON_SIZE, evaluation);
}

/* False when there is nothing to see. */
static bool draw_swatch(om_legend_entry *entry, const om_evaluation *evaluation)
{
    switch (entry->layer->kind) {
    case OM_STYLE_FILL:
        draw_fill(entry, evaluation);
        return entry->colour.alpha > 0 || entry->outline.alpha > 0 || entry->pattern;
    case OM_STYLE_LINE:
        draw_line(entry, evaluation);
        return entry->colour.alpha > 0 && entry->width_px > 0;
    case OM_STYLE_CIRCLE:
        draw_circle(entry, evaluation);
        return entry->radius_px + entry->width_px > 0 &&
               (entry->colour.alpha > 0 || entry->outline.alpha > 0);
    case OM_STYLE_SYMBOL:
        draw_icon(entry, evaluation);
        return entry->icon[0] != '\0';
    case OM_STYLE_BACKGROUND:
        break;
    }
    return false;
}

/* ---- Entries ---- */

static bool is_told(const legend_maker *maker, words title)
{
    for (size_t i = 0; i < maker->count; i++)
        if (!maker->entries[i].is_class && strcmp(maker->entries[i].title, title.en) == 0)
            return true;
    return false;
}

static bool is_wanted(const om_style_layer *layer, double zoom)
{
    const om_json *legend = om_json_get(layer->metadata, "onemap:legend");
    const bool left_out = om_json_text(legend) ||
                          (om_json_kind_of(legend) == OM_JSON_BOOL && !om_json_is_true(legend));
    return layer->kind != OM_STYLE_BACKGROUND && !left_out && om_style_layer_shows(layer, zoom) &&
           (layer->kind != OM_STYLE_SYMBOL || om_style_is_set(layer, OM_PROPERTY_ICON_IMAGE));
}

/* Lays the patterns of layers that belong to this one over its swatch. */
static void add_patterns(const legend_maker *maker, om_legend_entry *entry,
                         const om_evaluation *evaluation)
{
    for (size_t i = 0; i < om_style_layer_count(maker->style); i++) {
        const om_style_layer *over = om_style_layer_at(maker->style, i);
        const char *under = om_json_text(om_json_get(over->metadata, "onemap:legend"));
        if (under && strcmp(under, entry->layer->id) == 0 && over->table == entry->layer->table &&
            over->kind == OM_STYLE_FILL && om_style_layer_shows(over, maker->zoom) &&
            om_style_filter(over, evaluation))
            take_pattern(entry, over, evaluation);
    }
}

static void add_classes(legend_maker *maker, om_legend_entry heading,
                        const om_evaluation *evaluation, om_datum *value, const class_of *classes,
                        size_t count)
{
    const size_t first = maker->count;
    heading.swatch = OM_LEGEND_HEADING;
    maker->entries[maker->count++] = heading;
    for (size_t i = 0; i < count; i++) {
        om_legend_entry entry = {.layer = heading.layer,
                                 .title = classes[i].title.en,
                                 .title_zh = classes[i].title.zh,
                                 .is_class = true};
        *value = classes[i].value;
        if (classes[i].value.kind != OM_DATUM_NULL)
            entry.value = om_datum_to_text(classes[i].value, maker->arena);
        if (!draw_swatch(&entry, evaluation))
            continue;
        add_patterns(maker, &entry, evaluation);
        maker->entries[maker->count++] = entry;
    }
    if (maker->count == first + 1)
        maker->count = first;
}

static void add_layer(legend_maker *maker, const om_style_layer *layer)
{
    const words title = title_of(layer);
    if (is_told(maker, title))
        return;
    om_datum *values = OM_ARENA_ARRAY(maker->arena, om_datum, layer->table->column_count);
    const om_evaluation evaluation = {.zoom = maker->zoom, .values = values, .arena = maker->arena};
    om_legend_entry entry = {.layer = layer, .title = title.en, .title_zh = title.zh};
    class_of classes[MOST_CLASSES];
    size_t slot;
    const size_t count = classes_of(layer, &slot, classes, maker->arena);
    if (count > 0)
        add_classes(maker, entry, &evaluation, &values[slot], classes, count);
    else if (draw_swatch(&entry, &evaluation))
        maker->entries[maker->count++] = entry;
}

size_t om_legend_entries(const om_style *style, double zoom, om_arena *arena,
                         const om_legend_entry **ret)
{
    const size_t layers = om_style_layer_count(style);
    legend_maker maker = {.style = style, .zoom = zoom, .arena = arena};
    maker.entries = OM_ARENA_ARRAY(arena, om_legend_entry, layers * (MOST_CLASSES + 1));
    for (size_t i = layers; i-- > 0;)
        if (is_wanted(om_style_layer_at(style, i), zoom))
            add_layer(&maker, om_style_layer_at(style, i));
    if (maker.count > 0)
        *ret = maker.entries;
    return maker.count;
}
