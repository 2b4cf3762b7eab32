/*
 * What the files of this folder share: the database behind om_store.
 */
#ifndef OM_ENGINE_STORE_INSIDE_H
#define OM_ENGINE_STORE_INSIDE_H

#include <sqlite3.h>

#include "engine/store/store.h"

struct om_store {
    sqlite3 *db;
    void *spatial; /* SpatiaLite's cache for this connection */
    om_geo *geo;
    char *path;
    om_store_mode mode;
    char *metric_crs; /* NULL until asked for */
    om_transform *to_metres, *to_degrees;
};

/* The status that a result code of SQLite means, with a sentence: "doing: why". */
om_status om_store_fail(om_store *store, int code, const char *doing, om_error *err);

/* True when the database has a table of this name. */
OM_CHECKED om_status om_store_has_table(om_store *store, const char *name, bool *ret,
                                        om_error *err);

/* Brings the schema up to date, or says why it cannot. */
OM_CHECKED om_status om_schema_prepare(om_store *store, om_error *err);

/* The version of the schema that this library writes. */
int om_schema_version(void);

#endif
