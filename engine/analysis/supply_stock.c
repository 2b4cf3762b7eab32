/* The analysis "supply_stock": what depots hold against what people need, and their floor area. */
#include "engine/analysis/supply_stock.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/district_people.h"
#include "engine/analysis/population.h"

/* ---- People ---- */

static om_status count_people(om_stocking *stocking, om_error *err)
{
    double outside = 0;
    OM_AUTO(om_places) places = om_places_new();
    OM_TRY(om_places_read_people(places, stocking->run, stocking->report, err));
    stocking->people =
        OM_ARENA_ARRAY(stocking->arena, double, om_districts_count(stocking->districts));
    OM_TRY(om_district_people(stocking->districts, places, stocking->people, &outside, err));
    if (outside > 0)
        om_run_notice(stocking->run, "%.0f people are outside every district and not counted",
                      outside);
    return OM_OK;
}

/* ---- The hierarchy ---- */

/* Counties, where the city is the sum of their towns; else each district is its own. */
static const om_level *upper_level(const om_districts *districts)
{
    const om_level *city = om_districts_city(districts);
    for (size_t i = 0; i < om_districts_level_count(districts); i++) {
        const om_level *level = om_districts_level(districts, i);
        if (strcmp(level->name, "county") == 0 && level->count < city->count)
            return level;
    }
    return city;
}

static om_status find_parents(om_stocking *stocking, om_error *err)
{
    const om_level *city = om_districts_city(stocking->districts);
    stocking->upper = upper_level(stocking->districts);
    stocking->parent = OM_ARENA_ARRAY(stocking->arena, size_t, city->count);
    for (size_t i = 0; i < city->count; i++) {
        om_xy inside;
        size_t parent = city->first + i;
        if (stocking->upper != city) {
            const om_geom *shape = om_districts_at(stocking->districts, parent)->shape;
            OM_TRY(om_geom_point_inside(shape, &inside, err));
            parent = om_districts_of_point(stocking->districts, stocking->upper, inside);
        }
        stocking->parent[i] = parent == OM_NO_DISTRICT ? SIZE_MAX : parent - stocking->upper->first;
    }
    return OM_OK;
}

/* ---- Order of the steps ---- */

static om_status run_steps(om_stocking *stocking, om_error *err)
{
    const om_run *run = stocking->run;
    OM_TRY(om_run_tell(run, "supply_stock", 0, 3, "steps", err));
    OM_TRY(om_needs_open(&stocking->needs, err));
    OM_TRY(om_supply_aims_read(run, true, &stocking->aims, err));
    OM_TRY(om_stocks_read(run, stocking->needs, stocking->arena, &stocking->stocks, err));
    OM_TRY(om_districts_read(run->store, &stocking->districts, err));
    OM_TRY(om_run_tell(run, "supply_stock", 1, 3, "steps", err));
    OM_TRY(count_people(stocking, err));
    OM_TRY(find_parents(stocking, err));
    OM_TRY(om_run_tell(run, "supply_stock", 2, 3, "steps", err));
    OM_TRY(om_stocking_write_floor(stocking, err));
    OM_TRY(om_stocking_write(stocking, err));
    return om_run_tell(run, "supply_stock", 3, 3, "steps", err);
}

static void stocking_clear(om_stocking *stocking)
{
    om_districts_free(stocking->districts);
    om_needs_free(stocking->needs);
    om_arena_free(stocking->arena);
}

static om_status run_supply_stock(const om_run *run, om_json *report, om_error *err)
{
    __attribute__((cleanup(stocking_clear)))
    om_stocking stocking = {.run = run, .report = report, .arena = om_arena_new()};
    return run_steps(&stocking, err);
}

static const om_input inputs[] = {
    {"supply_depot", true, "what is held, and on how much floor"},
    {"district", true, "what figures are reported for, and whom depots top up"},
    {"population", false, "people in need"},
    {"population_place", false, "where on the ground they live"},
    {"population_day", false, "where they are by day"},
    {0},
};

static const om_setting settings_declared[] = {
    {"target_floor_m2", "m2", OM_SETTING_NUMBER, "", 0, 1e8, NULL,
     "Floor area that city and district depots shall have together; unset: as "
     "standards/supply_targets.csv says."},
    OM_SUPPLY_NEED_SETTINGS,
    {"people_on", "", OM_SETTING_CHOICE, "auto", 0, 0, om_population_choices,
     OM_POPULATION_SUMMARY},
    {0},
};

static const char *const outputs[] = {"supply_stock", "supply_floor", NULL};
static const char *const standards[] = {OM_SUPPLY_NEED, OM_SUPPLY_TARGETS, NULL};

extern const om_analysis om_analysis_supply_stock;
const om_analysis om_analysis_supply_stock = {
    .name = "supply_stock",
    .title = "Relief stock",
    .title_zh = "物资储备",
    .summary = "What depots hold against what people need, in days and as a share, topped up by "
               "district and city; floor area against the target.",
    .inputs = inputs,
    .settings = settings_declared,
    .outputs = outputs,
    .standards = standards,
    .run = run_supply_stock,
};
