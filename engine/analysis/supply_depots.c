/* Reads the rules of depot levels, and depots with their level. */
#include "engine/analysis/supply_depots.h"

#include <math.h>
#include <string.h>

#include "engine/base/csv.h"
#include "engine/base/file.h"

const char *const om_depot_level_names[OM_DEPOT_LEVELS] = {
    [OM_DEPOT_CITY] = "city",
    [OM_DEPOT_DISTRICT] = "district",
    [OM_DEPOT_TOWN] = "town",
    [OM_DEPOT_ANY] = "any",
};

static om_status read_minutes(const om_csv *table, size_t row, const char *name, double *ret,
                              om_error *err)
{
    size_t column = 0;
    OM_TRY(om_csv_need_column(table, name, &column, err));
    const char *cell = om_csv_cell(table, row, column);
    double minutes = 0;
    if (*cell &&
        (!om_text_to_number(cell, &minutes) || !(minutes >= 0 && minutes <= OM_DEPOT_MOST_MIN)))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is not within 0..%g min",
                       om_csv_name(table), om_csv_line(table, row), name, cell, OM_DEPOT_MOST_MIN);
    *ret = minutes;
    return OM_OK;
}

static om_status read_rule(const om_csv *table, const char *level, om_depot_rule *ret,
                           om_error *err)
{
    size_t column = 0, row = 0;
    OM_TRY(om_csv_need_column(table, "level", &column, err));
    while (row < om_csv_row_count(table) && strcmp(om_csv_cell(table, row, column), level) != 0)
        row++;
    if (row == om_csv_row_count(table))
        return om_fail(err, OM_ERR_DATA, "%s has no row for level '%s'", om_csv_name(table), level);
    OM_TRY(read_minutes(table, row, "limit_min", &ret->limit_min, err));
    OM_TRY(read_minutes(table, row, "mobilise_min", &ret->mobilise_min, err));
    return read_minutes(table, row, "distribute_min", &ret->distribute_min, err);
}

om_status om_depot_rules_read(const om_run *run, om_depot_rule ret[OM_DEPOT_LEVELS], om_error *err)
{
    OM_AUTO(om_arena) arena = om_arena_new();
    const char *path = NULL;
    OM_TRY(om_share_find(arena, OM_DEPOT_RULES, &path, err));
    OM_AUTO(om_csv) table = NULL;
    OM_TRY(om_csv_open(path, &table, err));
    const double own_limit_min = om_settings_number(run->settings, "limit_min");
    for (size_t i = 0; i < OM_DEPOT_LEVELS; i++) {
        OM_TRY(read_rule(table, om_depot_level_names[i], &ret[i], err));
        if (!isnan(own_limit_min))
            ret[i].limit_min = own_limit_min;
    }
    return OM_OK;
}

om_status om_depot_level_of(const char *id, const char *level, om_depot_level *ret, om_error *err)
{
    size_t found = 0;
    while (found < OM_DEPOT_ANY && (!level || strcmp(om_depot_level_names[found], level) != 0))
        found++;
    if (found == OM_DEPOT_ANY)
        return om_fail(err, OM_ERR_DATA,
                       "supply_depot %s has level '%s', which is not city, district or town", id,
                       level ? level : "");
    *ret = (om_depot_level)found;
    return OM_OK;
}

om_status om_depots_read(const om_run *run, const om_network *network, double within_m,
                         om_arena *arena, om_facilities *ret, om_error *err)
{
    const om_facility_layer layer = {"supply_depot", "mobilise_min", "level"};
    om_depot_level level;
    OM_TRY(om_facilities_read(run, &layer, network, within_m, arena, ret, err));
    for (size_t i = 0; i < ret->count; i++)
        OM_TRY(om_depot_level_of(ret->list[i].id, ret->list[i].level, &level, err));
    return OM_OK;
}

om_start om_depot_start(const om_facility *depot, const om_depot_rule rules[OM_DEPOT_LEVELS])
{
    om_depot_level level = OM_DEPOT_CITY;
    while (level < OM_DEPOT_TOWN && strcmp(om_depot_level_names[level], depot->level) != 0)
        level++;
    const double mobilise_min = isnan(depot->own) ? rules[level].mobilise_min : depot->own;
    return (om_start){depot->spot.edge, depot->spot.fraction,
                      60 * (mobilise_min + rules[level].distribute_min)};
}

om_access om_relief_access(const om_settings *settings)
{
    return (om_access){om_settings_number(settings, "max_snap_m"),
                       om_settings_number(settings, "access_kmh") / 3.6};
}

om_status om_relief_roads(const om_run *run, om_json *report, om_roads **ret, om_error *err)
{
    const om_driving driving = {om_settings_text(run->settings, "vehicle"), "design",
                                om_settings_number(run->settings, "speed_factor"), false};
    return om_roads_open(run, &driving, report, ret, err);
}
