/* CSV (RFC 4180), read strictly and written safely. */
#include "engine/base/csv.h"

#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

struct om_csv {
    om_arena *arena; /* the name and all cells */
    const char *name;
    const char **cells; /* the header, then row by row */
    size_t cell_count, cell_capacity;
    size_t *lines; /* where each row begins, the header's first */
    size_t line_count, line_capacity;
    size_t columns; /* 0 until the header was read */
};

typedef struct reader {
    const char *at, *end;
    size_t line;
    om_csv *csv;
} reader;

void om_csv_free(om_csv *csv)
{
    if (!csv)
        return;
    om_arena_free(csv->arena);
    free(csv->cells);
    free(csv->lines);
    free(csv);
}

static void keep_cell(om_csv *csv, const char *cell)
{
    csv->cells =
        om_memory_grow(csv->cells, csv->cell_count + 1, &csv->cell_capacity, sizeof *csv->cells);
    csv->cells[csv->cell_count++] = cell;
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t';
}

static bool ends_line(char c)
{
    return c == '\n' || c == '\r';
}

static void skip_blanks(reader *in)
{
    while (in->at < in->end && is_blank(*in->at))
        in->at++;
}

static void skip_line_end(reader *in)
{
    if (in->at < in->end && *in->at == '\r')
        in->at++;
    if (in->at < in->end && *in->at == '\n')
        in->at++;
    in->line++;
}

static void read_plain(reader *in)
{
    const char *start = in->at;
    while (in->at < in->end && *in->at != ',' && !ends_line(*in->at))
        in->at++;
    const char *stop = in->at;
    while (stop > start && is_blank(stop[-1]))
        stop--;
    keep_cell(in->csv, om_arena_text_part(in->csv->arena, start, (size_t)(stop - start)));
}

/* Reads what stands between quotes; a doubled quote is one of the text's own. */
static om_status read_quoted(reader *in, om_error *err)
{
    const size_t first_line = in->line;
    OM_AUTO_TEXT cell = {0};
    for (in->at++; in->at < in->end; in->at++) {
        const bool quote = *in->at == '"';
        if (quote && !(in->at + 1 < in->end && in->at[1] == '"'))
            break;
        in->at += quote;
        in->line += *in->at == '\n';
        om_text_add_bytes(&cell, in->at, 1);
    }
    if (in->at == in->end)
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: a quote does not end", in->csv->name,
                       first_line);
    in->at++;
    skip_blanks(in);
    if (in->at < in->end && *in->at != ',' && !ends_line(*in->at))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: text after a closing quote", in->csv->name,
                       in->line);
    keep_cell(in->csv,
              om_arena_text_part(in->csv->arena, cell.bytes ? cell.bytes : "", cell.length));
    return OM_OK;
}

static om_status read_row(reader *in, om_error *err)
{
    om_csv *csv = in->csv;
    const size_t first = csv->cell_count;
    csv->lines =
        om_memory_grow(csv->lines, csv->line_count + 1, &csv->line_capacity, sizeof *csv->lines);
    csv->lines[csv->line_count++] = in->line;
    for (;;) {
        skip_blanks(in);
        if (in->at < in->end && *in->at == '"')
            OM_TRY(read_quoted(in, err));
        else
            read_plain(in);
        if (in->at == in->end || *in->at != ',')
            break;
        in->at++;
    }
    const size_t count = csv->cell_count - first;
    if (csv->columns && count != csv->columns)
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: %zu cells where the header has %zu",
                       csv->name, csv->lines[csv->line_count - 1], count, csv->columns);
    csv->columns = count;
    return OM_OK;
}

static om_status check_header(const om_csv *csv, om_error *err)
{
    for (size_t column = 0; column < csv->columns; column++) {
        const char *name = csv->cells[column];
        if (!name[0])
            return om_fail(err, OM_ERR_DATA, "%s, line %zu: column %zu has no name", csv->name,
                           csv->lines[0], column + 1);
        if (om_csv_column(csv, name) != column)
            return om_fail(err, OM_ERR_DATA, "%s, line %zu: the column '%s' stands there twice",
                           csv->name, csv->lines[0], name);
    }
    return OM_OK;
}

static om_status read_rows(reader *in, om_error *err)
{
    while (in->at < in->end) {
        skip_blanks(in);
        if (in->at < in->end && !ends_line(*in->at))
            OM_TRY(read_row(in, err));
        skip_line_end(in);
    }
    if (!in->csv->columns)
        return om_fail(err, OM_ERR_DATA, "%s is empty: a header line is missing", in->csv->name);
    return check_header(in->csv, err);
}

om_status om_csv_parse(const char *text, size_t length, const char *name, om_csv **ret,
                       om_error *err)
{
    if (!om_text_is_utf8(text, length))
        return om_fail(err, OM_ERR_DATA, "%s is not UTF-8 text", name);
    if (memchr(text, '\0', length))
        return om_fail(err, OM_ERR_DATA, "%s is no text: it contains a zero byte", name);
    const size_t mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    OM_AUTO(om_csv) csv = om_memory_take(1, sizeof *csv);
    csv->arena = om_arena_new();
    csv->name = om_arena_text(csv->arena, name);
    reader in = {text + mark, text + length, 1, csv};
    OM_TRY(read_rows(&in, err));
    *ret = OM_TAKE(csv);
    return OM_OK;
}

om_status om_csv_open(const char *path, om_csv **ret, om_error *err)
{
    OM_AUTO_TEXT text = {0};
    OM_TRY(om_file_read(path, &text, err));
    return om_csv_parse(text.bytes ? text.bytes : "", text.length, path, ret, err);
}

const char *om_csv_name(const om_csv *csv)
{
    return csv->name;
}

size_t om_csv_column_count(const om_csv *csv)
{
    return csv->columns;
}

const char *om_csv_column_name(const om_csv *csv, size_t column)
{
    return csv->cells[column];
}

size_t om_csv_column(const om_csv *csv, const char *name)
{
    size_t column = 0;
    while (column < csv->columns && strcmp(csv->cells[column], name) != 0)
        column++;
    return column;
}

om_status om_csv_need_column(const om_csv *csv, const char *name, size_t *ret, om_error *err)
{
    const size_t column = om_csv_column(csv, name);
    if (column == csv->columns)
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: the column '%s' is missing", csv->name,
                       csv->lines[0], name);
    *ret = column;
    return OM_OK;
}

size_t om_csv_row_count(const om_csv *csv)
{
    return csv->line_count - 1;
}

size_t om_csv_line(const om_csv *csv, size_t row)
{
    return csv->lines[row + 1];
}

const char *om_csv_cell(const om_csv *csv, size_t row, size_t column)
{
    return column < csv->columns ? csv->cells[(row + 1) * csv->columns + column] : "";
}

static bool looks_like_formula(const char *cell)
{
    double number = 0;
    return cell[0] && strchr("=+-@\t\r", cell[0]) && !om_text_to_number(cell, &number);
}

void om_csv_write_cell(om_text *csv, const char *cell)
{
    if (!cell)
        return;
    const bool formula = looks_like_formula(cell);
    if (!strpbrk(cell, ",\"\r\n") && !is_blank(cell[0])) {
        om_text_add(csv, formula ? "'" : "");
        om_text_add(csv, cell);
        return;
    }
    om_text_add(csv, formula ? "\"'" : "\"");
    for (; *cell; cell++)
        om_text_add_bytes(csv, *cell == '"' ? "\"\"" : cell, *cell == '"' ? 2 : 1);
    om_text_add(csv, "\"");
}
