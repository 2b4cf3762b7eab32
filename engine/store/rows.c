/* Prepared statements and their rows. */
#include "engine/store/rows.h"

#include <math.h>

#include "engine/base/memory.h"
#include "engine/store/inside.h"

struct om_rows {
    om_store *store;
    sqlite3_stmt *statement;
    int bind_code; /* the first failure to bind, told by the next step */
};

om_status om_rows_open(om_store *store, const char *sql, om_rows **ret, om_error *err)
{
    sqlite3_stmt *statement = NULL;
    const int code = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL);
    if (code != SQLITE_OK)
        return om_store_fail(store, code, "", err);
    om_rows *rows = om_memory_take(1, sizeof *rows);
    *rows = (om_rows){.store = store, .statement = statement};
    *ret = rows;
    return OM_OK;
}

void om_rows_free(om_rows *rows)
{
    if (!rows)
        return;
    sqlite3_finalize(rows->statement);
    free(rows);
}

static void note_binding(om_rows *rows, int code)
{
    if (rows->bind_code == SQLITE_OK)
        rows->bind_code = code;
}

void om_rows_bind_text(om_rows *rows, int parameter, const char *text)
{
    note_binding(rows, sqlite3_bind_text(rows->statement, parameter, text, -1, SQLITE_TRANSIENT));
}

void om_rows_bind_integer(om_rows *rows, int parameter, int64_t number)
{
    note_binding(rows, sqlite3_bind_int64(rows->statement, parameter, number));
}

void om_rows_bind_real(om_rows *rows, int parameter, double number)
{
    note_binding(rows, isnan(number) ? sqlite3_bind_null(rows->statement, parameter)
                                     : sqlite3_bind_double(rows->statement, parameter, number));
}

void om_rows_bind_blob(om_rows *rows, int parameter, const void *bytes, size_t size)
{
    note_binding(
        rows, bytes ? sqlite3_bind_blob64(rows->statement, parameter, bytes, size, SQLITE_TRANSIENT)
                    : sqlite3_bind_null(rows->statement, parameter));
}

void om_rows_bind_null(om_rows *rows, int parameter)
{
    note_binding(rows, sqlite3_bind_null(rows->statement, parameter));
}

om_status om_rows_next(om_rows *rows, bool *ret_more, om_error *err)
{
    if (rows->bind_code != SQLITE_OK)
        return om_store_fail(rows->store, rows->bind_code, "a parameter cannot be bound", err);
    const int code = sqlite3_step(rows->statement);
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        const om_status status = om_store_fail(rows->store, code, "", err);
        sqlite3_reset(rows->statement);
        return status;
    }
    if (code == SQLITE_DONE)
        sqlite3_reset(rows->statement);
    *ret_more = code == SQLITE_ROW;
    return OM_OK;
}

om_status om_rows_run(om_rows *rows, om_error *err)
{
    bool more = true;
    while (more)
        OM_TRY(om_rows_next(rows, &more, err));
    return OM_OK;
}

void om_rows_reset(om_rows *rows)
{
    sqlite3_reset(rows->statement);
}

int om_rows_column_count(const om_rows *rows)
{
    return sqlite3_column_count(rows->statement);
}

const char *om_rows_column_name(const om_rows *rows, int column)
{
    return sqlite3_column_name(rows->statement, column);
}

bool om_rows_is_null(const om_rows *rows, int column)
{
    return sqlite3_column_type(rows->statement, column) == SQLITE_NULL;
}

const char *om_rows_text(const om_rows *rows, int column)
{
    return (const char *)sqlite3_column_text(rows->statement, column);
}

int64_t om_rows_integer(const om_rows *rows, int column)
{
    return sqlite3_column_int64(rows->statement, column);
}

double om_rows_real(const om_rows *rows, int column)
{
    return om_rows_is_null(rows, column) ? (double)NAN
                                         : sqlite3_column_double(rows->statement, column);
}

const void *om_rows_blob(const om_rows *rows, int column, size_t *ret_size)
{
    const void *bytes = sqlite3_column_blob(rows->statement, column);
    *ret_size = (size_t)sqlite3_column_bytes(rows->statement, column);
    return bytes;
}

om_status om_rows_geom(const om_rows *rows, int column, om_geom **ret, om_error *err)
{
    size_t size = 0;
    const void *wkb = om_rows_blob(rows, column, &size);
    if (!wkb) {
        *ret = NULL;
        return OM_OK;
    }
    return om_geom_of_wkb(rows->store->geo, wkb, size, OM_DEGREES, ret, err);
}

om_status om_rows_geom_in_metres(const om_rows *rows, int column, om_geom **ret, om_error *err)
{
    const om_transform *to_metres = NULL;
    OM_TRY(om_store_to_metres(rows->store, &to_metres, err));
    OM_AUTO(om_geom) degrees = NULL;
    OM_TRY(om_rows_geom(rows, column, &degrees, err));
    if (!degrees) {
        *ret = NULL;
        return OM_OK;
    }
    return om_geom_transform(degrees, to_metres, OM_METRES, ret, err);
}
