/* Facilities and the hazard zones that they stand in. */
#include "engine/risk/exposure.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/risk/combine.h"
#include "engine/store/rows.h"

/* What is read of each layer of facilities beside its id: name and kind. */
static const struct {
    const char *layer, *columns;
} facilities[] = {
    {"shelter", "id, name, kind"},
    {"fire_station", "id, name, class"},
    {"supply_depot", "id, name, level"},
    {"hazard_source", "id, name, kind"},
};

enum { LAYERS = sizeof facilities / sizeof *facilities };

const char *const om_facility_layers[] = {"shelter", "fire_station", "supply_depot",
                                          "hazard_source", NULL};

void om_exposures_free(om_exposures *exposures)
{
    if (!exposures)
        return;
    for (size_t i = 0; i < exposures->zone_count; i++) {
        om_prepared_free(exposures->zones[i].prepared);
        om_geom_free(exposures->zones[i].place);
        om_geom_free(exposures->zones[i].shape);
    }
    for (size_t i = 0; i < exposures->count; i++)
        om_geom_free(exposures->list[i].point);
    om_index_free(exposures->grounds);
    om_districts_free(exposures->districts);
    om_arena_free(exposures->arena);
    free(exposures);
}

/* ---- Zones ---- */

size_t om_exposures_kind(const om_exposures *exposures, const char *kind)
{
    size_t i = 0;
    while (i < exposures->kind_count && strcmp(exposures->kinds[i], kind) != 0)
        i++;
    return i;
}

static om_status read_zone(om_exposures *exposures, const om_rows *rows, om_error *err)
{
    om_zone *zone = &exposures->zones[exposures->zone_count++];
    zone->id = om_arena_text(exposures->arena, om_rows_text(rows, 0));
    zone->name = om_arena_text(exposures->arena, om_rows_text(rows, 2));
    zone->level = om_rows_is_null(rows, 3) ? OM_GRADE_NONE : (int)om_rows_integer(rows, 3);
    zone->kind = om_exposures_kind(exposures, om_rows_text(rows, 1));
    if (zone->kind == exposures->kind_count)
        exposures->kinds[exposures->kind_count++] =
            om_arena_text(exposures->arena, om_rows_text(rows, 1));
    OM_TRY(om_rows_geom(rows, 4, &zone->place, err));
    OM_TRY(om_rows_geom_in_metres(rows, 4, &zone->shape, err));
    if (!zone->place || om_geom_is_empty(zone->place))
        return om_fail(err, OM_ERR_DATA, "hazard zone '%s' has no shape", zone->id);
    return om_prepared_open(zone->place, &zone->prepared, err);
}

static om_status read_zones(om_store *store, om_exposures *exposures, om_error *err)
{
    const om_layer *layer = om_layer_find("hazard_zone");
    int64_t count = 0;
    OM_TRY(om_store_count(store, layer, &count, err));
    exposures->zones = OM_ARENA_ARRAY(exposures->arena, om_zone, (size_t)count);
    exposures->kinds = OM_ARENA_ARRAY(exposures->arena, const char *, (size_t)count);
    if (!count)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(store, layer, "id, kind, name, level", &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more && exposures->zone_count < (size_t)count) {
        OM_TRY(read_zone(exposures, rows, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

/* Extents in degrees find what facilities meet, those in metres what covers ground. */
static om_status index_zones(om_exposures *exposures, om_geo *geo, om_index **ret_degrees,
                             om_error *err)
{
    const size_t count = exposures->zone_count;
    om_rect *extents = OM_ARENA_ARRAY(exposures->arena, om_rect, count);
    for (size_t i = 0; i < count; i++)
        extents[i] = om_geom_rect(exposures->zones[i].shape);
    OM_TRY(om_index_open(geo, extents, count, &exposures->grounds, err));
    for (size_t i = 0; i < count; i++)
        extents[i] = om_geom_rect(exposures->zones[i].place);
    return om_index_open(geo, extents, count, ret_degrees, err);
}

/* ---- Where a facility stands ---- */

/* What facilities are put into zones with. Borrows. */
typedef struct searching {
    om_store *store;
    om_exposures *exposures;
    const om_index *index;
    const om_transform *to_metres;
    size_t *found; /* grown by the index; freed by place_all() */
    size_t capacity;
} searching;

/* Known levels come before unknown ones; equal ones stay in the order of ids. */
static bool decides_over(const om_zone *zone, const om_zone *other)
{
    if (!other || other->level == OM_GRADE_NONE)
        return !other || zone->level != OM_GRADE_NONE;
    return zone->level != OM_GRADE_NONE && zone->level < other->level;
}

/* How much ground a facility has, and how much of it lies within zones. */
static om_status measure_ground(const searching *work, const om_geom *place, om_exposed *exposed,
                                om_error *err)
{
    OM_AUTO(om_geom) shape = NULL;
    om_exposed_ground ground;
    OM_TRY(om_geom_transform(place, work->to_metres, OM_METRES, &shape, err));
    exposed->area_m2 = om_geom_area_m2(shape);
    exposed->in_zone_m2 = 0;
    if (!exposed->zone_count)
        return OM_OK;
    OM_TRY(
        om_exposures_measure(work->exposures, om_store_geo(work->store), shape, 0, &ground, err));
    exposed->in_zone_m2 = ground.in_zone_m2;
    return OM_OK;
}

static void note_zone(om_exposed *exposed, const om_zone *zone)
{
    exposed->levels[zone->kind] = om_combine_worse(exposed->levels[zone->kind], zone->level);
    if (decides_over(zone, exposed->zone))
        exposed->zone = zone;
    exposed->zone_count++;
}

/* Which zones the place meets, and how much of it. */
static om_status find_zones(searching *work, const om_geom *place, om_exposed *exposed,
                            om_error *err)
{
    const om_exposures *exposures = work->exposures;
    const size_t near =
        om_index_find(work->index, om_geom_rect(place), &work->found, &work->capacity);
    for (size_t i = 0; i < near; i++) {
        const size_t number = work->found[i];
        bool meets = false;
        OM_TRY(om_prepared_intersects(exposures->zones[number].prepared, place, &meets, err));
        if (meets)
            note_zone(exposed, &exposures->zones[number]);
    }
    if (om_geom_kind_of(place) == OM_GEOM_POINT)
        return OM_OK;
    return measure_ground(work, place, exposed, err);
}

static om_status find_district(const searching *work, om_xy at, size_t *ret, om_error *err)
{
    om_districts *districts = work->exposures->districts;
    *ret = OM_NO_DISTRICT;
    if (!districts)
        return OM_OK;
    OM_TRY(om_transform_points(work->to_metres, &at, 1, err));
    *ret = om_districts_of_point(districts, om_districts_city(districts), at);
    return OM_OK;
}

/* ---- Facilities ---- */

static om_status read_facility(searching *work, const om_rows *rows, const char *layer,
                               om_error *err)
{
    om_exposures *exposures = work->exposures;
    OM_AUTO(om_geom) place = NULL;
    OM_TRY(om_rows_geom(rows, 3, &place, err));
    if (!place || om_geom_is_empty(place)) {
        exposures->nowhere++;
        return OM_OK;
    }
    om_exposed *exposed = &exposures->list[exposures->count];
    *exposed = (om_exposed){
        .layer = layer,
        .id = om_arena_text(exposures->arena, om_rows_text(rows, 0)),
        .name = om_arena_text(exposures->arena, om_rows_text(rows, 1)),
        .kind = om_arena_text(exposures->arena, om_rows_text(rows, 2)),
        .levels = OM_ARENA_ARRAY(exposures->arena, int, exposures->kind_count),
        .area_m2 = NAN,
        .in_zone_m2 = NAN,
    };
    for (size_t i = 0; i < exposures->kind_count; i++)
        exposed->levels[i] = OM_HAZARD_ABSENT;
    om_xy at;
    OM_TRY(om_geom_point_inside(place, &at, err));
    OM_TRY(om_geom_of_point(om_store_geo(work->store), at, OM_DEGREES, &exposed->point, err));
    exposures->count++;
    OM_TRY(find_district(work, at, &exposed->district, err));
    return find_zones(work, place, exposed, err);
}

static om_status read_layer(searching *work, const char *layer, const char *columns, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    bool more = false;
    OM_TRY(om_layer_rows_open(work->store, om_layer_find(layer), columns, &rows, err));
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_TRY(read_facility(work, rows, layer, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

static om_status count_facilities(om_store *store, int64_t counts[LAYERS], int64_t *ret_total,
                                  om_error *err)
{
    *ret_total = 0;
    for (size_t i = 0; i < LAYERS; i++) {
        OM_TRY(om_store_count(store, om_layer_find(facilities[i].layer), &counts[i], err));
        *ret_total += counts[i];
    }
    return OM_OK;
}

static om_status read_facilities(searching *work, om_error *err)
{
    int64_t counts[LAYERS], total;
    OM_TRY(count_facilities(work->store, counts, &total, err));
    work->exposures->list = OM_ARENA_ARRAY(work->exposures->arena, om_exposed, (size_t)total);
    for (size_t i = 0; i < LAYERS; i++)
        if (counts[i])
            OM_TRY(read_layer(work, facilities[i].layer, facilities[i].columns, err));
    return OM_OK;
}

static om_status read_districts(om_store *store, om_districts **ret, om_error *err)
{
    int64_t count = 0;
    OM_TRY(om_store_count(store, om_layer_find("district"), &count, err));
    return count ? om_districts_read(store, ret, err) : OM_OK;
}

om_status om_exposures_open(om_store *store, om_exposures **ret, om_error *err)
{
    OM_AUTO(om_exposures) exposures = om_memory_take(1, sizeof *exposures);
    OM_AUTO(om_index) index = NULL;
    exposures->arena = om_arena_new();
    searching work = {.store = store, .exposures = exposures};
    OM_TRY(read_districts(store, &exposures->districts, err));
    OM_TRY(read_zones(store, exposures, err));
    OM_TRY(index_zones(exposures, om_store_geo(store), &index, err));
    work.index = index;
    OM_TRY(om_store_to_metres(store, &work.to_metres, err));
    const om_status status = read_facilities(&work, err);
    free(work.found);
    OM_TRY(status);
    *ret = OM_TAKE(exposures);
    return OM_OK;
}

/* ---- Telling ---- */

double om_exposed_share(const om_exposed *exposed)
{
    if (isnan(exposed->area_m2))
        return exposed->zone_count ? 1 : 0;
    return exposed->area_m2 > 0 ? fmin(1, exposed->in_zone_m2 / exposed->area_m2) : 0;
}

const om_district *om_exposed_district(const om_exposures *exposures, const om_exposed *exposed)
{
    return exposed->district == OM_NO_DISTRICT
               ? NULL
               : om_districts_at(exposures->districts, exposed->district);
}

void om_exposures_write_kinds(const om_exposures *exposures, const int *levels, om_text *ret)
{
    const char *separator = "";
    for (size_t i = 0; i < exposures->kind_count; i++) {
        if (levels[i] == OM_HAZARD_ABSENT)
            continue;
        om_text_add_format(ret, "%s%s", separator, exposures->kinds[i]);
        separator = ", ";
    }
}
