/* Adds up the floor area of depots against the target. */
#include <math.h>

#include "engine/analysis/supply_stock.h"

/* Depots of one level, or of several. */
typedef struct floors {
    int64_t depots, unknown;
    double floor_m2;
} floors;

static om_status write_floor(om_json *all, om_table *table, const char *level, const floors *of,
                             double target_m2, om_error *err)
{
    const double missing_m2 = fmax(target_m2 - of->floor_m2, 0);
    const om_value values[] = {
        om_value_text(level),
        om_value_integer(of->depots),
        om_value_integer(of->unknown),
        om_value_real(of->floor_m2),
        om_value_real(target_m2),
        isnan(target_m2) ? om_value_real(target_m2) : om_value_real(missing_m2),
    };
    om_json *told = om_json_put(all, level, om_json_object_new());
    om_json_put_integer(told, "depots", of->depots);
    om_json_put_integer(told, "depots_without_floor", of->unknown);
    om_json_put_number(told, "floor_m2", of->floor_m2);
    if (!isnan(target_m2)) {
        om_json_put_number(told, "target_m2", target_m2);
        om_json_put_number(told, "missing_m2", missing_m2);
    }
    return om_table_add(table, level, values, NULL, err);
}

/* The plan asks for so much of city and district depots together. */
static const char both_levels[] = "city_and_district";

om_status om_stocking_write_floor(om_stocking *stocking, om_error *err)
{
    floors levels[OM_DEPOT_ANY] = {0};
    OM_AUTO(om_table) table = NULL;
    OM_TRY(om_run_output(stocking->run, "supply_floor", &table, err));
    om_json *told = om_json_put(stocking->report, "floor", om_json_object_new());
    for (size_t i = 0; i < stocking->stocks.count; i++) {
        const om_stocked *depot = &stocking->stocks.list[i];
        levels[depot->level].depots++;
        levels[depot->level].unknown += isnan(depot->floor_m2);
        levels[depot->level].floor_m2 += isnan(depot->floor_m2) ? 0 : depot->floor_m2;
    }
    for (size_t i = 0; i < OM_DEPOT_ANY; i++)
        OM_TRY(write_floor(told, table, om_depot_level_names[i], &levels[i], NAN, err));
    const floors *city = &levels[OM_DEPOT_CITY], *district = &levels[OM_DEPOT_DISTRICT];
    const floors both = {city->depots + district->depots, city->unknown + district->unknown,
                         city->floor_m2 + district->floor_m2};
    if (both.unknown)
        om_run_notice(stocking->run,
                      "%lld of %lld city and district depots do not tell their floor area: what is "
                      "missing to the target may be less",
                      (long long)both.unknown, (long long)both.depots);
    return write_floor(told, table, both_levels, &both, stocking->aims.floor_m2, err);
}
