/* Cells of tables: what is wrong is told with file and line. */
#include "engine/analysis/cells.h"

#include "tests/support/check.h"

static om_error err;

static om_csv *table_of(const char *text)
{
    om_csv *table = NULL;
    CHECK_OK(om_csv_parse(text, strlen(text), "t.csv", &table, &err));
    return table;
}

static void cells_are_read(void **state)
{
    (void)state;
    OM_AUTO(om_csv) table = table_of("name,value,open\na,1,yes\nb,2.5,no\n");
    size_t row = 9;
    double number = 0;
    bool truth = true;
    const char *text = NULL;
    CHECK_OK(om_cells_find(table, "name", "b", &row, &err));
    CHECK_INT(row, 1);
    CHECK_OK(om_cell_number(&(om_cell){table, row, "value"}, 0, 3, &number, &err));
    CHECK_NEAR(number, 2.5, 0);
    CHECK_OK(om_cell_truth(&(om_cell){table, row, "open"}, &truth, &err));
    CHECK(!truth);
    CHECK_OK(om_cell_text(&(om_cell){table, 0, "name"}, &text, &err));
    CHECK_TEXT(text, "a");
}

static void what_is_wrong_is_told_with_its_line(void **state)
{
    (void)state;
    OM_AUTO(om_csv) table = table_of("name,value,open\na,1,yes\nb,much,perhaps\nc,,no\n");
    size_t row = 0;
    double number = 7;
    bool truth = true;
    CHECK_FAILS(om_cells_find(table, "name", "z", &row, &err), OM_ERR_DATA,
                "t.csv: the row 'z' is missing");
    CHECK_FAILS(om_cells_find(table, "nome", "a", &row, &err), OM_ERR_DATA, "nome");
    CHECK_FAILS(om_cell_number(&(om_cell){table, 1, "value"}, 0, 3, &number, &err), OM_ERR_DATA,
                "t.csv, line 3: value 'much' is not within 0..3");
    CHECK_FAILS(om_cell_number(&(om_cell){table, 0, "value"}, 2, 3, &number, &err), OM_ERR_DATA,
                "'1' is not within 2..3");
    CHECK_FAILS(om_cell_number(&(om_cell){table, 2, "value"}, 2, 3, &number, &err), OM_ERR_DATA,
                "line 4: value '' is empty");
    CHECK_FAILS(om_cell_truth(&(om_cell){table, 1, "open"}, &truth, &err), OM_ERR_DATA,
                "open 'perhaps' is neither yes nor no");
    CHECK_NEAR(number, 7, 0);
}

OM_TESTS(test(cells_are_read), test(what_is_wrong_is_told_with_its_line))
