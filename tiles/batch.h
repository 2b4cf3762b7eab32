/*
 * A batch of tiles on its way from the painter to the sink: what is of one colour is found before
 * anything is painted, the rest is painted in rectangles as large as can be.
 */
#ifndef OM_TILES_BATCH_H
#define OM_TILES_BATCH_H

#include "tiles/batches.h"
#include "tiles/pyramid.h"

/** A tile of a batch: its file is a part of the batch's bytes. */
typedef struct om_batch_tile {
    uint64_t id;
    size_t start, size;
    om_hash hash; /**< of the file */
} om_batch_tile;

typedef struct om_batch {
    int z;
    om_text files;
    om_batch_tile *tiles; /**< in ascending order */
    size_t count;
    size_t uniform_count; /**< tiles that nobody had to paint */
} om_batch;

/** NULL is fine. */
void om_batch_free(om_batch *batch);
OM_DEFINE_AUTO(om_batch)

/** What a painting thread has of its own. Zero but for the encoder, which it owns. */
typedef struct om_brush {
    om_encoder *encoder;
    om_picture *canvas; /* of a whole batch; NULL before the first */
    om_text blank;      /* the file of the last tile of one colour … */
    uint32_t blank_pixel;
    om_hash blank_hash;
} om_brush;

void om_brush_clear(om_brush *brush);

/** Paints and encodes those tiles of a square that the pyramid has. @return what painting returns
 */
OM_CHECKED om_status om_batch_make(const om_pyramid *pyramid, om_batch_square square,
                                   om_brush *brush, om_batch **ret, om_error *err);

#endif
