/*
 * The colours of a picture: which there are, how often, and which of them each pixel has.
 */
#ifndef OM_TILES_CENSUS_H
#define OM_TILES_CENSUS_H

#include "engine/canvas/picture.h"

/** Counts pictures one after another, with room of its own; one thread at a time. Zero-initialise;
    end with om_census_clear(). Read it, but let the functions below write it. */
typedef struct om_census {
    uint32_t *colours; /**< premultiplied ARGB32, in the order in which rows meet them first */
    uint32_t *counts;  /**< pixels of each */
    size_t count;      /**< colours */
    uint32_t *numbers; /**< of each pixel's colour, row by row without gaps */
    size_t pixel_count;

    size_t colour_room, pixel_room;
    uint32_t *slots; /**< number of a colour plus one, found by hashing it; 0: free */
    size_t slot_count;
} om_census;

/** Counts a picture; what was counted before is gone. */
void om_census_take(om_census *census, const om_picture *picture);

/** The number of a colour; `count` when no pixel has it. */
size_t om_census_find(const om_census *census, uint32_t colour);

void om_census_clear(om_census *census);

#define OM_AUTO_CENSUS __attribute__((cleanup(om_census_clear))) om_census

#endif
