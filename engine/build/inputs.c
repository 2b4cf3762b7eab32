/* What the outcome of a step hangs on, and what a step has left behind. */
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/base/csv.h"
#include "engine/build/step.h"
#include "engine/draw/made_of.h"
#include "engine/report/report.h"

static om_status add_shared(const om_site *site, om_text *all, const char *name, om_error *err)
{
    const char *path = NULL;
    OM_TRY(om_share_find(site->arena, name, &path, err));
    return om_file_add_state(path, all, err);
}

static om_status add_load(const om_site *site, const om_step *step, om_text *all, bool *ret_known,
                          om_error *err)
{
    const char *source = om_step_source(site, step);
    *ret_known = om_file_exists(source);
    if (om_text_ends(source, ".pbf") || om_text_ends(source, ".osm"))
        OM_TRY(add_shared(site, all, "standards/osm_tags.csv", err));
    return *ret_known ? om_file_add_state(source, all, err) : OM_OK;
}

/* The rasters that a table of factors names. */
static om_status add_rasters(const om_site *site, om_text *all, const char *table, om_error *err)
{
    OM_AUTO(om_csv) csv = NULL;
    if (!om_text_ends(table, ".csv") || om_csv_open(table, &csv, NULL) != OM_OK)
        return OM_OK; /* who reads it says so */
    const size_t column = om_csv_column(csv, "raster");
    for (size_t row = 0; row < om_csv_row_count(csv); row++) {
        const char *raster = om_csv_cell(csv, row, column);
        if (raster[0])
            OM_TRY(om_file_add_state(om_path_beside(site->arena, table, raster), all, err));
    }
    return OM_OK;
}

static om_status add_analysis(const om_site *site, const om_step *step, om_text *all, om_error *err)
{
    const om_analysis *analysis = om_analysis_find(om_yaml_text(step->node, "analysis"));
    if (!analysis)
        return OM_OK; /* om_analyse() says so, with the nearest name */
    for (const om_input *input = analysis->inputs; input->layer; input++)
        OM_TRY(om_layer_add_state(site->store, input->layer, all, err));
    for (const char *const *name = analysis->standards; name && *name; name++)
        OM_TRY(add_shared(site, all, *name, err));
    size_t count = 0;
    const char *const *settings = om_step_settings(site, step, &count);
    for (size_t i = 0; i < count; i++) {
        const char *value = strchr(settings[i], '=') + 1;
        if (!om_file_exists(value))
            continue;
        OM_TRY(om_file_add_state(value, all, err));
        OM_TRY(add_rasters(site, all, value, err));
    }
    return OM_OK;
}

static om_status add_style(const om_site *site, const om_step *step, om_text *all, om_error *err)
{
    const char *path = NULL;
    OM_TRY(om_step_style(site, step, &path, err));
    return om_draw_made_of(site->store, path, all, err);
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
    else if (step->kind == OM_STEP_REPORT)
        OM_TRY(om_report_made_of(site->store, &all, err));
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
