/* Reads stations and depots and puts them on their roads. */
#include "engine/analysis/facilities.h"

#include "engine/base/memory.h"
#include "engine/store/rows.h"

enum { ID, NAME, OWN, LEVEL };

static om_status read_row(const om_rows *rows, const om_transform *to_metres, om_arena *arena,
                          om_facility *ret, om_error *err)
{
    OM_AUTO(om_geom) stored = NULL;
    OM_TRY(om_rows_geom(rows, om_rows_column_count(rows) - 1, &stored, err));
    const char *id = om_rows_text(rows, ID), *name = om_rows_text(rows, NAME);
    if (!stored || om_geom_is_empty(stored))
        return om_fail(err, OM_ERR_DATA, "%s has no place", id);
    const char *level = om_rows_column_count(rows) > LEVEL + 1 ? om_rows_text(rows, LEVEL) : NULL;
    *ret = (om_facility){.id = om_arena_text(arena, id),
                         .name = om_arena_text(arena, name ? name : id),
                         .level = om_arena_text(arena, level ? level : ""),
                         .own = om_rows_real(rows, OWN)};
    OM_TRY(om_geom_point_inside(stored, &ret->at, err));
    return om_transform_points(to_metres, &ret->at, 1, err);
}

static om_status read_rows(const om_run *run, const om_facility_layer *from, om_arena *arena,
                           om_facilities *facilities, om_error *err)
{
    const om_layer *layer = om_layer_find(from->layer);
    const om_transform *to_metres = NULL;
    int64_t count = 0;
    OM_TRY(om_store_count(run->store, layer, &count, err));
    OM_TRY(om_store_to_metres(run->store, &to_metres, err));
    facilities->list = OM_ARENA_ARRAY(arena, om_facility, (size_t)count);
    facilities->usable = OM_ARENA_ARRAY(arena, size_t, (size_t)count);

    OM_AUTO_TEXT columns = {0};
    om_text_add_format(&columns, "id, name, %s%s%s", from->own_column,
                       from->level_column ? ", " : "",
                       from->level_column ? from->level_column : "");
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open(run->store, layer, columns.bytes, &rows, err));
    for (bool more = true; facilities->count < (size_t)count;) {
        OM_TRY(om_rows_next(rows, &more, err));
        if (!more)
            break;
        OM_TRY(read_row(rows, to_metres, arena, &facilities->list[facilities->count++], err));
    }
    return OM_OK;
}

om_status om_facilities_read(const om_run *run, const om_facility_layer *layer,
                             const om_network *network, double within_m, om_arena *arena,
                             om_facilities *ret, om_error *err)
{
    om_facilities read = {0};
    OM_TRY(read_rows(run, layer, arena, &read, err));
    for (size_t i = 0; i < read.count; i++) {
        om_facility *facility = &read.list[i];
        facility->near_road = om_network_snap(network, facility->at, within_m, &facility->spot);
        if (facility->near_road)
            read.usable[read.usable_count++] = i;
        else
            om_run_notice(run, "%s %s (%s) has no road within %g m (max_snap_m) and was left out",
                          layer->layer, facility->id, facility->name, within_m);
    }
    if (read.usable_count == 0)
        return om_fail(err, OM_ERR_DATA,
                       "none of the %zu rows of %s has a road within %g m (max_snap_m)", read.count,
                       layer->layer, within_m);
    *ret = read;
    return OM_OK;
}
