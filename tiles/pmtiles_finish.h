/*
 * The last step of a PMTiles archive: header, directories and metadata before the tiles, in a file
 * that takes its name when it is whole.
 */
#ifndef OM_TILES_PMTILES_FINISH_H
#define OM_TILES_PMTILES_FINISH_H

#include "tiles/pmtiles.h"
#include "tiles/tileset.h"

/** Borrows everything. */
typedef struct om_pmtiles_ending {
    const char *path;
    int tiles_fd; /**< the tiles, from its beginning on */
    uint64_t tiles_size;
    om_pmtiles_directory
        *entries; /**< of tiles; put in order here, the last of equal numbers kept */
    bool is_ascending;
    uint64_t contents;
    const om_tileset *tileset;
    const char *manifest, *promise;
} om_pmtiles_ending;

/** @return OM_OK; OM_ERR_DISK: what was at `path` is still there */
OM_CHECKED om_status om_pmtiles_finish(const om_pmtiles_ending *ending, om_error *err);

#endif
