/* The analysis "supply_loss": what each single closed road or lost depot would cost. */
#include "engine/analysis/supply_loss.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/network/loss.h"

/* ---- What is supplied ---- */

/* Lists the places by edge; those without a road belong to none. */
static void list_by_edge(om_losing *losing)
{
    const size_t edges = om_network_edge_count(losing->network);
    losing->first_on = OM_ARENA_ARRAY(losing->arena, size_t, edges + 2);
    losing->on = OM_ARENA_ARRAY(losing->arena, size_t, losing->count);
    for (size_t i = 0; i < losing->count; i++)
        if (om_places_at(losing->places, i)->near_road)
            losing->first_on[om_places_at(losing->places, i)->spot.edge + 2]++;
    for (size_t e = 0; e < edges; e++)
        losing->first_on[e + 2] += losing->first_on[e + 1];
    for (size_t i = 0; i < losing->count; i++)
        if (om_places_at(losing->places, i)->near_road)
            losing->on[losing->first_on[om_places_at(losing->places, i)->spot.edge + 1]++] = i;
}

static void list_supplied(om_losing *losing, const om_search *search)
{
    const om_level *city = om_districts_city(losing->districts);
    losing->count = om_places_count(losing->places);
    losing->supplied = OM_ARENA_ARRAY(losing->arena, om_supplied, losing->count);
    om_places_time(losing->places, search, &losing->access);
    for (size_t i = 0; i < losing->count; i++) {
        const om_place *place = om_places_at(losing->places, i);
        const bool is_shelter = strcmp(place->layer, "shelter") == 0;
        const size_t district = om_districts_of_point(losing->districts, city, place->at);
        losing->supplied[i] = (om_supplied){
            .people = is_shelter ? 0 : place->people,
            .is_shelter = is_shelter,
            .district = district == OM_NO_DISTRICT ? SIZE_MAX : district - city->first,
            .before_s = place->near_road ? place->seconds : (double)INFINITY,
        };
    }
    list_by_edge(losing);
}

/* ---- Roads ---- */

static void add_toll(om_losing *losing, size_t number, const om_toll *toll)
{
    if (om_toll_is_nothing(toll))
        return;
    losing->losses = om_memory_grow(losing->losses, losing->loss_count + 1, &losing->loss_capacity,
                                    sizeof *losing->losses);
    losing->losses[losing->loss_count++] = (om_one_loss){number, *toll};
}

/* Counts the places on an edge whose arrivals may have changed. */
static void count_edge(om_losing *losing, const om_loss *loss, uint32_t edge, uint32_t closed)
{
    for (size_t i = losing->first_on[edge]; i < losing->first_on[edge + 1]; i++) {
        const om_place *place = om_places_at(losing->places, losing->on[i]);
        const double way_s = place->spot.distance_m / losing->access.speed_ms;
        const double after_s = om_loss_at(loss, edge, place->spot.fraction).seconds + way_s;
        om_tolling_add(losing->tolling, &losing->supplied[losing->on[i]], after_s, edge == closed);
    }
}

static om_status close_each(om_losing *losing, om_error *err)
{
    OM_AUTO(om_loss) loss = NULL;
    const size_t edges = om_network_edge_count(losing->network);
    OM_TRY(om_loss_open(losing->network, losing->starts, losing->depots.usable_count, &loss, err));
    for (uint32_t e = 0; e < edges; e++) {
        const uint32_t *changed = NULL;
        const size_t count = om_loss_close(loss, e, &changed);
        om_tolling_begin(losing->tolling);
        for (size_t c = 0; c < count; c++)
            count_edge(losing, loss, changed[c], e);
        const om_toll toll = om_tolling_end(losing->tolling);
        add_toll(losing, e, &toll);
        if (e % 1024 == 0)
            OM_TRY(om_run_tell(losing->run, "supply_loss", e, edges, "roads", err));
    }
    return OM_OK;
}

/* ---- Depots ---- */

static om_status lose_depot(om_losing *losing, om_search *search, size_t number, om_toll *ret,
                            om_error *err)
{
    om_start *lost = &losing->starts[number];
    const double sets_off_s = lost->seconds;
    lost->seconds = INFINITY;
    const om_status status =
        om_search_run_again(search, losing->starts, losing->depots.usable_count, err);
    lost->seconds = sets_off_s;
    OM_TRY(status);
    om_places_time(losing->places, search, &losing->access);
    om_tolling_begin(losing->tolling);
    for (size_t i = 0; i < losing->count; i++)
        if (om_places_at(losing->places, i)->near_road)
            om_tolling_add(losing->tolling, &losing->supplied[i],
                           om_places_at(losing->places, i)->seconds, false);
    *ret = om_tolling_end(losing->tolling);
    return OM_OK;
}

static om_status lose_each(om_losing *losing, om_search *search, om_one_loss *ret, om_error *err)
{
    for (size_t i = 0; i < losing->depots.usable_count; i++) {
        ret[i].number = losing->depots.usable[i];
        OM_TRY(lose_depot(losing, search, i, &ret[i].toll, err));
        OM_TRY(om_run_tell(losing->run, "supply_loss", i + 1, losing->depots.usable_count, "depots",
                           err));
    }
    return OM_OK;
}

/* ---- Order of the steps ---- */

static om_status read_inputs(om_losing *losing, om_error *err)
{
    OM_TRY(om_depot_rules_read(losing->run, losing->rules, err));
    OM_TRY(om_relief_roads(losing->run, losing->report, &losing->roads, err));
    losing->network = om_roads_network(losing->roads);
    OM_TRY(om_depots_read(losing->run, losing->network, losing->access.within_m, losing->arena,
                          &losing->depots, err));
    losing->starts = OM_ARENA_ARRAY(losing->arena, om_start, losing->depots.usable_count);
    for (size_t i = 0; i < losing->depots.usable_count; i++)
        losing->starts[i] =
            om_depot_start(&losing->depots.list[losing->depots.usable[i]], losing->rules);
    losing->places = om_places_new();
    OM_TRY(om_places_read_people(losing->places, losing->run, losing->report, err));
    OM_TRY(om_places_read(losing->places, losing->run->store, "shelter", err));
    OM_TRY(om_places_snap(losing->places, losing->network, &losing->access, err));
    return om_districts_read(losing->run->store, &losing->districts, err);
}

static om_status run_steps(om_losing *losing, om_error *err)
{
    const om_settings *settings = losing->run->settings;
    losing->access = om_relief_access(losing->run->settings);
    OM_TRY(read_inputs(losing, err));
    losing->limits = (om_toll_limits){60 * losing->rules[OM_DEPOT_ANY].limit_min,
                                      60 * om_settings_number(settings, "delay_min")};
    OM_AUTO(om_search) search = om_search_new(losing->network);
    OM_TRY(om_search_run(search, losing->starts, losing->depots.usable_count, INFINITY, err));
    list_supplied(losing, search);
    losing->tolling =
        om_tolling_new(losing->arena, losing->limits, om_districts_city(losing->districts)->count);
    om_losing_tell_present(losing);
    OM_TRY(close_each(losing, err));
    OM_TRY(om_losing_write_links(losing, err));
    om_one_loss *depots = OM_ARENA_ARRAY(losing->arena, om_one_loss, losing->depots.usable_count);
    OM_TRY(lose_each(losing, search, depots, err));
    return om_losing_write_depots(losing, depots, err);
}

static void losing_clear(om_losing *losing)
{
    free(losing->losses);
    om_districts_free(losing->districts);
    om_places_free(losing->places);
    om_roads_free(losing->roads);
    om_arena_free(losing->arena);
}

static om_status run_supply_loss(const om_run *run, om_json *report, om_error *err)
{
    __attribute__((cleanup(losing_clear)))
    om_losing losing = {.run = run, .report = report, .arena = om_arena_new()};
    return run_steps(&losing, err);
}

static const om_input inputs[] = {
    {"road", true, "what trucks drive on, and what may close"},
    {"turn_restriction", false, "turns that trucks do not make"},
    {"road_barrier", false, "gates that cost time, and what lets nobody through"},
    {"closure", false, "roads that are closed or slowed already"},
    {"supply_depot", true, "where trucks start, and what may be lost"},
    {"district", true, "where those are who are hit"},
    {"population", false, "people supplied"},
    {"population_place", false, "where on the ground they live"},
    {"population_day", false, "where they are by day"},
    {"shelter", false, "shelters supplied"},
    {0},
};

static const om_setting settings_declared[] = {
    {"limit_min", "min", OM_SETTING_NUMBER, "", 1, OM_DEPOT_MOST_MIN, NULL,
     "Time from order to hand-over; unset: that of depots of any level in standards/depots.csv."},
    {"delay_min", "min", OM_SETTING_NUMBER, "10", 0, OM_DEPOT_MOST_MIN, NULL,
     "Who waits longer by more than this counts as delayed."},
    OM_RELIEF_SETTINGS,
    {0},
};

static const char *const outputs[] = {"supply_loss_link", "supply_loss_depot", NULL};
static const char *const standards[] = {OM_RELIEF_STANDARDS, NULL};

extern const om_analysis om_analysis_supply_loss;
const om_analysis om_analysis_supply_loss = {
    .name = "supply_loss",
    .title = "Single losses in relief",
    .title_zh = "物资保障单点失效",
    .summary =
        "Whom the closure of each single road, or the loss of each single depot, would leave "
        "beyond the time limit or delay.",
    .inputs = inputs,
    .settings = settings_declared,
    .outputs = outputs,
    .standards = standards,
    .run = run_supply_loss,
};
