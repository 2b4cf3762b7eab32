/*
 * What room on a map is taken: boxes in px, found by a grid.
 */
#ifndef OM_ENGINE_DRAW_CROWD_H
#define OM_ENGINE_DRAW_CROWD_H

#include <stdbool.h>
#include <stdint.h>

#include "engine/base/own.h"
#include "engine/base/xy.h"

typedef struct om_crowd om_crowd;

om_crowd *om_crowd_new(void);
/** NULL is fine. */
void om_crowd_free(om_crowd *crowd);
OM_DEFINE_AUTO(om_crowd)

/** Takes a box up. @param kind  only boxes of the same kind keep each other away */
void om_crowd_add(om_crowd *crowd, om_rect box, uint64_t kind);

/** True when no box of the kind overlaps `box`; touching is no overlap. */
bool om_crowd_has_room(const om_crowd *crowd, om_rect box, uint64_t kind);

#endif
