/* Reads the table of speeds by road class. */
#include "engine/analysis/speeds.h"

#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

/* No engine drives faster on any road. */
#define MOST_KMH 200.0

struct om_speeds {
    om_csv *table;
    size_t class_column, default_row;
    double *kmh; /* one a row */
};

void om_speeds_free(om_speeds *speeds)
{
    if (!speeds)
        return;
    om_csv_free(speeds->table);
    free(speeds->kmh);
    free(speeds);
}

static size_t row_of(const om_speeds *speeds, const char *road_class)
{
    const size_t count = om_csv_row_count(speeds->table);
    size_t row = 0;
    while (row < count &&
           strcmp(om_csv_cell(speeds->table, row, speeds->class_column), road_class) != 0)
        row++;
    return row;
}

static om_status read_row(om_speeds *speeds, size_t row, size_t column, om_error *err)
{
    const char *cell = om_csv_cell(speeds->table, row, column);
    double kmh;
    if (!om_text_to_number(cell, &kmh) || !(kmh >= 0 && kmh <= MOST_KMH))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: speed '%s' is not within 0..%g km/h",
                       om_csv_name(speeds->table), om_csv_line(speeds->table, row), cell, MOST_KMH);
    speeds->kmh[row] = kmh;
    return OM_OK;
}

static om_status read_table(om_speeds *speeds, const char *vehicle, om_error *err)
{
    OM_AUTO_TEXT name = {0};
    om_text_add_format(&name, "%s_kmh", vehicle);
    size_t column = 0;
    OM_TRY(om_csv_need_column(speeds->table, "class", &speeds->class_column, err));
    OM_TRY(om_csv_need_column(speeds->table, name.bytes, &column, err));
    const size_t count = om_csv_row_count(speeds->table);
    speeds->kmh = om_memory_take(count + 1, sizeof *speeds->kmh);
    for (size_t row = 0; row < count; row++)
        OM_TRY(read_row(speeds, row, column, err));
    speeds->default_row = row_of(speeds, "default");
    if (speeds->default_row == count || !(speeds->kmh[speeds->default_row] > 0))
        return om_fail(err, OM_ERR_DATA, "%s has no row 'default' with a speed above 0",
                       om_csv_name(speeds->table));
    return OM_OK;
}

om_status om_speeds_parse(const char *text, const char *name, const char *vehicle, om_speeds **ret,
                          om_error *err)
{
    OM_AUTO(om_speeds) speeds = om_memory_take(1, sizeof *speeds);
    OM_TRY(om_csv_parse(text, strlen(text), name, &speeds->table, err));
    OM_TRY(read_table(speeds, vehicle, err));
    *ret = OM_TAKE(speeds);
    return OM_OK;
}

om_status om_speeds_open(const char *vehicle, om_speeds **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = NULL;
    OM_TRY(om_share_find(arena, "standards/speeds.csv", &path, err));
    OM_AUTO(om_speeds) speeds = om_memory_take(1, sizeof *speeds);
    OM_TRY(om_csv_open(path, &speeds->table, err));
    OM_TRY(read_table(speeds, vehicle, err));
    *ret = OM_TAKE(speeds);
    return OM_OK;
}

double om_speeds_kmh(const om_speeds *speeds, const char *road_class, bool *ret_known)
{
    const size_t row = row_of(speeds, road_class);
    *ret_known = row < om_csv_row_count(speeds->table);
    return speeds->kmh[*ret_known ? row : speeds->default_row];
}
