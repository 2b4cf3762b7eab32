/* Where rows come from: loads and runs, their credits, and notes. */
#include <string.h>

#include "engine/base/memory.h"
#include "engine/store/inside.h"
#include "engine/store/rows.h"
#include "om_sql.h"

om_status om_store_begin_origin(om_store *store, const om_origin *origin, int64_t *ret_id,
                                om_error *err)
{
    OM_AUTO_MEMORY char *detail =
        origin->detail ? om_json_write_line(origin->detail) : om_memory_text("{}");
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, om_sql_begin_origin, &rows, err));
    om_rows_bind_text(rows, 1, origin->what);
    om_rows_bind_text(rows, 2, origin->name);
    om_rows_bind_text(rows, 3, origin->source);
    om_rows_bind_text(rows, 4, origin->checksum);
    om_rows_bind_text(rows, 5, origin->credit);
    om_rows_bind_text(rows, 6, detail);
    OM_TRY(om_rows_run(rows, err));
    *ret_id = sqlite3_last_insert_rowid(store->db);
    return OM_OK;
}

om_status om_store_end_origin(om_store *store, int64_t id, const om_json *detail, om_error *err)
{
    OM_AUTO_MEMORY char *text = om_json_write_line(detail);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, om_sql_end_origin, &rows, err));
    om_rows_bind_integer(rows, 1, id);
    om_rows_bind_text(rows, 2, text);
    return om_rows_run(rows, err);
}

/* Whether rows of this load are still in its layer: a later load may have replaced them. */
static om_status is_alive(om_store *store, const char *layer_name, int64_t id, bool *ret,
                          om_error *err)
{
    const om_layer *layer = om_layer_find(layer_name);
    *ret = false;
    if (!layer)
        return OM_OK;
    OM_TRY(om_store_has_table(store, layer->name, ret, err));
    if (!*ret)
        return OM_OK;
    OM_AUTO_TEXT sql = {0};
    om_text_add_format(&sql, "select 1 from \"%s\" where load_id = ?1 limit 1", layer->name);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, sql.bytes, &rows, err));
    om_rows_bind_integer(rows, 1, id);
    return om_rows_next(rows, ret, err);
}

static bool names(const om_text *credits, const char *credit)
{
    return credits->bytes && strstr(credits->bytes, credit);
}

om_status om_store_credits(om_store *store, char **ret, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store,
                        "select id, name, credit from om_origin"
                        " where what = 'load' and credit is not null order by id",
                        &rows, err));
    OM_AUTO_TEXT credits = {0};
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        bool alive = false;
        OM_TRY(is_alive(store, om_rows_text(rows, 1), om_rows_integer(rows, 0), &alive, err));
        const char *credit = om_rows_text(rows, 2);
        if (alive && credit[0] && !names(&credits, credit)) {
            om_text_add(&credits, credits.length ? "; " : "");
            om_text_add(&credits, credit);
        }
        OM_TRY(om_rows_next(rows, &more, err));
    }
    *ret = om_text_take(&credits);
    return OM_OK;
}

om_status om_store_note(om_store *store, const char *key, char **ret, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, "select text from om_note where key = ?1", &rows, err));
    om_rows_bind_text(rows, 1, key);
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    *ret = more ? om_memory_text(om_rows_text(rows, 0)) : NULL;
    return OM_OK;
}

om_status om_store_set_note(om_store *store, const char *key, const char *text, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, "insert or replace into om_note (key, text) values (?1, ?2)", &rows,
                        err));
    om_rows_bind_text(rows, 1, key);
    om_rows_bind_text(rows, 2, text);
    return om_rows_run(rows, err);
}
