/*
 * Where a symbol belongs: the middle of an area, the middle of a line, lines that are one street.
 */
#ifndef OM_ENGINE_DRAW_PLACE_H
#define OM_ENGINE_DRAW_PLACE_H

#include "engine/draw/figures.h"

/**
 * The place inside a polygon that is farthest from its border, near enough; where it has several
 * parts, in the largest (the method of Mapbox's polylabel: a search by cells that halve).
 */
om_vertex om_place_inside(const om_figures *shapes, const om_figure *polygon);

/** The place half way along the longest part of a line. */
om_vertex om_place_half_way(const om_figures *shapes, const om_figure *line);

/** A piece of a line with what it is called. */
typedef struct om_named_line {
    const om_vertex *vertices;
    uint32_t count;
    uint64_t name;   /**< the same for the same name */
    uint32_t number; /**< the caller's own */
} om_named_line;

/** Lines that follow each other, with the same name, as one. */
typedef struct om_street {
    om_vertex *vertices; /**< freed with free() */
    size_t count;
    uint32_t number; /**< of its piece that comes first in the caller's order */
} om_street;

/**
 * Joins pieces end to end where just two of a name meet.
 *
 * @param ret  freed with om_streets_free(); in the order of their first pieces
 * @return how many
 */
size_t om_streets_join(const om_named_line *lines, size_t count, om_street **ret);
void om_streets_free(om_street *streets, size_t count);

#endif
