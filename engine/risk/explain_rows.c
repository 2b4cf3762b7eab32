/* Rows of a layer that an explanation asks for by one text. */
#include "engine/risk/explain_inside.h"
#include "engine/store/row.h"

om_status om_explain_rows(om_store *store, const char *name, const char *condition,
                          const char *value, om_json **ret, om_error *err)
{
    const om_layer *layer = om_layer_find(name);
    int64_t version = 0;
    *ret = NULL;
    OM_TRY(om_store_layer_version(store, layer, &version, err));
    if (!version)
        return OM_OK;
    OM_AUTO_TEXT sql = {0};
    om_text_add(&sql, "select ");
    om_row_columns(layer, &sql);
    om_text_add_format(&sql, " from \"%s\" where %s = ?1 order by id", name, condition);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, sql.bytes, &rows, err));
    om_rows_bind_text(rows, 1, value);
    OM_AUTO(om_json) list = om_json_array_new();
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        om_row_put(om_json_add(list, om_json_object_new()), layer, rows,
                   om_rows_column_count(rows));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    *ret = OM_TAKE(list);
    return OM_OK;
}
