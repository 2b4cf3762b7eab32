/* The list of all sinks, from sinks.def, and the reading of targets. */
#include "tiles/sink.h"

#include <string.h>

#define OM_SINK(scheme) extern const om_sink_kind om_sink_##scheme;
#include "tiles/sinks.def"
#undef OM_SINK

static const om_sink_kind *const kinds[] = {
#define OM_SINK(scheme) &om_sink_##scheme,
#include "tiles/sinks.def"
#undef OM_SINK
};

enum { KIND_COUNT = sizeof kinds / sizeof *kinds };

const om_sink_kind *const *om_sink_kinds(size_t *ret_count)
{
    *ret_count = KIND_COUNT;
    return kinds;
}

static om_status refuse(const char *target, om_error *err)
{
    OM_AUTO_TEXT known = {0};
    for (size_t i = 0; i < KIND_COUNT; i++) {
        om_text_add(&known, i == 0 ? "" : i + 1 < KIND_COUNT ? ", " : " or ");
        om_text_add(&known, kinds[i]->target);
    }
    return om_fail(err, OM_ERR_USAGE, "the target '%s' is not %s", target, known.bytes);
}

om_status om_sink_find(const char *target, const om_sink_kind **ret, const char **ret_path,
                       om_error *err)
{
    const char *colon = strchr(target, ':');
    if (!colon || !colon[1])
        return refuse(target, err);
    const size_t length = (size_t)(colon - target);
    for (size_t i = 0; i < KIND_COUNT; i++)
        if (strlen(kinds[i]->scheme) == length && memcmp(kinds[i]->scheme, target, length) == 0) {
            *ret = kinds[i];
            *ret_path = colon + 1;
            return OM_OK;
        }
    return refuse(target, err);
}
