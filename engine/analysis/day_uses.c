/* Reads the table of what people do by day. */
#include "engine/analysis/day_uses.h"

#include <math.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

/* Shares are written with a few digits: their sum may miss 1 by the rounding of the sum alone. */
#define SUM_TOLERANCE 1e-9

struct om_day_uses {
    om_csv *table;
    om_day_use *list;
    size_t count;
};

void om_day_uses_free(om_day_uses *uses)
{
    if (!uses)
        return;
    om_csv_free(uses->table);
    free(uses->list);
    free(uses);
}

static om_status read_row(om_day_uses *uses, size_t row, size_t share_column, om_error *err)
{
    om_day_use *use = &uses->list[row];
    const char *cell = om_csv_cell(uses->table, row, share_column);
    if (!om_text_to_number(cell, &use->share) || !(use->share >= 0 && use->share <= 1))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: share '%s' is no number within 0..1",
                       om_csv_name(uses->table), om_csv_line(uses->table, row), cell);
    if (row == 0 && strcmp(use->name, "home") != 0)
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: the first use is '%s', not home",
                       om_csv_name(uses->table), om_csv_line(uses->table, row), use->name);
    if (om_day_uses_find(uses, use->name) != row)
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: use '%s' stands twice",
                       om_csv_name(uses->table), om_csv_line(uses->table, row), use->name);
    return OM_OK;
}

static om_status read_table(om_day_uses *uses, om_error *err)
{
    size_t name_column = 0, share_column = 0;
    double sum = 0;
    OM_TRY(om_csv_need_column(uses->table, "use", &name_column, err));
    OM_TRY(om_csv_need_column(uses->table, "share", &share_column, err));
    uses->count = om_csv_row_count(uses->table);
    uses->list = om_memory_take(uses->count + 1, sizeof *uses->list);
    for (size_t row = 0; row < uses->count; row++)
        uses->list[row].name = om_csv_cell(uses->table, row, name_column);
    for (size_t row = 0; row < uses->count; row++) {
        OM_TRY(read_row(uses, row, share_column, err));
        sum += uses->list[row].share;
    }
    if (fabs(sum - 1) > SUM_TOLERANCE)
        return om_fail(err, OM_ERR_DATA, "%s: the shares of all uses sum to %g, not to 1",
                       om_csv_name(uses->table), sum);
    return OM_OK;
}

om_status om_day_uses_parse(const char *text, const char *name, om_day_uses **ret, om_error *err)
{
    OM_AUTO(om_day_uses) made = om_memory_take(1, sizeof *made);
    OM_TRY(om_csv_parse(text, strlen(text), name, &made->table, err));
    OM_TRY(read_table(made, err));
    *ret = OM_TAKE(made);
    return OM_OK;
}

om_status om_day_uses_open(om_day_uses **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = NULL;
    OM_TRY(om_share_find(arena, "standards/day_uses.csv", &path, err));
    OM_AUTO(om_day_uses) made = om_memory_take(1, sizeof *made);
    OM_TRY(om_csv_open(path, &made->table, err));
    OM_TRY(read_table(made, err));
    *ret = OM_TAKE(made);
    return OM_OK;
}

size_t om_day_uses_count(const om_day_uses *uses)
{
    return uses->count;
}

const om_day_use *om_day_uses_at(const om_day_uses *uses, size_t number)
{
    return &uses->list[number];
}

size_t om_day_uses_find(const om_day_uses *uses, const char *name)
{
    for (size_t i = 0; i < uses->count; i++)
        if (strcmp(uses->list[i].name, name) == 0)
            return i;
    return OM_NO_USE;
}
