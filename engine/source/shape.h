/*
 * From one record's shape to the shapes that a layer keeps: kinds, parts, repair.
 */
#ifndef OM_ENGINE_SOURCE_SHAPE_H
#define OM_ENGINE_SOURCE_SHAPE_H

#include "engine/geo/geom.h"
#include "layers/layer.h"

/** What came of a record's shape. Zero-initialise; end with om_shapes_clear(). */
typedef struct om_shapes {
    om_geom **parts; /**< one a row */
    size_t count, capacity;
    bool is_repaired;           /**< it was invalid and was made valid */
    bool is_turned;             /**< it was an area and is a point now */
    double before_m2, after_m2; /**< when repaired: areas before and after */
} om_shapes;

void om_shapes_clear(om_shapes *shapes);
#define OM_AUTO_SHAPES __attribute__((cleanup(om_shapes_clear))) om_shapes

/**
 * Makes rows' shapes of one record's.
 *
 * Lines and points in several parts become one shape a part; of a collection the parts of the right
 * kind are used; areas for a layer of points become a point inside; invalid areas are repaired.
 *
 * @param given      in degrees
 * @param to_metres  an equal-area way, for the areas before and after a repair
 * @return OM_OK; OM_ERR_GEOMETRY: empty, the wrong kind, or beyond repair
 */
OM_CHECKED om_status om_shapes_make(om_geo *geo, om_shape_kind kind, const om_geom *given,
                                    const om_transform *to_metres, om_shapes *ret, om_error *err);

#endif
