/*
 * Polygons as rings of points: with holes, with detached parts, and what lies inside.
 */
#ifndef OM_ENGINE_NETWORK_OUTLINE_H
#define OM_ENGINE_NETWORK_OUTLINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/base/own.h"
#include "engine/base/xy.h"

/** A closed ring: its last point is its first. */
typedef struct om_ring {
    size_t first, count; /**< of om_outline.points */
    size_t outer;        /**< a hole's outer ring; OM_IS_OUTER for an outer ring */
} om_ring;

#define OM_IS_OUTER SIZE_MAX

/** Polygons with holes, apart from one another. Outer rings run against the clock. */
typedef struct om_outline {
    om_xy *points;
    size_t point_count, point_capacity;
    om_ring *rings;
    size_t ring_count, ring_capacity;
} om_outline;

void om_outline_clear(om_outline *outline);

/** An outline that is cleared when its block ends: `OM_AUTO_OUTLINE outline = {0};` */
#define OM_AUTO_OUTLINE __attribute__((cleanup(om_outline_clear))) om_outline

/** Adds a point to the ring that is being drawn. */
void om_outline_add(om_outline *outline, om_xy at);

/** Closes the ring of all points added since the last one was closed. */
void om_outline_close(om_outline *outline);

/** Gives each hole (a ring that runs with the clock) to the smallest outer ring around it. */
void om_outline_nest(om_outline *outline);

/** The area of all polygons, holes left out. */
double om_outline_area_m2(const om_outline *outline);

/** The extent; nothing (least above most) for an empty outline. */
om_rect om_outline_rect(const om_outline *outline);

/** True when a point lies inside an outline and in none of its holes. */
bool om_outline_has(const om_outline *outline, om_xy at);

/** An outline indexed by height, to be asked for many points. Borrows the outline. */
typedef struct om_outline_index om_outline_index;

om_outline_index *om_outline_index_new(const om_outline *outline);
void om_outline_index_free(om_outline_index *index);
OM_DEFINE_AUTO(om_outline_index)

/** As om_outline_has(), quickly. */
bool om_outline_index_has(const om_outline_index *index, om_xy at);

#endif
