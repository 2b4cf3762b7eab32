/* Reads the tables of vehicles and barriers. */
#include "engine/analysis/vehicle.h"

#include <math.h>
#include <string.h>

#include "engine/base/arena.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"

#define VEHICLES "standards/vehicles.csv"
#define BARRIERS "standards/barriers.csv"

/* No vehicle is larger in any of its measures, and none waits longer at a barrier. */
#define MOST_SIZE    500.0
#define MOST_DELAY_S 3600.0

struct om_vehicle {
    om_csv *table, *barriers; /* its texts live in them */
    const char *name, *speeds, *modes, *access;
    om_size size;
    bool turns_freely, goes_against;
    size_t barrier_column, default_barrier, opened_barrier;
    double *barrier_s; /* one a row of the table of barriers */
};

void om_vehicle_free(om_vehicle *vehicle)
{
    if (!vehicle)
        return;
    om_csv_free(vehicle->table);
    om_csv_free(vehicle->barriers);
    free(vehicle->barrier_s);
    free(vehicle);
}

/* ---- Reading ---- */

static om_status fail_unknown(const om_csv *table, size_t column, const char *wanted, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const size_t count = om_csv_row_count(table);
    const char **names = OM_ARENA_ARRAY(arena, const char *, count);
    OM_AUTO_TEXT list = {0};
    for (size_t row = 0; row < count; row++) {
        names[row] = om_csv_cell(table, row, column);
        om_text_add_format(&list, "%s%s", row ? ", " : "", names[row]);
    }
    const char *nearest = om_text_nearest(wanted, names, count);
    if (nearest)
        return om_fail(err, OM_ERR_NOT_FOUND, "%s has no vehicle '%s'; did you mean '%s'?",
                       om_csv_name(table), wanted, nearest);
    return om_fail(err, OM_ERR_NOT_FOUND, "%s has no vehicle '%s'; it has %s", om_csv_name(table),
                   wanted, list.length ? list.bytes : "none");
}

static om_status find_row(const om_csv *table, const char *wanted, size_t *ret, om_error *err)
{
    size_t column = 0, row = 0;
    OM_TRY(om_csv_need_column(table, "vehicle", &column, err));
    while (row < om_csv_row_count(table) && strcmp(om_csv_cell(table, row, column), wanted) != 0)
        row++;
    if (row == om_csv_row_count(table))
        return fail_unknown(table, column, wanted, err);
    *ret = row;
    return OM_OK;
}

static om_status read_text(const om_csv *table, size_t row, const char *name, const char **ret,
                           om_error *err)
{
    size_t column = 0;
    OM_TRY(om_csv_need_column(table, name, &column, err));
    *ret = om_csv_cell(table, row, column);
    return OM_OK;
}

static om_status read_size(const om_csv *table, size_t row, const char *name, double *ret,
                           om_error *err)
{
    const char *cell = NULL;
    OM_TRY(read_text(table, row, name, &cell, err));
    *ret = NAN;
    if (*cell && (!om_text_to_number(cell, ret) || !(*ret > 0 && *ret <= MOST_SIZE)))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is not above 0", om_csv_name(table),
                       om_csv_line(table, row), name, cell);
    return OM_OK;
}

static om_status read_truth(const om_csv *table, size_t row, const char *name, bool *ret,
                            om_error *err)
{
    const char *cell = NULL;
    OM_TRY(read_text(table, row, name, &cell, err));
    *ret = strcmp(cell, "yes") == 0;
    if (!*ret && strcmp(cell, "no") != 0)
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is neither yes nor no",
                       om_csv_name(table), om_csv_line(table, row), name, cell);
    return OM_OK;
}

static om_status read_vehicle(om_vehicle *vehicle, const char *name, om_error *err)
{
    const om_csv *table = vehicle->table;
    size_t row = 0;
    OM_TRY(find_row(table, name, &row, err));
    OM_TRY(read_text(table, row, "vehicle", &vehicle->name, err));
    OM_TRY(read_text(table, row, "speeds", &vehicle->speeds, err));
    OM_TRY(read_text(table, row, "modes", &vehicle->modes, err));
    OM_TRY(read_text(table, row, "access", &vehicle->access, err));
    OM_TRY(read_size(table, row, "height_m", &vehicle->size.height_m, err));
    OM_TRY(read_size(table, row, "weight_t", &vehicle->size.weight_t, err));
    OM_TRY(read_size(table, row, "width_m", &vehicle->size.width_m, err));
    OM_TRY(read_truth(table, row, "exempt_from_turns", &vehicle->turns_freely, err));
    return read_truth(table, row, "against_oneway", &vehicle->goes_against, err);
}

static size_t barrier_row(const om_vehicle *vehicle, const char *kind)
{
    const size_t count = om_csv_row_count(vehicle->barriers);
    size_t row = 0;
    while (row < count &&
           strcmp(om_csv_cell(vehicle->barriers, row, vehicle->barrier_column), kind) != 0)
        row++;
    return row;
}

/* An empty cell is a barrier that stays shut. */
static om_status read_barriers(om_vehicle *vehicle, om_error *err)
{
    const om_csv *table = vehicle->barriers;
    const size_t count = om_csv_row_count(table);
    OM_AUTO_TEXT name = {0};
    om_text_add_format(&name, "%s_delay_s", vehicle->speeds);
    OM_TRY(om_csv_need_column(table, "barrier", &vehicle->barrier_column, err));
    vehicle->barrier_s = om_memory_take(count + 1, sizeof *vehicle->barrier_s);
    for (size_t row = 0; row < count; row++) {
        const char *cell = NULL;
        double *delay_s = &vehicle->barrier_s[row];
        OM_TRY(read_text(table, row, name.bytes, &cell, err));
        *delay_s = INFINITY;
        if (*cell &&
            (!om_text_to_number(cell, delay_s) || !(*delay_s >= 0 && *delay_s <= MOST_DELAY_S)))
            return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is not within 0..%g s",
                           om_csv_name(table), om_csv_line(table, row), name.bytes, cell,
                           MOST_DELAY_S);
    }
    vehicle->default_barrier = barrier_row(vehicle, "default");
    vehicle->opened_barrier = barrier_row(vehicle, "opened");
    if (vehicle->default_barrier == count || vehicle->opened_barrier == count)
        return om_fail(err, OM_ERR_DATA, "%s has no row '%s'", om_csv_name(table),
                       vehicle->default_barrier == count ? "default" : "opened");
    return OM_OK;
}

om_status om_vehicle_parse(const om_vehicle_tables *tables, const char *name, om_vehicle **ret,
                           om_error *err)
{
    OM_AUTO(om_vehicle) vehicle = om_memory_take(1, sizeof *vehicle);
    OM_TRY(om_csv_parse(tables->vehicles, strlen(tables->vehicles), "vehicles.csv", &vehicle->table,
                        err));
    OM_TRY(om_csv_parse(tables->barriers, strlen(tables->barriers), "barriers.csv",
                        &vehicle->barriers, err));
    OM_TRY(read_vehicle(vehicle, name, err));
    OM_TRY(read_barriers(vehicle, err));
    *ret = OM_TAKE(vehicle);
    return OM_OK;
}

om_status om_vehicle_open(const char *name, om_vehicle **ret, om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *vehicles = NULL, *barriers = NULL;
    OM_TRY(om_share_find(arena, VEHICLES, &vehicles, err));
    OM_TRY(om_share_find(arena, BARRIERS, &barriers, err));
    OM_AUTO(om_vehicle) vehicle = om_memory_take(1, sizeof *vehicle);
    OM_TRY(om_csv_open(vehicles, &vehicle->table, err));
    OM_TRY(om_csv_open(barriers, &vehicle->barriers, err));
    OM_TRY(read_vehicle(vehicle, name, err));
    OM_TRY(read_barriers(vehicle, err));
    *ret = OM_TAKE(vehicle);
    return OM_OK;
}

/* ---- Asking ---- */

/* True when the word of `length` letters is one of a list; `separators` stand between them. */
static bool has_word(const char *list, const char *separators, const char *word, size_t length)
{
    for (list += strspn(list, separators); *list; list += strspn(list, separators)) {
        const size_t here = strcspn(list, separators);
        if (here == length && strncmp(list, word, length) == 0)
            return true;
        list += here;
    }
    return false;
}

const char *om_vehicle_name(const om_vehicle *vehicle)
{
    return vehicle->name;
}

const char *om_vehicle_speeds(const om_vehicle *vehicle)
{
    return vehicle->speeds;
}

bool om_vehicle_is(const om_vehicle *vehicle, const char *mode)
{
    return has_word(vehicle->modes, " ", mode, strlen(mode));
}

bool om_vehicle_turns_freely(const om_vehicle *vehicle)
{
    return vehicle->turns_freely;
}

bool om_vehicle_goes_against(const om_vehicle *vehicle)
{
    return vehicle->goes_against;
}

bool om_vehicle_passes(const om_vehicle *vehicle, const char *access, const char *emergency)
{
    if (emergency && *emergency && om_vehicle_is(vehicle, "emergency"))
        access = emergency;
    if (!access || !*access)
        return true;
    for (access += strspn(access, "; "); *access; access += strspn(access, "; ")) {
        const size_t length = strcspn(access, "; ");
        if (has_word(vehicle->access, " ", access, length))
            return true;
        access += length;
    }
    return false;
}

bool om_vehicle_fits(const om_vehicle *vehicle, const om_size *limit)
{
    const om_size *size = &vehicle->size;
    return !(size->height_m > limit->height_m) && !(size->weight_t > limit->weight_t) &&
           !(size->width_m > limit->width_m);
}

double om_vehicle_barrier_s(const om_vehicle *vehicle, const om_barrier *barrier, bool *ret_known)
{
    const char *kind = barrier->kind ? barrier->kind : "";
    const size_t row = barrier_row(vehicle, kind);
    *ret_known = row < om_csv_row_count(vehicle->barriers);
    const double delay_s = vehicle->barrier_s[*ret_known ? row : vehicle->default_barrier];
    if (om_vehicle_is(vehicle, "foot"))
        return delay_s;
    if (!om_vehicle_fits(vehicle, &barrier->limit) ||
        !om_vehicle_passes(vehicle, barrier->access, barrier->emergency))
        return INFINITY;
    const bool is_told = barrier->access || barrier->emergency;
    return isinf(delay_s) && is_told ? vehicle->barrier_s[vehicle->opened_barrier] : delay_s;
}
