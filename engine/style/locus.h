/*
 * Shapes on the ground as `within` and `distance` see them: places, lines and polygons.
 */
#ifndef OM_ENGINE_STYLE_LOCUS_H
#define OM_ENGINE_STYLE_LOCUS_H

#include "engine/base/xy.h"
#include "engine/style/place.h"
#include "engine/style/style.h"

/** A run of places: degrees for distances, shares of the world square for `within`. */
typedef struct om_locus_ring {
    const om_xy *places;
    size_t count;
} om_locus_ring;

/** One place, one line, or one polygon: its outer ring, then its holes. */
typedef struct om_locus_shape {
    om_feature_shape kind;
    const om_locus_ring *rings; /**< those of polygons do not repeat their first place */
    size_t ring_count;
    om_rect extent;
} om_locus_shape;

/** Shapes, in an arena. */
typedef struct om_locus {
    const om_locus_shape *shapes;
    size_t count;
    om_rect extent;
} om_locus;

/**
 * Reads a GeoJSON geometry, feature or collection.
 *
 * @param polygons_only  other shapes are passed over, and at least one polygon there must be
 * @param on_world       in shares of the world square instead of degrees
 * @return OM_OK; OM_ERR_STYLE: no GeoJSON, nothing of use in it, or a position that is none
 */
OM_CHECKED om_status om_locus_read(const om_place *place, bool polygons_only, bool on_world,
                                   om_arena *arena, om_locus *ret, om_error *err);

/** A feature's own shapes. @param on_world  as above */
om_locus om_locus_of(const om_evaluation *evaluation, bool on_world);

/** True when all of `inner` (places or lines) lies inside of some polygon, not on its edge. */
bool om_locus_within(const om_locus *inner, const om_locus *polygons);

/**
 * The shortest distance, 0 where they meet. Along the ellipsoid's own scale at the first shape's
 * latitude, as the specification's reference does it: good to 0.1 % over a few hundred km.
 *
 * @return m; NaN when one of them is empty
 */
double om_locus_distance_m(const om_locus *a, const om_locus *b);

#endif
