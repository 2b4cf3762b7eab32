/*
 * Records of a GDAL vector source.
 */
#ifndef OM_ENGINE_SOURCE_OGR_H
#define OM_ENGINE_SOURCE_OGR_H

#include "engine/source/record.h"

/**
 * Opens a source, chooses its layer, settles its encoding and looks once through its shapes.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such file, layer or coordinate field; OM_ERR_USAGE: a kind
 *         that is not read, a bad filter, or several layers and none named; OM_ERR_DATA: damaged,
 *         or texts in an unknown encoding
 */
OM_CHECKED om_status om_ogr_open(const char *source, const om_load_options *options,
                                 om_reader **ret, om_error *err);

#endif
