/* Gathers the states of what a map is drawn from. */
#include "engine/draw/made_of.h"

#include <dirent.h>
#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"

om_status om_file_add_state(const char *path, om_text *ret, om_error *err)
{
    char checksum[OM_CHECKSUM_SIZE] = "missing";
    if (om_file_exists(path))
        OM_TRY(om_file_checksum(path, checksum, err));
    om_text_add_format(ret, "%s %s\n", om_path_base(path), checksum);
    return OM_OK;
}

om_status om_layer_add_state(om_store *store, const char *name, om_text *ret, om_error *err)
{
    const om_layer *layer = om_layer_find(name);
    int64_t version = 0;
    if (layer)
        OM_TRY(om_store_layer_version(store, layer, &version, err));
    om_text_add_format(ret, "%s %lld\n", name, (long long)version);
    return OM_OK;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Every file of a folder of symbols, in the order of their names. */
static om_status add_symbols(om_arena *arena, const char *folder, om_text *ret, om_error *err)
{
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, NULL, by_name);
    om_status status = OM_OK;
    for (int i = 0; i < count; i++) {
        const char *path = om_arena_format(arena, "%s/%s", folder, entries[i]->d_name);
        if (status == OM_OK && om_file_exists(path))
            status = om_file_add_state(path, ret, err);
        free(entries[i]);
    }
    free(entries);
    return status;
}

om_status om_draw_made_of(om_store *store, const char *style_path, om_text *ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *palettes = NULL;
    OM_TRY(om_file_add_state(style_path, ret, err));
    OM_TRY(om_share_find(arena, "styles/palettes.json", &palettes, err));
    OM_TRY(om_file_add_state(palettes, ret, err));
    OM_AUTO(om_json) style = NULL;
    OM_TRY(om_json_open(style_path, &style, err));
    const char *sprite = om_json_text(om_json_get(style, "sprite"));
    if (sprite)
        OM_TRY(add_symbols(arena, om_path_beside(arena, style_path, sprite), ret, err));

    const om_json *sources = om_json_get(style, "sources");
    for (om_json_member at = om_json_first(sources); at.key; at = om_json_next(sources, at)) {
        const char *data = om_json_text(om_json_get(at.value, "data"));
        if (data)
            OM_TRY(om_file_add_state(om_path_beside(arena, style_path, data), ret, err));
    }
    const om_json *layers = om_json_get(style, "layers");
    for (size_t i = 0; i < om_json_count(layers); i++) {
        const char *layer = om_json_text(om_json_get(om_json_at(layers, i), "source-layer"));
        if (layer)
            OM_TRY(om_layer_add_state(store, layer, ret, err));
    }
    OM_AUTO_MEMORY char *credits = NULL;
    OM_TRY(om_store_credits(store, &credits, err));
    om_text_add(ret, credits);
    return OM_OK;
}
