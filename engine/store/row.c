/* Rows as JSON objects. */
#include "engine/store/row.h"

void om_row_columns(const om_layer *layer, om_text *ret)
{
    om_text_add(ret, "\"id\"");
    for (const om_column *column = layer->columns; column->name; column++)
        if (column->type != OM_BLOB)
            om_text_add_format(ret, ", \"%s\"", column->name);
}

void om_row_put(om_json *object, const om_layer *layer, const om_rows *rows, int count)
{
    for (int i = 0; i < count; i++) {
        const char *name = om_rows_column_name(rows, i);
        const om_column *column = om_layer_column(layer, name);
        const om_column_type type = column ? column->type : OM_TEXT;
        if (om_rows_is_null(rows, i))
            om_json_put_text(object, name, NULL);
        else if (type == OM_INTEGER)
            om_json_put_integer(object, name, om_rows_integer(rows, i));
        else if (type == OM_REAL)
            om_json_put_number(object, name, om_rows_real(rows, i));
        else
            om_json_put_text(object, name, om_rows_text(rows, i));
    }
}
