/*
 * Which sources reach a ground, and from how far. One for each thread that grades areas.
 */
#ifndef OM_ENGINE_RISK_NEARBY_H
#define OM_ENGINE_RISK_NEARBY_H

#include "engine/risk/sources.h"

/** The ground of an area in metres: a shape, or a square cell, which needs none. */
typedef struct om_ground {
    const om_geom *shape; /**< NULL: the rectangle is all of it. Of the om_nearby's om_geo */
    om_rect rect;         /**< of a shape its extent */
} om_ground;

/** A source that counts in an area. Borrows. */
typedef struct om_reaching {
    const om_source *source;
    const om_geom *shape; /**< in metres, of the om_nearby's om_geo; NULL for a point */
    om_xy at;             /**< of a point */
    double distance_m;    /**< 0 inside */
} om_reaching;

typedef struct om_nearby om_nearby;

/**
 * Indexes the sources. Called on the thread of the sources' own om_geo.
 *
 * @param sources  borrowed; must outlive it
 * @param geo      of the thread that will ask; shapes are copied there
 */
OM_CHECKED om_status om_nearby_open(const om_sources *sources, om_geo *geo, om_nearby **ret,
                                    om_error *err);
void om_nearby_free(om_nearby *nearby);
OM_DEFINE_AUTO(om_nearby)

/** The workbench that it was opened with. */
om_geo *om_nearby_geo(const om_nearby *nearby);

/**
 * Finds the sources that count in a ground, in the order of their ids.
 *
 * @param ret  borrowed until the next call
 */
OM_CHECKED om_status om_nearby_find(om_nearby *nearby, const om_ground *ground,
                                    const om_reaching **ret, size_t *ret_count, om_error *err);

#endif
