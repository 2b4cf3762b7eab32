/* Looks a number up by its name. */
#include "engine/analysis/named_value.h"

#include <string.h>

om_status om_named_value(const om_csv *table, const char *name, double maximum, double *ret,
                         om_error *err)
{
    size_t names = 0, values = 0, row = 0;
    OM_TRY(om_csv_need_column(table, "name", &names, err));
    OM_TRY(om_csv_need_column(table, "value", &values, err));
    while (row < om_csv_row_count(table) && strcmp(om_csv_cell(table, row, names), name) != 0)
        row++;
    if (row == om_csv_row_count(table))
        return om_fail(err, OM_ERR_DATA, "%s: the row '%s' is missing", om_csv_name(table), name);
    double number = 0;
    const char *text = om_csv_cell(table, row, values);
    if (!om_text_to_number(text, &number) || !(number >= 0 && number <= maximum))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is not within 0..%g",
                       om_csv_name(table), om_csv_line(table, row), name, text, maximum);
    *ret = number;
    return OM_OK;
}
