/*
 * Many shapes in few arrays: vertices in whole numbers of the world square, eight bytes each.
 *
 * A shape has parts: points, lines, or the rings of polygons. Outer rings run one way and holes the
 * other, so that shapes can be filled together by the non-zero rule.
 */
#ifndef OM_ENGINE_DRAW_FIGURES_H
#define OM_ENGINE_DRAW_FIGURES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/vertex.h"
#include "engine/geo/mercator.h"
#include "engine/style/style.h"

bool om_extent_is_empty(om_extent extent);
bool om_extents_touch(om_extent a, om_extent b);
om_extent om_extent_with(om_extent extent, om_vertex vertex);
om_extent om_extent_of_box(const om_box *box);
/** Grown by `by` on each side, held within the world. */
om_extent om_extent_grown(om_extent extent, double by);

/** A place on earth as a vertex, clamped to the world square. The place must be finite. */
om_vertex om_vertex_of(om_lonlat at);

typedef struct om_figure {
    om_feature_shape kind;
    uint32_t first, count; /**< parts */
    om_extent extent;
} om_figure;

/** Shapes by number. Zero-initialise; read only when complete. */
typedef struct om_figures {
    om_vertex *vertices;
    om_part *parts;
    om_figure *shapes;
    size_t vertex_count, part_count, shape_count;
    size_t vertex_capacity, part_capacity, shape_capacity;
} om_figures;

void om_figures_clear(om_figures *shapes);

/* ---- Building: a shape, then its parts, then their vertices. ---- */

/** Begins a shape. @return its number */
size_t om_figures_begin(om_figures *shapes, om_feature_shape kind);
void om_figures_begin_part(om_figures *shapes, bool hole);
void om_figures_add(om_figures *shapes, om_vertex vertex);
/** Ends a part: sets a ring's direction; takes away a part with too few vertices. */
void om_figures_end_part(om_figures *shapes);

/**
 * Adds a shape from little-endian or big-endian WKB in degrees; Z and M are passed over.
 *
 * @return OM_OK; OM_ERR_GEOMETRY: the bytes are no shape, or a coordinate is not finite
 */
OM_CHECKED om_status om_figures_add_wkb(om_figures *shapes, const void *wkb, size_t size,
                                        om_error *err);

/** Twice the area of a ring, positive when it runs clockwise on the map, in world units. */
double om_ring_area2(const om_vertex *ring, size_t count);

#endif
