/* Reading all that a style draws. */
#include "engine/draw/scene.h"

#include <string.h>

#include "engine/base/memory.h"
#include "engine/draw/level.h"

void om_scene_free(om_scene *scene)
{
    if (!scene)
        return;
    for (size_t i = 0; i < scene->table_count; i++)
        om_features_free(scene->features[i]);
    free(scene->features);
    om_style_free(scene->own_style);
    free(scene);
}

const om_style *om_scene_style(const om_scene *scene)
{
    return scene->style;
}

static om_status check_options(const om_scene_options *options, om_error *err)
{
    const double zooms[] = {options->min_zoom, options->max_zoom};
    for (int i = 0; i < 2; i++)
        if (!(zooms[i] >= 0 && zooms[i] <= OM_SCENE_MAX_ZOOM))
            return om_fail(err, OM_ERR_RANGE, "zoom %g is not within 0..%g", zooms[i],
                           OM_SCENE_MAX_ZOOM);
    if (options->min_zoom > options->max_zoom)
        return om_fail(err, OM_ERR_RANGE, "the smallest zoom %g is above the largest %g",
                       options->min_zoom, options->max_zoom);
    return OM_OK;
}

/* True when some layer that draws from the table shows within the wanted zooms. */
static bool is_wanted(const om_style *style, const om_style_table *table,
                      const om_scene_options *options)
{
    for (size_t i = 0; i < om_style_layer_count(style); i++) {
        const om_style_layer *layer = om_style_layer_at(style, i);
        if (layer->table == table && layer->visible && layer->min_zoom <= options->max_zoom &&
            layer->max_zoom > options->min_zoom)
            return true;
    }
    return false;
}

static om_status read_file(const om_style_table *table, om_features **ret, om_error *err)
{
    OM_AUTO(om_json) data = NULL;
    OM_TRY(om_json_open(table->source->path, &data, err));
    return om_features_of_geojson(data, table->source->path, table, ret, err);
}

static om_status read_table(om_store *store, const om_style_table *table,
                            const om_scene_options *options, om_features **ret, om_error *err)
{
    switch (table->source->kind) {
    case OM_STYLE_SOURCE_INLINE:
        return om_features_of_geojson(table->source->data, table->source->name, table, ret, err);
    case OM_STYLE_SOURCE_FILE:
        return read_file(table, ret, err);
    case OM_STYLE_SOURCE_STORE:
        break;
    }
    if (!store)
        return om_fail(err, OM_ERR_USAGE, "source \"%s\" is a store, and none was given",
                       table->source->name);
    return om_features_of_store(store, table, options->box, ret, err);
}

om_status om_scene_open(om_store *store, const om_style *style, const om_scene_options *options,
                        om_scene **ret, om_error *err)
{
    OM_TRY(check_options(options, err));

    OM_AUTO(om_scene) scene = om_memory_take(1, sizeof *scene);
    if (options->palette)
        OM_TRY(om_style_with_palette(style, options->palette, &scene->own_style, err));
    scene->style = scene->own_style ? scene->own_style : style;
    const size_t count = om_style_table_count(scene->style);
    scene->features = om_memory_take(count ? count : 1, sizeof(om_features *));
    scene->table_count = count;
    for (size_t i = 0; i < count; i++) {
        const om_style_table *table = om_style_table_at(scene->style, i);
        if (is_wanted(scene->style, table, options))
            OM_TRY(read_table(store, table, options, &scene->features[i], err));
    }
    *ret = OM_TAKE(scene);
    return OM_OK;
}
