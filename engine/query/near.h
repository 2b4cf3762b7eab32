/*
 * What lies at a place and near it: rows of a layer, with their distance in metres.
 */
#ifndef OM_ENGINE_QUERY_NEAR_H
#define OM_ENGINE_QUERY_NEAR_H

#include "engine/base/json.h"
#include "engine/store/rows.h"

/** A place that is asked about, in degrees and in metres. Borrows its store. */
typedef struct om_spotlight {
    om_store *store;
    om_lonlat at;
    om_xy metres;
    om_geom *point;   /**< in degrees */
    om_geom *point_m; /**< in metres */
} om_spotlight;

/**
 * Looks at a place.
 *
 * @return OM_OK; OM_ERR_DATA: the store is empty; OM_ERR_RANGE: so far away that the store's metric
 *         CRS has no place for it
 */
OM_CHECKED om_status om_spotlight_open(om_store *store, om_lonlat at, om_spotlight **ret,
                                       om_error *err);
void om_spotlight_free(om_spotlight *spotlight);
OM_DEFINE_AUTO(om_spotlight)

/**
 * The rows of a layer that hold the place, by id.
 *
 * @param columns  SQL column list
 * @param ret      an array of objects, freed with om_json_free()
 */
OM_CHECKED om_status om_rows_at(const om_spotlight *spotlight, const om_layer *layer,
                                const char *columns, om_json **ret, om_error *err);

/** Which rows are wanted. */
typedef struct om_nearness {
    const char *columns;        /**< SQL column list */
    const char *column, *value; /**< only rows whose text `column` is `value`; or NULL */
    size_t most;                /**< how many at most */
    double within_m;            /**< no farther */
} om_nearness;

/** The nearest rows of a layer, each with its "distance_m", by distance and id. */
OM_CHECKED om_status om_rows_near(const om_spotlight *spotlight, const om_layer *layer,
                                  const om_nearness *wanted, om_json **ret, om_error *err);

#endif
