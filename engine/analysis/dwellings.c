/* Reads the table of kinds that house people. */
#include "engine/analysis/dwellings.h"

#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

struct om_dwellings {
    om_csv *table;
    size_t layer_column, kind_column;
    size_t by_day_column;
    om_dwelling *people; /* one a row */
    double *weights;     /* one a row */
};

void om_dwellings_free(om_dwellings *dwellings)
{
    if (!dwellings)
        return;
    om_csv_free(dwellings->table);
    free(dwellings->people);
    free(dwellings->weights);
    free(dwellings);
}

static size_t row_of(const om_dwellings *of, const char *layer, const char *kind)
{
    const size_t count = om_csv_row_count(of->table);
    size_t row = 0;
    while (row < count && (strcmp(om_csv_cell(of->table, row, of->layer_column), layer) != 0 ||
                           strcmp(om_csv_cell(of->table, row, of->kind_column), kind) != 0))
        row++;
    return row;
}

static om_status read_row(om_dwellings *of, size_t row, size_t column, om_error *err)
{
    static const char *const words[] = {"none", "some", "home"};
    const char *cell = om_csv_cell(of->table, row, column);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strcmp(cell, words[i]) == 0) {
            of->people[row] = (om_dwelling)i;
            return OM_OK;
        }
    return om_fail(err, OM_ERR_DATA, "%s, line %zu: people '%s' is none of home, some, none",
                   om_csv_name(of->table), om_csv_line(of->table, row), cell);
}

/* How many are there by day; 1 where nobody is. */
static om_status read_weight(om_dwellings *of, size_t row, size_t column, om_error *err)
{
    const char *cell = om_csv_cell(of->table, row, column);
    of->weights[row] = 1;
    if (*om_csv_cell(of->table, row, of->by_day_column) == 0)
        return OM_OK;
    if (!om_text_to_number(cell, &of->weights[row]) || !(of->weights[row] > 0))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: day_weight '%s' is no number above 0",
                       om_csv_name(of->table), om_csv_line(of->table, row), cell);
    return OM_OK;
}

static om_status read_table(om_dwellings *of, om_error *err)
{
    static const char *const layers[] = {"building", "landuse", "water"};
    size_t column = 0, weight_column = 0;
    OM_TRY(om_csv_need_column(of->table, "layer", &of->layer_column, err));
    OM_TRY(om_csv_need_column(of->table, "kind", &of->kind_column, err));
    OM_TRY(om_csv_need_column(of->table, "people", &column, err));
    OM_TRY(om_csv_need_column(of->table, "by_day", &of->by_day_column, err));
    OM_TRY(om_csv_need_column(of->table, "day_weight", &weight_column, err));
    const size_t count = om_csv_row_count(of->table);
    of->people = om_memory_take(count + 1, sizeof *of->people);
    of->weights = om_memory_take(count + 1, sizeof *of->weights);
    for (size_t row = 0; row < count; row++) {
        OM_TRY(read_row(of, row, column, err));
        OM_TRY(read_weight(of, row, weight_column, err));
    }
    for (size_t i = 0; i < sizeof layers / sizeof *layers; i++)
        if (row_of(of, layers[i], "*") == count)
            return om_fail(err, OM_ERR_DATA, "%s has no row '*' for %s", om_csv_name(of->table),
                           layers[i]);
    return OM_OK;
}

om_status om_dwellings_parse(const char *text, const char *name, om_dwellings **ret, om_error *err)
{
    OM_AUTO(om_dwellings) made = om_memory_take(1, sizeof *made);
    OM_TRY(om_csv_parse(text, strlen(text), name, &made->table, err));
    OM_TRY(read_table(made, err));
    *ret = OM_TAKE(made);
    return OM_OK;
}

om_status om_dwellings_open(om_dwellings **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = NULL;
    OM_TRY(om_share_find(arena, "standards/dwelling_kinds.csv", &path, err));
    OM_AUTO(om_dwellings) made = om_memory_take(1, sizeof *made);
    OM_TRY(om_csv_open(path, &made->table, err));
    OM_TRY(read_table(made, err));
    *ret = OM_TAKE(made);
    return OM_OK;
}

/* The row that answers for a kind. */
static size_t row_for(const om_dwellings *of, const char *layer, const char *kind)
{
    const size_t row = row_of(of, layer, kind ? kind : "*");
    return row < om_csv_row_count(of->table) ? row : row_of(of, layer, "*");
}

om_dwelling om_dwellings_of(const om_dwellings *dwellings, const char *layer, const char *kind)
{
    return dwellings->people[row_for(dwellings, layer, kind)];
}

const char *om_dwellings_by_day(const om_dwellings *dwellings, const char *layer, const char *kind,
                                double *ret_weight)
{
    const size_t row = row_for(dwellings, layer, kind);
    const char *use = om_csv_cell(dwellings->table, row, dwellings->by_day_column);
    *ret_weight = dwellings->weights[row];
    return *use ? use : NULL;
}

bool om_dwellings_knows(const om_dwellings *dwellings, const char *layer, const char *kind)
{
    return kind && strcmp(kind, "yes") != 0 &&
           row_of(dwellings, layer, kind) < om_csv_row_count(dwellings->table);
}
