/*
 * Rows of a store: prepared statements with bound parameters, read one row at a time.
 */
#ifndef OM_ENGINE_STORE_ROWS_H
#define OM_ENGINE_STORE_ROWS_H

#include "engine/store/store.h"

/** A prepared statement. Must be freed before its store. */
typedef struct om_rows om_rows;

OM_CHECKED om_status om_rows_open(om_store *store, const char *sql, om_rows **ret, om_error *err);
void om_rows_free(om_rows *rows);
OM_DEFINE_AUTO(om_rows)

/* Parameters are numbered from 1; texts and blobs are copied. */
void om_rows_bind_text(om_rows *rows, int parameter, const char *text); /**< NULL binds a null */
void om_rows_bind_integer(om_rows *rows, int parameter, int64_t number);
void om_rows_bind_real(om_rows *rows, int parameter, double number); /**< NaN binds a null */
void om_rows_bind_blob(om_rows *rows, int parameter, const void *bytes, size_t size);
void om_rows_bind_null(om_rows *rows, int parameter);

/** Steps to the next row. @param ret_more  false after the last; the statement is then reset */
OM_CHECKED om_status om_rows_next(om_rows *rows, bool *ret_more, om_error *err);

/** Runs a statement that returns nothing to its end and makes it ready for the next parameters. */
OM_CHECKED om_status om_rows_run(om_rows *rows, om_error *err);

/** Makes a statement ready to be read again; parameters stay. */
void om_rows_reset(om_rows *rows);

/* Columns of the current row are numbered from 0. What is borrowed lives until the next step. */
int om_rows_column_count(const om_rows *rows);
const char *om_rows_column_name(const om_rows *rows, int column);
bool om_rows_is_null(const om_rows *rows, int column);
const char *om_rows_text(const om_rows *rows, int column); /**< NULL for a null */
int64_t om_rows_integer(const om_rows *rows, int column);
double om_rows_real(const om_rows *rows, int column); /**< NaN for a null */
const void *om_rows_blob(const om_rows *rows, int column, size_t *ret_size);

/**
 * The shape in a column that holds WKB (`AsBinary(geometry)`), in degrees.
 *
 * @param ret  NULL when the column is null
 */
OM_CHECKED om_status om_rows_geom(const om_rows *rows, int column, om_geom **ret, om_error *err);

/** The same shape in the store's metric CRS. */
OM_CHECKED om_status om_rows_geom_in_metres(const om_rows *rows, int column, om_geom **ret,
                                            om_error *err);

/**
 * Opens all rows of a layer in the order of their ids: "select <columns>, AsBinary(geometry)".
 *
 * @param columns  SQL column list, "id, name, people"
 * @return OM_OK; OM_ERR_DATA: the layer is empty or was never loaded
 */
OM_CHECKED om_status om_layer_rows_open(om_store *store, const om_layer *layer, const char *columns,
                                        om_rows **ret, om_error *err);

/** The same, within a box in degrees, through the spatial index. An empty answer is no error. */
OM_CHECKED om_status om_layer_rows_open_in(om_store *store, const om_layer *layer,
                                           const char *columns, const om_box *box, om_rows **ret,
                                           om_error *err);

#endif
