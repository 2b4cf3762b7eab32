/* Rows at and near a place, found through the spatial index. */
#include "engine/query/near.h"

#include <math.h>
#include <string.h>

#include "engine/base/memory.h"
#include "engine/store/row.h"

void om_spotlight_free(om_spotlight *spotlight)
{
    if (!spotlight)
        return;
    om_geom_free(spotlight->point);
    om_geom_free(spotlight->point_m);
    free(spotlight);
}

om_status om_spotlight_open(om_store *store, om_lonlat at, om_spotlight **ret, om_error *err)
{
    OM_AUTO(om_spotlight) spotlight = om_memory_take(1, sizeof *spotlight);
    spotlight->store = store;
    spotlight->at = at;
    spotlight->metres = (om_xy){at.lon, at.lat};
    const om_transform *to_metres = NULL;
    OM_TRY(om_geom_of_point(om_store_geo(store), spotlight->metres, OM_DEGREES, &spotlight->point,
                            err));
    OM_TRY(om_store_to_metres(store, &to_metres, err));
    OM_TRY(om_transform_points(to_metres, &spotlight->metres, 1, err));
    OM_TRY(om_geom_of_point(om_store_geo(store), spotlight->metres, OM_METRES, &spotlight->point_m,
                            err));
    *ret = OM_TAKE(spotlight);
    return OM_OK;
}

om_status om_rows_at(const om_spotlight *spotlight, const om_layer *layer, const char *columns,
                     om_json **ret, om_error *err)
{
    const om_lonlat at = spotlight->at;
    const om_box box = {at.lon, at.lat, at.lon, at.lat};
    OM_AUTO(om_json) list = om_json_array_new();
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open_in(spotlight->store, layer, columns, &box, &rows, err));
    const int count = om_rows_column_count(rows) - 1;
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        bool holds = false;
        OM_AUTO(om_geom) shape = NULL;
        OM_TRY(om_rows_geom(rows, count, &shape, err));
        OM_TRY(om_geom_intersects(shape, spotlight->point, &holds, err));
        if (holds)
            om_row_put(om_json_add(list, om_json_object_new()), layer, rows, count);
        OM_TRY(om_rows_next(rows, &more, err));
    }
    *ret = OM_TAKE(list);
    return OM_OK;
}

/* The best rows so far, nearest first. */
typedef struct shortlist {
    const om_nearness *wanted;
    om_json **rows;
    double *distances_m;
    size_t count;
} shortlist;

static void shortlist_clear(shortlist *best)
{
    for (size_t i = 0; i < best->count; i++)
        om_json_free(best->rows[i]);
    free(best->rows);
    free(best->distances_m);
}

/* Rows come by id, so that of two as near the one with the lesser id stands first. */
static void enter(shortlist *best, om_json *row, double distance_m)
{
    if (best->count == best->wanted->most) {
        if (distance_m >= best->distances_m[best->count - 1]) {
            om_json_free(row);
            return;
        }
        om_json_free(best->rows[--best->count]);
    }
    size_t place = best->count++;
    for (; place > 0 && distance_m < best->distances_m[place - 1]; place--) {
        best->rows[place] = best->rows[place - 1];
        best->distances_m[place] = best->distances_m[place - 1];
    }
    best->rows[place] = row;
    best->distances_m[place] = distance_m;
}

static bool is_wanted(const om_nearness *wanted, const om_json *row)
{
    if (!wanted->column)
        return true;
    const char *text = om_json_text(om_json_get(row, wanted->column));
    return text && strcmp(text, wanted->value) == 0;
}

static om_status consider(const om_spotlight *spotlight, const om_layer *layer, const om_rows *rows,
                          double within_m, shortlist *best, om_error *err)
{
    const int count = om_rows_column_count(rows) - 1;
    OM_AUTO(om_geom) shape = NULL;
    OM_TRY(om_rows_geom_in_metres(rows, count, &shape, err));
    double distance_m = 0;
    OM_TRY(om_geom_distance_m(shape, spotlight->point_m, &distance_m, err));
    OM_AUTO(om_json) row = om_json_object_new();
    om_row_put(row, layer, rows, count);
    if (!(distance_m <= within_m) || !is_wanted(best->wanted, row))
        return OM_OK;
    om_json_put_number(row, "distance_m", round(distance_m * 10) / 10);
    enter(best, OM_TAKE(row), distance_m);
    return OM_OK;
}

/* A box in degrees that surely holds the square of `within_m` around the place. */
static om_status box_around(const om_spotlight *spotlight, double within_m, om_box *ret,
                            om_error *err)
{
    const om_transform *to_degrees = NULL;
    OM_TRY(om_store_to_degrees(spotlight->store, &to_degrees, err));
    const double far_m = within_m * 1.05;
    om_box box = {INFINITY, INFINITY, -INFINITY, -INFINITY};
    for (int corner = 0; corner < 4; corner++) {
        om_xy at = {spotlight->metres.x + (corner & 1 ? far_m : -far_m),
                    spotlight->metres.y + (corner & 2 ? far_m : -far_m)};
        OM_TRY(om_transform_points(to_degrees, &at, 1, err));
        box = (om_box){fmin(box.west, at.x), fmin(box.south, at.y), fmax(box.east, at.x),
                       fmax(box.north, at.y)};
    }
    *ret = box;
    return OM_OK;
}

static om_status search(const om_spotlight *spotlight, const om_layer *layer, double within_m,
                        shortlist *best, om_error *err)
{
    om_box box;
    OM_TRY(box_around(spotlight, within_m, &box, err));
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_layer_rows_open_in(spotlight->store, layer, best->wanted->columns, &box, &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    while (more) {
        OM_TRY(consider(spotlight, layer, rows, within_m, best, err));
        OM_TRY(om_rows_next(rows, &more, err));
    }
    return OM_OK;
}

om_status om_rows_near(const om_spotlight *spotlight, const om_layer *layer,
                       const om_nearness *wanted, om_json **ret, om_error *err)
{
    static const double first_m = 500, step = 5;
    OM_AUTO(om_json) list = om_json_array_new();
    for (double within_m = fmin(first_m, wanted->within_m);;
         within_m = fmin(within_m * step, wanted->within_m)) {
        __attribute__((cleanup(shortlist_clear)))
        shortlist best = {wanted, om_memory_take(wanted->most, sizeof *best.rows),
                          om_memory_take(wanted->most, sizeof *best.distances_m), 0};
        OM_TRY(search(spotlight, layer, within_m, &best, err));
        if (best.count < wanted->most && within_m < wanted->within_m)
            continue;
        for (size_t i = 0; i < best.count; i++)
            om_json_add(list, OM_TAKE(best.rows[i]));
        break;
    }
    *ret = OM_TAKE(list);
    return OM_OK;
}
