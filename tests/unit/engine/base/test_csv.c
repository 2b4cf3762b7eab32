/* CSV is read strictly, and what is written is never a formula. */
#include "engine/base/csv.h"

#include "tests/support/check.h"

static om_error err;

static om_status parse(const char *text, om_csv **ret)
{
    return om_csv_parse(text, strlen(text), "t.csv", ret, &err);
}

static void quotes_commas_and_line_ends_are_kept(void **state)
{
    (void)state;
    OM_AUTO(om_csv) csv = NULL;
    CHECK_OK(parse("\xEF\xBB\xBF"
                   "name , note\r\n\r\n 锡山 ,\"a \"\"b\"\",\nc\" \r\n,\n",
                   &csv));
    CHECK_INT(om_csv_row_count(csv), 2);
    CHECK_INT(om_csv_column(csv, "note"), 1);
    CHECK_TEXT(om_csv_cell(csv, 0, 0), "锡山");
    CHECK_TEXT(om_csv_cell(csv, 0, 1), "a \"b\",\nc");
    CHECK_TEXT(om_csv_cell(csv, 1, 0), "");
    CHECK_TEXT(om_csv_cell(csv, 1, om_csv_column(csv, "none")), "");
    CHECK_INT(om_csv_line(csv, 0), 3);
    CHECK_INT(om_csv_line(csv, 1), 5); /* the quoted line end counts */
}

static void a_broken_table_is_told_by_line(void **state)
{
    (void)state;
    OM_AUTO(om_csv) csv = NULL;
    CHECK_FAILS(parse("", &csv), OM_ERR_DATA, "t.csv is empty");
    CHECK_FAILS(parse("a,b\n1,2\n3\n", &csv), OM_ERR_DATA,
                "line 3: 1 cells where the header has 2");
    CHECK_FAILS(parse("a,a\n", &csv), OM_ERR_DATA, "'a' stands there twice");
    CHECK_FAILS(parse("a,\n", &csv), OM_ERR_DATA, "column 2 has no name");
    CHECK_FAILS(parse("a\n\"x\n", &csv), OM_ERR_DATA, "line 2: a quote does not end");
    CHECK_FAILS(parse("a\n\"x\"y\n", &csv), OM_ERR_DATA, "text after a closing quote");
    CHECK_FAILS(parse("a\n\xFF\n", &csv), OM_ERR_DATA, "not UTF-8");
    CHECK_FAILS(om_csv_open("/nowhere/t.csv", &csv, &err), OM_ERR_NOT_FOUND, "/nowhere/t.csv");
    CHECK(!csv);
    CHECK_OK(parse("a\n1", &csv));
    size_t column = 7;
    CHECK_FAILS(om_csv_need_column(csv, "grade", &column, &err), OM_ERR_DATA,
                "the column 'grade' is missing");
    CHECK_INT(column, 7);
}

static const char *written(const char *cell)
{
    static char copy[64];
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, "");
    om_csv_write_cell(&text, cell);
    snprintf(copy, sizeof copy, "%s", text.bytes ? text.bytes : "");
    return copy;
}

static void formulas_are_disarmed_and_numbers_are_not(void **state)
{
    (void)state;
    CHECK_TEXT(written("=1+1"), "'=1+1");
    CHECK_TEXT(written("@SUM(A1)"), "'@SUM(A1)");
    CHECK_TEXT(written("+1 202 555"), "'+1 202 555");
    CHECK_TEXT(written("-x,y"), "\"'-x,y\"");
    CHECK_TEXT(written("-12.5"), "-12.5");
    CHECK_TEXT(written("say \"no\""), "\"say \"\"no\"\"\"");
    CHECK_TEXT(written("a\nb"), "\"a\nb\"");
    CHECK_TEXT(written(NULL), "");
}

static void what_is_written_is_read_again(void **state)
{
    (void)state;
    static const char *const cells[] = {"plain", " blank", "a,b", "\"", "无锡", "two\nlines", ""};
    OM_AUTO_TEXT text = {0};
    om_text_add(&text, "x,y\n");
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
        om_csv_write_cell(&text, cells[i]);
        om_text_add(&text, ",1\n");
    }
    OM_AUTO(om_csv) csv = NULL;
    CHECK_OK(om_csv_parse(text.bytes, text.length, "back.csv", &csv, &err));
    CHECK_INT(om_csv_row_count(csv), sizeof cells / sizeof *cells);
    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        CHECK_TEXT(om_csv_cell(csv, i, 0), cells[i]);
}

OM_TESTS(test(quotes_commas_and_line_ends_are_kept), test(a_broken_table_is_told_by_line),
         test(formulas_are_disarmed_and_numbers_are_not), test(what_is_written_is_read_again))
