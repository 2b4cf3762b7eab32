/*
 * Square cells and hexagons over areas, on the raster of the metric CRS, so that every run finds
 * the same ones.
 */
#ifndef OM_ENGINE_RISK_GRID_H
#define OM_ENGINE_RISK_GRID_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "engine/geo/geom.h"

/** A cell spans column * cell_m .. (column + 1) * cell_m eastward, and row alike northward. */
typedef struct om_cell {
    int64_t column, row;
} om_cell;

/** Room for om_cell_code()'s text. */
enum { OM_CELL_CODE_SIZE = 48 };

om_rect om_cell_rect(om_cell cell, double cell_m);

/** The cell's name, "c12_-5". */
void om_cell_code(om_cell cell, char ret[OM_CELL_CODE_SIZE]);

/** Reads such a name. @return false when it is none, or NULL */
bool om_cell_of_code(const char *code, om_cell *ret);

/** What a cell is. A hexagon's `cell_m` is its width from side to side, see hexagon.h. */
typedef enum om_cell_kind { OM_CELL_SQUARE, OM_CELL_HEXAGON } om_cell_kind;

/** A cell's shape in metres. */
OM_CHECKED om_status om_cell_shape(om_geo *geo, om_cell_kind kind, om_cell cell, double cell_m,
                                   om_geom **ret, om_error *err);

/**
 * The cells that share ground with any of the areas, each once, by row and column. A cell that an
 * area's edge merely touches, or of which it holds less than a millionth, shares none.
 *
 * @param areas   `count` polygons in metres, in any order; they may overlap
 * @param cell_m  side of a square or width of a hexagon, > 0
 * @param ret     freed with free()
 * @return OM_OK; OM_ERR_RANGE: more than 4 million cells; OM_ERR_GEOMETRY: an area is invalid
 */
OM_CHECKED om_status om_grid_cells(om_geo *geo, const om_geom *const *areas, size_t count,
                                   om_cell_kind kind, double cell_m, om_cell **ret,
                                   size_t *ret_count, om_error *err);

#endif
