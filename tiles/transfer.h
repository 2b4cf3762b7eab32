/*
 * Tiles from archives into a sink: converting, merging and patching are all of this.
 */
#ifndef OM_TILES_TRANSFER_H
#define OM_TILES_TRANSFER_H

#include "engine/base/status.h"
#include "tiles/archive.h"
#include "tiles/manifest.h"

/** What happens to a tile that several archives have. */
typedef enum om_transfer_rule {
    OM_TRANSFER_ALIKE, /**< it must be the same in all */
    OM_TRANSFER_LAST   /**< the last archive has it right */
} om_transfer_rule;

/** What goes where. Borrows everything. */
typedef struct om_transfer {
    const om_archive *const *archives;
    size_t count; /**< of archives, at least 1 */
    om_transfer_rule rule;
    const om_runs *tiles;        /**< which go; each is in some archive */
    const om_json *settings;     /**< for the manifest */
    const om_tiles_hash *wanted; /**< what the tiles must come to; NULL: whatever they do */
    const char *target;
    bool is_flat, overwrite;
    const char *stage; /**< what the listener is told: "merge" */
    const om_listener *listener;
} om_transfer;

/**
 * Writes the target, whole or not at all.
 *
 * @param ret_kept  tiles, bytes and hash of what was written
 * @return OM_OK; OM_ERR_USAGE: the target is taken; OM_ERR_DATA: two archives have a tile that
 *         differs; OM_ERR_CORRUPT: a tile cannot be read, or the tiles do not come to `wanted`
 */
OM_CHECKED om_status om_transfer_run(const om_transfer *transfer, om_kept *ret_kept, om_error *err);

#endif
