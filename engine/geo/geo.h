/*
 * The geometry workbench of one thread: the GEOS and PROJ contexts that shapes and CRSs live in.
 */
#ifndef OM_ENGINE_GEO_GEO_H
#define OM_ENGINE_GEO_GEO_H

#include "engine/base/own.h"
#include "engine/base/status.h"

/** Used by one thread at a time; must outlive every shape and CRS made with it. */
typedef struct om_geo om_geo;

OM_CHECKED om_status om_geo_open(om_geo **ret, om_error *err);

/** NULL is fine. */
void om_geo_free(om_geo *geo);
OM_DEFINE_AUTO(om_geo)

#endif
