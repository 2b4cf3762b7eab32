/* Measures what a change costs: one of 50 stations moved, half a million places asked again. */
#include <math.h>

#include "engine/analysis/fire_model.h"
#include "engine/base/memory.h"
#include "tests/bench/coverage/bench.h"

enum { REPEATS = 11, SIDE = 10 };

/* A city in 100 square districts and as one of another level. */
static om_status open_districts(om_geo *geo, om_rect rect, om_arena *arena, om_districts **ret,
                                om_error *err)
{
    om_district list[SIDE * SIDE + 1];
    const double width_m = (rect.max_x - rect.min_x) / SIDE;
    const double height_m = (rect.max_y - rect.min_y) / SIDE;
    om_status status = OM_OK;
    size_t count = 0;
    om_geom *shapes[SIDE * SIDE + 1] = {NULL};
    for (; count <= SIDE * SIDE && status == OM_OK; count++) {
        const int column = (int)count % SIDE, row = (int)count / SIDE;
        const double x = rect.min_x + column * width_m, y = rect.min_y + row * height_m;
        const om_rect part =
            count < SIDE * SIDE ? (om_rect){x, y, x + width_m, y + height_m} : rect;
        OM_AUTO_TEXT code = {0};
        om_text_add_format(&code, "%zu", count);
        status = om_geom_of_rect(geo, part, OM_METRES, &shapes[count], err);
        list[count] = (om_district){.code = om_arena_text(arena, code.bytes),
                                    .name = "",
                                    .level = count < SIDE * SIDE ? "square" : "whole",
                                    .shape = shapes[count]};
    }
    if (status == OM_OK)
        status = om_districts_open(geo, list, count, ret, err);
    for (size_t i = 0; i < count; i++)
        om_geom_free(shapes[i]);
    return status;
}

/* Two people at each place. */
static om_status add_places(const bench_city *city, om_fire_model *model, om_error *err)
{
    om_geo *geo = om_store_geo(city->store);
    OM_AUTO_MEMORY om_xy *at = om_memory_take(PLACES, sizeof *at);
    places_choose(city->network, PLACES, at);
    for (size_t i = 0; i < PLACES; i++) {
        OM_AUTO(om_geom) point = NULL;
        OM_TRY(om_geom_of_point(geo, at[i], OM_METRES, &point, err));
        om_place place = {.layer = "", .id = "", .shape = point, .at = at[i], .people = 2};
        place.near_road =
            om_network_snap(city->network, at[i], access_on_foot.within_m, &place.spot);
        OM_TRY(om_fire_model_add(model, &place, OM_FIRE_PEOPLE, place.people, err));
    }
    om_fire_model_close(model);
    return OM_OK;
}

/* Moves one station after another to a junction nearby and asks; the median of the times. */
static om_status move_stations(const om_fire_model *model, const om_fire_question *asked,
                               om_start *starts, om_fire_answer *answer, double *ret_ms,
                               om_error *err)
{
    double ms[REPEATS];
    for (int i = 0; i < REPEATS; i++) {
        const uint32_t edges = (uint32_t)om_network_edge_count(asked->network);
        starts[i].edge = (starts[i].edge + 57) % edges;
        const double begun = clock_ms();
        OM_TRY(om_fire_model_evaluate(model, asked, answer, err));
        ms[i] = clock_ms() - begun;
    }
    for (int i = 0; i < REPEATS; i++)
        for (int j = i + 1; j < REPEATS; j++)
            if (ms[j] < ms[i]) {
                const double kept = ms[i];
                ms[i] = ms[j];
                ms[j] = kept;
            }
    *ret_ms = ms[REPEATS / 2];
    return OM_OK;
}

static om_status measure_figures(const bench_city *city, const om_fire_model *model, om_error *err)
{
    om_start starts[STATIONS];
    for (size_t i = 0; i < STATIONS; i++)
        starts[i] = city->starts[i];
    om_fire_question question = {city->network, starts, STATIONS, LIMIT_S, false, false, 2};
    OM_AUTO(om_fire_answer) answer = om_fire_answer_new(model);
    const double begun = clock_ms();
    OM_TRY(om_fire_model_evaluate(model, &question, answer, err));
    figure("figures_first", clock_ms() - begun, "ms");
    double ms = 0;
    OM_TRY(move_stations(model, &question, starts, answer, &ms, err));
    figure("figures_one_station_moved", ms, "ms");
    question.threads = 1;
    OM_TRY(move_stations(model, &question, starts, answer, &ms, err));
    figure("figures_one_station_moved_1_thread", ms, "ms");
    const om_fire_amount people = om_fire_answer_city(answer)->of[OM_FIRE_PEOPLE];
    figure("people", people.all, "people");
    figure("people_in_time", people.covered, "people");
    return OM_OK;
}

om_status measure_what_if(const char *store, om_error *err)
{
    AUTO_CITY city = {0};
    OM_TRY(city_open(store, OM_STORE_READ, &city, err));
    OM_AUTO(om_districts) districts = NULL;
    OM_TRY(open_districts(om_store_geo(city.store), om_network_rect(city.network), city.arena,
                          &districts, err));
    OM_AUTO(om_fire_model) model = om_fire_model_new(city.network, &access_on_foot, districts);
    OM_TRY(add_places(&city, model, err));
    figure("places", PLACES, "places");
    return measure_figures(&city, model, err);
}
