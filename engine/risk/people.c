/* People around a plant: those by point in buckets, those by area cut with GEOS. */
#include "engine/risk/people.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/geo/index.h"
#include "engine/geo/points.h"
#include "engine/geo/prepared.h"
#include "engine/store/rows.h"

/* Where some people live. */
typedef struct unit {
    double people, area_m2;
    om_geom *shape; /* metres */
} unit;

/* People by point, as they are read. */
typedef struct reading {
    om_xy *at;
    double *people;
    size_t count, at_capacity, people_capacity;
} reading;

struct om_people {
    om_geo *geo;
    om_points *points;
    unit *units; /* by area */
    size_t count, capacity;
    om_index *index; /* of the units; NULL without any */
};

void om_people_free(om_people *people)
{
    if (!people)
        return;
    for (size_t i = 0; i < people->count; i++)
        om_geom_free(people->units[i].shape);
    om_index_free(people->index);
    om_points_free(people->points);
    free(people->units);
    free(people);
}

static void reading_clear(reading *all)
{
    free(all->at);
    free(all->people);
}

static void add_point(reading *all, om_xy at, double people)
{
    all->at = om_memory_grow(all->at, all->count + 1, &all->at_capacity, sizeof *all->at);
    all->people =
        om_memory_grow(all->people, all->count + 1, &all->people_capacity, sizeof *all->people);
    all->at[all->count] = at;
    all->people[all->count++] = people;
}

/* A place is a polygon or a point: what has no area is a point. */
static om_status read_unit(om_people *people, const om_rows *rows, reading *points, om_error *err)
{
    OM_AUTO(om_geom) shape = NULL;
    OM_TRY(om_rows_geom_in_metres(rows, 1, &shape, err));
    if (!shape || om_geom_is_empty(shape))
        return OM_OK;
    const double area_m2 = om_geom_area_m2(shape);
    if (!(area_m2 > 0)) {
        const om_rect rect = om_geom_rect(shape);
        add_point(points, (om_xy){rect.min_x, rect.min_y}, om_rows_real(rows, 0));
        return OM_OK;
    }
    people->units =
        om_memory_grow(people->units, people->count + 1, &people->capacity, sizeof *people->units);
    people->units[people->count++] =
        (unit){.people = om_rows_real(rows, 0), .area_m2 = area_m2, .shape = OM_TAKE(shape)};
    return OM_OK;
}

static om_status index_units(om_people *people, om_error *err)
{
    if (!people->count)
        return OM_OK;
    OM_AUTO_MEMORY om_rect *extents = om_memory_take(people->count, sizeof *extents);
    for (size_t i = 0; i < people->count; i++)
        extents[i] = om_geom_rect(people->units[i].shape);
    return om_index_open(people->geo, extents, people->count, &people->index, err);
}

om_status om_people_open(om_store *store, om_people **ret, om_error *err)
{
    __attribute__((cleanup(reading_clear))) reading points = {0};
    OM_AUTO(om_people) people = om_memory_take(1, sizeof *people);
    people->geo = om_store_geo(store);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(store, om_layer_find("population"), "people", &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_TRY(read_unit(people, rows, &points, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    people->points = om_points_new(points.at, points.people, points.count);
    OM_TRY(index_units(people, err));
    *ret = OM_TAKE(people);
    return OM_OK;
}

/* ---- Counting ---- */

/* The plant as one shape, and the ground around it. */
typedef struct zone {
    double distance_m;
    om_geom *plant, *ground;
    om_prepared *prepared; /* the plant */
} zone;

static void zone_clear(zone *at)
{
    om_prepared_free(at->prepared);
    om_geom_free(at->plant);
    om_geom_free(at->ground);
}

static om_rect around(om_rect rect, double distance_m)
{
    return (om_rect){rect.min_x - distance_m, rect.min_y - distance_m, rect.max_x + distance_m,
                     rect.max_y + distance_m};
}

/* People by point around a plant that is no point itself. */
typedef struct counting {
    om_geo *geo;
    const zone *zone;
    double people;
    om_status status;
    om_error *err;
} counting;

static bool count_point(void *context, om_xy at, double people)
{
    counting *all = context;
    OM_AUTO(om_geom) point = NULL;
    bool within = false;
    all->status = om_geom_of_point(all->geo, at, OM_METRES, &point, all->err);
    if (all->status == OM_OK)
        all->status = om_prepared_within_m(all->zone->prepared, point, all->zone->distance_m,
                                           &within, all->err);
    all->people += within ? people : 0;
    return all->status == OM_OK;
}

static om_status count_unit(const unit *at, const zone *around_it, double *ret, om_error *err)
{
    OM_AUTO(om_geom) inside = NULL;
    OM_TRY(om_geom_overlap(at->shape, around_it->ground, &inside, err));
    *ret = at->people * fmin(om_geom_area_m2(inside) / at->area_m2, 1);
    return OM_OK;
}

static om_status count_units(const om_people *people, const zone *around_it, double *ret,
                             om_error *err)
{
    OM_AUTO_MEMORY size_t *found = NULL;
    size_t capacity = 0;
    const om_rect rect = around(om_geom_rect(around_it->plant), around_it->distance_m);
    const size_t near = om_index_find(people->index, rect, &found, &capacity);
    for (size_t i = 0; i < near; i++) {
        double here = 0;
        OM_TRY(count_unit(&people->units[found[i]], around_it, &here, err));
        *ret += here;
    }
    return OM_OK;
}

/* The places when all of them are points; NULL when any is not. */
static om_xy *points_of(const om_geom *const *places, size_t count)
{
    OM_AUTO_MEMORY om_xy *at = om_memory_take(count, sizeof *at);
    for (size_t i = 0; i < count; i++) {
        if (om_geom_kind_of(places[i]) != OM_GEOM_POINT)
            return NULL;
        const om_rect rect = om_geom_rect(places[i]);
        at[i] = (om_xy){rect.min_x, rect.min_y};
    }
    return OM_TAKE(at);
}

om_status om_people_within(const om_people *people, const om_geom *const *places, size_t count,
                           double distance_m, double *ret, om_error *err)
{
    OM_AUTO_MEMORY om_xy *points = points_of(places, count);
    double sum = points ? om_points_within(people->points, points, count, distance_m, NULL) : 0;
    if (!points || people->count) {
        __attribute__((cleanup(zone_clear))) zone plant = {.distance_m = distance_m};
        counting by_point = {.geo = people->geo, .zone = &plant, .err = err};
        OM_TRY(om_geom_unite(people->geo, places, count, OM_METRES, &plant.plant, err));
        OM_TRY(om_geom_buffer_m(plant.plant, distance_m, &plant.ground, err));
        OM_TRY(om_prepared_open(plant.plant, &plant.prepared, err));
        if (!points)
            om_points_visit(people->points, around(om_geom_rect(plant.plant), distance_m),
                            count_point, &by_point);
        OM_TRY(by_point.status);
        sum += by_point.people;
        if (people->count)
            OM_TRY(count_units(people, &plant, &sum, err));
    }
    *ret = sum;
    return OM_OK;
}
