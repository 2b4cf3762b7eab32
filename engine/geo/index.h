/*
 * Which of many boxes are near: a packed R-tree (GEOS STRtree) over extents.
 */
#ifndef OM_ENGINE_GEO_INDEX_H
#define OM_ENGINE_GEO_INDEX_H

#include "engine/base/xy.h"
#include "engine/geo/geo.h"

/** Belongs to the thread of its om_geo until built; searching is then safe from that thread only.
 */
typedef struct om_index om_index;

/** Indexes `count` extents, numbered from 0; empty extents are never found. */
OM_CHECKED om_status om_index_open(om_geo *geo, const om_rect *extents, size_t count,
                                   om_index **ret, om_error *err);
void om_index_free(om_index *index);
OM_DEFINE_AUTO(om_index)

/**
 * Finds the numbers of the extents that touch `where`, in ascending order.
 *
 * @param found     grown as needed; `*capacity` elements on entry; freed by the caller with free()
 * @return how many were found
 */
size_t om_index_find(const om_index *index, om_rect where, size_t **found, size_t *capacity);

#endif
