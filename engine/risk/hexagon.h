/*
 * Regular hexagons over the plane, points up, on a lattice of the metric CRS, so that every run
 * finds the same ones. Neighbours have the same corners, to the last bit.
 */
#ifndef OM_ENGINE_RISK_HEXAGON_H
#define OM_ENGINE_RISK_HEXAGON_H

#include "engine/risk/grid.h"

/** The middle of a hexagon of `width_m` from side to side; odd rows are half a width to the east.
 */
om_xy om_hexagon_middle(om_cell cell, double width_m);

/** Its extent. */
om_rect om_hexagon_rect(om_cell cell, double width_m);

/** Its shape in metres. */
OM_CHECKED om_status om_hexagon_shape(om_geo *geo, om_cell cell, double width_m, om_geom **ret,
                                      om_error *err);

/** Its name, "h12_-5". */
void om_hexagon_code(om_cell cell, char ret[OM_CELL_CODE_SIZE]);

/** Reads such a name. @return false when it is none, or NULL */
bool om_hexagon_of_code(const char *code, om_cell *ret);

#endif
