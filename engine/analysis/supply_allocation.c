/* The analysis "supply_allocation": which depot supplies whom, in least hours within its stock. */
#include "engine/analysis/supply_allocation.h"

#include <math.h>

#include "engine/base/memory.h"

/* ---- Depots ---- */

/* Depots near a road that tell their stock; rows of both lists are in the order of their ids. */
static om_status find_senders(om_sending *sending, om_error *err)
{
    sending->senders = OM_ARENA_ARRAY(sending->arena, om_sender, sending->depots.usable_count);
    for (size_t i = 0; i < sending->depots.usable_count; i++) {
        const size_t number = sending->depots.usable[i];
        const om_facility *depot = &sending->depots.list[number];
        const double people = om_stocked_people(&sending->stocks.list[number], sending->needs,
                                                sending->aims.need_days);
        if (isnan(people)) {
            sending->without_stock++;
            continue;
        }
        sending->senders[sending->sender_count++] =
            (om_sender){depot, om_depot_start(depot, sending->rules), (int64_t)floor(people)};
    }
    if (sending->sender_count == 0)
        return om_fail(err, OM_ERR_DATA,
                       "none of the %zu supply depots near a road tells its stock",
                       sending->depots.usable_count);
    if (sending->without_stock)
        om_run_notice(sending->run, "%zu depots tell no stock: they send nothing",
                      sending->without_stock);
    return OM_OK;
}

/* ---- Ways ---- */

static void add_haul(om_sending *sending, size_t sender, size_t destination, double seconds)
{
    if (!(seconds <= 60 * sending->rules[OM_DEPOT_ANY].limit_min))
        return;
    sending->hauls = om_memory_grow(sending->hauls, sending->haul_count + 1,
                                    &sending->haul_capacity, sizeof *sending->hauls);
    sending->hauls[sending->haul_count++] =
        (om_haul){(uint32_t)sender, (uint32_t)destination, (int64_t)llround(seconds)};
}

/* Mean times from a depot to the people of each district whom it reaches. */
static void find_means(const om_sending *sending, double *ret_mean_s)
{
    const size_t count = om_districts_city(sending->districts)->count;
    OM_AUTO_MEMORY double *people = om_memory_take(count, sizeof *people);
    for (size_t d = 0; d < count; d++)
        ret_mean_s[d] = 0;
    for (size_t i = 0; i < om_places_count(sending->places); i++) {
        const om_place *place = om_places_at(sending->places, i);
        const size_t district = sending->district_of[i];
        if (district >= count || !place->near_road || !isfinite(place->seconds))
            continue;
        people[district] += place->people;
        ret_mean_s[district] += place->people * place->seconds;
    }
    for (size_t d = 0; d < count; d++)
        ret_mean_s[d] = people[d] > 0 ? ret_mean_s[d] / people[d] : (double)INFINITY;
}

static void add_hauls_of(om_sending *sending, const om_search *search, size_t sender,
                         const double *mean_s)
{
    for (size_t i = 0; i < sending->destination_count; i++) {
        const om_destination *to = &sending->destinations[i];
        if (isnan(to->capacity)) {
            add_haul(sending, sender, i, mean_s[to->district]);
            continue;
        }
        const double way_s = to->spot.distance_m / sending->access.speed_ms;
        add_haul(sending, sender, i,
                 om_search_at(search, to->spot.edge, to->spot.fraction).seconds + way_s);
    }
}

static om_status find_hauls(om_sending *sending, om_error *err)
{
    OM_AUTO(om_search) search = om_search_new(sending->network);
    double *mean_s =
        OM_ARENA_ARRAY(sending->arena, double, om_districts_city(sending->districts)->count);
    for (size_t i = 0; i < sending->sender_count; i++) {
        OM_TRY(om_search_run(search, &sending->senders[i].start, 1, INFINITY, err));
        om_places_time(sending->places, search, &sending->access);
        find_means(sending, mean_s);
        add_hauls_of(sending, search, i, mean_s);
        OM_TRY(om_run_tell(sending->run, "supply_allocation", i + 1, sending->sender_count,
                           "depots", err));
    }
    return OM_OK;
}

/* ---- The problem ---- */

static om_status solve(om_sending *sending, om_error *err)
{
    int64_t *supply = OM_ARENA_ARRAY(sending->arena, int64_t, sending->sender_count);
    int64_t *room = OM_ARENA_ARRAY(sending->arena, int64_t, sending->destination_count);
    for (size_t i = 0; i < sending->sender_count; i++)
        supply[i] = sending->senders[i].people;
    for (size_t i = 0; i < sending->destination_count; i++)
        room[i] = sending->destinations[i].people;
    const om_transport problem = {.supply = supply,
                                  .sources = sending->sender_count,
                                  .room = room,
                                  .sinks = sending->destination_count,
                                  .hauls = sending->hauls,
                                  .count = sending->haul_count};
    sending->units = OM_ARENA_ARRAY(sending->arena, int64_t, sending->haul_count);
    return om_transport_solve(&problem, sending->units, &sending->sum, err);
}

/* ---- Order of the steps ---- */

static om_status read_inputs(om_sending *sending, om_error *err)
{
    OM_TRY(om_depot_rules_read(sending->run, sending->rules, err));
    OM_TRY(om_needs_open(&sending->needs, err));
    OM_TRY(om_supply_aims_read(sending->run, false, &sending->aims, err));
    OM_TRY(om_stocks_read(sending->run, sending->needs, sending->arena, &sending->stocks, err));
    OM_TRY(om_relief_roads(sending->run, sending->report, &sending->roads, err));
    sending->network = om_roads_network(sending->roads);
    OM_TRY(om_depots_read(sending->run, sending->network, sending->access.within_m, sending->arena,
                          &sending->depots, err));
    return om_districts_read(sending->run->store, &sending->districts, err);
}

static om_status run_steps(om_sending *sending, om_error *err)
{
    sending->access = om_relief_access(sending->run->settings);
    OM_TRY(read_inputs(sending, err));
    OM_TRY(find_senders(sending, err));
    OM_TRY(om_sending_find_destinations(sending, err));
    OM_TRY(find_hauls(sending, err));
    OM_TRY(solve(sending, err));
    return om_sending_write(sending, err);
}

static void sending_clear(om_sending *sending)
{
    free(sending->hauls);
    om_places_free(sending->places);
    om_districts_free(sending->districts);
    om_roads_free(sending->roads);
    om_needs_free(sending->needs);
    om_arena_free(sending->arena);
}

static om_status run_supply_allocation(const om_run *run, om_json *report, om_error *err)
{
    __attribute__((cleanup(sending_clear)))
    om_sending sending = {.run = run, .report = report, .arena = om_arena_new()};
    return run_steps(&sending, err);
}

static const om_input inputs[] = {
    {"road", true, "what trucks drive on"},
    {"turn_restriction", false, "turns that trucks do not make"},
    {"road_barrier", false, "gates that cost time, and what lets nobody through"},
    {"closure", false, "roads that are closed or slowed"},
    {"supply_depot", true, "where trucks start, and what is held there"},
    {"district", true, "who is to be supplied"},
    {"population", false, "people in need"},
    {"population_place", false, "where on the ground they live"},
    {"population_day", false, "where they are by day"},
    {"shelter", false, "where people are taken in"},
    {0},
};

static const om_setting settings_declared[] = {
    OM_SUPPLY_NEED_SETTINGS,
    {"limit_min", "min", OM_SETTING_NUMBER, "", 1, OM_DEPOT_MOST_MIN, NULL,
     "No delivery takes longer; unset: as for depots of any level in standards/depots.csv."},
    OM_RELIEF_SETTINGS,
    {0},
};

static const char *const outputs[] = {"supply_allocation", "supply_allocation_place", NULL};
static const char *const standards[] = {OM_RELIEF_STANDARDS,
                                        OM_SUPPLY_NEED,
                                        OM_SUPPLY_TARGETS,
                                        "standards/shelter.csv",
                                        "standards/shelter_classes.csv",
                                        NULL};

extern const om_analysis om_analysis_supply_allocation;
const om_analysis om_analysis_supply_allocation = {
    .name = "supply_allocation",
    .title = "Deliveries from depots",
    .title_zh = "物资调配",
    .summary = "Which depot supplies which shelter or district, so that stock serves as many as it "
               "can and all deliveries together take least time: the proven optimum.",
    .inputs = inputs,
    .settings = settings_declared,
    .outputs = outputs,
    .standards = standards,
    .run = run_supply_allocation,
};
