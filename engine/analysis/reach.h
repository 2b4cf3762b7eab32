/*
 * The ground that a service reaches, as a shape, and how far that shape is from the exact answer.
 */
#ifndef OM_ENGINE_ANALYSIS_REACH_H
#define OM_ENGINE_ANALYSIS_REACH_H

#include "engine/geo/geom.h"
#include "engine/network/area.h"

/** The polygons of an outline as a shape in metres; empty for an empty outline. */
OM_CHECKED om_status om_reach_shape(om_geo *geo, const om_outline *outline, om_geom **ret,
                                    om_error *err);

/** How a shape compares with exact answers at random places. */
typedef struct om_reach_check {
    size_t sampled;         /**< places that were asked */
    size_t covered;         /**< of them truly covered */
    size_t false_covered;   /**< inside the shape, truly not covered */
    size_t false_uncovered; /**< outside the shape, truly covered */
} om_reach_check;

/** Asks the same places every time: they are drawn by a fixed generator over the raster. */
om_reach_check om_reach_compare(const om_ground *ground, const om_network *network,
                                const om_access *access, const om_search *search, double limit_s,
                                const om_outline *outline);

/** Length of road reached by `limit_s`. */
double om_reach_road_m(const om_network *network, om_search *search, double limit_s);

#endif
