/* Weak stand-ins until each module has landed; a strong definition replaces its own. */
#include "engine/base/status.h"

#define PENDING(name, ...)                                                                         \
    __attribute__((weak)) om_status name(__VA_ARGS__, om_error *err)                               \
    {                                                                                              \
        return om_fail(err, OM_ERR_FAILED, #name " is not there yet");                             \
    }
#pragma GCC diagnostic ignored "-Wunused-parameter"

PENDING(om_query_at, om_store *s, om_lonlat a, char **r)
PENDING(om_query_table, om_store *s, const char *w, const char *f, char **r)
