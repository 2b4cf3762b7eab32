/*
 * Palettes: up to 256 colours that stand for all of a picture.
 *
 * Where a picture has no more colours than fit, its palette is exact. Else the colours that matter
 * stay as they are (those of the legend, and those of whole areas) and the rest, which are edges
 * and blends, share what room is left.
 */
#ifndef OM_TILES_QUANTISE_H
#define OM_TILES_QUANTISE_H

#include "tiles/census.h"

enum { OM_PALETTE_MAX = 256 };

typedef struct om_reduced {
    uint32_t colours[OM_PALETTE_MAX]; /**< premultiplied ARGB32, ascending: the see-through first */
    size_t count, see_through_count;
    unsigned char *places; /**< of each colour of the census in `colours` */
    size_t place_room;
} om_reduced;

/** Zero-initialise; used again and again; end with om_reduced_clear(). */
void om_reduced_clear(om_reduced *reduced);

#define OM_AUTO_REDUCED __attribute__((cleanup(om_reduced_clear))) om_reduced

/** Colours that stay exact wherever a picture has them. Borrows. */
typedef struct om_pins {
    const uint32_t *colours; /**< premultiplied ARGB32 */
    size_t count;
} om_pins;

/** How colours that do not fit are brought together. */
typedef enum om_reduction {
    OM_REDUCE_BY_BOXES,   /**< boxes of colours, split where the error is largest: 0.2 ms a tile */
    OM_REDUCE_BY_CLUSTERS /**< libimagequant: closer to the picture, some 5 ms a tile */
} om_reduction;

/**
 * The palette of a counted picture. It depends on the picture and the pins alone.
 *
 * @param ret  what it held is gone
 */
void om_quantise(const om_census *census, om_pins pins, om_reduction reduction, om_reduced *ret);

#endif
