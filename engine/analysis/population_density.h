/*
 * How densely people are where a lot lies: those of one cell of the grid, by its ground.
 */
#ifndef OM_ENGINE_ANALYSIS_POPULATION_DENSITY_H
#define OM_ENGINE_ANALYSIS_POPULATION_DENSITY_H

#include "engine/analysis/population_ground.h"

/** People of the cells of a grid. */
typedef struct om_densities om_densities;

/** Sums the people of divided lots by cell. */
om_densities *om_densities_new(const om_grid *grid, const om_lots *lots);
void om_densities_free(om_densities *densities);
OM_DEFINE_AUTO(om_densities)

/** People a hectare of the cell at a place; NaN where no lot lies in it. */
double om_densities_at(const om_densities *densities, om_xy at);

#endif
