/* Reads what depots hold, and what is asked of them. */
#include <math.h>

#include "engine/analysis/named_value.h"
#include "engine/analysis/supply_stock.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/store/rows.h"

/* What a table may ask for at most. */
#define MOST_FLOOR_M2 1e8
#define MOST_DAYS     365.0

/* ---- Aims ---- */

static om_status aim_of(const om_run *run, const om_csv *table, const char *setting,
                        const char *row, double maximum, double *ret, om_error *err)
{
    *ret = om_settings_number(run->settings, setting);
    return isnan(*ret) ? om_named_value(table, row, maximum, ret, err) : OM_OK;
}

om_status om_supply_aims_read(const om_run *run, bool has_floor, om_supply_aims *ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    OM_AUTO(om_csv) table = NULL;
    const char *path = NULL;
    OM_TRY(om_share_find(arena, OM_SUPPLY_TARGETS, &path, err));
    OM_TRY(om_csv_open(path, &table, err));
    OM_TRY(aim_of(run, table, "need_days", "need_days", MOST_DAYS, &ret->need_days, err));
    OM_TRY(aim_of(run, table, "need_share", "need_share", 1, &ret->need_share, err));
    return has_floor ? aim_of(run, table, "target_floor_m2", "floor_m2", MOST_FLOOR_M2,
                              &ret->floor_m2, err)
                     : OM_OK;
}

/* ---- Depots ---- */

enum { ID, NAME, LEVEL, FLOOR, STOCKS };

/* A number within what its column may be; NaN where it is not told. */
static om_status read_number(const om_rows *rows, int column, const char *name, double *ret,
                             om_error *err)
{
    const om_column *of = om_layer_column(om_layer_find("supply_depot"), name);
    const double number = om_rows_real(rows, column);
    if (!isnan(number) && !(number >= of->minimum && number <= of->maximum))
        return om_fail(err, OM_ERR_DATA, "supply_depot %s: %s %g is not within %g..%g %s",
                       om_rows_text(rows, ID), name, number, of->minimum, of->maximum, of->unit);
    *ret = number;
    return OM_OK;
}

static om_status read_row(const om_rows *rows, const om_needs *needs, om_arena *arena,
                          om_stocked *ret, om_error *err)
{
    const char *id = om_rows_text(rows, ID), *name = om_rows_text(rows, NAME);
    OM_AUTO(om_geom) shape = NULL;
    OM_TRY(om_depot_level_of(id, om_rows_text(rows, LEVEL), &ret->level, err));
    OM_TRY(om_rows_geom_in_metres(rows, om_rows_column_count(rows) - 1, &shape, err));
    if (!shape || om_geom_is_empty(shape))
        return om_fail(err, OM_ERR_DATA, "supply_depot %s has no place", id);
    OM_TRY(om_geom_point_inside(shape, &ret->at, err));
    ret->id = om_arena_text(arena, id);
    ret->name = om_arena_text(arena, name ? name : id);
    ret->stock = OM_ARENA_ARRAY(arena, double, om_needs_count(needs));
    OM_TRY(read_number(rows, FLOOR, "floor_m2", &ret->floor_m2, err));
    for (size_t i = 0; i < om_needs_count(needs); i++)
        OM_TRY(
            read_number(rows, STOCKS + (int)i, om_needs_at(needs, i)->column, &ret->stock[i], err));
    return OM_OK;
}

om_status om_stocks_read(const om_run *run, const om_needs *needs, om_arena *arena, om_stocks *ret,
                         om_error *err)
{
    int64_t count = 0;
    OM_AUTO_TEXT columns = {0};
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_run_count(run, "supply_depot", &count, err));
    ret->list = OM_ARENA_ARRAY(arena, om_stocked, (size_t)count);
    om_text_add(&columns, "id, name, level, floor_m2");
    for (size_t i = 0; i < om_needs_count(needs); i++)
        om_text_add_format(&columns, ", %s", om_needs_at(needs, i)->column);
    OM_TRY(
        om_layer_rows_open(run->store, om_layer_find("supply_depot"), columns.bytes, &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more && ret->count < (size_t)count) {
        OM_TRY(read_row(rows, needs, arena, &ret->list[ret->count], err));
        ret->count++;
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

double om_stocked_people(const om_stocked *depot, const om_needs *needs, double days)
{
    double people = NAN;
    for (size_t i = 0; i < om_needs_count(needs); i++)
        if (!isnan(depot->stock[i]))
            people = fmin(people, depot->stock[i] / om_need_of(om_needs_at(needs, i), 1, days));
    return people; /* fmin takes the number where the other is NaN */
}
