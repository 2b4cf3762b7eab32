/* Layers as they are read: rows, counts, extents, versions. */
#include <math.h>

#include "engine/store/inside.h"
#include "engine/store/rows.h"

static void add_selection(om_text *sql, const om_layer *layer, const char *columns)
{
    om_text_add_format(sql, "select %s%s from \"%s\"", columns,
                       layer->shape == OM_SHAPE_NONE ? "" : ", AsBinary(geometry)", layer->name);
}

om_status om_layer_rows_open(om_store *store, const om_layer *layer, const char *columns,
                             om_rows **ret, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_store_count(store, layer, &count, err));
    if (!count)
        return om_fail(err, OM_ERR_DATA, "%s: the layer %s is empty", store->path, layer->name);
    OM_AUTO_TEXT sql = {0};
    add_selection(&sql, layer, columns);
    om_text_add(&sql, " order by id");
    return om_rows_open(store, sql.bytes, ret, err);
}

om_status om_layer_rows_open_in(om_store *store, const om_layer *layer, const char *columns,
                                const om_box *box, om_rows **ret, om_error *err)
{
    bool there = false;
    OM_TRY(om_store_has_table(store, layer->name, &there, err));
    if (!there)
        return om_rows_open(store, "select 1 where 0", ret, err);
    OM_AUTO_TEXT sql = {0};
    add_selection(&sql, layer, columns);
    om_text_add_format(&sql,
                       " where pk in (select pkid from \"idx_%s_geometry\" where"
                       " xmin <= ?1 and xmax >= ?2 and ymin <= ?3 and ymax >= ?4) order by id",
                       layer->name);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, sql.bytes, &rows, err));
    om_rows_bind_real(rows, 1, box->east);
    om_rows_bind_real(rows, 2, box->west);
    om_rows_bind_real(rows, 3, box->north);
    om_rows_bind_real(rows, 4, box->south);
    *ret = OM_TAKE(rows);
    return OM_OK;
}

om_status om_store_count(om_store *store, const om_layer *layer, int64_t *ret, om_error *err)
{
    bool there = false;
    OM_TRY(om_store_has_table(store, layer->name, &there, err));
    if (!there) {
        *ret = 0;
        return OM_OK;
    }
    OM_AUTO_TEXT sql = {0};
    om_text_add_format(&sql, "select count(*) from \"%s\"", layer->name);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, sql.bytes, &rows, err));
    OM_TRY(om_rows_next(rows, &there, err));
    *ret = om_rows_integer(rows, 0);
    return OM_OK;
}

om_status om_store_count_of(om_store *store, const om_layer *layer, const char *source,
                            int64_t *ret, om_error *err)
{
    bool there = false;
    OM_TRY(om_store_has_table(store, layer->name, &there, err));
    if (!there) {
        *ret = 0;
        return OM_OK;
    }
    OM_AUTO_TEXT sql = {0};
    om_text_add_format(&sql,
                       "select count(*) from \"%s\" where load_id in (select id from om_origin"
                       " where what = 'load' and name = ?1 and source = ?2)",
                       layer->name);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, sql.bytes, &rows, err));
    om_rows_bind_text(rows, 1, layer->name);
    om_rows_bind_text(rows, 2, source);
    OM_TRY(om_rows_next(rows, &there, err));
    *ret = om_rows_integer(rows, 0);
    return OM_OK;
}

om_status om_store_layer_version(om_store *store, const om_layer *layer, int64_t *ret,
                                 om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, "select version from om_layer_state where layer = ?1", &rows, err));
    om_rows_bind_text(rows, 1, layer->name);
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    *ret = more ? om_rows_integer(rows, 0) : 0;
    return OM_OK;
}

static om_status read_box(om_store *store, const om_layer *layer, bool *ret_found, om_box *ret,
                          om_error *err)
{
    bool there = false;
    if (layer->shape != OM_SHAPE_NONE)
        OM_TRY(om_store_has_table(store, layer->name, &there, err));
    *ret_found = false;
    if (!there)
        return OM_OK;
    OM_AUTO_TEXT sql = {0};
    om_text_add_format(&sql,
                       "select min(MbrMinX(geometry)), min(MbrMinY(geometry)),"
                       " max(MbrMaxX(geometry)), max(MbrMaxY(geometry)) from \"%s\"",
                       layer->name);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, sql.bytes, &rows, err));
    OM_TRY(om_rows_next(rows, &there, err));
    if (om_rows_is_null(rows, 0))
        return OM_OK;
    *ret_found = true;
    *ret = (om_box){om_rows_real(rows, 0), om_rows_real(rows, 1), om_rows_real(rows, 2),
                    om_rows_real(rows, 3)};
    return OM_OK;
}

om_status om_store_layer_box(om_store *store, const om_layer *layer, om_box *ret, om_error *err)
{
    bool found = false;
    OM_TRY(read_box(store, layer, &found, ret, err));
    return found ? OM_OK
                 : om_fail(err, OM_ERR_DATA, "%s: the layer %s has no geometry", store->path,
                           layer->name);
}
