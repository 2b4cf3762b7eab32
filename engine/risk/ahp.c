/* Matrices of comparisons, read strictly, and their weights. */
#include "engine/risk/ahp.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"

const char *const om_ahp_columns[] = {"name", "factors", NULL};

/* As far as 0.33 is from 1/3, or 0.14 from 1/7: what two decimals cost. */
static const double rounding = 0.021;

/* ---- Reading ---- */

/* A matrix that is read. */
typedef struct reading {
    const om_csv *csv;
    const char *const *names;
    size_t count;
    size_t *rows, *columns; /* of the table, one a name */
} reading;

/* "3", "0.25" or "1/3". */
static bool read_ratio(const char *text, double *ret)
{
    char above[32];
    const char *slash = strchr(text, '/');
    double numerator = 1, denominator = 1;
    if (!slash)
        return om_text_to_number(text, ret);
    if ((size_t)(slash - text) >= sizeof above)
        return false;
    memcpy(above, text, (size_t)(slash - text));
    above[slash - text] = '\0';
    if (!om_text_to_number(above, &numerator) || !om_text_to_number(slash + 1, &denominator))
        return false;
    *ret = numerator / denominator;
    return true;
}

static om_status find_rows(reading *of, om_error *err)
{
    for (size_t i = 0; i < of->count; i++) {
        size_t found = SIZE_MAX;
        for (size_t row = 0; row < om_csv_row_count(of->csv); row++)
            if (strcmp(om_csv_cell(of->csv, row, 0), of->names[i]) == 0)
                found = found == SIZE_MAX ? row : SIZE_MAX - 1;
        if (found >= SIZE_MAX - 1)
            return om_fail(err, OM_ERR_DATA, "%s has %s row for the factor '%s'",
                           om_csv_name(of->csv), found == SIZE_MAX ? "no" : "more than one",
                           of->names[i]);
        of->rows[i] = found;
        OM_TRY(om_csv_need_column(of->csv, of->names[i], &of->columns[i], err));
    }
    return OM_OK;
}

static om_status check_size(const reading *of, om_error *err)
{
    const size_t rows = om_csv_row_count(of->csv), columns = om_csv_column_count(of->csv) - 1;
    if (rows == of->count && columns == of->count)
        return OM_OK;
    return om_fail(err, OM_ERR_DATA, "%s compares %zu with %zu factors; there are %zu",
                   om_csv_name(of->csv), rows, columns, of->count);
}

/* How many times as much i weighs as k; NaN where the cell is empty. */
static om_status read_cell(const reading *of, size_t i, size_t k, double *ret, om_error *err)
{
    const char *text = om_csv_cell(of->csv, of->rows[i], of->columns[k]);
    *ret = NAN;
    if (!text[0] || (read_ratio(text, ret) && *ret > 0 && isfinite(*ret)))
        return OM_OK;
    return om_fail(err, OM_ERR_DATA, "%s, line %zu: '%s' against '%s' is '%s', not above 0",
                   om_csv_name(of->csv), om_csv_line(of->csv, of->rows[i]), of->names[i],
                   of->names[k], text);
}

/* i against k from both their cells. */
static om_status read_pair(const reading *of, size_t i, size_t k, double *ret, om_error *err)
{
    double there, back;
    OM_TRY(read_cell(of, i, k, &there, err));
    OM_TRY(read_cell(of, k, i, &back, err));
    if (isnan(there) && isnan(back))
        return om_fail(err, OM_ERR_DATA, "%s does not compare '%s' with '%s'", om_csv_name(of->csv),
                       of->names[i], of->names[k]);
    there = isnan(there) ? 1 / back : there;
    back = isnan(back) ? 1 / there : back;
    if (!(fabs(there * back - 1) <= (i == k ? 0 : rounding)))
        return om_fail(err, OM_ERR_DATA,
                       "%s is not reciprocal: '%s' against '%s' is %g, but the other way round %g",
                       om_csv_name(of->csv), of->names[i], of->names[k], there, back);
    *ret = sqrt(there / back);
    return OM_OK;
}

om_status om_ahp_parse(const om_csv *csv, const char *const *names, size_t count, om_arena *arena,
                       om_ahp_matrix *ret, om_error *err)
{
    reading of = {csv, names, count, OM_ARENA_ARRAY(arena, size_t, count),
                  OM_ARENA_ARRAY(arena, size_t, count)};
    OM_TRY(check_size(&of, err));
    OM_TRY(find_rows(&of, err));
    double *cells = OM_ARENA_ARRAY(arena, double, count *count);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k <= i; k++) {
            OM_TRY(read_pair(&of, i, k, &cells[i * count + k], err));
            cells[k * count + i] = 1 / cells[i * count + k];
        }
    *ret = (om_ahp_matrix){count, cells};
    return OM_OK;
}

/* ---- Weighing ---- */

/* One step of the power method: the weights after it, and how much it stretched them. */
static double step(const om_ahp_matrix *matrix, const double *weights, double *ret)
{
    double sum = 0;
    for (size_t i = 0; i < matrix->count; i++) {
        ret[i] = 0;
        for (size_t k = 0; k < matrix->count; k++)
            ret[i] += matrix->cells[i * matrix->count + k] * weights[k];
        sum += ret[i];
    }
    for (size_t i = 0; i < matrix->count; i++)
        ret[i] /= sum;
    return sum;
}

/* A matrix of positive numbers has one such vector, to which every start leads. */
static double find_weights(const om_ahp_matrix *matrix, double *weights)
{
    enum { MOST_STEPS = 10000 };
    OM_AUTO_MEMORY double *next = om_memory_take(matrix->count, sizeof *next);
    double lambda = 0, change = 1;
    for (size_t i = 0; i < matrix->count; i++)
        weights[i] = 1 / (double)matrix->count;
    for (int i = 0; i < MOST_STEPS && change > 1e-15; i++) {
        lambda = step(matrix, weights, next);
        change = 0;
        for (size_t k = 0; k < matrix->count; k++) {
            change = fmax(change, fabs(next[k] - weights[k]));
            weights[k] = next[k];
        }
    }
    return lambda;
}

/* The value of the row `name` for so many factors. */
static om_status find_value(const om_standard *table, const char *name, size_t factors, double *ret,
                            om_error *err)
{
    for (size_t row = 0; row < om_standard_row_count(table); row++) {
        double of = 0;
        if (strcmp(om_standard_text(table, row, "name"), name) != 0)
            continue;
        if (factors)
            OM_TRY(om_standard_number(table, row, "factors", 1, 1000, &of, err));
        if (of == (double)factors) {
            *ret = om_standard_value(table, row);
            return OM_OK;
        }
    }
    if (!factors)
        return om_fail(err, OM_ERR_DATA, "%s has no row '%s'", om_standard_name(table), name);
    return om_fail(err, OM_ERR_DATA, "%s has no random index for %zu factors",
                   om_standard_name(table), factors);
}

om_status om_ahp_weigh(const om_ahp_matrix *matrix, const om_standard *table, double *ret_weights,
                       om_ahp_result *ret, om_error *err)
{
    om_ahp_result found = {0};
    double random_index;
    const double count = (double)matrix->count;
    OM_TRY(find_value(table, "limit", 0, &found.limit, err));
    OM_TRY(find_value(table, "random_index", matrix->count, &random_index, err));
    found.lambda_max = find_weights(matrix, ret_weights);
    if (matrix->count > 2)
        found.ratio = fmax((found.lambda_max - count) / (count - 1) / random_index, 0);
    if (!(found.ratio <= found.limit))
        return om_fail(err, OM_ERR_DATA,
                       "the comparisons contradict each other: their consistency ratio is %.3f, "
                       "over %g",
                       found.ratio, found.limit);
    *ret = found;
    return OM_OK;
}
