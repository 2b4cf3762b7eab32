/* Runs an analysis: checks what it needs, and keeps all that it writes in one transaction. */
#include <string.h>

#include "engine/analysis/analysis.h"
#include "engine/base/arena.h"
#include "engine/base/file.h"
#include "engine/store/history.h"

static om_status fail_unknown(const char *name, om_error *err)
{
    size_t count;
    const om_analysis *const *all = om_analyses(&count);
    OM_AUTO(om_arena) arena = om_arena_new();
    const char **names = OM_ARENA_ARRAY(arena, const char *, count);
    OM_AUTO_TEXT list = {0};
    for (size_t i = 0; i < count; i++) {
        names[i] = all[i]->name;
        om_text_add_format(&list, "%s%s", i ? ", " : "", names[i]);
    }
    const char *nearest = om_text_nearest(name, names, count);
    if (nearest)
        return om_fail(err, OM_ERR_NOT_FOUND, "there is no analysis '%s'; did you mean '%s'?", name,
                       nearest);
    return om_fail(err, OM_ERR_NOT_FOUND, "there is no analysis '%s'; there are %s", name,
                   list.length ? list.bytes : "none");
}

om_status om_analysis_check_inputs(om_store *store, const om_analysis *analysis, om_error *err)
{
    for (const om_input *input = analysis->inputs; input->layer; input++) {
        int64_t count = 0;
        if (!input->required)
            continue;
        OM_TRY(om_store_count(store, om_layer_find(input->layer), &count, err));
        if (count == 0)
            return om_fail(err, OM_ERR_DATA,
                           "%s needs %s (%s), but the layer is empty; load it first: "
                           "onemap load %s %s SOURCE",
                           analysis->name, input->layer, input->why, om_store_path(store),
                           input->layer);
    }
    return OM_OK;
}

/* Which version of each input layer the run sees. */
static om_status note_inputs(om_store *store, const om_analysis *analysis, om_json *detail,
                             om_error *err)
{
    om_json *inputs = om_json_put(detail, "inputs", om_json_object_new());
    for (const om_input *input = analysis->inputs; input->layer; input++) {
        int64_t version = 0;
        OM_TRY(om_store_layer_version(store, om_layer_find(input->layer), &version, err));
        om_json_put_integer(inputs, input->layer, version);
    }
    return OM_OK;
}

/* Which state of each standard's table the run sees. */
static om_status note_standards(const om_analysis *analysis, om_json *detail, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    om_json *standards = om_json_put(detail, "standards", om_json_object_new());
    for (const char *const *name = analysis->standards; name && *name; name++) {
        const char *path = NULL;
        char checksum[OM_CHECKSUM_SIZE];
        OM_TRY(om_share_find(arena, *name, &path, err));
        OM_TRY(om_file_checksum(path, checksum, err));
        om_json_put_text(standards, *name, checksum);
    }
    return OM_OK;
}

static om_status begin_run(om_store *store, const om_analysis *analysis, om_json *detail,
                           int64_t *ret_id, om_error *err)
{
    OM_TRY(note_inputs(store, analysis, detail, err));
    OM_TRY(note_standards(analysis, detail, err));
    char checksum[OM_CHECKSUM_SIZE];
    char *line = om_json_write_line(detail);
    om_bytes_checksum(line, strlen(line), checksum);
    om_text_free(line);
    const om_origin origin = {.what = "run",
                              .name = analysis->name,
                              .source = "",
                              .checksum = checksum,
                              .detail = detail};
    return om_store_begin_origin(store, &origin, ret_id, err);
}

/* What the run found out about districts, for those who ask later how it was. */
static om_status keep_history(const om_run *run, const om_analysis *analysis, om_error *err)
{
    for (const char *const *name = analysis->outputs; *name; name++) {
        const om_layer *layer = om_layer_find(*name);
        if (om_history_concerns(layer))
            OM_TRY(om_history_keep(run->store, layer, run->origin_id, err));
    }
    return OM_OK;
}

static om_status run_inside(om_run *run, const om_analysis *analysis, om_json *report,
                            om_error *err)
{
    OM_AUTO(om_transaction) transaction = NULL;
    OM_TRY(om_transaction_open(run->store, &transaction, err));
    for (const om_input *input = analysis->inputs; input->layer; input++)
        OM_TRY(om_layer_complete(run->store, om_layer_find(input->layer), err));
    OM_AUTO(om_json) detail = om_json_object_new();
    om_json_put(detail, "settings", om_settings_describe(run->settings));
    OM_TRY(begin_run(run->store, analysis, detail, &run->origin_id, err));
    OM_TRY(analysis->run(run, report, err));
    OM_TRY(keep_history(run, analysis, err));
    om_json_put(detail, "report", om_json_copy(report));
    OM_TRY(om_store_end_origin(run->store, run->origin_id, detail, err));
    return om_transaction_commit(transaction, err);
}

om_status om_analyse(om_store *store, const char *name, const char *const *settings,
                     size_t setting_count, const om_listener *listener, char **ret_report,
                     om_error *err)
{
    const om_analysis *analysis = om_analysis_find(name);
    if (!analysis)
        return fail_unknown(name, err);
    OM_AUTO(om_settings) parsed = NULL;
    OM_TRY(om_settings_parse(analysis, settings, setting_count, &parsed, err));
    OM_TRY(om_analysis_check_inputs(store, analysis, err));

    om_run run = {.store = store, .settings = parsed, .listener = listener};
    OM_AUTO(om_json) report = om_json_object_new();
    om_json_put_text(report, "analysis", analysis->name);
    om_json_put(report, "settings", om_settings_describe(parsed));
    run.notices = om_json_put(report, "notices", om_json_array_new());
    OM_TRY(run_inside(&run, analysis, report, err));
    if (ret_report)
        *ret_report = om_json_write(report);
    return OM_OK;
}

om_status om_run_output(const om_run *run, const char *layer, om_table **ret, om_error *err)
{
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_table_open(run->store, om_layer_find(layer), run->origin_id, &table, err));
    OM_TRY(om_table_clear(table, err));
    *ret = OM_TAKE(table);
    return OM_OK;
}

om_status om_run_count(const om_run *run, const char *layer, int64_t *ret, om_error *err)
{
    return om_store_count(run->store, om_layer_find(layer), ret, err);
}

om_status om_run_tell(const om_run *run, const char *stage, uint64_t done, uint64_t total,
                      const char *unit, om_error *err)
{
    const om_progress progress = {.stage = stage, .done = done, .total = total, .unit = unit};
    return om_listener_tell(run->listener, &progress, err);
}

void om_run_notice(const om_run *run, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    om_json_add(run->notices, om_json_text_new(text));
}
