/*
 * What the files of this folder share: GEOS and PROJ behind om_geo, om_geom and om_transform.
 */
#ifndef OM_ENGINE_GEO_INSIDE_H
#define OM_ENGINE_GEO_INSIDE_H

#include <geos_c.h>
#include <proj.h>

#include "engine/geo/geom.h"

struct om_geo {
    GEOSContextHandle_t geos;
    PJ_CONTEXT *proj;
    GEOSWKBReader *wkb_reader;
    GEOSWKBWriter *wkb_writer;
    char complaint[256]; /* the last thing GEOS or PROJ said */
};

struct om_geom {
    om_geo *geo;
    GEOSGeometry *shape;
    om_units units;
};

struct om_transform {
    om_geo *geo;
    PJ *way;
};

/* Wraps a GEOS result; takes `shape` over. NULL becomes OM_ERR_GEOMETRY with what GEOS said. */
OM_CHECKED om_status om_geom_wrap(om_geo *geo, GEOSGeometry *shape, om_units units,
                                  const char *doing, om_geom **ret, om_error *err);

#endif
