/*
 * A folder of tiles, DIR/z/x/y.png, that any web server can serve; equal tiles are links to one
 * file where the file system has links. What sink_xyz.c and sink_tms.c share.
 *
 * DIR/tilejson.json tells what is there and appears when the set is complete;
 * DIR/.onemap-export.json marks the folder as ours from the first tile on.
 */
#ifndef OM_TILES_FOLDER_H
#define OM_TILES_FOLDER_H

#include "tiles/sink.h"

/** @param is_south_up  rows are counted from the south, as TMS does */
OM_CHECKED om_status om_folder_open(const om_target *target, bool is_south_up, void **ret_self,
                                    char **ret_manifest, om_error *err);

/* The rest of an om_sink_kind. */
OM_CHECKED om_status om_folder_begin(void *sink, const char *manifest, const char *promise,
                                     om_error *err);
OM_CHECKED om_status om_folder_resume(void *sink, om_error *err);
OM_CHECKED om_status om_folder_put(void *sink, const om_tile_file *file, om_error *err);
OM_CHECKED om_status om_folder_has(void *sink, om_tile tile, bool *ret, om_error *err);
OM_CHECKED om_status om_folder_keep(void *sink, const char *manifest, bool *ret_is_safe,
                                    om_error *err);
OM_CHECKED om_status om_folder_finish(void *sink, const om_tileset *tileset, const char *manifest,
                                      om_error *err);
void om_folder_close(void *sink);

#endif
