/* Reads the table of speeds by road class and time of day. */
#include "engine/analysis/speeds.h"

#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

/* No engine drives faster on any road. */
#define MOST_KMH 200.0

static const char *const times[OM_DAYTIMES] = {"design", "offpeak", "peak"};

struct om_speeds {
    om_csv *table;
    size_t class_column, default_row;
    double *kmh; /* OM_DAYTIMES a row */
};

om_status om_daytime_parse(const char *word, om_daytime *ret, om_error *err)
{
    for (int time = 0; time < OM_DAYTIMES; time++)
        if (strcmp(word, times[time]) == 0) {
            *ret = (om_daytime)time;
            return OM_OK;
        }
    return om_fail(err, OM_ERR_RANGE, "time of day '%s' is none of design, offpeak, peak", word);
}

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

static om_status read_cell(const om_speeds *speeds, size_t row, size_t column, double *ret,
                           om_error *err)
{
    const char *cell = om_csv_cell(speeds->table, row, column);
    if (!om_text_to_number(cell, ret) || !(*ret >= 0 && *ret <= MOST_KMH))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: speed '%s' is not within 0..%g km/h",
                       om_csv_name(speeds->table), om_csv_line(speeds->table, row), cell, MOST_KMH);
    return OM_OK;
}

static om_status read_column(om_speeds *speeds, const char *vehicle, om_daytime time, om_error *err)
{
    size_t column = 0;
    OM_AUTO_TEXT name = {0};
    om_text_add_format(&name, "%s_%s_kmh", vehicle, times[time]);
    OM_TRY(om_csv_need_column(speeds->table, name.bytes, &column, err));
    for (size_t row = 0; row < om_csv_row_count(speeds->table); row++)
        OM_TRY(read_cell(speeds, row, column, &speeds->kmh[OM_DAYTIMES * row + time], err));
    return OM_OK;
}

/* A class is driven on at any time or never: a network is the same one all day. */
static om_status check_row(const om_speeds *speeds, size_t row, om_error *err)
{
    const double *kmh = &speeds->kmh[OM_DAYTIMES * row];
    for (int time = 0; time < OM_DAYTIMES; time++)
        if ((kmh[time] > 0) != (kmh[OM_DESIGN] > 0))
            return om_fail(
                err, OM_ERR_DATA,
                "%s, line %zu: speed %g at the time '%s' beside %g at the time 'design'; "
                "a class is driven on at all times or, with 0, at none",
                om_csv_name(speeds->table), om_csv_line(speeds->table, row), kmh[time], times[time],
                kmh[OM_DESIGN]);
    return OM_OK;
}

static om_status read_table(om_speeds *speeds, const char *vehicle, om_error *err)
{
    OM_TRY(om_csv_need_column(speeds->table, "class", &speeds->class_column, err));
    const size_t count = om_csv_row_count(speeds->table);
    speeds->kmh = om_memory_take(OM_DAYTIMES * (count + 1), sizeof *speeds->kmh);
    for (int time = 0; time < OM_DAYTIMES; time++)
        OM_TRY(read_column(speeds, vehicle, (om_daytime)time, err));
    for (size_t row = 0; row < count; row++)
        OM_TRY(check_row(speeds, row, err));
    speeds->default_row = row_of(speeds, "default");
    if (speeds->default_row == count ||
        !(om_speeds_kmh(speeds, speeds->default_row, OM_DESIGN) > 0))
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

size_t om_speeds_row(const om_speeds *speeds, const char *road_class, bool *ret_known)
{
    const size_t row = row_of(speeds, road_class);
    *ret_known = row < om_csv_row_count(speeds->table);
    return *ret_known ? row : speeds->default_row;
}

size_t om_speeds_row_count(const om_speeds *speeds)
{
    return om_csv_row_count(speeds->table);
}

double om_speeds_kmh(const om_speeds *speeds, size_t row, om_daytime time)
{
    return speeds->kmh[OM_DAYTIMES * row + time];
}
