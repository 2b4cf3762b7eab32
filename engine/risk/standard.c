/* Tables of the risk methods, read strictly. */
#include "engine/risk/standard.h"

#include <string.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"

static const char *const common_columns[] = {"value", "unit", "source", "clause", "verified", NULL};

struct om_standard {
    om_arena *arena; /* name and path */
    om_csv *csv;
    const char *name, *path; /* path NULL for a text */
    char checksum[OM_CHECKSUM_SIZE];
    double *values; /* one a row */
    size_t unverified;
};

void om_standard_free(om_standard *standard)
{
    if (!standard)
        return;
    om_csv_free(standard->csv);
    om_arena_free(standard->arena);
    free(standard->values);
    free(standard);
}

const char *om_standard_name(const om_standard *standard)
{
    return om_csv_name(standard->csv);
}

size_t om_standard_row_count(const om_standard *standard)
{
    return om_csv_row_count(standard->csv);
}

const char *om_standard_text(const om_standard *standard, size_t row, const char *column)
{
    return om_csv_cell(standard->csv, row, om_csv_column(standard->csv, column));
}

double om_standard_value(const om_standard *standard, size_t row)
{
    return standard->values[row];
}

size_t om_standard_line(const om_standard *standard, size_t row)
{
    return om_csv_line(standard->csv, row);
}

om_status om_standard_fail(const om_standard *standard, size_t row, const char *reason,
                           om_error *err)
{
    return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s", om_csv_name(standard->csv),
                   om_csv_line(standard->csv, row), reason);
}

om_status om_standard_number(const om_standard *standard, size_t row, const char *column,
                             double minimum, double maximum, double *ret, om_error *err)
{
    const char *text = om_standard_text(standard, row, column);
    double number;
    if (om_text_to_number(text, &number) && number >= minimum && number <= maximum) {
        *ret = number;
        return OM_OK;
    }
    OM_AUTO_TEXT reason = {0};
    om_text_add_format(&reason, "%s '%s' is not within %g..%g", column, text, minimum, maximum);
    return om_standard_fail(standard, row, reason.bytes, err);
}

const char *om_standard_checksum(const om_standard *standard)
{
    return standard->checksum;
}

om_because om_standard_because(const om_standard *standard, size_t row, const char *method)
{
    return (om_because){
        .method = method,
        .source = om_standard_text(standard, row, "source"),
        .source_zh = om_standard_text(standard, row, "source_zh"),
        .clause = om_standard_text(standard, row, "clause"),
        .table = standard->name,
        .line = om_csv_line(standard->csv, row),
        .verified = strcmp(om_standard_text(standard, row, "verified"), "yes") == 0,
    };
}

void om_standard_describe(const om_standard *standard, om_json *list)
{
    om_json *object = om_json_add(list, om_json_object_new());
    om_json_put_text(object, "table", standard->name);
    om_json_put_text(object, "path", standard->path);
    om_json_put_text(object, "checksum", standard->checksum);
    om_json_put_integer(object, "rows", (int64_t)om_standard_row_count(standard));
    om_json_put_integer(object, "unverified", (int64_t)standard->unverified);
}

/* ---- Reading ---- */

static bool is_among(const char *name, const char *const *names)
{
    for (; names && *names; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

static om_status check_columns(const om_standard *standard, const char *const *columns,
                               om_error *err)
{
    const om_csv *csv = standard->csv;
    size_t column = 0;
    for (const char *const *name = common_columns; *name; name++)
        OM_TRY(om_csv_need_column(csv, *name, &column, err));
    for (const char *const *name = columns; name && *name; name++)
        OM_TRY(om_csv_need_column(csv, *name, &column, err));
    for (column = 0; column < om_csv_column_count(csv); column++) {
        const char *name = om_csv_column_name(csv, column);
        if (!is_among(name, common_columns) && !is_among(name, columns) &&
            !om_text_ends(name, "_zh"))
            return om_fail(err, OM_ERR_DATA, "%s, line 1: this table has no column '%s'",
                           om_csv_name(csv), name);
    }
    return OM_OK;
}

static om_status read_row(om_standard *standard, size_t row, om_error *err)
{
    if (!om_text_to_number(om_standard_text(standard, row, "value"), &standard->values[row]))
        return om_standard_fail(standard, row, "its value is not a number", err);
    if (!om_standard_text(standard, row, "source")[0])
        return om_standard_fail(standard, row, "it does not say its source", err);
    const char *verified = om_standard_text(standard, row, "verified");
    if (strcmp(verified, "no") == 0)
        standard->unverified++;
    else if (strcmp(verified, "yes") != 0)
        return om_standard_fail(standard, row, "verified is neither yes nor no", err);
    return OM_OK;
}

/* Takes what is in `standard->csv` in. */
static om_status read_rows(om_standard *standard, const char *const *columns, om_error *err)
{
    OM_TRY(check_columns(standard, columns, err));
    const size_t count = om_csv_row_count(standard->csv);
    if (!count)
        return om_fail(err, OM_ERR_DATA, "%s has no rows", om_csv_name(standard->csv));
    standard->values = om_memory_take(count, sizeof *standard->values);
    for (size_t row = 0; row < count; row++)
        OM_TRY(read_row(standard, row, err));
    return OM_OK;
}

static om_standard *standard_new(const char *name)
{
    om_standard *standard = om_memory_take(1, sizeof *standard);
    standard->arena = om_arena_new();
    standard->name = om_arena_text(standard->arena, name);
    return standard;
}

om_status om_standard_parse(const char *text, const char *name, const char *const *columns,
                            om_standard **ret, om_error *err)
{
    OM_AUTO(om_standard) standard = standard_new(name);
    om_bytes_checksum(text, strlen(text), standard->checksum);
    OM_TRY(om_csv_parse(text, strlen(text), name, &standard->csv, err));
    OM_TRY(read_rows(standard, columns, err));
    *ret = OM_TAKE(standard);
    return OM_OK;
}

om_status om_standard_open(const char *folder, const char *name, const char *const *columns,
                           om_standard **ret, om_error *err)
{
    OM_AUTO(om_standard) standard = standard_new(name);
    standard->path = om_arena_format(standard->arena, "%s/%s", folder, name);
    if (!folder[0] || !om_file_exists(standard->path))
        OM_TRY(om_share_find(standard->arena,
                             om_arena_format(standard->arena, "standards/%s", name),
                             &standard->path, err));
    OM_TRY(om_file_checksum(standard->path, standard->checksum, err));
    OM_TRY(om_csv_open(standard->path, &standard->csv, err));
    OM_TRY(read_rows(standard, columns, err));
    *ret = OM_TAKE(standard);
    return OM_OK;
}

/* ---- Steps ---- */

om_status om_standard_steps(const om_standard *standard, const char *name, om_arena *arena,
                            om_steps *ret, om_error *err)
{
    const size_t rows = om_standard_row_count(standard);
    om_step *list = OM_ARENA_ARRAY(arena, om_step, rows);
    size_t count = 0;
    for (size_t row = 0; row < rows; row++) {
        if (strcmp(om_standard_text(standard, row, "name"), name) != 0)
            continue;
        om_step *step = &list[count];
        *step = (om_step){.value = om_standard_value(standard, row), .row = row};
        OM_TRY(om_standard_number(standard, row, "from", 0, 1e12, &step->from, err));
        if (count && !(step->from < list[count - 1].from))
            return om_standard_fail(standard, row, "'from' must fall from row to row", err);
        count++;
    }
    if (!count)
        return om_fail(err, OM_ERR_DATA, "%s has no row '%s'", om_csv_name(standard->csv), name);
    *ret = (om_steps){list, count};
    return OM_OK;
}

const om_step *om_steps_at(om_steps steps, double number)
{
    for (size_t i = 0; i < steps.count; i++)
        if (number >= steps.list[i].from)
            return &steps.list[i];
    return NULL;
}
