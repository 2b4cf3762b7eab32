/* Opening a store, running SQL in it, and transactions. */
#include "engine/store/store.h"

#include <ctype.h>
#include <string.h>
#include <unistd.h>

#include "engine/base/file.h"
#include "engine/base/memory.h"
#include "engine/store/inside.h"
#include "engine/store/rows.h"

#include <spatialite.h>

static const int wait_for_lock_ms = 10000;

struct om_transaction {
    om_store *store;
    bool open;
};

static om_status status_of_code(int code)
{
    switch (code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return OM_ERR_LOCKED;
    case SQLITE_FULL:
    case SQLITE_IOERR:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
        return OM_ERR_DISK;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return OM_ERR_CORRUPT;
    case SQLITE_NOMEM:
        return OM_ERR_MEMORY;
    case SQLITE_CONSTRAINT:
        return OM_ERR_DATA;
    case SQLITE_INTERRUPT:
        return OM_ERR_CANCELLED;
    default:
        return OM_ERR_FAILED;
    }
}

om_status om_store_fail(om_store *store, int code, const char *doing, om_error *err)
{
    return om_fail(err, status_of_code(code), "%s: %s%s%s", store->path, doing,
                   doing[0] ? ": " : "", store->db ? sqlite3_errmsg(store->db) : "out of memory");
}

static om_status check_path(const char *path, om_store_mode mode, om_error *err)
{
    if (om_folder_exists(path))
        return om_fail(err, OM_ERR_NOT_FOUND, "%s is a folder, not a store", path);
    if (!path[0] || om_text_starts(path, "file:"))
        return om_fail(err, OM_ERR_USAGE, "'%s' is no file name for a store", path);
    if (mode != OM_STORE_CREATE && !om_file_exists(path))
        return om_fail(err, OM_ERR_NOT_FOUND, "there is no store %s", path);
    return OM_OK;
}

/* Whether SQLite may keep its lock and log files beside the store. */
static bool can_write_beside(const char *path)
{
    const char *base = om_path_base(path);
    OM_AUTO_TEXT folder = {0};
    om_text_add_bytes(&folder, path, (size_t)(base - path));
    om_text_add(&folder, base == path ? "." : "");
    return access(path, W_OK) == 0 && access(folder.bytes, W_OK) == 0;
}

/* The path as a URI that tells SQLite the file never changes, so that it needs nothing beside it.
 */
static void write_immutable_uri(const char *path, om_text *ret)
{
    om_text_add(ret, "file:");
    for (const unsigned char *at = (const unsigned char *)path; *at; at++) {
        if (isalnum(*at) || strchr("/-_.~", *at))
            om_text_add_bytes(ret, at, 1);
        else
            om_text_add_format(ret, "%%%02X", *at);
    }
    om_text_add(ret, "?immutable=1");
}

/*
 * A reader opens for writing where it may and then only asks: the last one to leave can tidy up the
 * log beside the store. On a medium that cannot be written a store without a log is opened as it
 * is.
 */
static int open_for_mode(om_store *store)
{
    const int common = SQLITE_OPEN_NOMUTEX;
    if (store->mode == OM_STORE_CREATE)
        return sqlite3_open_v2(store->path, &store->db,
                               SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | common, NULL);
    if (store->mode == OM_STORE_WRITE || can_write_beside(store->path))
        return sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READWRITE | common, NULL);
    OM_AUTO_TEXT log = {0};
    om_text_add_format(&log, "%s-wal", store->path);
    if (om_file_exists(log.bytes))
        return sqlite3_open_v2(store->path, &store->db, SQLITE_OPEN_READONLY | common, NULL);
    OM_AUTO_TEXT uri = {0};
    write_immutable_uri(store->path, &uri);
    return sqlite3_open_v2(uri.bytes, &store->db, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | common,
                           NULL);
}

static om_status open_database(om_store *store, om_error *err)
{
    const int code = open_for_mode(store);
    if (code != SQLITE_OK)
        return om_store_fail(store, code, "cannot be opened", err);
    sqlite3_extended_result_codes(store->db, 1);
    sqlite3_busy_timeout(store->db, wait_for_lock_ms);
    store->spatial = spatialite_alloc_connection();
    spatialite_init_ex(store->db, store->spatial, /* verbose= */ 0);
    OM_TRY(om_store_run(store, "pragma foreign_keys = on", err));
    if (store->mode == OM_STORE_READ)
        return om_store_run(store, "pragma query_only = on", err);
    return om_store_run(store, "pragma journal_mode = wal; pragma synchronous = normal", err);
}

om_status om_store_open(const char *path, om_store_mode mode, om_store **ret, om_error *err)
{
    OM_TRY(check_path(path, mode, err));
    OM_AUTO(om_store) store = om_memory_take(1, sizeof *store);
    store->path = om_memory_text(path);
    store->mode = mode;
    OM_TRY(om_geo_open(&store->geo, err));
    OM_TRY(open_database(store, err));
    OM_TRY(om_schema_prepare(store, err));
    *ret = OM_TAKE(store);
    return OM_OK;
}

void om_store_free(om_store *store)
{
    if (!store)
        return;
    om_transform_free(store->to_metres);
    om_transform_free(store->to_degrees);
    if (store->db)
        sqlite3_close(store->db);
    if (store->spatial)
        spatialite_cleanup_ex(store->spatial);
    om_geo_free(store->geo);
    free(store->metric_crs);
    free(store->path);
    free(store);
}

om_geo *om_store_geo(om_store *store)
{
    return store->geo;
}

const char *om_store_path(const om_store *store)
{
    return store->path;
}

void om_store_forget_pages(om_store *store)
{
    sqlite3_db_release_memory(store->db);
}

om_status om_store_run(om_store *store, const char *sql, om_error *err)
{
    const int code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
    return code == SQLITE_OK ? OM_OK : om_store_fail(store, code, "", err);
}

om_status om_store_has_table(om_store *store, const char *name, bool *ret, om_error *err)
{
    OM_AUTO(om_rows) rows = NULL;
    OM_TRY(om_rows_open(store, "select 1 from sqlite_schema where type = 'table' and name = ?1",
                        &rows, err));
    om_rows_bind_text(rows, 1, name);
    return om_rows_next(rows, ret, err);
}

om_status om_transaction_open(om_store *store, om_transaction **ret, om_error *err)
{
    OM_TRY(om_store_run(store, "begin immediate", err));
    om_transaction *transaction = om_memory_take(1, sizeof *transaction);
    *transaction = (om_transaction){.store = store, .open = true};
    *ret = transaction;
    return OM_OK;
}

om_status om_transaction_commit(om_transaction *transaction, om_error *err)
{
    OM_TRY(om_store_run(transaction->store, "commit", err));
    transaction->open = false;
    return OM_OK;
}

void om_transaction_free(om_transaction *transaction)
{
    if (!transaction)
        return;
    if (transaction->open)
        sqlite3_exec(transaction->store->db, "rollback", NULL, NULL, NULL);
    free(transaction);
}
