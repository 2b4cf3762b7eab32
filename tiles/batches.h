/*
 * A set of tiles in batches, squares of the grid of `metatile` x `metatile` tiles, which follow one
 * another as the tiles' numbers do. Arithmetic on runs, never a list of batches.
 */
#ifndef OM_TILES_BATCHES_H
#define OM_TILES_BATCHES_H

#include "engine/geo/mercator.h"
#include "tiles/runs.h"

/** Batches one after another along the curve. */
typedef struct om_batch_run {
    int z;
    uint64_t first, end; /**< numbers of squares along the curve of the zoom */
    uint64_t before;     /**< batches before this run */
} om_batch_run;

/** Zero-initialise; end with om_batches_clear(). */
typedef struct om_batches {
    om_batch_run *items;
    size_t count, room;
    int shift; /**< a square is 2^shift tiles wide; on zooms below `shift` it is the world */
    uint64_t total;
} om_batches;

/** @param metatile  a power of two, 1..32 */
void om_batches_make(const om_runs *runs, int metatile, om_batches *ret);
void om_batches_clear(om_batches *batches);

#define OM_AUTO_BATCHES __attribute__((cleanup(om_batches_clear))) om_batches

/** A square of tiles. Some of them may not be in the set. */
typedef struct om_batch_square {
    om_tile_range range;
    uint64_t first, end; /**< the numbers of its tiles; the same tiles as `range` */
} om_batch_square;

/** @param number  below `total` */
om_batch_square om_batches_at(const om_batches *batches, uint64_t number);

/** The first batch of zoom `z` or of one above it; `total` when there is none. */
uint64_t om_batches_first(const om_batches *batches, int z);

#endif
