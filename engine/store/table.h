/*
 * Writing the rows of a layer.
 */
#ifndef OM_ENGINE_STORE_TABLE_H
#define OM_ENGINE_STORE_TABLE_H

#include "engine/store/store.h"

/** A value for a column. */
typedef struct om_value {
    enum { OM_VALUE_NULL, OM_VALUE_TEXT, OM_VALUE_INTEGER, OM_VALUE_REAL, OM_VALUE_BLOB } kind;
    union {
        const char *text;
        int64_t integer;
        double real;
        struct {
            const void *bytes;
            size_t size;
        } blob;
    };
} om_value;

om_value om_value_text(const char *text); /**< NULL gives a null; borrows */
om_value om_value_integer(int64_t number);
om_value om_value_real(double number);                  /**< NaN gives a null */
om_value om_value_blob(const void *bytes, size_t size); /**< NULL gives a null; borrows */

/** Writes rows into a layer's table, inside a transaction. Freed before the commit. */
typedef struct om_table om_table;

/**
 * Gives the table of a layer the columns that were added to the layer since it was made, empty;
 * does nothing when there is no table.
 */
OM_CHECKED om_status om_layer_complete(om_store *store, const om_layer *layer, om_error *err);

/**
 * Makes the layer's table with its spatial index when it is missing, and opens it for writing.
 *
 * @param origin_id  what om_store_begin_origin() gave
 */
OM_CHECKED om_status om_table_open(om_store *store, const om_layer *layer, int64_t origin_id,
                                   om_table **ret, om_error *err);
void om_table_free(om_table *table);
OM_DEFINE_AUTO(om_table)

/** Removes all rows. */
OM_CHECKED om_status om_table_clear(om_table *table, om_error *err);

/** Removes the rows that earlier loads of `source` brought. @param ret_count  how many; may be NULL
 */
OM_CHECKED om_status om_table_clear_source(om_table *table, const char *source, int64_t *ret_count,
                                           om_error *err);

/**
 * Adds a row.
 *
 * @param id      unique in the layer
 * @param values  one a column of the layer, in its order
 * @param geom    in degrees, of the layer's shape; NULL for a row without one
 * @return OM_OK; OM_ERR_DATA: the id is taken; OM_ERR_DISK
 */
OM_CHECKED om_status om_table_add(om_table *table, const char *id, const om_value *values,
                                  const om_geom *geom, om_error *err);

/** The same with a shape as WKB, as om_geom_write_wkb() writes it. @param wkb  NULL for none */
OM_CHECKED om_status om_table_add_wkb(om_table *table, const char *id, const om_value *values,
                                      const void *wkb, size_t size, om_error *err);

/** Rows added so far. */
int64_t om_table_count(const om_table *table);

#endif
