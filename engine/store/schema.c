/* The store's own tables: made, recognised, and brought up to date. */
#include "engine/store/inside.h"
#include "engine/store/rows.h"
#include "om_sql.h"

/* "OMAP" in the SQLite header says whose file this is. */
static const int64_t our_application_id = 0x4F4D4150;

/* migrations[n] leads from version n to n + 1. */
static const char *const migrations[] = {om_sql_schema_1, om_sql_schema_2, om_sql_schema_3};

int om_schema_version(void)
{
    return (int)(sizeof migrations / sizeof *migrations);
}

static om_status read_number(om_store *store, const char *sql, int64_t *ret, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, sql, &rows, err));
    bool more = false;
    OM_TRY(om_rows_next(rows, &more, err));
    *ret = more ? om_rows_integer(rows, 0) : 0;
    return OM_OK;
}

static om_status make_spatial(om_store *store, om_error *err)
{
    int64_t done = 0;
    OM_TRY(read_number(store, "select InitSpatialMetaData(1, 'NONE')", &done, err));
    if (!done)
        return om_fail(err, OM_ERR_DISK, "%s: SpatiaLite cannot prepare the file", store->path);
    OM_TRY(read_number(store, "select InsertEpsgSrid(4326)", &done, err));
    return done
               ? OM_OK
               : om_fail(err, OM_ERR_FAILED, "%s: SpatiaLite does not know EPSG:4326", store->path);
}

static om_status migrate_from(om_store *store, int64_t version, om_error *err)
{
    OM_AUTO(om_transaction) transaction = NULL;
    OM_TRY(om_transaction_open(store, &transaction, err));
    for (int step = (int)version; step < om_schema_version(); step++)
        OM_TRY(om_store_run(store, migrations[step], err));
    OM_AUTO_TEXT mark = {0};
    om_text_add_format(&mark, "pragma user_version = %d; pragma application_id = %lld;",
                       om_schema_version(), (long long)our_application_id);
    OM_TRY(om_store_run(store, mark.bytes, err));
    return om_transaction_commit(transaction, err);
}

om_status om_schema_prepare(om_store *store, om_error *err)
{
    int64_t application = 0, version = 0, tables = 0;
    OM_TRY(read_number(store, "pragma application_id", &application, err));
    OM_TRY(read_number(store, "pragma user_version", &version, err));
    OM_TRY(read_number(store, "select count(*) from sqlite_schema", &tables, err));

    const bool fresh = tables == 0 && store->mode == OM_STORE_CREATE;
    if (!fresh && application != our_application_id)
        return om_fail(err, OM_ERR_CORRUPT, "%s is not an onemap store", store->path);
    if (version > om_schema_version())
        return om_fail(err, OM_ERR_CORRUPT,
                       "%s was written by a newer onemap (schema %lld, this one knows %d)",
                       store->path, (long long)version, om_schema_version());
    if (fresh)
        OM_TRY(make_spatial(store, err));
    if (version == om_schema_version())
        return OM_OK;
    if (store->mode == OM_STORE_READ)
        return om_fail(err, OM_ERR_CORRUPT,
                       "%s has the older schema %lld: open it once for writing to bring it to %d",
                       store->path, (long long)version, om_schema_version());
    return migrate_from(store, version, err);
}
