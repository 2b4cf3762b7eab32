/* Reads places, snaps them to roads and times them. */
#include "engine/analysis/places.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/population.h"
#include "engine/base/arena.h"
#include "engine/base/memory.h"
#include "engine/base/pool.h"
#include "engine/store/rows.h"

struct om_places {
    om_arena *arena;
    om_place *list;
    size_t count, capacity;
};

om_places *om_places_new(void)
{
    om_places *places = om_memory_take(1, sizeof *places);
    places->arena = om_arena_new();
    return places;
}

void om_places_free(om_places *places)
{
    if (!places)
        return;
    for (size_t i = 0; i < places->count; i++)
        om_geom_free(places->list[i].shape);
    free(places->list);
    om_arena_free(places->arena);
    free(places);
}

static om_status add_place(om_places *places, const om_place *place, const om_rows *rows,
                           const om_transform *to_metres, om_error *err)
{
    OM_AUTO(om_geom) stored = NULL;
    OM_TRY(om_rows_geom(rows, om_rows_column_count(rows) - 1, &stored, err));
    if (!stored || om_geom_is_empty(stored))
        return om_fail(err, OM_ERR_DATA, "%s %s has no place", place->layer, place->id);
    om_place made = *place;
    om_xy inside;
    OM_TRY(om_geom_point_inside(stored, &inside, err));
    made.stored = (om_lonlat){inside.x, inside.y};
    made.at = inside;
    OM_TRY(om_transform_points(to_metres, &made.at, 1, err));
    OM_TRY(om_geom_transform(stored, to_metres, OM_METRES, &made.shape, err));
    made.area_m2 = om_geom_area_m2(made.shape);

    places->list =
        om_memory_grow(places->list, places->count + 1, &places->capacity, sizeof *places->list);
    places->list[places->count++] = made;
    return OM_OK;
}

om_status om_places_read(om_places *places, om_store *store, const char *name, om_error *err)
{
    const om_layer *layer = om_layer_find(name);
    const bool has_people = om_layer_column(layer, "people") != NULL;
    int64_t count = 0;
    OM_TRY(om_store_count(store, layer, &count, err));
    if (count == 0)
        return OM_OK;
    const om_transform *to_metres = NULL;
    OM_TRY(om_store_to_metres(store, &to_metres, err));
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(store, layer, has_people ? "id, people" : "id", &rows, err));
    for (bool more = true;;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            return OM_OK;
        const om_place place = {.layer = layer->name,
                                .id = om_arena_text(places->arena, om_rows_text(rows, 0)),
                                .people = has_people ? om_rows_real(rows, 1) : (double)NAN,
                                .seconds = INFINITY,
                                .source = OM_NO_SOURCE};
        OM_TRY(add_place(places, &place, rows, to_metres, err));
    }
}

om_status om_places_read_people(om_places *places, const om_run *run, om_json *report,
                                om_error *err)
{
    om_population people;
    OM_TRY(
        om_population_find(run->store, om_settings_text(run->settings, "people_on"), &people, err));
    OM_TRY(om_places_read(places, run->store, people.layer, err));
    om_json_put_text(report, "people_from", people.layer);
    om_json_put_text(report, "people_from_why", people.reason);
    return OM_OK;
}

/* The sources among the places and the rows stand in the same order, that of their ids. */
static om_status grade_by(om_places *places, om_store *store, const char *sql, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    bool more = false;
    OM_TRY(om_rows_open(store, sql, &rows, err));
    for (size_t i = 0; i < places->count; i++) {
        om_place *place = &places->list[i];
        if (strcmp(place->layer, "hazard_source") != 0)
            continue;
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more || strcmp(om_rows_text(rows, 0), place->id) != 0)
            return om_fail(err, OM_ERR_DATA, "hazard_source %s is not in order", place->id);
        place->grade = om_rows_is_null(rows, 1) ? 0 : (int)om_rows_integer(rows, 1);
        if (place->grade < 0 || place->grade > 4)
            return om_fail(err, OM_ERR_DATA,
                           "hazard_source %s has grade %d, which is not within "
                           "1..4",
                           place->id, place->grade);
    }
    return OM_OK;
}

om_status om_places_grade(om_places *places, om_store *store, const char **ret_by, om_error *err)
{
    int64_t sources = 0, graded = 0;
    OM_TRY(om_store_count(store, om_layer_find("hazard_source"), &sources, err));
    OM_TRY(om_store_count(store, om_layer_find("risk_source"), &graded, err));
    *ret_by = graded > 0 ? "risk_source" : "reported_level";
    if (sources == 0)
        return OM_OK;
    return grade_by(places, store,
                    graded > 0 ? "select h.id, r.grade from hazard_source h left join risk_source "
                                 "r on r.source = h.id order by h.id"
                               : "select id, reported_level from hazard_source order by id",
                    err);
}

size_t om_places_count(const om_places *places)
{
    return places->count;
}

om_place *om_places_at(om_places *places, size_t number)
{
    return &places->list[number];
}

/* Places that are snapped at a time. */
enum { SNAPPED = 512 };

typedef struct snapping {
    om_places *places;
    const om_network *network;
    double within_m;
} snapping;

static om_status snap_some(void *context, size_t index, int thread, om_error *err)
{
    (void)thread, (void)err;
    const snapping *work = context;
    const size_t most = work->places->count, wanted = (index + 1) * SNAPPED;
    for (size_t i = index * SNAPPED; i < (wanted < most ? wanted : most); i++) {
        om_place *place = &work->places->list[i];
        place->near_road = om_network_snap(work->network, place->at, work->within_m, &place->spot);
    }
    return OM_OK;
}

om_status om_places_snap(om_places *places, const om_network *network, const om_access *access,
                         om_error *err)
{
    snapping work = {places, network, access->within_m};
    return om_pool_each((places->count + SNAPPED - 1) / SNAPPED, 0, snap_some, &work, err);
}

void om_places_time(om_places *places, const om_search *search, const om_access *access)
{
    for (size_t i = 0; i < places->count; i++) {
        om_place *place = &places->list[i];
        if (!place->near_road)
            continue;
        const om_arrival arrival = om_search_at(search, place->spot.edge, place->spot.fraction);
        place->source = arrival.source;
        place->seconds = arrival.seconds + place->spot.distance_m / access->speed_ms;
    }
}

bool om_place_is_covered(const om_place *place, double limit_s)
{
    return place->near_road && place->seconds <= limit_s;
}

const char *om_place_state(const om_place *place, double limit_s)
{
    if (!place->near_road)
        return "unknown";
    if (om_place_is_covered(place, limit_s))
        return "covered";
    return place->source == OM_NO_SOURCE ? "unreachable" : "late";
}
