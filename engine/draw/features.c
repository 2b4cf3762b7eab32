/* Features, and how they come out of a store. */
#include "engine/draw/features.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/store/rows.h"

om_features *om_features_new(const om_style_table *table)
{
    om_features *features = om_memory_take(1, sizeof *features);
    features->column_count = table->column_count;
    features->texts = om_arena_new();
    return features;
}

void om_features_free(om_features *features)
{
    if (!features)
        return;
    om_figures_clear(&features->shapes);
    om_near_free(features->near);
    om_arena_free(features->texts);
    free(features->values);
    free(features->ids);
    free(features);
}

om_datum *om_features_add_row(om_features *features, om_datum id)
{
    const size_t row = features->shapes.shape_count - 1;
    if (row >= features->capacity) {
        features->capacity = features->capacity ? 2 * features->capacity : 64;
        features->ids = om_memory_resize(features->ids, features->capacity, sizeof(om_datum));
        if (features->column_count)
            features->values = om_memory_resize(
                features->values, features->capacity * features->column_count, sizeof(om_datum));
    }
    features->ids[row] = id;
    if (!features->column_count)
        return NULL;
    om_datum *values = features->values + row * features->column_count;
    memset(values, 0, features->column_count * sizeof *values);
    return values;
}

void om_features_close(om_features *features)
{
    const om_figures *shapes = &features->shapes;
    features->near = om_near_new(shapes->shapes ? &shapes->shapes->extent : NULL,
                                 shapes->shape_count, sizeof *shapes->shapes);
}

static om_column_type type_of(const om_layer *layer, const char *name)
{
    const om_column *column = om_layer_column(layer, name);
    return column ? column->type : OM_TEXT;
}

static om_datum value_at(om_features *features, const om_rows *rows, int column,
                         om_column_type type)
{
    if (om_rows_is_null(rows, column))
        return (om_datum){0};
    if (type == OM_INTEGER || type == OM_REAL)
        return om_datum_number(om_rows_real(rows, column));
    return om_datum_text(om_arena_text(features->texts, om_rows_text(rows, column)));
}

static om_status add_row(om_features *features, const om_style_table *table, const om_rows *rows,
                         om_error *err)
{
    const int shape = (int)table->column_count + 1;
    if (om_rows_is_null(rows, shape))
        return OM_OK;
    size_t size;
    const void *wkb = om_rows_blob(rows, shape, &size);
    if (om_figures_add_wkb(&features->shapes, wkb, size, err) != OM_OK)
        return om_fail_within(err, OM_ERR_GEOMETRY, "layer %s, row %s", table->layer->name,
                              om_rows_text(rows, 0));

    const om_datum id = om_datum_text(om_arena_text(features->texts, om_rows_text(rows, 0)));
    om_datum *values = om_features_add_row(features, id);
    for (size_t i = 0; i < table->column_count; i++)
        values[i] = value_at(features, rows, (int)i + 1, type_of(table->layer, table->columns[i]));
    return OM_OK;
}

static om_status open_rows(om_store *store, const om_style_table *table, const om_box *box,
                           om_rows **ret, om_error *err)
{
    OM_AUTO_TEXT columns = {0};
    om_text_add(&columns, "id");
    for (size_t i = 0; i < table->column_count; i++)
        om_text_add_format(&columns, ", \"%s\"", table->columns[i]);
    if (box)
        return om_layer_rows_open_in(store, table->layer, columns.bytes, box, ret, err);
    return om_layer_rows_open(store, table->layer, columns.bytes, ret, err);
}

om_status om_features_of_store(om_store *store, const om_style_table *table, const om_box *box,
                               om_features **ret, om_error *err)
{
    OM_AUTO(om_features) features = om_features_new(table);
    int64_t count;
    OM_TRY(om_store_count(store, table->layer, &count, err));
    features->is_empty_layer = count == 0;
    if (count > 0) {
        OM_AUTO(om_rows) rows = NULL;
        OM_TRY(open_rows(store, table, box, &rows, err));
        bool more = true;
        OM_TRY(om_rows_next(rows, &more, err));
        while (more) {
            OM_TRY(add_row(features, table, rows, err));
            OM_TRY(om_rows_next(rows, &more, err));
        }
    }
    om_features_close(features);
    *ret = OM_TAKE(features);
    return OM_OK;
}
