/*
 * What two archives have not in common.
 */
#ifndef OM_TILES_DIFFERENCE_H
#define OM_TILES_DIFFERENCE_H

#include "tiles/archive.h"
#include "tiles/tiles_hash.h"

/** Zero-initialise; end with om_difference_clear(). */
typedef struct om_difference {
    om_runs added, removed, changed; /**< on the way from the first to the second */
    uint64_t same;
    om_tiles_hash before, after; /**< of all tiles of both */
} om_difference;

void om_difference_clear(om_difference *difference);

#define OM_AUTO_DIFFERENCE __attribute__((cleanup(om_difference_clear))) om_difference

/** Reads every tile of both. @return OM_OK; OM_ERR_CORRUPT: a tile cannot be read; OM_ERR_DISK;
    OM_ERR_CANCELLED */
OM_CHECKED om_status om_difference_make(const om_archive *first, const om_archive *second,
                                        const om_listener *listener, om_difference *ret,
                                        om_error *err);

#endif
