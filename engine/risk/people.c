/* People around a plant. */
#include "engine/risk/people.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/geo/index.h"
#include "engine/store/rows.h"

/* Where some people live. */
typedef struct unit {
    double people, area_m2; /* area 0 for a point */
    om_geom *shape;         /* metres */
} unit;

struct om_people {
    om_geo *geo;
    unit *units;
    size_t count, capacity;
    om_index *index;
};

void om_people_free(om_people *people)
{
    if (!people)
        return;
    for (size_t i = 0; i < people->count; i++)
        om_geom_free(people->units[i].shape);
    om_index_free(people->index);
    free(people->units);
    free(people);
}

static om_status read_unit(om_people *people, const om_rows *rows, om_error *err)
{
    OM_AUTO(om_geom) shape = NULL;
    OM_TRY(om_rows_geom_in_metres(rows, 1, &shape, err));
    if (!shape || om_geom_is_empty(shape))
        return OM_OK;
    people->units =
        om_memory_grow(people->units, people->count + 1, &people->capacity, sizeof *people->units);
    people->units[people->count++] = (unit){.people = om_rows_real(rows, 0),
                                            .area_m2 = om_geom_area_m2(shape),
                                            .shape = OM_TAKE(shape)};
    return OM_OK;
}

static om_status index_units(om_people *people, om_error *err)
{
    OM_AUTO_MEMORY om_rect *extents = om_memory_take(people->count + 1, sizeof *extents);
    for (size_t i = 0; i < people->count; i++)
        extents[i] = om_geom_rect(people->units[i].shape);
    return om_index_open(people->geo, extents, people->count, &people->index, err);
}

om_status om_people_open(om_store *store, om_people **ret, om_error *err)
{
    OM_AUTO(om_people) people = om_memory_take(1, sizeof *people);
    people->geo = om_store_geo(store);
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(store, om_layer_find("population"), "people", &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_TRY(read_unit(people, rows, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    OM_TRY(index_units(people, err));
    *ret = OM_TAKE(people);
    return OM_OK;
}

/* The plant as one shape, and the ground around it. */
typedef struct zone {
    double distance_m;
    om_geom *plant, *ground;
} zone;

static void zone_clear(zone *at)
{
    om_geom_free(at->plant);
    om_geom_free(at->ground);
}

static om_status count_unit(const unit *at, const zone *around, double *ret, om_error *err)
{
    if (!(at->area_m2 > 0)) {
        double away_m = 0;
        OM_TRY(om_geom_distance_m(at->shape, around->plant, &away_m, err));
        *ret = away_m <= around->distance_m ? at->people : 0;
        return OM_OK;
    }
    OM_AUTO(om_geom) inside = NULL;
    OM_TRY(om_geom_overlap(at->shape, around->ground, &inside, err));
    *ret = at->people * fmin(om_geom_area_m2(inside) / at->area_m2, 1);
    return OM_OK;
}

om_status om_people_within(const om_people *people, const om_geom *const *places, size_t count,
                           double distance_m, double *ret, om_error *err)
{
    __attribute__((cleanup(zone_clear))) zone around = {.distance_m = distance_m};
    OM_TRY(om_geom_unite(people->geo, places, count, OM_METRES, &around.plant, err));
    OM_TRY(om_geom_buffer_m(around.plant, distance_m, &around.ground, err));
    om_rect rect = om_geom_rect(around.plant);
    rect = (om_rect){rect.min_x - distance_m, rect.min_y - distance_m, rect.max_x + distance_m,
                     rect.max_y + distance_m};
    OM_AUTO_MEMORY size_t *found = NULL;
    size_t capacity = 0;
    const size_t near = om_index_find(people->index, rect, &found, &capacity);
    double sum = 0;
    for (size_t i = 0; i < near; i++) {
        double here = 0;
        OM_TRY(count_unit(&people->units[found[i]], &around, &here, err));
        sum += here;
    }
    *ret = sum;
    return OM_OK;
}
