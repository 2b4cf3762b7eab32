/* Measures the ground that is reached: the time for its outlines. */
#include <math.h>

#include "tests/bench/coverage/bench.h"

enum { REPEATS = 5 };

static om_status outline_all(const bench_city *city, om_ground *ground, om_search *search,
                             double *ret_ms, om_error *err)
{
    OM_AUTO(om_field) field = om_field_new(ground);
    const double begun = clock_ms();
    for (size_t i = 0; i < STATIONS; i++) {
        OM_AUTO_OUTLINE outline = {0};
        OM_TRY(om_search_run(search, &city->starts[i], 1, om_field_search_s(ground, LIMIT_S), err));
        om_field_fill(field, search, LIMIT_S);
        om_field_outline(field, LIMIT_S, NULL, &outline);
    }
    *ret_ms = clock_ms() - begun;
    return OM_OK;
}

/* The first time the places of the raster are put on their roads; after that they stay there. */
static om_status measure_cell(const bench_city *city, double cell_m, om_error *err)
{
    OM_AUTO(om_search) search = om_search_new(city->network);
    OM_AUTO(om_ground) ground = NULL;
    const double begun = clock_ms();
    OM_TRY(om_ground_open(city->network, &access_on_foot, cell_m, &ground, err));
    double ms = 0, best_ms = INFINITY;
    OM_TRY(outline_all(city, ground, search, &ms, err));
    figure(om_arena_format(city->arena, "polygons_first_%gm", cell_m), clock_ms() - begun, "ms");
    for (int i = 0; i < REPEATS; i++) {
        OM_TRY(outline_all(city, ground, search, &ms, err));
        best_ms = fmin(best_ms, ms);
    }
    figure(om_arena_format(city->arena, "polygons_%gm", cell_m), best_ms, "ms");
    return OM_OK;
}

om_status measure_ground(const char *store, om_error *err)
{
    AUTO_CITY city = {0};
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    OM_TRY(measure_cell(&city, 25, err));
    return measure_cell(&city, 10, err);
}
