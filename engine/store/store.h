/*
 * The store: one SpatiaLite file, its schema, its transactions and what it knows of itself.
 *
 * The public om_store_open() and friends stand in onemap.h; here is what the engine's own modules
 * use beside them.
 */
#ifndef OM_ENGINE_STORE_STORE_H
#define OM_ENGINE_STORE_STORE_H

#include "engine/base/json.h"
#include "engine/geo/geom.h"
#include "layers/layer.h"

OM_DEFINE_AUTO(om_store)

/** The geometry workbench that lives as long as the store. Borrowed. */
om_geo *om_store_geo(om_store *store);

/** The file name the store was opened with. Borrowed. */
const char *om_store_path(const om_store *store);

/** Runs SQL statements that return nothing. @return OM_OK; OM_ERR_LOCKED; OM_ERR_DISK;
 * OM_ERR_FAILED */
OM_CHECKED om_status om_store_run(om_store *store, const char *sql, om_error *err);

/** Frees what is kept of the file's pages in memory; they are read again when they are asked for.
 */
void om_store_forget_pages(om_store *store);

/* ---- Transactions: what is not committed when the block ends is undone. ---- */

typedef struct om_transaction om_transaction;

/** Begins writing (BEGIN IMMEDIATE). @return OM_OK; OM_ERR_LOCKED */
OM_CHECKED om_status om_transaction_open(om_store *store, om_transaction **ret, om_error *err);
OM_CHECKED om_status om_transaction_commit(om_transaction *transaction, om_error *err);
/** Undoes what was not committed; NULL is fine. */
void om_transaction_free(om_transaction *transaction);
OM_DEFINE_AUTO(om_transaction)

/* ---- Layers ---- */

/** Rows in a layer's table; 0 when the layer was never loaded. */
OM_CHECKED om_status om_store_count(om_store *store, const om_layer *layer, int64_t *ret,
                                    om_error *err);

/** Rows in a layer's table that loads of `source` brought. */
OM_CHECKED om_status om_store_count_of(om_store *store, const om_layer *layer, const char *source,
                                       int64_t *ret, om_error *err);

/** A number that grows whenever the layer's rows change; 0 when it was never loaded. */
OM_CHECKED om_status om_store_layer_version(om_store *store, const om_layer *layer, int64_t *ret,
                                            om_error *err);

/** The extent of a layer's geometry. @return OM_OK; OM_ERR_DATA: the layer has none */
OM_CHECKED om_status om_store_layer_box(om_store *store, const om_layer *layer, om_box *ret,
                                        om_error *err);

/* ---- Measuring ---- */

/**
 * The CRS in which this store measures. A store that has none yet gets one from its layers' extent.
 *
 * @param ret  borrowed from the store
 * @return OM_OK; OM_ERR_DATA: the store is empty
 */
OM_CHECKED om_status om_store_metric_crs(om_store *store, const char **ret, om_error *err);

/** The way from stored degrees to metres, and back. Borrowed from the store. */
OM_CHECKED om_status om_store_to_metres(om_store *store, const om_transform **ret, om_error *err);
OM_CHECKED om_status om_store_to_degrees(om_store *store, const om_transform **ret, om_error *err);

/* ---- Provenance ---- */

/** One load or analysis run, as it is written down with its result. Borrows everything. */
typedef struct om_origin {
    const char *what;      /**< "load" or "run" */
    const char *name;      /**< the layer that was loaded, or the analysis that ran */
    const char *source;    /**< file or connection, "" for a run */
    const char *checksum;  /**< of the source, or of inputs and settings */
    const char *credit;    /**< whom to credit; may be NULL */
    const om_json *detail; /**< CRS, encoding, options or settings, counts, notices */
} om_origin;

/** Begins a load or run inside a transaction. @param ret_id  what its rows carry as load_id */
OM_CHECKED om_status om_store_begin_origin(om_store *store, const om_origin *origin,
                                           int64_t *ret_id, om_error *err);
/** Writes down what became of it. */
OM_CHECKED om_status om_store_end_origin(om_store *store, int64_t id, const om_json *detail,
                                         om_error *err);

/**
 * The last run of an analysis that came to its end: id, checksum, started, ended, detail.
 *
 * @param ret  NULL when it never ran
 */
OM_CHECKED om_status om_store_last_run(om_store *store, const char *analysis, om_json **ret,
                                       om_error *err);

/** All runs of an analysis that came to their end, the oldest first, each as above. */
OM_CHECKED om_status om_store_runs(om_store *store, const char *analysis, om_json **ret,
                                   om_error *err);

/**
 * The load or run that brought a row, as om_store_last_run() tells it, and with "row" which of its
 * rows it is, from 1.
 *
 * @param ret  NULL when there is no such row
 */
OM_CHECKED om_status om_store_origin_of(om_store *store, const om_layer *layer, const char *id,
                                        om_json **ret, om_error *err);

/** The credits of all loads whose rows are in the store, each once, joined by "; ". Freed with
 * free(). */
OM_CHECKED om_status om_store_credits(om_store *store, char **ret, om_error *err);

/** A text kept in the store under `key`; NULL in `ret` when there is none. Freed with free(). */
OM_CHECKED om_status om_store_note(om_store *store, const char *key, char **ret, om_error *err);
OM_CHECKED om_status om_store_set_note(om_store *store, const char *key, const char *text,
                                       om_error *err);

#endif
