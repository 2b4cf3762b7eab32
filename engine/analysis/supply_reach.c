/* Where relief arrives in time: declaration, rules by depot level and the order of the steps. */
#include "engine/analysis/supply_reach.h"

#include <math.h>

#include "engine/analysis/supply_depots.h"

/* Puts each depot that is near a road into the group of its level and into that of any. */
static om_status group_depots(om_supply *supply, const om_depot_rule *rules,
                              om_supply_group *groups, om_error *err)
{
    const size_t most = supply->depots.usable_count;
    for (size_t g = 0; g < OM_DEPOT_LEVELS; g++)
        groups[g] = (om_supply_group){.level = om_depot_level_names[g],
                                      .limit_s = 60 * rules[g].limit_min,
                                      .starts = OM_ARENA_ARRAY(supply->arena, om_start, most),
                                      .depots = OM_ARENA_ARRAY(supply->arena, size_t, most)};
    for (size_t i = 0; i < most; i++) {
        const size_t number = supply->depots.usable[i];
        const om_facility *depot = &supply->depots.list[number];
        om_depot_level level;
        OM_TRY(om_depot_level_of(depot->id, depot->level, &level, err));
        om_supply_group *const both[] = {&groups[level], &groups[OM_DEPOT_ANY]};
        for (size_t b = 0; b < 2; b++) {
            both[b]->starts[both[b]->count] = om_depot_start(depot, rules);
            both[b]->depots[both[b]->count++] = number;
        }
    }
    return OM_OK;
}

static om_status read_inputs(om_supply *supply, om_error *err)
{
    OM_TRY(om_relief_roads(supply->run, supply->report, &supply->roads, err));
    supply->network = om_roads_network(supply->roads);
    OM_TRY(om_depots_read(supply->run, supply->network, supply->access.within_m, supply->arena,
                          &supply->depots, err));
    supply->places = om_places_new();
    OM_TRY(om_places_read_people(supply->places, supply->run, supply->report, err));
    OM_TRY(om_places_read(supply->places, supply->run->store, "shelter", err));
    OM_TRY(om_places_snap(supply->places, supply->network, &supply->access, err));
    OM_TRY(om_districts_read(supply->run->store, &supply->districts, err));
    supply->search = om_search_new(supply->network);
    return OM_OK;
}

static om_status write_ground(om_supply *supply, const om_supply_group *groups, om_error *err)
{
    OM_AUTO(om_ground) ground = NULL;
    OM_TRY(om_ground_open(supply->network, &supply->access, supply->cell_m, &ground, err));
    OM_TRY(om_supply_write_ground(supply, ground, groups, OM_DEPOT_ANY, err));
    return om_supply_write_bands(supply, ground, &groups[OM_DEPOT_ANY], err);
}

static om_status run_steps(om_supply *supply, om_error *err)
{
    const om_settings *settings = supply->run->settings;
    supply->cell_m = om_settings_number(settings, "cell_m");
    supply->access = om_relief_access(supply->run->settings);
    om_depot_rule rules[OM_DEPOT_LEVELS] = {0};
    om_supply_group groups[OM_DEPOT_LEVELS];
    OM_TRY(om_run_tell(supply->run, "supply_reach", 0, 3, "steps", err));
    OM_TRY(om_depot_rules_read(supply->run, rules, err));
    OM_TRY(read_inputs(supply, err));
    OM_TRY(group_depots(supply, rules, groups, err));
    OM_TRY(om_run_tell(supply->run, "supply_reach", 1, 3, "steps", err));
    OM_TRY(write_ground(supply, groups, err));
    OM_TRY(om_run_tell(supply->run, "supply_reach", 2, 3, "steps", err));
    OM_TRY(om_supply_write_figures(supply, groups, OM_DEPOT_LEVELS, err));
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
    {"limit_min", "min", OM_SETTING_NUMBER, "", 1, OM_DEPOT_MOST_MIN, NULL,
     "Time from order to hand-over, for every level; unset: as standards/depots.csv says."},
    OM_RELIEF_SETTINGS,
    {"cell_m", "m", OM_SETTING_NUMBER, "50", 2, 1000, NULL,
     "Cell of the raster that reach polygons are outlined from; figures do not depend on it."},
    {"bands_min", "", OM_SETTING_TEXT, "95,100,105,110,120,125,130,135,150,180,240,360,480,600", 0,
     0, NULL, "Minutes that the ground is coloured by, with commas between them; empty: no bands."},
    {0},
};

static const char *const outputs[] = {"supply_reach_area", "supply_reach_band",
                                      "supply_reach_place", "supply_reach_district", NULL};
static const char *const standards[] = {OM_RELIEF_STANDARDS, NULL};

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
