/* Reads the document: its root, sources and layers. */
#include "engine/style/document.h"

#include <math.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/base/text.h"

/* ---- Checks of any object ---- */

static om_status check_members(const om_place *place, const char *const *known, om_error *err)
{
    for (om_json_member m = om_json_first(place->json); m.key; m = om_json_next(place->json, m)) {
        size_t count = 0;
        bool found = false;
        for (; known[count]; count++)
            found = found || strcmp(known[count], m.key) == 0;
        if (found)
            continue;
        const om_place member = om_place_member(place, m.key);
        const char *nearest = om_text_nearest(m.key, known, count);
        if (nearest)
            return om_place_fail(&member, err, "unknown or not supported; did you mean \"%s\"?",
                                 nearest);
        return om_place_fail(&member, err, "unknown or not supported");
    }
    return OM_OK;
}

/* Bounds the recursion of everything that walks the document after this. */
static om_status check_nesting(const om_place *place, size_t left, om_error *err)
{
    if (left == 0)
        return om_place_fail(place, err, "nested deeper than %d levels", OM_STYLE_MAX_NESTING);
    if (om_json_kind_of(place->json) == OM_JSON_ARRAY)
        for (size_t i = 0; i < om_json_count(place->json); i++) {
            const om_place item = om_place_item(place, i);
            OM_TRY(check_nesting(&item, left - 1, err));
        }
    for (om_json_member m = om_json_first(place->json); m.key; m = om_json_next(place->json, m)) {
        const om_place member = om_place_member(place, m.key);
        OM_TRY(check_nesting(&member, left - 1, err));
    }
    return OM_OK;
}

static om_status optional(const om_place *parent, const char *key, om_json_kind kind, om_place *ret,
                          om_error *err)
{
    *ret = om_place_member(parent, key);
    return ret->json ? om_place_expect(ret, kind, err) : OM_OK;
}

/* ---- Sources ---- */

static om_status read_geojson(om_style *style, const om_place *place, om_style_source *source,
                              om_error *err)
{
    static const char *const known[] = {"type", "data", "attribution", NULL};
    OM_TRY(check_members(place, known, err));
    const om_place data = om_place_member(place, "data");
    if (om_json_kind_of(data.json) == OM_JSON_TEXT) {
        const char *path = om_json_text(data.json);
        if (strstr(path, "://"))
            return om_place_fail(&data, err, "\"%s\": only files beside the style are read", path);
        source->kind = OM_STYLE_SOURCE_FILE;
        source->path = om_path_beside(style->arena, style->path, path);
        return OM_OK;
    }
    OM_TRY(om_place_expect(&data, OM_JSON_OBJECT, err));
    source->kind = OM_STYLE_SOURCE_INLINE;
    source->data = data.json;
    return OM_OK;
}

static om_status read_vector(const om_place *place, om_style_source *source, om_error *err)
{
    static const char *const known[] = {"type", "url", "attribution", NULL};
    OM_TRY(check_members(place, known, err));
    const om_place url = om_place_member(place, "url");
    OM_TRY(om_place_expect(&url, OM_JSON_TEXT, err));
    if (strcmp(om_json_text(url.json), "onemap://store") != 0)
        return om_place_fail(&url, err, "\"%s\": the only vector source is \"onemap://store\"",
                             om_json_text(url.json));
    source->kind = OM_STYLE_SOURCE_STORE;
    return OM_OK;
}

static om_status read_source(om_style *style, const om_place *place, om_error *err)
{
    om_style_source *source = &style->sources[style->source_count++];
    const om_place type = om_place_member(place, "type");
    OM_TRY(om_place_expect(place, OM_JSON_OBJECT, err));
    OM_TRY(om_place_expect(&type, OM_JSON_TEXT, err));
    source->name = place->key;
    source->json = place->json;
    if (strcmp(om_json_text(type.json), "vector") == 0)
        return read_vector(place, source, err);
    if (strcmp(om_json_text(type.json), "geojson") == 0)
        return read_geojson(style, place, source, err);
    return om_place_fail(&type, err,
                         "sources of type \"%s\" are not supported; \"vector\" and \"geojson\" are",
                         om_json_text(type.json));
}

static om_status read_sources(om_style *style, const om_place *root, om_error *err)
{
    const om_place place = om_place_member(root, "sources");
    OM_TRY(om_place_expect(&place, OM_JSON_OBJECT, err));
    style->sources = OM_ARENA_ARRAY(style->arena, om_style_source, om_json_count(place.json));
    for (om_json_member m = om_json_first(place.json); m.key; m = om_json_next(place.json, m)) {
        const om_place source = om_place_member(&place, m.key);
        OM_TRY(read_source(style, &source, err));
    }
    return OM_OK;
}

/* ---- Layers ---- */

static om_status read_kind(const om_place *layer, om_style_layer_kind *ret, om_error *err)
{
    const om_place type = om_place_member(layer, "type");
    OM_TRY(om_place_expect(&type, OM_JSON_TEXT, err));
    for (int kind = OM_STYLE_BACKGROUND; kind <= OM_STYLE_SYMBOL; kind++)
        if (strcmp(om_json_text(type.json), om_style_layer_kind_name(kind)) == 0) {
            *ret = (om_style_layer_kind)kind;
            return OM_OK;
        }
    return om_place_fail(&type, err,
                         "layers of type \"%s\" are not supported; background, fill, line, circle "
                         "and symbol are",
                         om_json_text(type.json));
}

static om_status read_id(const om_style *style, const om_place *layer, const char **ret,
                         om_error *err)
{
    const om_place id = om_place_member(layer, "id");
    OM_TRY(om_place_expect(&id, OM_JSON_TEXT, err));
    const char *text = om_json_text(id.json);
    for (size_t i = 0; i < style->layer_count; i++)
        if (strcmp(style->layers[i].id, text) == 0)
            return om_place_fail(&id, err, "layers[%zu] is called \"%s\" already", i, text);
    *ret = text;
    return OM_OK;
}

static om_status read_zoom(const om_place *layer, const char *key, double *zoom, om_error *err)
{
    om_place place;
    OM_TRY(optional(layer, key, OM_JSON_NUMBER, &place, err));
    if (!place.json)
        return OM_OK;
    const double number = om_json_number(place.json);
    if (!(number >= 0 && number <= 24))
        return om_place_fail(&place, err, "zoom %g is not within 0..24", number);
    *zoom = number;
    return OM_OK;
}

static om_status read_visibility(const om_place *layer, bool *ret, om_error *err)
{
    om_place layout, visibility;
    OM_TRY(optional(layer, "layout", OM_JSON_OBJECT, &layout, err));
    OM_TRY(optional(&layout, "visibility", OM_JSON_TEXT, &visibility, err));
    const char *text = om_json_text(visibility.json);
    if (text && strcmp(text, "visible") != 0 && strcmp(text, "none") != 0)
        return om_place_fail(&visibility, err, "\"%s\" is not one of visible, none", text);
    *ret = !text || strcmp(text, "visible") == 0;
    return OM_OK;
}

static om_status find_source(const om_style *style, const om_place *layer,
                             const om_style_source **ret, om_error *err)
{
    const om_place place = om_place_member(layer, "source");
    OM_TRY(om_place_expect(&place, OM_JSON_TEXT, err));
    for (size_t i = 0; i < style->source_count; i++)
        if (strcmp(style->sources[i].name, om_json_text(place.json)) == 0) {
            *ret = &style->sources[i];
            return OM_OK;
        }
    return om_place_fail(&place, err, "no source is called \"%s\"", om_json_text(place.json));
}

static om_status fail_unknown_layer(const om_place *place, const char *name, om_error *err)
{
    size_t count;
    const om_layer *const *layers = om_layers(&count);
    const char *names[256];
    for (size_t i = 0; i < count && i < 256; i++)
        names[i] = layers[i]->name;
    const char *nearest = om_text_nearest(name, names, count < 256 ? count : 256);
    if (nearest)
        return om_place_fail(place, err, "the store has no layer \"%s\"; did you mean \"%s\"?",
                             name, nearest);
    return om_place_fail(place, err, "the store has no layer \"%s\"", name);
}

static om_status find_layer(const om_style_source *source, const om_place *layer,
                            const om_layer **ret, om_error *err)
{
    om_place place;
    OM_TRY(optional(layer, "source-layer", OM_JSON_TEXT, &place, err));
    const char *name = om_json_text(place.json);
    if (source->kind != OM_STYLE_SOURCE_STORE)
        return name ? om_place_fail(&place, err, "GeoJSON has no source layers") : OM_OK;
    if (!name)
        return om_place_fail(&place, err, "missing: which layer of the store to draw");
    *ret = om_layer_find(name);
    if (!*ret)
        return fail_unknown_layer(&place, name, err);
    return (*ret)->shape == OM_SHAPE_NONE
               ? om_place_fail(&place, err, "layer %s has no geometry to draw", name)
               : OM_OK;
}

/* The table that the layer draws from, shared with the layers before it. */
static om_status find_table(om_style *style, const om_place *layer, const om_style_table **ret,
                            om_error *err)
{
    const om_style_source *source = NULL;
    const om_layer *stored = NULL;
    OM_TRY(find_source(style, layer, &source, err));
    OM_TRY(find_layer(source, layer, &stored, err));
    size_t i = 0;
    while (i < style->table_count &&
           (style->tables[i].source != source || style->tables[i].layer != stored))
        i++;
    if (i == style->table_count) {
        style->tables[i] = (om_style_table){.source = source, .layer = stored, .index = i};
        style->columns[i] = (om_column_list){.layer = stored};
        style->table_count++;
    }
    *ret = &style->tables[i];
    return OM_OK;
}

static om_status check_background(const om_place *layer, om_error *err)
{
    const om_place source = om_place_member(layer, "source"),
                   filter = om_place_member(layer, "filter");
    if (source.json)
        return om_place_fail(&source, err, "a background has no source");
    return filter.json ? om_place_fail(&filter, err, "a background has no filter") : OM_OK;
}

static om_status read_layer(om_style *style, const om_place *place, om_error *err)
{
    static const char *const known[] = {"id",           "type",    "metadata", "source",
                                        "source-layer", "minzoom", "maxzoom",  "filter",
                                        "layout",       "paint",   NULL};
    OM_TRY(om_place_expect(place, OM_JSON_OBJECT, err));
    OM_TRY(check_members(place, known, err));
    om_style_layer layer = {.max_zoom = INFINITY, .metadata = om_json_get(place->json, "metadata")};
    OM_TRY(read_id(style, place, &layer.id, err));
    OM_TRY(read_kind(place, &layer.kind, err));
    OM_TRY(read_zoom(place, "minzoom", &layer.min_zoom, err));
    OM_TRY(read_zoom(place, "maxzoom", &layer.max_zoom, err));
    OM_TRY(read_visibility(place, &layer.visible, err));
    if (layer.kind == OM_STYLE_BACKGROUND)
        OM_TRY(check_background(place, err));
    else
        OM_TRY(find_table(style, place, &layer.table, err));

    om_rules *rules = om_arena_take(style->arena, sizeof *rules);
    rules->defaults = &style->defaults;
    memcpy(rules->properties, style->defaults.properties, sizeof rules->properties);
    const om_scope scope = {.arena = style->arena,
                            .state = style->state,
                            .columns = layer.table ? &style->columns[layer.table->index] : NULL};
    OM_TRY(om_rules_compile(&scope, place, layer.kind, rules, err));
    layer.rules = rules;
    style->layers[style->layer_count++] = layer;
    return OM_OK;
}

static om_status read_layers(om_style *style, const om_place *root, om_error *err)
{
    const om_place place = om_place_member(root, "layers");
    OM_TRY(om_place_expect(&place, OM_JSON_ARRAY, err));
    const size_t count = om_json_count(place.json);
    if (count > OM_STYLE_MAX_LAYERS)
        return om_place_fail(&place, err, "%zu layers, more than %d", count, OM_STYLE_MAX_LAYERS);
    style->layers = OM_ARENA_ARRAY(style->arena, om_style_layer, count);
    style->tables = OM_ARENA_ARRAY(style->arena, om_style_table, count);
    style->columns = OM_ARENA_ARRAY(style->arena, om_column_list, count);
    for (size_t i = 0; i < count; i++) {
        const om_place layer = om_place_item(&place, i);
        OM_TRY(read_layer(style, &layer, err));
    }
    for (size_t i = 0; i < style->table_count; i++) {
        style->tables[i].columns = style->columns[i].names;
        style->tables[i].column_count = style->columns[i].count;
    }
    return OM_OK;
}

/* ---- The root ---- */

static om_status check_version(const om_place *root, om_error *err)
{
    const om_place version = om_place_member(root, "version");
    OM_TRY(om_place_expect(&version, OM_JSON_NUMBER, err));
    if (om_json_number(version.json) != 8)
        return om_place_fail(&version, err, "version %g is not supported, 8 is",
                             om_json_number(version.json));
    return OM_OK;
}

/* {"state": {"name": {"default": value}}}: what `global-state` gives. */
static om_status read_state(om_style *style, const om_place *root, om_error *err)
{
    om_place state;
    OM_TRY(optional(root, "state", OM_JSON_OBJECT, &state, err));
    style->state = om_json_object_new();
    for (om_json_member m = om_json_first(state.json); m.key; m = om_json_next(state.json, m)) {
        const om_place member = om_place_member(&state, m.key);
        const om_place value = om_place_member(&member, "default");
        OM_TRY(om_place_expect(&member, OM_JSON_OBJECT, err));
        if (!value.json)
            return om_place_fail(&value, err, "missing");
        om_json_put(style->state, m.key, om_json_copy(value.json));
    }
    return OM_OK;
}

static om_status read_root(om_style *style, const om_place *root, om_error *err)
{
    /* Light, sky, terrain and the like change a flat map; those left out here are refused. */
    static const char *const known[] = {"version", "name",       "metadata", "center", "zoom",
                                        "bearing", "pitch",      "sources",  "sprite", "glyphs",
                                        "layers",  "transition", "state",    NULL};
    om_place name, sprite, glyphs, metadata, palette;
    OM_TRY(om_place_expect(root, OM_JSON_OBJECT, err));
    OM_TRY(check_nesting(root, OM_STYLE_MAX_NESTING, err));
    OM_TRY(check_version(root, err));
    OM_TRY(check_members(root, known, err));
    OM_TRY(optional(root, "name", OM_JSON_TEXT, &name, err));
    OM_TRY(optional(root, "sprite", OM_JSON_TEXT, &sprite, err));
    OM_TRY(optional(root, "glyphs", OM_JSON_TEXT, &glyphs, err));
    OM_TRY(optional(root, "metadata", OM_JSON_OBJECT, &metadata, err));
    OM_TRY(optional(&metadata, "onemap:palette", OM_JSON_TEXT, &palette, err));
    if (sprite.json)
        style->sprite = om_path_beside(style->arena, style->path, om_json_text(sprite.json));
    style->palette = om_json_text(palette.json);
    OM_TRY(read_state(style, root, err));
    OM_TRY(read_sources(style, root, err));
    return read_layers(style, root, err);
}

om_status om_style_compile(om_json *document, const char *path, om_style **ret, om_error *err)
{
    OM_AUTO(om_style) style = om_memory_take(1, sizeof *style);
    style->document = document;
    style->arena = om_arena_new();
    style->path = om_arena_text(style->arena, path);
    OM_TRY(om_defaults_compile(style->arena, &style->defaults, err));
    const om_place root = {.json = document};
    if (read_root(style, &root, err) != OM_OK)
        return om_fail_within(err, OM_ERR_STYLE, "%s", path);
    *ret = OM_TAKE(style);
    return OM_OK;
}
