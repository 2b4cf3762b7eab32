/* Where relief arrives in time: declaration, rules by depot level and the order of the steps. */
#include "engine/analysis/supply_reach.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/population.h"
#include "engine/analysis/roads.h"
#include "engine/base/csv.h"
#include "engine/base/file.h"

#define DEPOTS "standards/depots.csv"

/* What a table may say at most: a month. */
#define MOST_MIN 43200.0

enum { GROUPS = 4 };
static const char *const levels[GROUPS] = {"city", "district", "town", "any"};

static om_status read_minutes(const om_csv *table, size_t row, const char *name, double *ret,
                              om_error *err)
{
    size_t column = 0;
    OM_TRY(om_csv_need_column(table, name, &column, err));
    const char *cell = om_csv_cell(table, row, column);
    double minutes = 0;
    if (*cell && (!om_text_to_number(cell, &minutes) || !(minutes >= 0 && minutes <= MOST_MIN)))
        return om_fail(err, OM_ERR_DATA, "%s, line %zu: %s '%s' is not within 0..%g min",
                       om_csv_name(table), om_csv_line(table, row), name, cell, MOST_MIN);
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

static om_status read_rules(const om_run *run, om_arena *arena, om_depot_rule rules[GROUPS],
                            om_error *err)
{
    const char *path = NULL;
    OM_TRY(om_share_find(arena, DEPOTS, &path, err));
    OM_AUTO(om_csv) table = NULL;
    OM_TRY(om_csv_open(path, &table, err));
    const double own_limit_min = om_settings_number(run->settings, "limit_min");
    for (size_t i = 0; i < GROUPS; i++) {
        OM_TRY(read_rule(table, levels[i], &rules[i], err));
        if (!isnan(own_limit_min))
            rules[i].limit_min = own_limit_min;
    }
    return OM_OK;
}

static om_start start_of(const om_facility *depot, const om_depot_rule *rule)
{
    const double mobilise_min = isnan(depot->own) ? rule->mobilise_min : depot->own;
    return (om_start){depot->spot.edge, depot->spot.fraction,
                      60 * (mobilise_min + rule->distribute_min)};
}

/* Puts each depot that is near a road into the group of its level and into that of any. */
static om_status group_depots(om_supply *supply, const om_depot_rule *rules,
                              om_supply_group *groups, om_error *err)
{
    const size_t most = supply->depots.usable_count;
    for (size_t g = 0; g < GROUPS; g++)
        groups[g] = (om_supply_group){.level = levels[g],
                                      .limit_s = 60 * rules[g].limit_min,
                                      .starts = OM_ARENA_ARRAY(supply->arena, om_start, most),
                                      .depots = OM_ARENA_ARRAY(supply->arena, size_t, most)};
    for (size_t i = 0; i < most; i++) {
        const size_t number = supply->depots.usable[i];
        const om_facility *depot = &supply->depots.list[number];
        size_t g = 0;
        while (g + 1 < GROUPS && strcmp(levels[g], depot->level) != 0)
            g++;
        if (g + 1 == GROUPS)
            return om_fail(err, OM_ERR_DATA,
                           "supply_depot %s has level '%s', which is not city, district or town",
                           depot->id, depot->level);
        const om_start start = start_of(depot, &rules[g]);
        om_supply_group *const both[] = {&groups[g], &groups[GROUPS - 1]};
        for (size_t b = 0; b < 2; b++) {
            both[b]->starts[both[b]->count] = start;
            both[b]->depots[both[b]->count++] = number;
        }
    }
    return OM_OK;
}

static om_status read_inputs(om_supply *supply, om_error *err)
{
    const om_settings *settings = supply->run->settings;
    const om_driving driving = {om_settings_text(settings, "vehicle"), "design",
                                om_settings_number(settings, "speed_factor"), false};
    const om_facility_layer layer = {"supply_depot", "mobilise_min", "level"};
    OM_TRY(om_roads_open(supply->run, &driving, supply->report, &supply->roads, err));
    supply->network = om_roads_network(supply->roads);
    OM_TRY(om_facilities_read(supply->run, &layer, supply->network, supply->access.within_m,
                              supply->arena, &supply->depots, err));
    supply->places = om_places_new();
    OM_TRY(om_places_read_people(supply->places, supply->run, supply->report, err));
    OM_TRY(om_places_read(supply->places, supply->run->store, "shelter", err));
    OM_TRY(om_places_snap(supply->places, supply->network, &supply->access, err));
    OM_TRY(om_districts_read(supply->run->store, &supply->districts, err));
    supply->search = om_search_new(supply->network);
    return OM_OK;
}

static om_status run_steps(om_supply *supply, om_error *err)
{
    const om_settings *settings = supply->run->settings;
    supply->cell_m = om_settings_number(settings, "cell_m");
    supply->access = (om_access){om_settings_number(settings, "max_snap_m"),
                                 om_settings_number(settings, "access_kmh") / 3.6};
    om_depot_rule rules[GROUPS] = {0};
    om_supply_group groups[GROUPS];
    OM_TRY(om_run_tell(supply->run, "supply_reach", 0, 3, "steps", err));
    OM_TRY(read_rules(supply->run, supply->arena, rules, err));
    OM_TRY(read_inputs(supply, err));
    OM_TRY(group_depots(supply, rules, groups, err));
    OM_TRY(om_run_tell(supply->run, "supply_reach", 1, 3, "steps", err));
    OM_TRY(om_supply_write_ground(supply, groups, GROUPS - 1, err));
    OM_TRY(om_run_tell(supply->run, "supply_reach", 2, 3, "steps", err));
    OM_TRY(om_supply_write_figures(supply, groups, GROUPS, err));
    return om_run_tell(supply->run, "supply_reach", 3, 3, "steps", err);
}

static void supply_clear(om_supply *supply)
{
    om_districts_free(supply->districts);
    om_places_free(supply->places);
    om_search_free(supply->search);
    om_roads_free(supply->roads);
    om_arena_free(supply->arena);
}

static om_status run_supply_reach(const om_run *run, om_json *report, om_error *err)
{
    __attribute__((cleanup(supply_clear)))
    om_supply supply = {.run = run, .report = report, .arena = om_arena_new()};
    return run_steps(&supply, err);
}

static const om_input inputs[] = {
    {"road", true, "what trucks drive on"},
    {"turn_restriction", false, "turns that trucks do not make"},
    {"road_barrier", false, "gates that cost time, and what lets nobody through"},
    {"closure", false, "roads that are closed or slowed"},
    {"supply_depot", true, "where trucks start"},
    {"district", true, "what figures are reported for"},
    {"population", false, "people reached"},
    {"population_place", false, "where on the ground they live"},
    {"population_day", false, "where they are by day"},
    {"shelter", false, "shelters reached"},
    {0},
};

static const om_setting settings_declared[] = {
    {"limit_min", "min", OM_SETTING_NUMBER, "", 1, MOST_MIN, NULL,
     "Time from order to hand-over, for every level; unset: as standards/depots.csv says."},
    {"vehicle", "", OM_SETTING_TEXT, "truck", 0, 0, NULL,
     "A row of standards/vehicles.csv: its size, what it may pass and which speeds it drives."},
    {"people_on", "", OM_SETTING_CHOICE, "auto", 0, 0, om_population_choices,
     OM_POPULATION_SUMMARY},
    {"speed_factor", "", OM_SETTING_NUMBER, "1", 0.05, 5, NULL,
     "Multiplies all speeds: below 1 for bad roads."},
    {"max_snap_m", "m", OM_SETTING_NUMBER, "200", 1, 10000, NULL,
     "How far from a road a depot or place may lie; farther places are unknown."},
    {"access_kmh", "km/h", OM_SETTING_NUMBER, "5", 0.5, 100, NULL,
     "Speed over the last metres from the road to the place."},
    {"cell_m", "m", OM_SETTING_NUMBER, "50", 2, 1000, NULL,
     "Cell of the raster that reach polygons are outlined from; figures do not depend on it."},
    {0},
};

static const char *const outputs[] = {"supply_reach_area", "supply_reach_place",
                                      "supply_reach_district", NULL};
static const char *const standards[] = {"standards/speeds.csv", "standards/vehicles.csv",
                                        "standards/barriers.csv", DEPOTS, NULL};

extern const om_analysis om_analysis_supply_reach;
const om_analysis om_analysis_supply_reach = {
    .name = "supply_reach",
    .title = "Relief reach",
    .title_zh = "物资保障范围",
    .summary =
        "Time from the order to the hand-over of relief, by depot level, and who is in time.",
    .inputs = inputs,
    .settings = settings_declared,
    .outputs = outputs,
    .standards = standards,
    .run = run_supply_reach,
};
