/*
 * What a source is called in a store: the same file is the same source, from wherever it is loaded.
 */
#ifndef OM_ENGINE_SOURCE_NAME_H
#define OM_ENGINE_SOURCE_NAME_H

#include "engine/base/arena.h"

/**
 * The name under which the rows of a source are written down.
 *
 * A file goes by its path seen from the store's folder, so that the name neither depends on the
 * working folder nor tells more of the machine than it must; a connection by what may be printed
 * of it; either with its layer where one was named, for each layer is loaded by itself.
 *
 * @param store_path    of the store's file
 * @param source        as om_load() is given it
 * @param source_layer  may be NULL
 * @return lives in `arena`
 */
const char *om_source_name(om_arena *arena, const char *store_path, const char *source,
                           const char *source_layer);

#endif
