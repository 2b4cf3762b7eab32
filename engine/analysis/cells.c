/* Reads cells of standards' tables. */
#include "engine/analysis/cells.h"

#include <string.h>

om_status om_cell_fail(const om_cell *cell, const char *reason, om_error *err)
{
    return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' %s", om_csv_name(cell->table),
                   om_csv_line(cell->table, cell->row), cell->column,
                   om_csv_cell(cell->table, cell->row, om_csv_column(cell->table, cell->column)),
                   reason);
}

om_status om_cells_find(const om_csv *table, const char *column, const char *text, size_t *ret_row,
                        om_error *err)
{
    size_t number = 0, row = 0;
    OM_TRY(om_csv_need_column(table, column, &number, err));
    while (row < om_csv_row_count(table) && strcmp(om_csv_cell(table, row, number), text) != 0)
        row++;
    if (row == om_csv_row_count(table))
        return om_fail(err, OM_ERR_DATA, "%s: the row '%s' is missing", om_csv_name(table), text);
    *ret_row = row;
    return OM_OK;
}

om_status om_cell_text(const om_cell *cell, const char **ret, om_error *err)
{
    size_t column = 0;
    OM_TRY(om_csv_need_column(cell->table, cell->column, &column, err));
    const char *text = om_csv_cell(cell->table, cell->row, column);
    if (!*text)
        return om_cell_fail(cell, "is empty", err);
    *ret = text;
    return OM_OK;
}

om_status om_cell_number(const om_cell *cell, double minimum, double maximum, double *ret,
                         om_error *err)
{
    const char *text = NULL;
    double number = 0;
    OM_TRY(om_cell_text(cell, &text, err));
    if (!om_text_to_number(text, &number) || !(number >= minimum && number <= maximum))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is not within %g..%g",
                       om_csv_name(cell->table), om_csv_line(cell->table, cell->row), cell->column,
                       text, minimum, maximum);
    *ret = number;
    return OM_OK;
}

om_status om_cell_truth(const om_cell *cell, bool *ret, om_error *err)
{
    const char *text = NULL;
    OM_TRY(om_cell_text(cell, &text, err));
    const bool is_true = strcmp(text, "yes") == 0;
    if (!is_true && strcmp(text, "no") != 0)
        return om_cell_fail(cell, "is neither yes nor no", err);
    *ret = is_true;
    return OM_OK;
}
