/* Keeps what runs found out about districts, and gives it back. */
#include "engine/store/history.h"

#include <string.h>

#include "engine/base/memory.h"
#include "engine/store/inside.h"
#include "engine/store/row.h"

bool om_history_concerns(const om_layer *layer)
{
    const om_column *level = om_layer_column(layer, "level");
    return layer->origin == OM_LAYER_RESULT && level && level->required &&
           (om_layer_column(layer, "code") || layer->shape == OM_SHAPE_NONE);
}

om_status om_history_now(om_store *store, const om_layer *layer, om_json **ret, om_error *err)
{
    bool there = false;
    OM_TRY(om_store_has_table(store, layer->name, &there, err));
    *ret = NULL;
    if (!there)
        return OM_OK;
    OM_AUTO_TEXT sql = {0};
    om_text_add(&sql, "select ");
    om_row_columns(layer, &sql);
    om_text_add_format(&sql, " from \"%s\" order by id", layer->name);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, sql.bytes, &rows, err));
    OM_AUTO(om_json) list = om_json_array_new();
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        om_json *row = om_json_add(list, om_json_object_new());
        om_row_put(row, layer, rows, om_rows_column_count(rows));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    *ret = OM_TAKE(list);
    return OM_OK;
}

/* The text that was last kept by `run`; the caller frees it. NULL when nothing was. */
static om_status last_text(om_store *store, const om_layer *layer, int64_t run, char **ret,
                           om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store,
                        "select rows from om_history where layer = ?1 and run <= ?2"
                        " order by run desc limit 1",
                        &rows, err));
    om_rows_bind_text(rows, 1, layer->name);
    om_rows_bind_integer(rows, 2, run);
    bool found = false;
    OM_TRY(om_rows_next(rows, &found, err));
    *ret = found ? om_memory_text(om_rows_text(rows, 0)) : NULL;
    return OM_OK;
}

om_status om_history_keep(om_store *store, const om_layer *layer, int64_t run, om_error *err)
{
    OM_AUTO(om_json) now = NULL;
    OM_AUTO_MEMORY char *before = NULL;
    OM_TRY(om_history_now(store, layer, &now, err));
    OM_TRY(last_text(store, layer, run, &before, err));
    if (!now)
        return OM_OK;
    OM_AUTO_MEMORY char *text = om_json_write_line(now);
    if (before && strcmp(before, text) == 0)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, "insert into om_history (layer, run, rows) values (?1, ?2, ?3)",
                        &rows, err));
    om_rows_bind_text(rows, 1, layer->name);
    om_rows_bind_integer(rows, 2, run);
    om_rows_bind_text(rows, 3, text);
    return om_rows_run(rows, err);
}

om_status om_history_at(om_store *store, const om_layer *layer, int64_t run, om_json **ret,
                        om_error *err)
{
    OM_AUTO_MEMORY char *text = NULL;
    OM_TRY(last_text(store, layer, run, &text, err));
    *ret = NULL;
    return text ? om_json_parse(text, strlen(text), layer->name, ret, err) : OM_OK;
}
