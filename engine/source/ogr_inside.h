/*
 * What the files that read through OGR share.
 */
#ifndef OM_ENGINE_SOURCE_OGR_INSIDE_H
#define OM_ENGINE_SOURCE_OGR_INSIDE_H

#include <gdal.h>
#include <ogr_api.h>
#include <ogr_srs_api.h>

#include "engine/source/encoding.h"
#include "engine/source/gdal.h"
#include "engine/source/record.h"
#include "engine/source/wkb.h"

enum { OM_OGR_NO_FIELD = -1 };

/* A GDAL source that is read. */
typedef struct om_ogr {
    om_reader reader; /* first: a reader is one of these */
    om_arena *arena;  /* lives as long as the reader */
    om_arena *record_arena;
    GDALDatasetH dataset;
    OGRLayerH layer; /* borrowed from the dataset */
    const om_source_kind *kind;
    om_decoder *decoder; /* NULL: texts are UTF-8 */
    const char *id_prefix;
    int lon_field, lat_field, wkt_field; /* OM_OGR_NO_FIELD when shapes are the layer's own */
    om_gdal_watch watch;
    om_xy_list centers;
    uint64_t number;
    om_value *cells;
    om_text wkb;
    OGRFeatureH feature;
} om_ogr;

/* Reads the next feature into `ogr->feature`, NULL after the last; what GDAL complains of fails. */
OM_CHECKED om_status om_ogr_step(om_ogr *ogr, om_error *err);

/* Decides the encoding from what is said: by the user, the .cpg, the .dbf's language. */
OM_CHECKED om_status om_ogr_declare_encoding(om_ogr *ogr, const char *given, om_error *err);

/* Looks once through all features: counts them, keeps their centers, checks their texts. */
OM_CHECKED om_status om_ogr_survey(om_ogr *ogr, om_error *err);

/* Finds where shapes come from: the layer itself, or columns of a table. */
OM_CHECKED om_status om_ogr_find_shapes(om_ogr *ogr, const om_load_options *options, om_error *err);

/*
 * The shape of the current feature as WKB in `ogr->wkb`.
 *
 * @param ret_has    false when the record has none
 * @param ret_fault  why it cannot be used; NULL when it can
 */
void om_ogr_shape(om_ogr *ogr, bool *ret_has, const char **ret_fault);

#endif
