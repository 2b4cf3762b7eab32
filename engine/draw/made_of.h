/*
 * What a picture is made of, as text: when it is the same, so is the picture.
 */
#ifndef OM_ENGINE_DRAW_MADE_OF_H
#define OM_ENGINE_DRAW_MADE_OF_H

#include "engine/base/text.h"
#include "engine/store/store.h"

/** Appends the name and the checksum of a file; one that is not there counts as such. */
OM_CHECKED om_status om_file_add_state(const char *path, om_text *ret, om_error *err);

/** Appends the name and the version of a layer. */
OM_CHECKED om_status om_layer_add_state(om_store *store, const char *name, om_text *ret,
                                        om_error *err);

/**
 * Appends all that a map of a style hangs on: the style's file, the palettes, what the style names
 * (symbols, GeoJSON files), the versions of the layers it draws, and the credits of the store.
 */
OM_CHECKED om_status om_draw_made_of(om_store *store, const char *style_path, om_text *ret,
                                     om_error *err);

#endif
