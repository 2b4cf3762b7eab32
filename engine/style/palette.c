/* Reads palettes and puts a style into another one, role by role. */
#include "engine/style/palette.h"

#include <string.h>

#include "engine/base/file.h"
#include "engine/base/text.h"
#include "engine/style/colour.h"
#include "engine/style/document.h"

static om_status fail_unknown(const char *name, const om_json *document, om_error *err)
{
    OM_AUTO_TEXT known = {0};
    for (om_json_member m = om_json_first(document); m.key; m = om_json_next(document, m))
        om_text_add_format(&known, known.length > 0 ? ", %s" : "%s", m.key);
    return om_fail(err, OM_ERR_NOT_FOUND, "no palette \"%s\"; there are %s", name,
                   known.bytes ? known.bytes : "none");
}

static om_status check_colours(const char *name, const om_json *colours, om_error *err)
{
    om_colour colour;
    for (om_json_member m = om_json_first(colours); m.key; m = om_json_next(colours, m))
        if (!om_json_text(m.value) || !om_colour_read(om_json_text(m.value), &colour))
            return om_fail(err, OM_ERR_STYLE, "palettes.json: %s.colours.%s: not a color", name,
                           m.key);
    return OM_OK;
}

om_status om_palette_read(const char *name, om_palette *ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path;
    OM_TRY(om_share_find(arena, "styles/palettes.json", &path, err));
    om_json *parsed;
    OM_TRY(om_json_open(path, &parsed, err));
    OM_AUTO(om_json) document = parsed;
    const om_json *colours = om_json_get(om_json_get(document, name), "colours");
    if (!colours)
        return fail_unknown(name, document, err);
    OM_TRY(check_colours(name, colours, err));
    *ret = (om_palette){.document = OM_TAKE(document), .colours = colours};
    return OM_OK;
}

void om_palette_clear(om_palette *palette)
{
    om_json_free(palette->document);
    *palette = (om_palette){0};
}

bool om_palette_colour(const om_palette *palette, const char *role, om_colour *ret)
{
    const char *text = om_json_text(om_json_get(palette->colours, role));
    return text && om_colour_read(text, ret);
}

/* ---- A style in another palette ---- */

typedef struct exchange {
    om_palette from, to;
} exchange;

static void exchange_clear(exchange *palettes)
{
    om_palette_clear(&palettes->from);
    om_palette_clear(&palettes->to);
}

/* What the other palette has for the role that `text` is the colour of; NULL when it is none. */
static const char *exchanged(const exchange *palettes, const char *text)
{
    om_colour colour, role;
    if (!om_colour_read(text, &colour))
        return NULL;
    const om_json *roles = palettes->from.colours;
    for (om_json_member m = om_json_first(roles); m.key; m = om_json_next(roles, m))
        if (om_palette_colour(&palettes->from, m.key, &role) &&
            om_datum_equals(om_datum_colour(colour), om_datum_colour(role)))
            return om_json_text(om_json_get(palettes->to.colours, m.key));
    return NULL;
}

static om_json *recoloured(const om_json *json, const exchange *palettes)
{
    const char *text = om_json_text(json);
    if (text) {
        const char *other = exchanged(palettes, text);
        return om_json_text_new(other ? other : text);
    }
    if (om_json_kind_of(json) != OM_JSON_ARRAY)
        return om_json_copy(json);
    om_json *array = om_json_array_new();
    for (size_t i = 0; i < om_json_count(json); i++)
        om_json_add(array, recoloured(om_json_at(json, i), palettes));
    return array;
}

static bool is_colour(const char *property)
{
    const om_property found = om_property_find(property);
    return found != OM_PROPERTY_COUNT && om_property_row_of(found)->type == OM_PROPERTY_IS_COLOUR;
}

/* Older functions keep their colours in "stops". */
static om_json *recoloured_value(const om_json *value, const exchange *palettes)
{
    if (om_json_kind_of(value) != OM_JSON_OBJECT)
        return recoloured(value, palettes);
    om_json *object = om_json_object_new();
    for (om_json_member m = om_json_first(value); m.key; m = om_json_next(value, m))
        om_json_put(object, m.key, recoloured(m.value, palettes));
    return object;
}

static om_json *recoloured_layer(const om_json *layer, const exchange *palettes)
{
    om_json *copy = om_json_copy(layer);
    const om_json *paint = om_json_get(layer, "paint");
    if (!paint)
        return copy;
    om_json *painted = om_json_put(copy, "paint", om_json_object_new());
    for (om_json_member m = om_json_first(paint); m.key; m = om_json_next(paint, m))
        om_json_put(painted, m.key,
                    is_colour(m.key) ? recoloured_value(m.value, palettes) : om_json_copy(m.value));
    return copy;
}

static om_json *recoloured_document(const om_json *document, const exchange *palettes,
                                    const char *name)
{
    om_json *copy = om_json_copy(document);
    const om_json *layers = om_json_get(document, "layers");
    om_json *recoloured_layers = om_json_put(copy, "layers", om_json_array_new());
    for (size_t i = 0; i < om_json_count(layers); i++)
        om_json_add(recoloured_layers, recoloured_layer(om_json_at(layers, i), palettes));
    om_json *metadata =
        om_json_put(copy, "metadata", om_json_copy(om_json_get(document, "metadata")));
    om_json_put_text(metadata, "onemap:palette", name);
    return copy;
}

static om_status check_roles(const om_style *style, const exchange *palettes, const char *name,
                             om_error *err)
{
    const om_json *roles = palettes->from.colours;
    for (om_json_member m = om_json_first(roles); m.key; m = om_json_next(roles, m))
        if (!om_json_text(om_json_get(palettes->to.colours, m.key)))
            return om_fail(err, OM_ERR_STYLE, "%s: palette \"%s\" has no color for role \"%s\"",
                           style->path, name, m.key);
    return OM_OK;
}

om_status om_style_with_palette(const om_style *style, const char *palette, om_style **ret,
                                om_error *err)
{
    __attribute__((cleanup(exchange_clear))) exchange palettes = {0};
    OM_TRY(om_palette_read(palette, &palettes.to, err));
    if (!style->palette)
        return om_fail(err, OM_ERR_STYLE,
                       "%s: names no palette of its own in metadata \"onemap:palette\"",
                       style->path);
    OM_TRY(om_palette_read(style->palette, &palettes.from, err));
    OM_TRY(check_roles(style, &palettes, palette, err));
    return om_style_compile(recoloured_document(style->document, &palettes, palette), style->path,
                            ret, err);
}
