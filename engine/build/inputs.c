/* What the outcome of a step hangs on, and what a step has left behind. */
#include <dirent.h>
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/base/memory.h"
#include "engine/build/step.h"

/* A file's content; a file that is not there counts as such. */
static om_status add_file(om_text *all, const char *path, om_error *err)
{
    char checksum[OM_CHECKSUM_SIZE] = "missing";
    if (om_file_exists(path))
        OM_TRY(om_file_checksum(path, checksum, err));
    om_text_add_format(all, "%s %s\n", om_path_base(path), checksum);
    return OM_OK;
}

static om_status add_shared(const om_site *site, om_text *all, const char *name, om_error *err)
{
    const char *path = NULL;
    OM_TRY(om_share_find(site->arena, name, &path, err));
    return add_file(all, path, err);
}

static om_status add_version(const om_site *site, om_text *all, const char *name, om_error *err)
{
    const om_layer *layer = om_layer_find(name);
    int64_t version = 0;
    if (layer)
        OM_TRY(om_store_layer_version(site->store, layer, &version, err));
    om_text_add_format(all, "%s %lld\n", name, (long long)version);
    return OM_OK;
}

static om_status add_load(const om_site *site, const om_step *step, om_text *all, bool *ret_known,
                          om_error *err)
{
    const char *source = om_step_source(site, step);
    *ret_known = om_file_exists(source);
    if (om_text_ends(source, ".pbf") || om_text_ends(source, ".osm"))
        OM_TRY(add_shared(site, all, "standards/osm_tags.csv", err));
    return *ret_known ? add_file(all, source, err) : OM_OK;
}

static om_status add_analysis(const om_site *site, const om_step *step, om_text *all, om_error *err)
{
    const om_analysis *analysis = om_analysis_find(om_yaml_text(step->node, "analysis"));
    if (!analysis)
        return OM_OK; /* om_analyse() says so, with the nearest name */
    for (const om_input *input = analysis->inputs; input->layer; input++)
        OM_TRY(add_version(site, all, input->layer, err));
    for (const char *const *name = analysis->standards; name && *name; name++)
        OM_TRY(add_shared(site, all, *name, err));
    size_t count = 0;
    const char *const *settings = om_step_settings(site, step, &count);
    for (size_t i = 0; i < count; i++) {
        const char *value = strchr(settings[i], '=') + 1;
        if (om_file_exists(value))
            OM_TRY(add_file(all, value, err));
    }
    return OM_OK;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

/* Every file of a folder of symbols, in the order of their names. */
static om_status add_symbols(const om_site *site, om_text *all, const char *folder, om_error *err)
{
    struct dirent **entries = NULL;
    const int count = scandir(folder, &entries, NULL, by_name);
    om_status status = OM_OK;
    for (int i = 0; i < count; i++) {
        const char *path = om_arena_format(site->arena, "%s/%s", folder, entries[i]->d_name);
        if (status == OM_OK && om_file_exists(path))
            status = add_file(all, path, err);
        free(entries[i]);
    }
    free(entries);
    return status;
}

/* The style's file, what it names (symbols, GeoJSON files) and the layers it draws. */
static om_status add_style(const om_site *site, const om_step *step, om_text *all, om_error *err)
{
    const char *path = NULL;
    OM_TRY(om_step_style(site, step, &path, err));
    OM_TRY(add_file(all, path, err));
    OM_TRY(add_shared(site, all, "styles/palettes.json", err));
    OM_AUTO(om_json) style = NULL;
    OM_TRY(om_json_open(path, &style, err));
    const char *sprite = om_json_text(om_json_get(style, "sprite"));
    if (sprite)
        OM_TRY(add_symbols(site, all, om_path_beside(site->arena, path, sprite), err));

    const om_json *sources = om_json_get(style, "sources");
    for (om_json_member at = om_json_first(sources); at.key; at = om_json_next(sources, at)) {
        const char *data = om_json_text(om_json_get(at.value, "data"));
        if (data)
            OM_TRY(add_file(all, om_path_beside(site->arena, path, data), err));
    }
    const om_json *layers = om_json_get(style, "layers");
    for (size_t i = 0; i < om_json_count(layers); i++) {
        const char *layer = om_json_text(om_json_get(om_json_at(layers, i), "source-layer"));
        if (layer)
            OM_TRY(add_version(site, all, layer, err));
    }
    OM_AUTO_MEMORY char *credits = NULL;
    OM_TRY(om_store_credits(site->store, &credits, err));
    om_text_add(all, credits);
    return OM_OK;
}

om_status om_step_inputs(const om_site *site, const om_step *step, char ret[OM_CHECKSUM_SIZE],
                         om_error *err)
{
    OM_AUTO_TEXT all = {0};
    om_text_add_format(&all, "onemap %s\n", om_version());
    om_yaml_write(step->node, &all);
    bool known = true;
    if (step->kind == OM_STEP_LOAD)
        OM_TRY(add_load(site, step, &all, &known, err));
    else if (step->kind == OM_STEP_ANALYSE)
        OM_TRY(add_analysis(site, step, &all, err));
    else
        OM_TRY(add_style(site, step, &all, err));
    if (known)
        om_bytes_checksum(all.bytes, all.length, ret);
    else
        ret[0] = '\0';
    return OM_OK;
}

static om_status rows_left(const om_site *site, const om_step *step, om_text *ret, om_error *err)
{
    const om_layer *layer = om_layer_find(om_yaml_text(step->node, "layer"));
    int64_t count = 0, version = 0;
    if (!layer)
        return OM_OK;
    OM_TRY(om_store_layer_version(site->store, layer, &version, err));
    OM_TRY(om_store_count_of(site->store, layer, om_step_source_name(site, step), &count, err));
    if (version)
        om_text_add_format(ret, "%lld rows", (long long)count);
    return OM_OK;
}

/* Nothing, when one of the result layers was never written. */
static om_status results_left(const om_site *site, const om_step *step, om_text *ret, om_error *err)
{
    const om_analysis *analysis = om_analysis_find(om_yaml_text(step->node, "analysis"));
    OM_AUTO_TEXT versions = {0};
    for (const char *const *name = analysis ? analysis->outputs : NULL; name && *name; name++) {
        const om_layer *layer = om_layer_find(*name);
        int64_t version = 0;
        OM_TRY(om_store_layer_version(site->store, layer, &version, err));
        if (!version)
            return OM_OK;
        om_text_add_format(&versions, "%s %lld\n", *name, (long long)version);
    }
    om_text_add(ret, versions.bytes ? versions.bytes : "");
    return OM_OK;
}

om_status om_step_outputs(const om_site *site, const om_step *step, const char **ret, om_error *err)
{
    OM_AUTO_TEXT left = {0};
    om_text_add(&left, "");
    if (step->kind == OM_STEP_LOAD) {
        OM_TRY(rows_left(site, step, &left, err));
    } else if (step->kind == OM_STEP_ANALYSE) {
        OM_TRY(results_left(site, step, &left, err));
    } else {
        const char *output = om_step_output(site, step);
        const char *inner = om_arena_format(site->arena, "%s/tilejson.json", output);
        if (om_file_exists(output) || om_file_exists(inner))
            om_text_add(&left, "there");
    }
    *ret = om_arena_text(site->arena, left.bytes);
    return OM_OK;
}
