/*
 * What the ways to choose a palette share; for quantise*.c alone.
 */
#ifndef OM_TILES_QUANTISE_INSIDE_H
#define OM_TILES_QUANTISE_INSIDE_H

#include <stdbool.h>

#include "tiles/quantise.h"

/** A palette on its way. Borrows the arrays by colour of the census. */
typedef struct om_choice {
    bool *is_pinned;
    uint32_t pinned[OM_PALETTE_MAX];
    size_t pinned_count;
    uint32_t colours[OM_PALETTE_MAX]; /**< the pinned ones, then those that were chosen */
    size_t count;
    uint32_t *stands_for; /**< of each colour that is not pinned: which of `colours` it becomes */
} om_choice;

/** The channels of a colour: alpha, red, green, blue. */
enum { OM_CHANNELS = 4 };

static inline int om_channel(uint32_t colour, int channel)
{
    return (int)(colour >> (24 - 8 * channel) & 255);
}

/* Both fill up `colours` and `stands_for`. */
void om_choose_boxes(const om_census *census, om_choice *choice);
void om_choose_clusters(const om_census *census, om_choice *choice);

#endif
