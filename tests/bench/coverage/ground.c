/* Measures the ground that is reached: the time for its outlines, and their error. */
#include <math.h>

#include "tests/bench/coverage/bench.h"

enum { REPEATS = 5, SAMPLED_A_STATION = 4000 };

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

/* Held-out points: how many are shown as covered or not, and are otherwise. */
typedef struct error_count {
    size_t covered, false_covered, false_uncovered;
} error_count;

static bool is_covered(const bench_city *city, const om_search *search, om_xy at)
{
    om_spot spot;
    if (!om_network_snap(city->network, at, access_on_foot.within_m, &spot))
        return false;
    return om_search_at(search, spot.edge, spot.fraction).seconds +
               spot.distance_m / access_on_foot.speed_ms <=
           LIMIT_S;
}

static om_rect rect_of(const om_outline *outline)
{
    om_rect rect = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (size_t i = 0; i < outline->point_count; i++) {
        rect.min_x = fmin(rect.min_x, outline->points[i].x - 100);
        rect.min_y = fmin(rect.min_y, outline->points[i].y - 100);
        rect.max_x = fmax(rect.max_x, outline->points[i].x + 100);
        rect.max_y = fmax(rect.max_y, outline->points[i].y + 100);
    }
    return rect;
}

/* Points on a lattice that no raster of 10 or 25 m shares: golden steps fill the rectangle. */
static void count_errors(const bench_city *city, const om_search *search, const om_outline *outline,
                         error_count *count)
{
    const om_rect rect = rect_of(outline);
    for (size_t i = 0; i < SAMPLED_A_STATION; i++) {
        const double u = fmod((double)i * 0.7548776662466927, 1);
        const double v = fmod((double)i * 0.5698402909980532, 1);
        const om_xy at = {rect.min_x + u * (rect.max_x - rect.min_x),
                          rect.min_y + v * (rect.max_y - rect.min_y)};
        const bool truth = is_covered(city, search, at), shown = om_outline_has(outline, at);
        count->covered += truth;
        count->false_covered += shown && !truth;
        count->false_uncovered += truth && !shown;
    }
}

static om_status measure_outlines(const bench_city *city, om_ground *ground, om_search *search,
                                  double cell_m, om_error *err)
{
    OM_AUTO(om_field) field = om_field_new(ground);
    error_count count = {0};
    for (size_t i = 0; i < STATIONS; i++) {
        OM_AUTO_OUTLINE outline = {0};
        OM_TRY(om_search_run(search, &city->starts[i], 1, om_field_search_s(ground, LIMIT_S), err));
        om_field_fill(field, search, LIMIT_S);
        om_field_outline(field, LIMIT_S, NULL, &outline);
        if (outline.point_count > 0)
            count_errors(city, search, &outline, &count);
    }
    const double percent = 100 / (double)count.covered;
    figure(om_arena_format(city->arena, "false_covered_%gm", cell_m),
           (double)count.false_covered * percent, "%");
    figure(om_arena_format(city->arena, "false_uncovered_%gm", cell_m),
           (double)count.false_uncovered * percent, "%");
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
    return measure_outlines(city, ground, search, cell_m, err);
}

om_status measure_ground(const char *store, om_error *err)
{
    AUTO_CITY city = {0};
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    OM_TRY(measure_cell(&city, 25, err));
    return measure_cell(&city, 10, err);
}
