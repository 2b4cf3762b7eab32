/* The last run of "risk", opened again, and what has changed since. */
#include "engine/risk/rerun.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/area_limits.h"

void om_rerun_free(om_rerun *rerun)
{
    if (!rerun)
        return;
    om_nearby_free(rerun->nearby);
    om_sources_free(rerun->sources);
    om_methods_free(rerun->methods);
    om_policy_free(rerun->policy);
    om_json_free(rerun->changes);
    om_json_free(rerun->origin);
    om_arena_free(rerun->arena);
    free(rerun);
}

const om_json *om_rerun_setting(const om_rerun *rerun, const char *name)
{
    const om_json *detail = om_json_get(rerun->origin, "detail");
    return om_json_get(om_json_get(detail, "settings"), name);
}

const om_json *om_rerun_report(const om_rerun *rerun)
{
    return om_json_get(om_json_get(rerun->origin, "detail"), "report");
}

const om_source *om_rerun_source(const om_rerun *rerun, const char *id)
{
    const om_sources *sources = rerun->sources;
    for (size_t i = 0; sources && id && i < sources->count; i++)
        if (strcmp(sources->list[i].hazard.id, id) == 0)
            return &sources->list[i];
    return NULL;
}

/* ---- What has changed ---- */

static void note_change(om_rerun *rerun, const char *what, const char *name, om_json *was,
                        om_json *is)
{
    om_json *change = om_json_add(rerun->changes, om_json_object_new());
    om_json_put_text(change, "what", what);
    om_json_put_text(change, "name", name);
    om_json_put(change, "was", was);
    om_json_put(change, "is", is);
}

static om_status compare_layers(om_rerun *rerun, om_error *err)
{
    const om_json *inputs = om_json_get(om_json_get(rerun->origin, "detail"), "inputs");
    for (om_json_member m = om_json_first(inputs); m.key; m = om_json_next(inputs, m)) {
        const om_layer *layer = om_layer_find(m.key);
        int64_t version = 0;
        if (layer)
            OM_TRY(om_store_layer_version(rerun->store, layer, &version, err));
        if ((double)version != om_json_number(m.value))
            note_change(rerun, "layer", m.key, om_json_copy(m.value),
                        om_json_number_new((double)version));
    }
    return OM_OK;
}

static void compare_table(om_rerun *rerun, const char *what, const char *name, const char *was,
                          const char *is)
{
    if (was && strcmp(was, is) != 0)
        note_change(rerun, what, name, om_json_text_new(was), om_json_text_new(is));
}

static void compare_tables(om_rerun *rerun)
{
    const om_json *report = om_rerun_report(rerun);
    const om_json *policy = om_json_get(report, "policy"), *tables = om_json_get(report, "tables");
    compare_table(rerun, "policy", om_path_base(rerun->policy_path),
                  om_json_text(om_json_get(policy, "checksum")), rerun->policy_checksum);
    for (size_t i = 0; i < om_json_count(tables); i++) {
        const om_json *table = om_json_at(tables, i);
        const char *name = om_json_text(om_json_get(table, "table"));
        const om_standard *now = name ? om_methods_table(rerun->methods, name) : NULL;
        if (now)
            compare_table(rerun, "table", name, om_json_text(om_json_get(table, "checksum")),
                          om_standard_checksum(now));
    }
}

/* ---- Opening ---- */

static const char *text_setting(const om_rerun *rerun, const char *name, const char *otherwise)
{
    const char *text = om_json_text(om_rerun_setting(rerun, name));
    return text ? text : otherwise;
}

static om_status open_policy(om_rerun *rerun, om_error *err)
{
    rerun->policy_path = text_setting(rerun, "policy", "");
    const om_json *used = om_json_get(om_json_get(om_rerun_report(rerun), "policy"), "path");
    if (!rerun->policy_path[0])
        OM_TRY(om_share_find(rerun->arena, "standards/risk_policy.csv", &rerun->policy_path, err));
    else if (om_json_text(used)) /* from wherever the run was started */
        rerun->policy_path = om_json_text(used);
    OM_TRY(om_policy_open(rerun->policy_path, &rerun->policy, err));
    return om_file_checksum(rerun->policy_path, rerun->policy_checksum, err);
}

static om_area_mode mode_of(const om_rerun *rerun)
{
    const char *name = text_setting(rerun, "mode", om_area_mode_names[OM_AREA_HIGHEST]);
    om_area_mode mode = {
        .rules = om_methods_area_rules(rerun->methods),
        .direct = strcmp(text_setting(rerun, "direct", "ignored"), "first") == 0,
        .a_km2 = strcmp(text_setting(rerun, "index", "sum"), "km2") == 0,
        .influence_m = rerun->options.influence_m,
    };
    while (mode.kind < OM_AREA_COUNT && strcmp(om_area_mode_names[mode.kind], name) != 0)
        mode.kind++;
    return mode;
}

/* Fixed limits are read anew; classes stay what the run found. */
void om_rerun_recall_limits(om_rerun *rerun, const char *layer, const char *level)
{
    om_area_mode *mode = &rerun->mode;
    mode->limit = om_area_limits_fixed(mode->rules, mode->a_km2);
    if (!om_area_breaks_are_relative(text_setting(rerun, "breaks", "fixed")))
        return;
    if (om_area_limits_recall(om_json_get(om_rerun_report(rerun), "limits"), layer, level,
                              &mode->limit))
        for (int grade = OM_GRADE_WORST; grade <= OM_GRADE_LOWEST; grade++)
            mode->limit.row[grade] = SIZE_MAX;
}

static om_status work_out(om_rerun *rerun, om_error *err)
{
    const double influence_m = om_json_number(om_rerun_setting(rerun, "influence_m"));
    rerun->options = (om_method_options){
        .method = text_setting(rerun, "method", "auto"),
        .reported = text_setting(rerun, "reported", "counts"),
        .controls = text_setting(rerun, "controls", "inherent"),
        .influence_m = isnan(influence_m) ? 0 : influence_m,
    };
    const bool keep_bad = strcmp(text_setting(rerun, "bad", "refuse"), "ungraded") == 0;
    OM_TRY(open_policy(rerun, err));
    OM_TRY(om_methods_open(text_setting(rerun, "tables", ""), rerun->policy, &rerun->methods, err));
    compare_tables(rerun);
    OM_TRY(om_sources_open(rerun->store, rerun->methods, &rerun->options, keep_bad, &rerun->sources,
                           err));
    rerun->mode = mode_of(rerun);
    return om_nearby_open(rerun->sources, om_store_geo(rerun->store), &rerun->nearby, err);
}

static om_status read_run(om_rerun *rerun, om_error *err)
{
    OM_TRY(om_store_last_run(rerun->store, "risk", &rerun->origin, err));
    if (rerun->origin)
        return OM_OK;
    return om_fail(err, OM_ERR_NOT_FOUND,
                   "%s has no risk grades to explain; run them first: onemap analyse %s risk",
                   om_store_path(rerun->store), om_store_path(rerun->store));
}

om_status om_rerun_open(om_store *store, om_rerun **ret, om_error *err)
{
    OM_AUTO(om_rerun) rerun = om_memory_take(1, sizeof *rerun);
    rerun->store = store;
    rerun->arena = om_arena_new();
    rerun->changes = om_json_array_new();
    OM_TRY(read_run(rerun, err));
    OM_TRY(compare_layers(rerun, err));
    om_error why = {0};
    const om_status status = work_out(rerun, &why);
    if (status == OM_ERR_NOT_FOUND || status == OM_ERR_DATA || status == OM_ERR_GEOMETRY)
        rerun->obstacle = om_arena_text(rerun->arena, why.message);
    else if (status != OM_OK)
        return om_fail(err, status, "%s", why.message);
    *ret = OM_TAKE(rerun);
    return OM_OK;
}
