/*
 * Records of an OpenStreetMap file: what the tag table says belongs to a layer.
 */
#ifndef OM_ENGINE_SOURCE_OSM_H
#define OM_ENGINE_SOURCE_OSM_H

#include "engine/geo/geo.h"
#include "engine/source/record.h"

/** True for names that end in .osm, .osm.pbf or .pbf. */
bool om_osm_is(const char *source);

/** What an OSM load needs beside the options. Borrows everything. */
typedef struct om_osm_job {
    om_geo *geo;
    const om_layer *layer;
    const om_load_options *options;
    const om_listener *listener; /**< may be NULL */
} om_osm_job;

/**
 * Reads an OSM file's nodes, ways and relations that belong to a layer, by
 * standards/osm_tags.csv; `options->where` keeps those with "key=value [and key=value …]".
 *
 * The fields of the reader are the layer's columns, and every tag that `options->map` names.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such file, or OSM knows nothing for this layer; OM_ERR_USAGE:
 *         a filter that is none; OM_ERR_DATA: a damaged file; OM_ERR_CANCELLED
 */
OM_CHECKED om_status om_osm_open(const char *source, const om_osm_job *job, om_reader **ret,
                                 om_error *err);

#endif
