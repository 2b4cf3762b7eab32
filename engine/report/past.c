/* Finds earlier runs. */
#include "engine/report/past.h"

#include <string.h>

#include "engine/base/date.h"
#include "engine/base/memory.h"
#include "engine/store/history.h"
#include "engine/store/rows.h"

int64_t om_run_id(const om_json *run)
{
    return (int64_t)om_json_number(om_json_get(run, "id"));
}

static om_status check_run(om_store *store, int64_t number, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, "select max(id) from om_origin", &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    const int64_t last = more ? om_rows_integer(rows, 0) : 0;
    return number <= last ? OM_OK
                          : om_fail(err, OM_ERR_NOT_FOUND,
                                    "there is no run %lld; the last load or run is %lld",
                                    (long long)number, (long long)last);
}

om_status om_past_open(om_store *store, const char *since, om_arena *arena, om_past *ret,
                       om_error *err)
{
    om_past past = {.store = store};
    if (since && om_date_is(since)) {
        past.until = om_arena_format(arena, "%sT23:59:59Z", since);
    } else if (since) {
        if (!om_text_to_integer(since, 1, INT64_MAX, &past.run))
            return om_fail(err, OM_ERR_RANGE,
                           "'%s' is neither a day such as 2026-11-23 nor the number of a run",
                           since);
        OM_TRY(check_run(store, past.run, err));
    }
    past.runs = om_json_object_new();
    *ret = past;
    return OM_OK;
}

void om_past_clear(om_past *past)
{
    om_json_free(past->runs);
    past->runs = NULL;
}

om_status om_past_runs(om_past *past, const om_analysis *analysis, const om_json **ret,
                       om_error *err)
{
    *ret = om_json_get(past->runs, analysis->name);
    if (*ret)
        return OM_OK;
    OM_AUTO(om_json) runs = NULL;
    OM_TRY(om_store_runs(past->store, analysis->name, &runs, err));
    *ret = om_json_put(past->runs, analysis->name, OM_TAKE(runs));
    return OM_OK;
}

static bool is_early_enough(const om_past *past, const om_json *run)
{
    if (past->until)
        return strcmp(om_json_text(om_json_get(run, "ended")), past->until) <= 0;
    return !past->run || om_run_id(run) <= past->run;
}

/* The last run before the present one that counts as the past; NULL when there is none. */
static const om_json *earlier_of(const om_past *past, const om_json *runs)
{
    for (size_t i = om_json_count(runs); i-- > 1;)
        if (is_early_enough(past, om_json_at(runs, i - 1)))
            return om_json_at(runs, i - 1);
    return NULL;
}

static void put_run(om_json *object, const char *key, const om_json *run)
{
    om_json *of = om_json_put(object, key, om_json_object_new());
    om_json_put(of, "id", om_json_copy(om_json_get(run, "id")));
    om_json_put(of, "ended", om_json_copy(om_json_get(run, "ended")));
    om_json_put(of, "settings", om_json_copy(om_json_get(om_json_get(run, "detail"), "settings")));
}

static bool are_same(const om_json *a, const om_json *b)
{
    OM_AUTO_MEMORY char *one = a ? om_json_write_line(a) : om_memory_text("null");
    OM_AUTO_MEMORY char *other = b ? om_json_write_line(b) : om_memory_text("null");
    return strcmp(one, other) == 0;
}

/* Figures that were made in another way are no trend. */
static void put_differences(om_json *object, const om_json *now, const om_json *before)
{
    const om_json *settings = om_json_get(om_json_get(now, "detail"), "settings");
    const om_json *earlier = om_json_get(om_json_get(before, "detail"), "settings");
    om_json *list = om_json_put(object, "settings_differ", om_json_array_new());
    for (om_json_member m = om_json_first(settings); m.key && before; m = om_json_next(settings, m))
        if (!are_same(m.value, om_json_get(earlier, m.key)))
            om_json_add(list, om_json_text_new(m.key));
}

/* Layers that are not what the run read. */
static om_status put_changes(om_store *store, om_json *object, const om_json *run, om_error *err)
{
    const om_json *inputs = om_json_get(om_json_get(run, "detail"), "inputs");
    om_json *list = om_json_put(object, "changed_since", om_json_array_new());
    for (om_json_member m = om_json_first(inputs); m.key; m = om_json_next(inputs, m)) {
        const om_layer *layer = om_layer_find(m.key);
        int64_t version = 0;
        if (layer)
            OM_TRY(om_store_layer_version(store, layer, &version, err));
        if (version != (int64_t)om_json_number(m.value))
            om_json_add(list, om_json_text_new(m.key));
    }
    return OM_OK;
}

om_status om_past_put_runs(om_past *past, const om_analysis *analysis, om_json *object,
                           om_error *err)
{
    const om_json *runs = NULL;
    OM_TRY(om_past_runs(past, analysis, &runs, err));
    const size_t count = om_json_count(runs);
    if (!count) {
        om_json_put_text(object, "run", NULL);
        return OM_OK;
    }
    const om_json *now = om_json_at(runs, count - 1), *before = earlier_of(past, runs);
    put_run(object, "run", now);
    if (before)
        put_run(object, "earlier_run", before);
    else
        om_json_put_text(object, "earlier_run", NULL);
    put_differences(object, now, before);
    return put_changes(past->store, object, now, err);
}

om_status om_past_rows(om_past *past, const om_indicator *indicator, om_json **ret, om_error *err)
{
    const om_json *runs = NULL;
    OM_TRY(om_past_runs(past, indicator->analysis, &runs, err));
    const om_json *before = earlier_of(past, runs);
    *ret = NULL;
    return before ? om_history_at(past->store, indicator->layer, om_run_id(before), ret, err)
                  : OM_OK;
}
