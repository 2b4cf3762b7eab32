/* Statuses, their codes for the outside world, and error sentences. */
#include "engine/base/status.h"

#include <stdio.h>
#include <string.h>

typedef struct status_row {
    const char *name;
    int exit_code;
    int http_code;
} status_row;

/* The one table from a status to what a shell and a browser are told. */
static const status_row status_rows[OM_STATUS_END] = {
    [OM_OK] = {"ok", 0, 200},
    [OM_ERR_FAILED] = {"failed", 1, 500},
    [OM_ERR_USAGE] = {"usage", 2, 400},
    [OM_ERR_RANGE] = {"out of range", 2, 400},
    [OM_ERR_NOT_FOUND] = {"not found", 2, 404},
    [OM_ERR_PARTIAL] = {"partly done", 3, 500},
    [OM_ERR_DATA] = {"bad data", 4, 422},
    [OM_ERR_GEOMETRY] = {"bad geometry", 4, 422},
    [OM_ERR_STYLE] = {"bad style", 4, 422},
    [OM_ERR_LOCKED] = {"locked", 5, 503},
    [OM_ERR_DISK] = {"disk", 6, 507},
    [OM_ERR_CORRUPT] = {"corrupt", 7, 500},
    [OM_ERR_CANCELLED] = {"cancelled", 130, 503},
    [OM_ERR_MEMORY] = {"out of memory", 1, 503},
};

static const status_row *row_of(om_status status)
{
    static const status_row unknown = {"unknown", 1, 500};
    return status >= OM_OK && status < OM_STATUS_END ? &status_rows[status] : &unknown;
}

int om_status_exit_code(om_status status)
{
    return row_of(status)->exit_code;
}

int om_status_http_code(om_status status)
{
    return row_of(status)->http_code;
}

const char *om_status_name(om_status status)
{
    return row_of(status)->name;
}

om_status om_fail(om_error *err, om_status status, const char *format, ...)
{
    if (!err)
        return status;
    err->status = status;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(err->message, sizeof err->message, format, arguments);
    va_end(arguments);
    return status;
}

om_status om_fail_within(om_error *err, om_status status, const char *format, ...)
{
    if (!err)
        return status;
    char where[sizeof err->message];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(where, sizeof where, format, arguments);
    va_end(arguments);

    /* What does not fit is cut from the end: the place matters more than the last words. */
    const size_t where_length = strlen(where), room = sizeof err->message;
    const size_t prefix = where_length + 2 < room ? where_length + 2 : room - 1;
    memmove(err->message + prefix, err->message, room - prefix);
    memcpy(err->message, where, prefix < where_length ? prefix : where_length);
    if (where_length + 2 < room)
        memcpy(err->message + where_length, ": ", 2);
    err->message[room - 1] = '\0';
    return err->status;
}

om_status om_listener_tell(const om_listener *listener, const om_progress *progress, om_error *err)
{
    if (!listener || !listener->report || listener->report(progress, listener->user))
        return OM_OK;
    return om_fail(err, OM_ERR_CANCELLED, "stopped on request during %s", progress->stage);
}
