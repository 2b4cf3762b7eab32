/*
 * The features of one table of a style: shapes with the values that the style asks for.
 */
#ifndef OM_ENGINE_DRAW_FEATURES_H
#define OM_ENGINE_DRAW_FEATURES_H

#include "engine/draw/near.h"
#include "engine/store/store.h"

/** Features by number, in the order they are drawn in. Immutable once read. */
typedef struct om_features {
    om_figures shapes;
    om_near *near;       /**< over their extents */
    om_datum *values;    /**< `column_count` a feature */
    om_datum *ids;       /**< one a feature */
    size_t column_count; /**< of the table */
    size_t capacity;
    bool is_empty_layer; /**< a known layer of the store that holds nothing */
    om_arena *texts;
} om_features;

void om_features_free(om_features *features);
OM_DEFINE_AUTO(om_features)

/**
 * Reads a layer of a store. A layer that is empty or was never loaded gives no features.
 *
 * @param box  what is wanted; NULL: all
 * @return OM_OK; OM_ERR_GEOMETRY: a row's shape cannot be read; what the store says
 */
OM_CHECKED om_status om_features_of_store(om_store *store, const om_style_table *table,
                                          const om_box *box, om_features **ret, om_error *err);

/**
 * Reads GeoJSON: a feature collection, a feature or a bare geometry (RFC 7946).
 *
 * @param name  what to call it in an error
 * @return OM_OK; OM_ERR_DATA: no GeoJSON, or a coordinate that is no number or not on earth
 */
OM_CHECKED om_status om_features_of_geojson(const om_json *data, const char *name,
                                            const om_style_table *table, om_features **ret,
                                            om_error *err);

/* ---- For readers: a row is added after its shape ---- */

om_features *om_features_new(const om_style_table *table);

/** Room for the values of the shape that was added last; all null. */
om_datum *om_features_add_row(om_features *features, om_datum id);

/** Ends reading: indexes the shapes. */
void om_features_close(om_features *features);

#endif
