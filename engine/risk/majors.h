/*
 * Sources that together make a major hazard installation, found, counted around and graded.
 *
 * Sources with the same `facility` are one installation; one without is an installation of its own.
 */
#ifndef OM_ENGINE_RISK_MAJORS_H
#define OM_ENGINE_RISK_MAJORS_H

#include "engine/risk/sources.h"

/**
 * Gives every source that holds a weight of a substance what GB 18218 makes of its installation.
 *
 * With the method "auto" a substance that is not in the table and near no name of it is left to the
 * other methods; a near miss is taken for a spelling mistake. What is wrong with one source makes
 * its whole installation unknown: it stands as `problem` with each of its sources.
 *
 * @return OM_OK; OM_ERR_GEOMETRY
 */
OM_CHECKED om_status om_majors_assess(om_store *store, const om_gb18218 *gb, bool automatic,
                                      om_sources *sources, om_error *err);

#endif
