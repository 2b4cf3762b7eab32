/*
 * What a zoning found, as rows and as a report.
 */
#ifndef OM_ENGINE_RISK_ZONING_WRITE_H
#define OM_ENGINE_RISK_ZONING_WRITE_H

#include "engine/risk/zoning.h"

/** Everything that was worked out. Borrows. */
typedef struct om_zoning {
    const om_run *run;
    const om_zoning_spec *spec;
    const om_zoning_units *units;
    const om_measure *const *measures; /**< of each factor one an area */
    const om_zoned_group *groups;      /**< one a group of the units */
    const om_measure *city_measures;   /**< one a factor */
    const om_zoned *city;
} om_zoning;

/** Writes hazard_zoning, hazard_zoning_grid and hazard_zoning_factor. */
OM_CHECKED om_status om_zoning_write(const om_zoning *zoning, om_json *report, om_error *err);

#endif
