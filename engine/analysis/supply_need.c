/* Reads the table of what people need. */
#include "engine/analysis/supply_need.h"

#include <math.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "layers/layer.h"

struct om_needs {
    om_csv *table;
    om_need *list;
    size_t count;
};

/* Where the table's columns stand. */
typedef struct columns {
    size_t item, column, per_person, by_day, unit;
} columns;

void om_needs_free(om_needs *needs)
{
    if (!needs)
        return;
    om_csv_free(needs->table);
    free(needs->list);
    free(needs);
}

static om_status read_amount(const om_needs *needs, size_t row, const columns *at, om_need *ret,
                             om_error *err)
{
    const char *amount = om_csv_cell(needs->table, row, at->per_person);
    const char *by_day = om_csv_cell(needs->table, row, at->by_day);
    if (!om_text_to_number(amount, &ret->per_person) || !(ret->per_person > 0))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: per_person '%s' is no number above 0",
                       om_csv_name(needs->table), om_csv_line(needs->table, row), amount);
    ret->by_day = strcmp(by_day, "yes") == 0;
    if (!ret->by_day && strcmp(by_day, "no") != 0)
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: by_day '%s' is neither yes nor no",
                       om_csv_name(needs->table), om_csv_line(needs->table, row), by_day);
    return OM_OK;
}

static om_status read_row(om_needs *needs, size_t row, const columns *at, om_error *err)
{
    om_need *need = &needs->list[row];
    *need = (om_need){.name = om_csv_cell(needs->table, row, at->item),
                      .column = om_csv_cell(needs->table, row, at->column),
                      .unit = om_csv_cell(needs->table, row, at->unit)};
    const om_column *column = om_layer_column(om_layer_find("supply_depot"), need->column);
    if (!column || column->type == OM_TEXT || column->type == OM_BLOB)
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: layer supply_depot has no number '%s'",
                       om_csv_name(needs->table), om_csv_line(needs->table, row), need->column);
    for (size_t i = 0; i < row; i++)
        if (strcmp(needs->list[i].name, need->name) == 0)
            return om_fail(err, OM_ERR_DATA, "%s, line %zu: item '%s' stands twice",
                           om_csv_name(needs->table), om_csv_line(needs->table, row), need->name);
    return read_amount(needs, row, at, need, err);
}

static om_status read_table(om_needs *needs, om_error *err)
{
    columns at;
    OM_TRY(om_csv_need_column(needs->table, "item", &at.item, err));
    OM_TRY(om_csv_need_column(needs->table, "column", &at.column, err));
    OM_TRY(om_csv_need_column(needs->table, "per_person", &at.per_person, err));
    OM_TRY(om_csv_need_column(needs->table, "by_day", &at.by_day, err));
    OM_TRY(om_csv_need_column(needs->table, "unit", &at.unit, err));
    needs->count = om_csv_row_count(needs->table);
    if (needs->count == 0)
        return om_fail(err, OM_ERR_DATA, "%s names no item", om_csv_name(needs->table));
    needs->list = om_memory_take(needs->count, sizeof *needs->list);
    for (size_t row = 0; row < needs->count; row++)
        OM_TRY(read_row(needs, row, &at, err));
    return OM_OK;
}

om_status om_needs_parse(const char *text, const char *name, om_needs **ret, om_error *err)
{
    OM_AUTO(om_needs) made = om_memory_take(1, sizeof *made);
    OM_TRY(om_csv_parse(text, strlen(text), name, &made->table, err));
    OM_TRY(read_table(made, err));
    *ret = OM_TAKE(made);
    return OM_OK;
}

om_status om_needs_open(om_needs **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = NULL;
    OM_TRY(om_share_find(arena, OM_SUPPLY_NEED, &path, err));
    OM_AUTO(om_needs) made = om_memory_take(1, sizeof *made);
    OM_TRY(om_csv_open(path, &made->table, err));
    OM_TRY(read_table(made, err));
    *ret = OM_TAKE(made);
    return OM_OK;
}

size_t om_needs_count(const om_needs *needs)
{
    return needs->count;
}

const om_need *om_needs_at(const om_needs *needs, size_t number)
{
    return &needs->list[number];
}

double om_need_of(const om_need *need, double people, double days)
{
    return people * need->per_person * (need->by_day ? days : 1);
}
