/* What a store holds, as a JSON document; and what layers there are. */
#include <string.h>

#include "engine/store/inside.h"
#include "engine/store/rows.h"
#include "om_sql.h"

static om_json *box_json(const om_box *box)
{
    om_json *json = om_json_array_new();
    om_json_add(json, om_json_number_new(box->west));
    om_json_add(json, om_json_number_new(box->south));
    om_json_add(json, om_json_number_new(box->east));
    om_json_add(json, om_json_number_new(box->north));
    return json;
}

static om_status describe_layer(om_store *store, const om_layer *layer, om_json *list,
                                om_error *err)
{
    int64_t count = 0, version = 0;
    OM_TRY(om_store_count(store, layer, &count, err));
    OM_TRY(om_store_layer_version(store, layer, &version, err));
    if (!version)
        return OM_OK;
    om_json *json = om_json_add(list, om_json_object_new());
    om_json_put_text(json, "name", layer->name);
    om_json_put_text(json, "title", layer->title);
    om_json_put_text(json, "title_zh", layer->title_zh);
    om_json_put_integer(json, "rows", count);
    om_json_put_integer(json, "version", version);
    om_box box;
    if (om_store_layer_box(store, layer, &box, NULL) == OM_OK)
        om_json_put(json, "bbox", box_json(&box));
    return OM_OK;
}

static om_status describe_origin(const om_rows *rows, om_json *list, om_error *err)
{
    static const char *const texts[] = {NULL,     "what",    "name",  "source", "checksum",
                                        "credit", "started", "ended", NULL};
    om_json *json = om_json_add(list, om_json_object_new());
    om_json_put_integer(json, "id", om_rows_integer(rows, 0));
    for (int column = 1; texts[column]; column++)
        om_json_put_text(json, texts[column], om_rows_text(rows, column));
    const char *detail = om_rows_text(rows, 8);
    OM_AUTO(om_json) parsed = NULL;
    OM_TRY(om_json_parse(detail, strlen(detail), "om_origin.detail", &parsed, err));
    om_json_put(json, "detail", OM_TAKE(parsed));
    return OM_OK;
}

static om_status describe_origins(om_store *store, om_json *document, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, om_sql_origins, &rows, err));
    om_json *list = om_json_put(document, "origins", om_json_array_new());
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_TRY(describe_origin(rows, list, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

om_status om_store_runs(om_store *store, const char *analysis, om_json **ret, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store,
                        "select id, what, name, source, checksum, credit, started, ended, detail"
                        " from om_origin where what = 'run' and name = ?1 and ended is not null"
                        " order by id",
                        &rows, err));
    om_rows_bind_text(rows, 1, analysis);
    OM_AUTO(om_json) list = om_json_array_new();
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_TRY(describe_origin(rows, list, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    *ret = OM_TAKE(list);
    return OM_OK;
}

om_status om_store_last_run(om_store *store, const char *analysis, om_json **ret, om_error *err)
{
    OM_AUTO(om_json) runs = NULL;
    OM_TRY(om_store_runs(store, analysis, &runs, err));
    const size_t count = om_json_count(runs);
    *ret = count ? om_json_copy(om_json_at(runs, count - 1)) : NULL;
    return OM_OK;
}

/* Which of its load's rows a row is. */
static om_status number_row(om_store *store, const om_layer *layer, const char *id,
                            om_rows **ret_rows, bool *ret_found, om_error *err)
{
    *ret_found = false;
    OM_TRY(om_store_has_table(store, layer->name, ret_found, err));
    if (!*ret_found)
        return OM_OK;
    OM_AUTO_TEXT sql = {0};
    om_text_add_format(&sql,
                       "select load_id, (select count(*) from \"%s\" b where b.load_id = a.load_id"
                       " and b.pk <= a.pk) from \"%s\" a where id = ?1",
                       layer->name, layer->name);
    OM_TRY(om_rows_open(store, sql.bytes, ret_rows, err));
    om_rows_bind_text(*ret_rows, 1, id);
    return om_rows_next(*ret_rows, ret_found, err);
}

om_status om_store_origin_of(om_store *store, const om_layer *layer, const char *id, om_json **ret,
                             om_error *err)
{
    OM_AUTO(om_rows) row = NULL;
    bool found = false;
    OM_TRY(number_row(store, layer, id, &row, &found, err));
    *ret = NULL;
    if (!found)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store,
                        "select id, what, name, source, checksum, credit, started, ended, detail"
                        " from om_origin where id = ?1",
                        &rows, err));
    om_rows_bind_integer(rows, 1, om_rows_integer(row, 0));
    OM_TRY(om_rows_next(rows, &found, err));
    if (!found)
        return OM_OK;
    OM_AUTO(om_json) list = om_json_array_new();
    OM_TRY(describe_origin(rows, list, err));
    *ret = om_json_copy(om_json_at(list, 0));
    om_json_put_integer(*ret, "row", om_rows_integer(row, 1));
    return OM_OK;
}

static om_status describe_packs(om_store *store, om_json *document, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store,
                        "select substr(name, 1, instr(name, '/') - 1), sum(length(content))"
                        " from om_pack group by 1 order by 1",
                        &rows, err));
    om_json *list = om_json_put(document, "packs", om_json_array_new());
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        om_json *json = om_json_add(list, om_json_object_new());
        om_json_put_text(json, "name", om_rows_text(rows, 0));
        om_json_put_integer(json, "bytes", om_rows_integer(rows, 1));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

static om_status describe_metric_crs(om_store *store, om_json *document, om_error *err)
{
    const char *crs = NULL;
    if (om_store_metric_crs(store, &crs, NULL) != OM_OK)
        return OM_OK;
    OM_AUTO_MEMORY char *name = NULL;
    OM_TRY(om_crs_name(store->geo, crs, &name, err));
    om_json_put_text(document, "metric_crs", crs);
    om_json_put_text(document, "metric_crs_name", name);
    return OM_OK;
}

om_status om_store_describe(om_store *store, char **ret_json, om_error *err)
{
    OM_AUTO(om_json) document = om_json_object_new();
    om_json_put_text(document, "store", store->path);
    om_json_put_integer(document, "schema", om_schema_version());
    OM_TRY(describe_metric_crs(store, document, err));
    om_json *list = om_json_put(document, "layers", om_json_array_new());
    size_t count = 0;
    const om_layer *const *layers = om_layers(&count);
    for (size_t i = 0; i < count; i++)
        OM_TRY(describe_layer(store, layers[i], list, err));
    OM_TRY(describe_packs(store, document, err));
    OM_TRY(describe_origins(store, document, err));
    *ret_json = om_json_write(document);
    return OM_OK;
}

static void describe_choices(const om_choice *choices, om_json *column)
{
    if (!choices)
        return;
    om_json *list = om_json_put(column, "choices", om_json_array_new());
    for (; choices->value; choices++) {
        om_json *choice = om_json_add(list, om_json_object_new());
        om_json_put_text(choice, "value", choices->value);
        om_json_put_text(choice, "title", choices->title);
        om_json_put_text(choice, "title_zh", choices->title_zh);
    }
}

static void describe_column(const om_column *column, om_json *list)
{
    static const char *const types[] = {
        [OM_TEXT] = "text", [OM_INTEGER] = "integer", [OM_REAL] = "real", [OM_BLOB] = "blob"};
    om_json *json = om_json_add(list, om_json_object_new());
    om_json_put_text(json, "name", column->name);
    om_json_put_text(json, "type", types[column->type]);
    om_json_put_text(json, "unit", column->unit);
    om_json_put_bool(json, "required", column->required);
    om_json_put_text(json, "title", column->title);
    om_json_put_text(json, "title_zh", column->title_zh);
    if (column->minimum < column->maximum) {
        om_json_put_number(json, "minimum", column->minimum);
        om_json_put_number(json, "maximum", column->maximum);
    }
    describe_choices(column->choices, json);
}

om_status om_layers_describe(char **ret_json, om_error *err)
{
    static const char *const shapes[] = {
        [OM_SHAPE_NONE] = "none",
        [OM_SHAPE_POINT] = "point",
        [OM_SHAPE_LINE] = "line",
        [OM_SHAPE_POLYGON] = "polygon",
        [OM_SHAPE_PLACE] = "point or polygon",
        [OM_SHAPE_ANY] = "point, line, polygon or none",
    };
    (void)err; /* nothing can fail; the signature is that of its siblings */
    OM_AUTO(om_json) document = om_json_array_new();
    size_t count = 0;
    const om_layer *const *layers = om_layers(&count);
    for (size_t i = 0; i < count; i++) {
        om_json *json = om_json_add(document, om_json_object_new());
        om_json_put_text(json, "name", layers[i]->name);
        om_json_put_text(json, "title", layers[i]->title);
        om_json_put_text(json, "title_zh", layers[i]->title_zh);
        om_json_put_text(json, "summary", layers[i]->summary);
        om_json_put_text(json, "origin",
                         layers[i]->origin == OM_LAYER_LOADED ? "loaded" : "result");
        om_json_put_text(json, "shape", shapes[layers[i]->shape]);
        om_json *columns = om_json_put(json, "columns", om_json_array_new());
        for (const om_column *column = layers[i]->columns; column->name; column++)
            describe_column(column, columns);
    }
    *ret_json = om_json_write(document);
    return OM_OK;
}
