/* Compares shelters with hazard zones and dangerous sources. */
#include "engine/analysis/shelter_safety.h"

#include <math.h>
#include <string.h>

#include "engine/analysis/cells.h"
#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/geo/index.h"
#include "engine/store/rows.h"

#define DISTANCES "standards/shelter_hazards.csv"

/* No source asks for more. */
#define MOST_M 100000.0

/* What a search for unsafe shelters works with. */
typedef struct looking {
    const om_shelters *shelters;
    om_arena *arena;
    om_geo *geo;
    om_index *index; /* of the shelters' extents */
    om_csv *distances;
    size_t *near;
    size_t near_capacity;
    om_shelter_dangers *found;
} looking;

static void looking_clear(looking *on)
{
    om_index_free(on->index);
    om_csv_free(on->distances);
    free(on->near);
}

static om_status index_shelters(looking *on, om_error *err)
{
    const size_t count = om_shelters_count(on->shelters);
    om_rect *extents = OM_ARENA_ARRAY(on->arena, om_rect, count + 1);
    for (size_t i = 0; i < count; i++) {
        const om_shelter *shelter = om_shelters_at(on->shelters, i);
        extents[i] = shelter->footprint
                         ? om_geom_rect(shelter->footprint)
                         : (om_rect){shelter->at.x, shelter->at.y, shelter->at.x, shelter->at.y};
    }
    return om_index_open(on->geo, extents, count, &on->index, err);
}

/* The shape of a shelter: its footprint, or a point that the caller frees. */
static om_status shape_of(const looking *on, const om_shelter *shelter, om_geom **ret_point,
                          const om_geom **ret, om_error *err)
{
    *ret = shelter->footprint;
    if (*ret)
        return OM_OK;
    OM_TRY(om_geom_of_point(on->geo, shelter->at, OM_METRES, ret_point, err));
    *ret = *ret_point;
    return OM_OK;
}

static void add_reason(looking *on, size_t shelter, const char *reason)
{
    const char **slot = &on->found->reasons[shelter];
    on->found->unsafe += !*slot;
    *slot = *slot ? om_arena_format(on->arena, "%s; %s", *slot, reason) : reason;
}

/* A row of the layer that is looked at. */
typedef struct danger {
    const char *id, *kind, *name;
    double influence_m; /* of a source; NaN where it has none */
    const om_geom *shape;
} danger;

static om_status compare_zone(looking *on, const danger *zone, om_error *err)
{
    const size_t count =
        om_index_find(on->index, om_geom_rect(zone->shape), &on->near, &on->near_capacity);
    on->found->zones++;
    for (size_t i = 0; i < count; i++) {
        const om_shelter *shelter = om_shelters_at(on->shelters, on->near[i]);
        OM_AUTO(om_geom) point = NULL;
        const om_geom *shape = NULL;
        bool meets = false;
        OM_TRY(shape_of(on, shelter, &point, &shape, err));
        OM_TRY(om_geom_intersects(shape, zone->shape, &meets, err));
        if (meets)
            add_reason(on, on->near[i],
                       om_arena_format(on->arena, "in %s zone %s", zone->kind, zone->id));
    }
    return OM_OK;
}

static om_status distance_of(const looking *on, const danger *source, double *ret, om_error *err)
{
    size_t kinds = 0, row = 0;
    OM_TRY(om_csv_need_column(on->distances, "kind", &kinds, err));
    while (row < om_csv_row_count(on->distances) &&
           strcmp(om_csv_cell(on->distances, row, kinds), source->kind) != 0)
        row++;
    if (row == om_csv_row_count(on->distances))
        OM_TRY(om_cells_find(on->distances, "kind", "default", &row, err));
    OM_TRY(om_cell_number(&(om_cell){on->distances, row, "distance_m"}, 0, MOST_M, ret, err));
    *ret = fmax(*ret, source->influence_m); /* skips NaN */
    return OM_OK;
}

static om_status compare_source(looking *on, const danger *source, om_error *err)
{
    double least_m = 0;
    OM_TRY(distance_of(on, source, &least_m, err));
    om_rect rect = om_geom_rect(source->shape);
    rect = (om_rect){rect.min_x - least_m, rect.min_y - least_m, rect.max_x + least_m,
                     rect.max_y + least_m};
    const size_t count = om_index_find(on->index, rect, &on->near, &on->near_capacity);
    on->found->sources++;
    for (size_t i = 0; i < count; i++) {
        const om_shelter *shelter = om_shelters_at(on->shelters, on->near[i]);
        OM_AUTO(om_geom) point = NULL;
        const om_geom *shape = NULL;
        double distance_m = 0;
        OM_TRY(shape_of(on, shelter, &point, &shape, err));
        OM_TRY(om_geom_distance_m(shape, source->shape, &distance_m, err));
        if (distance_m < least_m)
            add_reason(on, on->near[i],
                       om_arena_format(on->arena, "%.0f m from %s %s, at least %.0f m wanted",
                                       distance_m, source->kind, source->name, least_m));
    }
    return OM_OK;
}

enum { ID, KIND, NAME, INFLUENCE, GEOMETRY };

static om_status compare_rows(const om_run *run, const char *layer, const char *columns,
                              looking *on, om_error *err)
{
    const bool are_zones = strcmp(layer, "hazard_zone") == 0;
    int64_t rows_count = 0;
    OM_TRY(om_run_count(run, layer, &rows_count, err));
    if (rows_count == 0)
        return OM_OK;
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(run->store, om_layer_find(layer), columns, &rows, err));
    for (bool more = true;;) {
        OM_AUTO(om_geom) shape = NULL;
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            return OM_OK;
        OM_TRY(om_rows_geom_in_metres(rows, GEOMETRY, &shape, err));
        const char *id = om_rows_text(rows, ID), *name = om_rows_text(rows, NAME);
        const char *kind = om_rows_text(rows, KIND);
        const danger at = {id, kind ? kind : "hazard", name ? name : id,
                           om_rows_real(rows, INFLUENCE), shape};
        if (shape)
            OM_TRY(are_zones ? compare_zone(on, &at, err) : compare_source(on, &at, err));
    }
}

om_status om_shelter_dangers_find(const om_run *run, const om_shelters *shelters, om_arena *arena,
                                  om_shelter_dangers *ret, om_error *err)
{
    const char *path = NULL;
    om_shelter_dangers found = {
        .reasons = OM_ARENA_ARRAY(arena, const char *, om_shelters_count(shelters) + 1)};
    __attribute__((cleanup(looking_clear))) looking on = {
        .shelters = shelters, .arena = arena, .geo = om_store_geo(run->store), .found = &found};
    OM_TRY(om_share_find(arena, DISTANCES, &path, err));
    OM_TRY(om_csv_open(path, &on.distances, err));
    OM_TRY(index_shelters(&on, err));
    OM_TRY(compare_rows(run, "hazard_zone", "id, kind, name, null", &on, err));
    OM_TRY(compare_rows(run, "hazard_source", "id, kind, name, influence_m", &on, err));
    *ret = found;
    return OM_OK;
}
