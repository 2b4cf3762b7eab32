/* Measures what a change costs: one of the stations moved, half a million places asked again. */
#include <math.h>

#include "engine/base/memory.h"
#include "tests/bench/coverage/bench.h"

enum { REPEATS = 10 };

/* Every place's first arrival from all stations; how many are reached in time. */
static om_status ask_all(om_search *search, const om_start *starts, const om_spot *spots,
                         size_t count, size_t *ret_in_time, om_error *err)
{
    *ret_in_time = 0;
    OM_TRY(om_search_run(search, starts, STATIONS, INFINITY, err));
    for (size_t i = 0; i < count; i++) {
        const double road_s = om_search_at(search, spots[i].edge, spots[i].fraction).seconds;
        *ret_in_time += road_s + spots[i].distance_m / access_on_foot.speed_ms <= LIMIT_S;
    }
    return OM_OK;
}

static size_t snap_all(const bench_city *city, om_spot *spots)
{
    OM_AUTO_MEMORY om_xy *places = om_memory_take(PLACES, sizeof *places);
    places_choose(city->network, PLACES, places);
    size_t near = 0;
    for (size_t i = 0; i < PLACES; i++)
        near += om_network_snap(city->network, places[i], 500, &spots[near]);
    return near;
}

om_status measure_what_if(const char *store, om_error *err)
{
    AUTO_CITY city = {0};
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    OM_AUTO_MEMORY om_spot *spots = om_memory_take(PLACES + 1, sizeof *spots);
    const size_t near = snap_all(&city, spots);
    OM_AUTO(om_search) search = om_search_new(city.network);

    om_start moved[STATIONS];
    for (size_t i = 0; i < STATIONS; i++)
        moved[i] = city.starts[i];
    moved[0] = (om_start){spots[0].edge, spots[0].fraction, 0};
    double best_ms = INFINITY;
    size_t before = 0, after = 0;
    OM_TRY(ask_all(search, city.starts, spots, near, &before, err));
    for (int i = 0; i < REPEATS; i++) {
        const double begun = clock_ms();
        OM_TRY(ask_all(search, moved, spots, near, &after, err));
        best_ms = fmin(best_ms, clock_ms() - begun);
    }
    figure("places", (double)near, "places");
    figure("places_in_time_before", (double)before, "places");
    figure("places_in_time_after", (double)after, "places");
    figure("ask_all_places", best_ms, "ms");
    return OM_OK;
}
