/* Building a city: the steps of a plan, redoing only what changed since. */
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "engine/base/memory.h"
#include "engine/build/step.h"
#include "engine/store/rows.h"
#include "engine/store/table.h"

/* What the store remembers of a step that was done, under "build/" and the step's name. */
typedef struct memory {
    const char *inputs, *outputs; /* "" when the step was never done */
    const char *source;           /* of a load */
} memory;

static const char *note_key(const om_site *site, const om_step *step)
{
    return om_arena_format(site->arena, "build/%s", step->name);
}

static const char *kept_text(const om_site *site, const om_json *note, const char *key)
{
    const char *text = om_json_text(om_json_get(note, key));
    return om_arena_text(site->arena, text ? text : "");
}

static om_status recall(const om_site *site, const char *key, memory *ret, om_error *err)
{
    OM_AUTO_MEMORY char *text = NULL;
    OM_AUTO(om_json) note = NULL;
    OM_TRY(om_store_note(site->store, key, &text, err));
    if (text)
        OM_TRY(om_json_parse(text, strlen(text), key, &note, err));
    *ret = (memory){.inputs = kept_text(site, note, "inputs"),
                    .outputs = kept_text(site, note, "outputs"),
                    .source = kept_text(site, note, "source")};
    return OM_OK;
}

static om_status remember(const om_site *site, const om_step *step, const char *inputs,
                          om_error *err)
{
    const char *outputs = NULL;
    OM_TRY(om_step_outputs(site, step, &outputs, err));
    OM_AUTO(om_json) note = om_json_object_new();
    om_json_put_text(note, "inputs", inputs);
    om_json_put_text(note, "outputs", outputs);
    if (step->kind == OM_STEP_LOAD) {
        om_json_put_text(note, "layer", om_yaml_text(step->node, "layer"));
        om_json_put_text(note, "source", om_step_source_name(site, step));
    }
    OM_AUTO_MEMORY char *text = om_json_write_line(note);
    return om_store_set_note(site->store, note_key(site, step), text, err);
}

/* Removes what an earlier build loaded from `source`. */
static om_status unload(const om_site *site, const char *layer_name, const char *source,
                        om_error *err)
{
    const om_layer *layer = om_layer_find(layer_name);
    if (!layer || !source[0])
        return OM_OK;
    OM_AUTO(om_transaction) transaction = NULL;
    OM_TRY(om_transaction_open(site->store, &transaction, err));
    {
        OM_AUTO(om_table) table = NULL;
        OM_TRY(om_table_open(site->store, layer, 0, &table, err));
        OM_TRY(om_table_clear_source(table, source, NULL, err));
    }
    return om_transaction_commit(transaction, err);
}

static bool is_planned(const om_site *site, const char *key)
{
    for (size_t i = 0; i < site->plan->step_count; i++)
        if (strcmp(note_key(site, &site->plan->steps[i]), key) == 0)
            return true;
    return false;
}

typedef struct forgotten {
    const char *key, *layer, *source;
} forgotten;

/* The loads of earlier builds that the plan no longer has. */
static om_status find_forgotten(const om_site *site, forgotten **ret, size_t *ret_count,
                                om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(site->store, "select key, text from om_note where key glob 'build/load/*'",
                        &rows, err));
    OM_AUTO_MEMORY forgotten *found = NULL;
    size_t count = 0, capacity = 0;
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        const char *key = om_arena_text(site->arena, om_rows_text(rows, 0));
        const char *text = om_rows_text(rows, 1);
        OM_AUTO(om_json) note = NULL;
        OM_TRY(om_json_parse(text, strlen(text), key, &note, err));
        if (!is_planned(site, key)) {
            found = om_memory_grow(found, count + 1, &capacity, sizeof *found);
            found[count++] =
                (forgotten){key, kept_text(site, note, "layer"), kept_text(site, note, "source")};
        }
        OM_TRY(om_rows_next(rows, &more, err));
    }
    *ret = OM_TAKE(found);
    *ret_count = count;
    return OM_OK;
}

/* A source that the plan no longer loads must not stay on the map. */
static om_status drop_forgotten(const om_site *site, const om_build_options *options,
                                om_json *steps, om_error *err)
{
    OM_AUTO_MEMORY forgotten *found = NULL;
    size_t count = 0;
    OM_TRY(find_forgotten(site, &found, &count, err));
    for (size_t i = 0; i < count; i++) {
        om_json *entry = om_json_add(steps, om_json_object_new());
        om_json_put_text(entry, "step", "unload");
        om_json_put_text(entry, "what",
                         om_arena_format(site->arena, "unload %s from %s", found[i].layer,
                                         om_path_base(found[i].source)));
        om_json_put_text(entry, "state", options->dry_run ? "to do" : "done");
        if (options->dry_run)
            continue;
        OM_TRY(unload(site, found[i].layer, found[i].source, err));
        OM_AUTO(om_rows) rows = NULL;
        OM_TRY(om_rows_open(site->store, "delete from om_note where key = ?1", &rows, err));
        om_rows_bind_text(rows, 1, found[i].key);
        OM_TRY(om_rows_run(rows, err));
    }
    return OM_OK;
}

static double now_s(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double peak_mb(void)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    return (double)usage.ru_maxrss / 1024;
}

static om_status do_step(const om_site *site, const om_step *step, const memory *before,
                         om_json *entry, om_error *err)
{
    const double start_s = now_s();
    if (step->kind == OM_STEP_LOAD && strcmp(before->source, om_step_source_name(site, step)) != 0)
        OM_TRY(unload(site, om_yaml_text(step->node, "layer"), before->source, err));
    OM_AUTO(om_json) report = NULL;
    OM_TRY(om_step_run(site, step, &report, err));
    /* Layers have new versions now; what this step itself reads has not changed. */
    char inputs[OM_CHECKSUM_SIZE];
    OM_TRY(om_step_inputs(site, step, inputs, err));
    OM_TRY(remember(site, step, inputs, err));
    om_json_put_text(entry, "state", "done");
    om_json_put_number(entry, "seconds", now_s() - start_s);
    om_json_put_number(entry, "peak_mb", peak_mb());
    om_json_put(entry, "report", OM_TAKE(report));
    return OM_OK;
}

static om_status visit_step(const om_site *site, const om_step *step,
                            const om_build_options *options, om_json *steps, om_error *err)
{
    memory before;
    char inputs[OM_CHECKSUM_SIZE];
    const char *outputs = NULL;
    OM_TRY(recall(site, note_key(site, step), &before, err));
    OM_TRY(om_step_inputs(site, step, inputs, err));
    OM_TRY(om_step_outputs(site, step, &outputs, err));
    const bool fresh = inputs[0] && strcmp(inputs, before.inputs) == 0 && outputs[0] &&
                       strcmp(outputs, before.outputs) == 0;

    om_json *entry = om_json_add(steps, om_json_object_new());
    om_json_put_text(entry, "step", om_step_kind_name(step->kind));
    om_json_put_text(entry, "what", step->what);
    if (fresh && !options->force)
        om_json_put_text(entry, "state", "up to date");
    else if (options->dry_run)
        om_json_put_text(entry, "state", "to do");
    else
        OM_TRY(do_step(site, step, &before, entry, err));
    return OM_OK;
}

static om_status visit_steps(const om_site *site, const om_build_options *options, om_json *report,
                             om_error *err)
{
    om_json *steps = om_json_put(report, "steps", om_json_array_new());
    OM_TRY(drop_forgotten(site, options, steps, err));
    for (size_t i = 0; i < site->plan->step_count; i++) {
        const om_step *step = &site->plan->steps[i];
        const om_progress progress = {step->what, i, site->plan->step_count, "steps"};
        OM_TRY(om_listener_tell(site->listener, &progress, err));
        const om_status status = visit_step(site, step, options, steps, err);
        if (status != OM_OK)
            return om_fail_within(err, status, "%s, line %d, %s", om_path_base(site->plan->path),
                                  step->node->line, step->what);
    }
    return OM_OK;
}

static void count_done(om_json *report)
{
    const om_json *steps = om_json_get(report, "steps");
    int64_t done = 0;
    for (size_t i = 0; i < om_json_count(steps); i++) {
        const char *state = om_json_text(om_json_get(om_json_at(steps, i), "state"));
        done += strcmp(state, "up to date") != 0;
    }
    om_json_put_integer(report, "done", done);
    om_json_put_integer(report, "up_to_date", (int64_t)om_json_count(steps) - done);
    if (!done)
        om_json_put_text(report, "summary", "nothing to do: everything is up to date");
}

om_status om_build(const char *path, const om_build_options *options, const om_listener *listener,
                   char **ret_report, om_error *err)
{
    const om_build_options chosen = options ? *options : (om_build_options){0};
    OM_AUTO(om_arena) arena = om_arena_new();
    om_plan plan;
    OM_TRY(om_plan_open(arena, path, &plan, err));

    OM_AUTO(om_store) store = NULL;
    const char *base = om_path_base(plan.store);
    if (base != plan.store)
        OM_TRY(om_folder_make(om_arena_text_part(arena, plan.store, (size_t)(base - plan.store)),
                              err));
    OM_TRY(om_store_open(plan.store, OM_STORE_CREATE, &store, err));
    if (plan.metric_crs)
        OM_TRY(om_store_set_metric_crs(store, plan.metric_crs, err));

    const om_site site = {.store = store, .plan = &plan, .arena = arena, .listener = listener};
    OM_AUTO(om_json) report = om_json_object_new();
    om_json_put_text(report, "store", plan.store);
    OM_TRY(visit_steps(&site, &chosen, report, err));
    count_done(report);
    if (ret_report)
        *ret_report = om_json_write(report);
    return OM_OK;
}
