/* Which symbols there are, and in which order they look for room. */
#include "engine/draw/labels.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/draw/labelling.h"
#include "engine/draw/place.h"

void om_labels_free(om_labels *labels)
{
    if (!labels)
        return;
    for (size_t i = 0; i < labels->icon_count; i++) {
        free(labels->icons[i].name);
        om_picture_free(labels->icons[i].picture);
    }
    om_letters_free(labels->letters);
    om_near_free(labels->near);
    free(labels->icons);
    free(labels->labels);
    free(labels->pieces);
    free(labels->tallies);
    free(labels);
}

/* A feature's symbol that looks for room, at a place or along a street. */
typedef struct candidate {
    uint32_t feature;
    uint32_t order;
    double key;
    om_vertex place;
    const om_street *street;
} candidate;

typedef struct candidates {
    candidate *all;
    size_t count, capacity;
} candidates;

static int by_key(const void *a, const void *b)
{
    const candidate *left = a;
    const candidate *right = b;
    if (left->key != right->key)
        return left->key < right->key ? -1 : 1;
    return left->order < right->order ? -1 : left->order > right->order;
}

static void add_candidate(candidates *to, candidate one)
{
    one.order = (uint32_t)to->count;
    to->all = om_memory_grow(to->all, to->count + 1, &to->capacity, sizeof *to->all);
    to->all[to->count++] = one;
}

static double key_of(const om_style_layer *layer, const om_evaluation *at)
{
    if (!om_style_is_set(layer, OM_PROPERTY_SYMBOL_SORT_KEY))
        return 0;
    return om_style_number(layer, OM_PROPERTY_SYMBOL_SORT_KEY, at);
}

static uint64_t hash_of(const char *text, uint64_t hash)
{
    for (; *text; text++)
        hash = (hash ^ (uint8_t)*text) * UINT64_C(0x100000001b3);
    return hash;
}

/* ---- At places ---- */

static void add_places(const om_features *features, uint32_t number, double key, om_extent within,
                       candidates *to)
{
    const om_figures *shapes = &features->shapes;
    const om_figure *shape = &shapes->shapes[number];
    candidate one = {.feature = number, .key = key};
    for (uint32_t p = 0; shape->kind == OM_FEATURE_POINT && p < shape->count; p++) {
        one.place = shapes->vertices[shapes->parts[shape->first + p].first];
        if (om_extents_touch(within, om_extent_with(OM_EXTENT_NONE, one.place)))
            add_candidate(to, one);
    }
    if (shape->kind == OM_FEATURE_POINT)
        return;
    one.place = shape->kind == OM_FEATURE_LINE ? om_place_half_way(shapes, shape)
                                               : om_place_inside(shapes, shape);
    if (om_extents_touch(within, om_extent_with(OM_EXTENT_NONE, one.place)))
        add_candidate(to, one);
}

/* ---- Along lines ---- */

typedef struct named_lines {
    om_named_line *all;
    size_t count, capacity;
} named_lines;

static void add_lines(const om_features *features, uint32_t number, uint64_t name, named_lines *to)
{
    const om_figures *shapes = &features->shapes;
    const om_figure *shape = &shapes->shapes[number];
    for (uint32_t p = 0; shape->kind != OM_FEATURE_POINT && p < shape->count; p++) {
        const om_part *part = &shapes->parts[shape->first + p];
        to->all = om_memory_grow(to->all, to->count + 1, &to->capacity, sizeof *to->all);
        to->all[to->count++] =
            (om_named_line){shapes->vertices + part->first, part->count, name, number};
    }
}

static om_path path_of(const om_street *street, double px_per_unit)
{
    om_path path = {
        .points = om_memory_take(street->count, sizeof *path.points),
        .lengths_px = om_memory_take(street->count, sizeof *path.lengths_px),
        .count = street->count,
    };
    for (size_t i = 0; i < street->count; i++) {
        path.points[i] =
            (om_xy){street->vertices[i].x * px_per_unit, street->vertices[i].y * px_per_unit};
        if (i)
            path.lengths_px[i] =
                path.lengths_px[i - 1] + hypot(path.points[i].x - path.points[i - 1].x,
                                               path.points[i].y - path.points[i - 1].y);
    }
    return path;
}

/* How symbols of a layer go along lines. */
typedef struct pace {
    double spacing_px;
    bool only_middle, upright_text, turns_icon;
} pace;

static pace pace_of(const om_style_layer *layer, const om_evaluation *at, double scale)
{
    return (pace){
        .spacing_px = om_style_number(layer, OM_PROPERTY_SYMBOL_SPACING, at) * scale,
        .only_middle = om_style_choice(layer, OM_PROPERTY_SYMBOL_PLACEMENT, at) ==
                       OM_STYLE_PLACEMENT_LINE_CENTER,
        .upright_text = om_style_choice(layer, OM_PROPERTY_TEXT_ROTATION_ALIGNMENT, at) ==
                        OM_STYLE_ALIGNMENT_VIEWPORT,
        .turns_icon = om_style_choice(layer, OM_PROPERTY_ICON_ROTATION_ALIGNMENT, at) !=
                      OM_STYLE_ALIGNMENT_VIEWPORT,
    };
}

/* Near another of the same name a second one tells nothing. */
static bool is_repeated(om_settling *settling, om_xy at, double spacing_px, uint64_t name)
{
    const double reach = spacing_px / 4;
    const om_rect box = {at.x - reach, at.y - reach, at.x + reach, at.y + reach};
    return !om_crowd_has_room(settling->repeats, box, name);
}

static void note_repeat(om_settling *settling, om_xy at, double spacing_px, uint64_t name)
{
    const double reach = spacing_px / 4;
    om_crowd_add(settling->repeats,
                 (om_rect){at.x - reach, at.y - reach, at.x + reach, at.y + reach}, name);
}

/* Looks for room around `middle_px`, ever farther from it. */
static bool settle_near(om_settling *settling, const om_symbol *symbol, const om_words *words,
                        const om_path *path, double middle_px, double slack_px, uint64_t name,
                        double spacing_px)
{
    static const double shares[] = {0, 0.25, -0.25, 0.5, -0.5, 0.75, -0.75, 1, -1};
    for (size_t i = 0; i < sizeof shares / sizeof shares[0]; i++) {
        const double at_px = middle_px + shares[i] * slack_px;
        const om_xy at = om_path_at(path, at_px);
        if (is_repeated(settling, at, spacing_px, name) ||
            !om_settle_along(settling, symbol, words, path, at_px))
            continue;
        note_repeat(settling, at, spacing_px, name);
        return true;
    }
    return false;
}

static void settle_text_along(om_settling *settling, const om_symbol *symbol, const om_path *path,
                              const pace *steps)
{
    om_words words;
    om_letters_set(settling->labels->letters, symbol->text.words, &symbol->text.setting,
                   settling->arena, &words);
    const double total = path->lengths_px[path->count - 1];
    const uint64_t name = hash_of(symbol->text.words, settling->painting + 1);
    const double spacing_px = fmax(steps->spacing_px, words.width_px * 1.5);
    const double times = steps->only_middle ? 1 : fmin(fmax(1, floor(total / spacing_px)), 10000);
    const double each = total / times;
    const double slack_px = (each - words.width_px) / 2;
    bool placed = false;
    for (double i = 0; i < times && slack_px >= 0; i++)
        placed |= settle_near(settling, symbol, &words, path, (i + 0.5) * each, slack_px, name,
                              spacing_px);
    if (!placed)
        settling->labels->tallies[settling->painting].left_out++;
}

static om_status settle_at_steps(om_settling *settling, const om_symbol *symbol,
                                 const om_path *path, const pace *steps, om_error *err)
{
    const double total = path->lengths_px[path->count - 1];
    const uint64_t name = hash_of(symbol->icon.name, hash_of(symbol->text.words, 7));
    const double times =
        steps->only_middle ? 1 : fmin(fmax(1, floor(total / steps->spacing_px)), 10000);
    for (double i = 0; i < times; i++) {
        const double at_px = (i + 0.5) * total / times;
        const om_xy at = om_path_at(path, at_px);
        const om_xy ahead = om_path_at(path, fmin(at_px + 1, total));
        const double turn_deg =
            steps->turns_icon ? atan2(ahead.y - at.y, ahead.x - at.x) * 180 / M_PI : 0;
        if (*symbol->text.words && is_repeated(settling, at, steps->spacing_px, name))
            continue;
        bool placed;
        OM_TRY(om_settle_at(settling, symbol, at, turn_deg, &placed, err));
        if (placed)
            note_repeat(settling, at, steps->spacing_px, name);
    }
    return OM_OK;
}

static om_status settle_street(om_settling *settling, const om_symbol *symbol,
                               const om_street *street, const pace *steps, om_error *err)
{
    om_path path = path_of(street, settling->ground->px_per_unit);
    om_status status = OM_OK;
    if (*symbol->icon.name || steps->upright_text)
        status = settle_at_steps(settling, symbol, &path, steps, err);
    else if (*symbol->text.words)
        settle_text_along(settling, symbol, &path, steps);
    free(path.points);
    free(path.lengths_px);
    return status;
}

/* ---- Layers ---- */

/* Goes through the features of a layer; fills `places` or, along lines, `lines`. */
static void gather(om_settling *settling, const om_painting *painting, bool along_lines,
                   candidates *places, named_lines *lines)
{
    const om_ground *ground = settling->ground;
    const om_features *features = painting->features;
    om_found found = {0};
    om_near_find(features->near, ground->extent, &found);
    for (size_t i = 0; i < found.count; i++) {
        const uint32_t number = found.numbers[i];
        om_arena_reset(settling->arena);
        const om_evaluation at = om_evaluation_of(features, number, ground->zoom, settling->arena);
        if (!om_style_filter(painting->layer, &at))
            continue;
        const char *words = om_style_text(painting->layer, OM_PROPERTY_TEXT_FIELD, &at);
        const char *icon = om_style_text(painting->layer, OM_PROPERTY_ICON_IMAGE, &at);
        if (!*words && !*icon)
            continue;
        if (along_lines)
            add_lines(features, number, hash_of(icon, hash_of(words, 1469598103)), lines);
        else
            add_places(features, number, key_of(painting->layer, &at), ground->extent, places);
    }
    free(found.numbers);
}

static void add_streets(om_settling *settling, const om_painting *painting,
                        const om_street *streets, size_t count, candidates *to)
{
    for (size_t i = 0; i < count; i++) {
        om_arena_reset(settling->arena);
        const om_evaluation at = om_evaluation_of(painting->features, streets[i].number,
                                                  settling->ground->zoom, settling->arena);
        add_candidate(to, (candidate){.feature = streets[i].number,
                                      .key = key_of(painting->layer, &at),
                                      .street = &streets[i]});
    }
}

static om_status settle_all(om_settling *settling, const om_painting *painting,
                            const candidates *from, const pace *steps, om_error *err)
{
    const om_ground *ground = settling->ground;
    for (size_t i = 0; i < from->count; i++) {
        const candidate *one = &from->all[i];
        om_arena_reset(settling->arena);
        const om_evaluation at =
            om_evaluation_of(painting->features, one->feature, ground->zoom, settling->arena);
        om_symbol symbol;
        om_symbol_make(painting->layer, &at, ground->scale, &symbol);
        if (one->street) {
            OM_TRY(settle_street(settling, &symbol, one->street, steps, err));
            continue;
        }
        bool placed;
        const om_xy place = {one->place.x * ground->px_per_unit,
                             one->place.y * ground->px_per_unit};
        OM_TRY(om_settle_at(settling, &symbol, place, 0, &placed, err));
    }
    return OM_OK;
}

static om_status settle_layer(om_settling *settling, const om_painting *painting, om_error *err)
{
    const om_evaluation at = {.zoom = settling->ground->zoom, .arena = settling->arena};
    const bool along_lines = om_style_choice(painting->layer, OM_PROPERTY_SYMBOL_PLACEMENT, &at) !=
                             OM_STYLE_PLACEMENT_POINT;
    const pace steps = pace_of(painting->layer, &at, settling->ground->scale);
    candidates all = {0};
    named_lines lines = {0};
    gather(settling, painting, along_lines, &all, &lines);
    om_street *streets = NULL;
    const size_t street_count = om_streets_join(lines.all, lines.count, &streets);
    add_streets(settling, painting, streets, street_count, &all);
    if (all.count)
        qsort(all.all, all.count, sizeof *all.all, by_key);
    const om_status status = settle_all(settling, painting, &all, &steps, err);
    om_streets_free(streets, street_count);
    free(lines.all);
    free(all.all);
    return status;
}

static uint32_t held(double unit)
{
    return unit <= 0 ? 0 : unit >= OM_WORLD - 1 ? UINT32_MAX : (uint32_t)unit;
}

static void index_labels(om_labels *labels)
{
    OM_AUTO_MEMORY om_extent *extents = om_memory_take(labels->label_count + 1, sizeof *extents);
    const double units = 1 / labels->px_per_unit;
    for (size_t i = 0; i < labels->label_count; i++) {
        const om_label *label = &labels->labels[i];
        extents[i] = (om_extent){
            .min_x = held(floor(((double)label->x_px + label->box.min_x) * units) - 1),
            .min_y = held(floor(((double)label->y_px + label->box.min_y) * units) - 1),
            .max_x = held(ceil(((double)label->x_px + label->box.max_x) * units) + 1),
            .max_y = held(ceil(((double)label->y_px + label->box.max_y) * units) + 1),
        };
    }
    labels->near = om_near_new(extents, labels->label_count, sizeof *extents);
}

static om_status settle_layers(om_settling *settling, om_error *err)
{
    for (size_t p = settling->ground->painting_count; p-- > 0;) {
        const om_painting *painting = &settling->ground->paintings[p];
        settling->painting = (uint32_t)p;
        if (painting->layer->kind == OM_STYLE_SYMBOL)
            OM_TRY(settle_layer(settling, painting, err));
    }
    return OM_OK;
}

om_status om_labels_open(const om_ground *ground, om_labels **ret, om_error *err)
{
    OM_AUTO(om_labels) labels = om_memory_take(1, sizeof *labels);
    labels->px_per_unit = ground->px_per_unit;
    labels->letters = om_letters_new();
    labels->tallies = om_memory_take(ground->painting_count + 1, sizeof *labels->tallies);

    OM_AUTO(om_crowd) crowd = om_crowd_new();
    OM_AUTO(om_crowd) repeats = om_crowd_new();
    OM_AUTO(om_arena) arena = om_arena_new();
    const double k = ground->px_per_unit;
    om_settling settling = {
        .ground = ground,
        .labels = labels,
        .crowd = crowd,
        .repeats = repeats,
        .arena = arena,
        .limits_px = {ground->extent.min_x * k, ground->extent.min_y * k, ground->extent.max_x * k,
                      ground->extent.max_y * k},
    };
    const om_status status = settle_layers(&settling, err);
    free(settling.stands);
    free(settling.boxes);
    OM_TRY(status);
    index_labels(labels);
    *ret = OM_TAKE(labels);
    return OM_OK;
}
