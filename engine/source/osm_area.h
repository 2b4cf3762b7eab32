/*
 * Areas of OpenStreetMap: rings joined from ways, holes cut out.
 */
#ifndef OM_ENGINE_SOURCE_OSM_AREA_H
#define OM_ENGINE_SOURCE_OSM_AREA_H

#include "engine/geo/geom.h"
#include "engine/source/osm_file.h"

/**
 * Appends the WKB of an area: a closed way, or a relation's outer rings without its inner ones.
 *
 * @param ret_is_whole  false when a way or node is missing, or a ring does not close: an extract
 *                      was cut through it; nothing is appended then
 * @return OM_OK; OM_ERR_GEOMETRY: rings that make no area
 */
OM_CHECKED om_status om_osm_area(om_geo *geo, const om_osm_file *file,
                                 const om_osm_element *element, om_text *ret_wkb,
                                 bool *ret_is_whole, om_error *err);

#endif
