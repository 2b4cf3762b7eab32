/*
 * Grades cells on several threads, and hands them on in their order.
 *
 * A cell is graded as a whole, and drawn with what it has of the ground within the districts.
 */
#ifndef OM_ENGINE_RISK_CELLS_H
#define OM_ENGINE_RISK_CELLS_H

#include "engine/risk/grid.h"
#include "engine/risk/judge.h"

/** What is graded. Borrows everything. */
typedef struct om_cells {
    const om_sources *sources;
    const om_area_mode *mode;
    om_cell_kind kind;
    double cell_m;
    const om_cell *list;
    size_t count;
    const om_geom *ground; /**< all districts as one, in metres */
    const char *metric_crs;
    int threads; /**< 0 means one a core */
} om_cells;

/** A graded cell. */
typedef struct om_graded_cell {
    om_cell cell;
    om_area_level level;
    size_t wkb_at, wkb_size; /* of its ground among the others of its turn */
} om_graded_cell;

/**
 * Takes a cell, on the caller's thread, in the order of the list.
 *
 * @param wkb  its ground within the districts, a MULTIPOLYGON in degrees
 */
typedef om_status (*om_cells_fn)(void *context, const om_graded_cell *cell, const void *wkb,
                                 om_error *err);

/** Grades the cells. @return OM_OK; OM_ERR_GEOMETRY; what `take` returned */
OM_CHECKED om_status om_cells_grade(const om_cells *cells, om_cells_fn take, void *context,
                                    om_error *err);

/**
 * The indexes alone, for limits.
 *
 * @param ret  one a cell, NaN where nothing is assessed; freed with free()
 */
OM_CHECKED om_status om_cells_index(const om_cells *cells, double **ret, om_error *err);

#endif
