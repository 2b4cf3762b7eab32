/*
 * Which share of each cell of a grid polygons cover, exactly.
 *
 * Each side of an outline adds a signed trapezoid to the cells it crosses; sums along the rows then
 * give the shares, and whole stretches between outlines need no look at their cells. Sides that two
 * polygons have in common count alike in both, so that polygons without gaps fill each cell.
 */
#ifndef OM_ENGINE_GEO_FRACTIONS_H
#define OM_ENGINE_GEO_FRACTIONS_H

#include <stdint.h>

#include "engine/geo/loops.h"

/** Square cells: a cell spans origin.x + column * cell_m .. + (column + 1) * cell_m, rows alike. */
typedef struct om_grid {
    om_xy origin;  /**< the corner with the smallest coordinates */
    double cell_m; /**< above 0 */
    uint32_t columns, rows;
} om_grid;

/** Neighbouring cells of one row. Borrowed during the call. */
typedef struct om_cell_run {
    uint32_t row, first, count;
    const double *shares; /**< of each cell, above 0 and at most 1; NULL: all cells are whole */
} om_cell_run;

/** Is told of covered cells. */
typedef void (*om_cell_run_fn)(void *user, const om_cell_run *run);

/** Scratch that is used again for each polygon; one thread at a time. */
typedef struct om_fractions om_fractions;

/** The grid with whole multiples of `cell_m` as borders that just holds `rect`, which is not empty.
 * @return OM_OK; OM_ERR_RANGE: over 4 milliard columns or rows, or `cell_m` not above 0 */
OM_CHECKED om_status om_grid_around(om_rect rect, double cell_m, om_grid *ret, om_error *err);

/** The ground of a cell, in metres. */
om_rect om_grid_cell(const om_grid *grid, uint32_t column, uint32_t row);

om_fractions *om_fractions_new(const om_grid *grid);
void om_fractions_free(om_fractions *fractions);
OM_DEFINE_AUTO(om_fractions)

/**
 * Finds the cells that a shape covers, row by row upwards, each row from left to right.
 *
 * What lies outside the grid is left out; shares are right to the rounding of the coordinates.
 *
 * @param shape  valid polygons, with holes or in several parts, in metres; an empty one covers none
 * @return OM_OK; OM_ERR_GEOMETRY: points and lines cover nothing
 */
OM_CHECKED om_status om_fractions_find(om_fractions *fractions, const om_geom *shape,
                                       om_cell_run_fn each, void *user, om_error *err);

/** The same of outlines in metres. Each thread may look at them, with an om_fractions of its own.
 */
void om_fractions_find_loops(om_fractions *fractions, const om_loops *loops, om_cell_run_fn each,
                             void *user);

#endif
