/* Who can walk to a shelter: declaration, nearest shelters and access of each place. */
#include "engine/analysis/shelter_reach.h"

#include <math.h>

#include "engine/analysis/population.h"

/* Of shelters equally near the one with the lower id counts. */
static void find_in_reach(om_shelter_reach *reach)
{
    const om_shelter_walk *walk = &reach->walk;
    for (size_t g = 0; g < walk->count; g++)
        for (size_t i = walk->caught.first[g]; i < walk->caught.first[g + 1]; i++) {
            const om_catch *caught = &walk->caught.list[i];
            om_walk_place *at = &reach->places[caught->place];
            if (!at->in_reach++ || caught->seconds < at->metres) {
                at->group = g;
                at->metres = caught->seconds;
            }
        }
}

/* The nearest shelter of those who have none in reach, however far it is. */
static om_status find_beyond(om_shelter_reach *reach, om_error *err)
{
    const om_shelter_walk *walk = &reach->walk;
    om_start *starts = OM_ARENA_ARRAY(walk->arena, om_start, walk->starts);
    size_t *group_of = OM_ARENA_ARRAY(walk->arena, size_t, walk->starts);
    size_t count = 0;
    for (size_t g = 0; g < walk->count; g++)
        for (size_t s = 0; s < walk->groups[g].count; s++) {
            group_of[count] = g;
            starts[count++] = walk->groups[g].starts[s];
        }
    OM_AUTO(om_search) search = om_search_new(walk->network);
    OM_TRY(om_search_run(search, starts, count, INFINITY, err));
    om_places_time(walk->places, search, &walk->access);
    for (size_t i = 0; i < om_places_count(walk->places); i++) {
        const om_place *place = om_places_at(walk->places, i);
        om_walk_place *at = &reach->places[i];
        if (at->in_reach || place->source == OM_NO_SOURCE)
            continue;
        at->group = group_of[place->source];
        at->metres = place->seconds;
    }
    return OM_OK;
}

static om_status find_access(om_shelter_reach *reach, om_error *err)
{
    const om_shelter_walk *walk = &reach->walk;
    const size_t count = om_places_count(walk->places);
    double *people = OM_ARENA_ARRAY(walk->arena, double, count + 1);
    double *access = OM_ARENA_ARRAY(walk->arena, double, count + 1);
    double *supply = OM_ARENA_ARRAY(walk->arena, double, walk->count + 1);
    for (size_t i = 0; i < count; i++)
        people[i] = om_places_at(walk->places, i)->people;
    for (size_t g = 0; g < walk->count; g++)
        supply[g] = om_shelters_ground(walk->shelters, walk->numbers[g])->usable_m2;
    const om_access_case of = {&walk->caught, walk->groups, supply, walk->count, people, count};
    OM_AUTO(om_weights) weights = NULL;
    OM_TRY(om_weights_open(&weights, err));
    om_json *told = om_json_put(walk->report, "access", om_json_object_new());
    for (om_access_method method = 0; method < OM_ACCESS_METHODS; method++) {
        const double out_of_reach_m2 = om_access_find(&of, weights, method, access);
        double shared_m2 = 0;
        for (size_t i = 0; i < count; i++) {
            reach->places[i].access[method] = access[i];
            shared_m2 += access[i] * people[i];
        }
        om_json *about = om_json_put(told, om_access_method_name(method), om_json_object_new());
        om_json_put_number(about, "shared_m2", shared_m2);
        om_json_put_number(about, "out_of_reach_m2", out_of_reach_m2);
    }
    return OM_OK;
}

const char *om_walk_place_state(const om_place *place, const om_walk_place *at)
{
    if (!place->near_road)
        return "unknown";
    if (at->in_reach)
        return "reached";
    return at->group == OM_NO_GROUP ? "unreachable" : "far";
}

static om_status run_steps(om_shelter_reach *reach, om_error *err)
{
    const om_run *run = reach->walk.run;
    OM_TRY(om_run_tell(run, "shelter_reach", 0, 3, "steps", err));
    OM_TRY(om_shelter_walk_open(&reach->walk, err));
    const size_t count = om_places_count(reach->walk.places);
    reach->places = OM_ARENA_ARRAY(reach->walk.arena, om_walk_place, count + 1);
    for (size_t i = 0; i < count; i++)
        reach->places[i].group = OM_NO_GROUP;
    find_in_reach(reach);
    OM_TRY(find_beyond(reach, err));
    OM_TRY(find_access(reach, err));
    OM_TRY(om_run_tell(run, "shelter_reach", 1, 3, "steps", err));
    OM_TRY(om_shelter_reach_write_ground(&reach->walk, err));
    OM_TRY(om_run_tell(run, "shelter_reach", 2, 3, "steps", err));
    OM_TRY(om_shelter_reach_write_figures(reach, err));
    return om_run_tell(run, "shelter_reach", 3, 3, "steps", err);
}

static void reach_clear(om_shelter_reach *reach)
{
    om_shelter_walk_clear(&reach->walk);
}

static om_status run_shelter_reach(const om_run *run, om_json *report, om_error *err)
{
    __attribute__((cleanup(reach_clear)))
    om_shelter_reach reach = {.walk = {.run = run, .report = report}};
    return run_steps(&reach, err);
}

static const om_input inputs[] = {OM_SHELTER_WALK_INPUTS, {0}};

static const om_setting settings[] = {
    OM_SHELTER_WALK_SETTINGS,
    {"cell_m", "m", OM_SETTING_NUMBER, "25", 2, 1000, NULL,
     "Cell of the raster that reach polygons are outlined from; figures do not depend on it."},
    {0},
};

static const char *const outputs[] = {"shelter_reach_area", "shelter_reach_place",
                                      "shelter_reach_district", NULL};
static const char *const standards[] = {
    "standards/shelter.csv",        "standards/shelter_classes.csv",
    "standards/shelter_access.csv", "standards/shelter_hazards.csv",
    "standards/speeds.csv",         "standards/vehicles.csv",
    "standards/barriers.csv",       NULL};

extern const om_analysis om_analysis_shelter_reach;
const om_analysis om_analysis_shelter_reach = {
    .name = "shelter_reach",
    .title = "Shelters on foot",
    .title_zh = "避难场所步行可达性",
    .summary =
        "Who can walk to a shelter within the distance of its class along roads and "
        "walkways, who has none, and how much of the shelters in reach there is for a person.",
    .inputs = inputs,
    .settings = settings,
    .outputs = outputs,
    .standards = standards,
    .run = run_shelter_reach,
};
