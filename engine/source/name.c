/* Names of sources: paths seen from the store's folder. */
#include "engine/source/name.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "engine/source/gdal.h"

/* Bytes of two absolute paths that are the same folders, up to and with the last common slash. */
static size_t common_folders(const char *a, const char *b)
{
    size_t common = 0;
    for (size_t i = 0; a[i] && a[i] == b[i]; i++)
        if (a[i] == '/')
            common = i + 1;
    return common;
}

/* An absolute path seen from the folder of another one. */
static const char *seen_from(om_arena *arena, const char *from_file, const char *path)
{
    const size_t common = common_folders(from_file, path);
    if (common <= 1)
        return om_arena_text(arena, path); /* nothing in common but the root */
    const char *relative = om_arena_text(arena, path + common);
    for (const char *at = from_file + common; (at = strchr(at, '/')); at++)
        relative = om_arena_format(arena, "../%s", relative);
    return relative;
}

static const char *name_of_file(om_arena *arena, const char *store_path, const char *source)
{
    char store[PATH_MAX], file[PATH_MAX];
    const bool plain = strcmp(om_source_file(arena, source), source) == 0;
    if (!plain || !realpath(store_path, store) || !realpath(source, file))
        return om_source_printable(arena, source);
    return seen_from(arena, store, file);
}

const char *om_source_name(om_arena *arena, const char *store_path, const char *source,
                           const char *source_layer)
{
    const char *name = om_source_is_connection(source) ? om_source_printable(arena, source)
                                                       : name_of_file(arena, store_path, source);
    return source_layer ? om_arena_format(arena, "%s|layername=%s", name, source_layer) : name;
}
