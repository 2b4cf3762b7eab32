/* Weak stand-ins until each module has landed; a strong definition replaces its own. */
#include "engine/base/status.h"

#define PENDING(name, ...)                                                                         \
    __attribute__((weak)) om_status name(__VA_ARGS__, om_error *err)                               \
    {                                                                                              \
        return om_fail(err, OM_ERR_FAILED, #name " is not there yet");                             \
    }
#pragma GCC diagnostic ignored "-Wunused-parameter"

PENDING(om_analyse, om_store *s, const char *a, const char *const *t, size_t n,
        const om_listener *w, char **r)
PENDING(om_analyses_describe, char **r)
PENDING(om_style_open, const char *p, om_style **r)
PENDING(om_view_of_box, const om_box *b, uint32_t w, uint32_t h, om_view *r)
PENDING(om_draw, om_store *s, const om_style *y, const om_view *v, const om_draw_options *o,
        const char *p, char **r)
PENDING(om_export, om_store *s, const om_style *y, const om_export_options *o, const char *t,
        const om_listener *w, char **r)
PENDING(om_query_at, om_store *s, om_lonlat a, char **r)
PENDING(om_query_table, om_store *s, const char *w, const char *f, char **r)
PENDING(om_build, const char *p, const om_build_options *o, const om_listener *w, char **r)
PENDING(om_doctor, bool *d, char **r)

__attribute__((weak)) void om_style_free(om_style *style)
{
}
