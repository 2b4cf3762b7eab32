/* Patterns, by name and by number. */
#include "engine/draw/pattern.h"

#include <string.h>

#include "engine/base/memory.h"
#include "engine/canvas/icon.h"

void om_patterns_clear(om_patterns *patterns)
{
    for (size_t i = 0; i < patterns->count; i++)
        free(patterns->names[i]);
    for (size_t i = 0; patterns->pictures && i < patterns->count; i++)
        om_picture_free(patterns->pictures[i]);
    free(patterns->names);
    free(patterns->pictures);
    *patterns = (om_patterns){0};
}

uint32_t om_patterns_number(om_patterns *patterns, const char *name)
{
    for (size_t i = 0; i < patterns->count; i++)
        if (strcmp(patterns->names[i], name) == 0)
            return (uint32_t)i + 1;
    patterns->names = om_memory_grow(patterns->names, patterns->count + 1, &patterns->capacity,
                                     sizeof *patterns->names);
    patterns->names[patterns->count++] = om_memory_text(name);
    return (uint32_t)patterns->count;
}

om_status om_patterns_draw(om_patterns *patterns, const om_style *style,
                           const om_style_layer *layer, double scale, om_error *err)
{
    if (!patterns->count)
        return OM_OK;
    OM_AUTO(om_arena) arena = om_arena_new();
    patterns->pictures = om_memory_take(patterns->count, sizeof *patterns->pictures);
    for (size_t i = 0; i < patterns->count; i++) {
        const char *path = om_style_icon_path(style, patterns->names[i], arena);
        if (!path)
            return om_fail(err, OM_ERR_NOT_FOUND, "style layer %s: there is no pattern \"%s\"",
                           layer->id, patterns->names[i]);
        const om_status status = om_icon_draw(path, scale, 0, &patterns->pictures[i], err);
        if (status != OM_OK)
            return om_fail_within(err, status, "style layer %s, pattern \"%s\"", layer->id,
                                  patterns->names[i]);
    }
    return OM_OK;
}
