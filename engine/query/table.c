/* The rows of a layer or of an analysis's district figures, as CSV, JSON or GeoJSON. */
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/csv.h"
#include "engine/store/row.h"

/* How a table leaves: what stands before, between and after its rows. */
typedef struct format {
    const char *name;
    const char *before, *between, *after;
    om_status (*add)(om_text *text, const om_layer *layer, const om_rows *rows, int columns,
                     om_error *err);
} format;

/* Layers whose rows are points give them to a spreadsheet too. */
static bool has_lonlat(const om_layer *layer)
{
    return layer->shape == OM_SHAPE_POINT;
}

static void add_csv_header(om_text *text, const om_layer *layer)
{
    om_text_add(text, "id");
    for (const om_column *column = layer->columns; column->name; column++)
        if (column->type != OM_BLOB)
            om_text_add_format(text, ",%s", column->name);
    om_text_add(text, has_lonlat(layer) ? ",lon,lat\r\n" : "\r\n");
}

static om_status add_lonlat(om_text *text, const om_rows *rows, int column, om_error *err)
{
    OM_AUTO(om_geom) at = NULL;
    OM_TRY(om_rows_geom(rows, column, &at, err));
    om_text_add(text, ",");
    if (at)
        om_text_add_number(text, om_geom_rect(at).min_x);
    om_text_add(text, ",");
    if (at)
        om_text_add_number(text, om_geom_rect(at).min_y);
    return OM_OK;
}

static om_status add_csv_row(om_text *text, const om_layer *layer, const om_rows *rows, int columns,
                             om_error *err)
{
    for (int i = 0; i < columns; i++) {
        const om_column *column = om_layer_column(layer, om_rows_column_name(rows, i));
        om_text_add(text, i ? "," : "");
        if (om_rows_is_null(rows, i))
            continue;
        if (column && column->type == OM_REAL)
            om_text_add_number(text, om_rows_real(rows, i));
        else
            om_csv_write_cell(text, om_rows_text(rows, i));
    }
    if (has_lonlat(layer))
        OM_TRY(add_lonlat(text, rows, columns, err));
    om_text_add(text, "\r\n");
    return OM_OK;
}

static om_status add_json_row(om_text *text, const om_layer *layer, const om_rows *rows,
                              int columns, om_error *err)
{
    (void)err; /* nothing can fail; the signature is that of its siblings */
    OM_AUTO(om_json) object = om_json_object_new();
    om_row_put(object, layer, rows, columns);
    OM_AUTO_MEMORY char *line = om_json_write_line(object);
    om_text_add(text, line);
    return OM_OK;
}

static om_status add_feature(om_text *text, const om_layer *layer, const om_rows *rows, int columns,
                             om_error *err)
{
    OM_AUTO(om_json) id = om_json_text_new(om_rows_text(rows, 0));
    OM_AUTO_MEMORY char *id_text = om_json_write_line(id);
    OM_AUTO(om_geom) geom = NULL;
    if (layer->shape != OM_SHAPE_NONE)
        OM_TRY(om_rows_geom(rows, columns, &geom, err));
    om_text_add_format(text, "{\"type\":\"Feature\",\"id\":%s,\"geometry\":", id_text);
    if (geom)
        OM_TRY(om_geom_write_geojson(geom, text, err));
    else
        om_text_add(text, "null");
    om_text_add(text, ",\"properties\":");
    OM_TRY(add_json_row(text, layer, rows, columns, err));
    om_text_add(text, "}");
    return OM_OK;
}

static const format formats[] = {
    {"csv", "", "", "", add_csv_row},
    {"json", "[\n", ",\n", "\n]\n", add_json_row},
    {"geojson", "{\"type\":\"FeatureCollection\",\"features\":[\n", ",\n", "\n]}\n", add_feature},
};
enum { FORMATS = sizeof formats / sizeof *formats };

static om_status find_format(const char *name, const format **ret, om_error *err)
{
    const char *names[FORMATS];
    for (size_t i = 0; i < FORMATS; i++) {
        names[i] = formats[i].name;
        if (strcmp(name, formats[i].name) == 0) {
            *ret = &formats[i];
            return OM_OK;
        }
    }
    const char *nearest = om_text_nearest(name, names, FORMATS);
    if (nearest)
        return om_fail(err, OM_ERR_USAGE, "unknown format '%s', did you mean '%s'?", name, nearest);
    return om_fail(err, OM_ERR_USAGE, "unknown format '%s', none of csv, json, geojson", name);
}

/* A layer goes by its name; an analysis that is none stands for its figures by district. */
static om_status find_table(const char *what, const om_layer **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    *ret = om_layer_find(what);
    if (!*ret)
        *ret = om_layer_find(om_arena_format(arena, "%s_district", what));
    if (*ret)
        return OM_OK;
    size_t count = 0;
    const om_layer *const *layers = om_layers(&count);
    const char **names = OM_ARENA_ARRAY(arena, const char *, count + 1);
    for (size_t i = 0; i < count; i++)
        names[i] = layers[i]->name;
    names[count] = "risk";
    const char *nearest = om_text_nearest(what, names, count + 1);
    if (nearest)
        return om_fail(err, OM_ERR_NOT_FOUND,
                       "there is no layer or analysis '%s', did you mean '%s'?", what, nearest);
    return om_fail(err, OM_ERR_NOT_FOUND, "there is no layer or analysis '%s'", what);
}

static om_status open_rows(om_store *store, const om_layer *layer, om_rows **ret, om_error *err)
{
    int64_t version = 0;
    OM_TRY(om_store_layer_version(store, layer, &version, err));
    if (!version)
        return om_fail(
            err, OM_ERR_DATA, "%s: the layer %s is empty: %s", om_store_path(store), layer->name,
            layer->origin == OM_LAYER_LOADED ? "it was never loaded" : "its analysis was not run");
    OM_AUTO_TEXT sql = {0};
    om_text_add(&sql, "select ");
    om_row_columns(layer, &sql);
    om_text_add_format(&sql, "%s from \"%s\" order by id",
                       layer->shape == OM_SHAPE_NONE ? "" : ", AsBinary(geometry)", layer->name);
    return om_rows_open(store, sql.bytes, ret, err);
}

static om_status add_rows(om_text *text, const format *as, const om_layer *layer, om_rows *rows,
                          om_error *err)
{
    const int columns = om_rows_column_count(rows) - (layer->shape != OM_SHAPE_NONE);
    bool more = false, first = true;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        om_text_add(text, first ? "" : as->between);
        first = false;
        OM_TRY(as->add(text, layer, rows, columns, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

om_status om_query_table(om_store *store, const char *what, const char *as, char **ret_text,
                         om_error *err)
{
    const format *chosen = NULL;
    const om_layer *layer = NULL;
    OM_TRY(find_format(as, &chosen, err));
    OM_TRY(find_table(what, &layer, err));
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(open_rows(store, layer, &rows, err));
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, chosen->before);
    if (chosen->add == add_csv_row)
        add_csv_header(&text, layer);
    OM_TRY(add_rows(&text, chosen, layer, rows, err));
    om_text_add(&text, chosen->after);
    *ret_text = om_text_take(&text);
    return OM_OK;
}
