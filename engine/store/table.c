/* Tables of layers: made from their descriptors, and written row by row. */
#include "engine/store/table.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/store/inside.h"
#include "engine/store/rows.h"
#include "om_sql.h"

struct om_table {
    om_store *store;
    const om_layer *layer;
    om_rows *insertion;
    om_text wkb; /* of the row that is written, reused */
    int64_t origin_id, count;
    bool changed; /* the layer's version was raised for this writing */
};

om_value om_value_text(const char *text)
{
    return text ? (om_value){.kind = OM_VALUE_TEXT, .text = text} : (om_value){0};
}

om_value om_value_integer(int64_t number)
{
    return (om_value){.kind = OM_VALUE_INTEGER, .integer = number};
}

om_value om_value_real(double number)
{
    return isnan(number) ? (om_value){0} : (om_value){.kind = OM_VALUE_REAL, .real = number};
}

om_value om_value_blob(const void *bytes, size_t size)
{
    return bytes ? (om_value){.kind = OM_VALUE_BLOB, .blob = {bytes, size}} : (om_value){0};
}

static const char *sql_type(om_column_type type)
{
    static const char *const names[] = {
        [OM_TEXT] = "text", [OM_INTEGER] = "integer", [OM_REAL] = "real", [OM_BLOB] = "blob"};
    return names[type];
}

static om_status expect_one(om_store *store, const char *sql, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, sql, &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    return more && om_rows_integer(rows, 0) == 1
               ? OM_OK
               : om_fail(err, OM_ERR_FAILED, "%s: SpatiaLite refuses: %s", store->path, sql);
}

static om_status add_geometry(om_store *store, const om_layer *layer, om_error *err)
{
    static const char *const types[] = {
        [OM_SHAPE_POINT] = "POINT",          [OM_SHAPE_LINE] = "LINESTRING",
        [OM_SHAPE_POLYGON] = "MULTIPOLYGON", [OM_SHAPE_PLACE] = "GEOMETRY",
        [OM_SHAPE_ANY] = "GEOMETRY",
    };
    if (layer->shape == OM_SHAPE_NONE)
        return OM_OK;
    OM_AUTO_TEXT sql = {0};
    om_text_add_format(&sql, "select AddGeometryColumn('%s', 'geometry', 4326, '%s', 'XY')",
                       layer->name, types[layer->shape]);
    OM_TRY(expect_one(store, sql.bytes, err));
    om_text_clear(&sql);
    om_text_add_format(&sql, "select CreateSpatialIndex('%s', 'geometry')", layer->name);
    return expect_one(store, sql.bytes, err);
}

static om_status make_table(om_store *store, const om_layer *layer, om_error *err)
{
    OM_AUTO_TEXT sql = {0};
    om_text_add_format(&sql,
                       "create table \"%s\" (pk integer primary key, id text not null unique,"
                       " load_id integer not null references om_origin (id)",
                       layer->name);
    for (const om_column *column = layer->columns; column->name; column++)
        om_text_add_format(&sql, ", \"%s\" %s%s", column->name, sql_type(column->type),
                           column->required ? " not null" : "");
    om_text_add_format(&sql, "); create index \"%s_by_load\" on \"%s\" (load_id);", layer->name,
                       layer->name);
    OM_TRY(om_store_run(store, sql.bytes, err));
    return add_geometry(store, layer, err);
}

/* A table from before a column was added to its layer gets that column, empty. */
static om_status add_missing_columns(om_store *store, const om_layer *layer, om_error *err)
{
    for (const om_column *column = layer->columns; column->name; column++) {
        OM_AUTO(om_rows) rows = NULL;
        OM_TRY(
            om_rows_open(store, "select 1 from pragma_table_info(?1) where name = ?2", &rows, err));
        om_rows_bind_text(rows, 1, layer->name);
        om_rows_bind_text(rows, 2, column->name);
        bool there = false;
        OM_TRY(om_rows_next(rows, &there, err));
        if (there)
            continue;
        OM_AUTO_TEXT sql = {0};
        om_text_add_format(&sql, "alter table \"%s\" add column \"%s\" %s", layer->name,
                           column->name, sql_type(column->type));
        OM_TRY(om_store_run(store, sql.bytes, err));
    }
    return OM_OK;
}

static om_status prepare_insertion(om_table *table, om_error *err)
{
    const om_layer *layer = table->layer;
    OM_AUTO_TEXT names = {0};
    OM_AUTO_TEXT marks = {0};
    om_text_add(&names, "id, load_id");
    om_text_add(&marks, "?1, ?2");
    int parameter = 3;
    for (const om_column *column = layer->columns; column->name; column++) {
        om_text_add_format(&names, ", \"%s\"", column->name);
        om_text_add_format(&marks, ", ?%d", parameter++);
    }
    if (layer->shape != OM_SHAPE_NONE) {
        om_text_add(&names, ", geometry");
        om_text_add_format(&marks, ", GeomFromWKB(?%d, 4326)", parameter);
    }
    OM_AUTO_TEXT sql = {0};
    om_text_add_format(&sql, "insert into \"%s\" (%s) values (%s)", layer->name, names.bytes,
                       marks.bytes);
    return om_rows_open(table->store, sql.bytes, &table->insertion, err);
}

om_status om_layer_complete(om_store *store, const om_layer *layer, om_error *err)
{
    bool there = false;
    OM_TRY(om_store_has_table(store, layer->name, &there, err));
    return there ? add_missing_columns(store, layer, err) : OM_OK;
}

om_status om_table_open(om_store *store, const om_layer *layer, int64_t origin_id, om_table **ret,
                        om_error *err)
{
    bool there = false;
    OM_TRY(om_store_has_table(store, layer->name, &there, err));
    if (there)
        OM_TRY(add_missing_columns(store, layer, err));
    else
        OM_TRY(make_table(store, layer, err));
    OM_AUTO(om_table) table = om_memory_take(1, sizeof *table);
    table->store = store;
    table->layer = layer;
    table->origin_id = origin_id;
    OM_TRY(prepare_insertion(table, err));
    *ret = OM_TAKE(table);
    return OM_OK;
}

void om_table_free(om_table *table)
{
    if (!table)
        return;
    om_rows_free(table->insertion);
    om_text_clear(&table->wkb);
    free(table);
}

/* Raises the layer's version, once for all that this table writes. */
static om_status note_change(om_table *table, om_error *err)
{
    if (table->changed)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(table->store, om_sql_bump_layer_version, &rows, err));
    om_rows_bind_text(rows, 1, table->layer->name);
    OM_TRY(om_rows_run(rows, err));
    table->changed = true;
    return OM_OK;
}

om_status om_table_clear(om_table *table, om_error *err)
{
    OM_TRY(note_change(table, err));
    OM_AUTO_TEXT sql = {0};
    om_text_add_format(&sql, "delete from \"%s\"", table->layer->name);
    return om_store_run(table->store, sql.bytes, err);
}

om_status om_table_clear_source(om_table *table, const char *source, int64_t *ret_count,
                                om_error *err)
{
    OM_TRY(note_change(table, err));
    OM_AUTO_TEXT sql = {0};
    om_text_add_format(&sql,
                       "delete from \"%s\" where load_id in (select id from om_origin"
                       " where what = 'load' and name = ?1 and source = ?2)",
                       table->layer->name);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(table->store, sql.bytes, &rows, err));
    om_rows_bind_text(rows, 1, table->layer->name);
    om_rows_bind_text(rows, 2, source);
    OM_TRY(om_rows_run(rows, err));
    if (ret_count)
        *ret_count = sqlite3_changes(table->store->db);
    return OM_OK;
}

static void bind_value(om_rows *rows, int parameter, const om_value *value)
{
    switch (value->kind) {
    case OM_VALUE_NULL:
        om_rows_bind_null(rows, parameter);
        break;
    case OM_VALUE_TEXT:
        om_rows_bind_text(rows, parameter, value->text);
        break;
    case OM_VALUE_INTEGER:
        om_rows_bind_integer(rows, parameter, value->integer);
        break;
    case OM_VALUE_REAL:
        om_rows_bind_real(rows, parameter, value->real);
        break;
    case OM_VALUE_BLOB:
        om_rows_bind_blob(rows, parameter, value->blob.bytes, value->blob.size);
        break;
    }
}

om_status om_table_add_wkb(om_table *table, const char *id, const om_value *values, const void *wkb,
                           size_t size, om_error *err)
{
    OM_TRY(note_change(table, err));
    om_rows_bind_text(table->insertion, 1, id);
    om_rows_bind_integer(table->insertion, 2, table->origin_id);
    int parameter = 3;
    for (const om_column *column = table->layer->columns; column->name; column++)
        bind_value(table->insertion, parameter++, &values[column - table->layer->columns]);
    if (table->layer->shape != OM_SHAPE_NONE && wkb)
        om_rows_bind_blob(table->insertion, parameter, wkb, size);
    else if (table->layer->shape != OM_SHAPE_NONE)
        om_rows_bind_null(table->insertion, parameter);

    const om_status status = om_rows_run(table->insertion, err);
    if (status == OM_ERR_DATA)
        return om_fail_within(err, status, "layer %s, id '%s'", table->layer->name, id);
    if (status == OM_OK)
        table->count++;
    return status;
}

om_status om_table_add(om_table *table, const char *id, const om_value *values, const om_geom *geom,
                       om_error *err)
{
    if (!geom)
        return om_table_add_wkb(table, id, values, NULL, 0, err);
    table->wkb.length = 0;
    OM_TRY(om_geom_write_wkb(geom, &table->wkb, err));
    return om_table_add_wkb(table, id, values, table->wkb.bytes, table->wkb.length, err);
}

int64_t om_table_count(const om_table *table)
{
    return table->count;
}
