/*
 * Rasters made for a test: cells that are computed, written as GeoTIFF.
 */
#ifndef OM_TESTS_RASTER_H
#define OM_TESTS_RASTER_H

#include "engine/geo/fractions.h"

/** What a raster is like. */
typedef struct test_raster {
    om_grid grid;
    const char *crs;    /**< NULL: it does not say */
    const char *type;   /**< GDAL's name: "Float32", "Byte" */
    const char *nodata; /**< NULL: it does not say */
    bool tiled;         /**< in blocks of 256 by 256 cells, else row by row */
    double turn;        /**< of the cells, as GDAL counts it; 0: upright */
    /** The value of a cell, rows counted upwards. */
    double (*value)(uint32_t column, uint32_t row);
} test_raster;

/** Writes it below the scratch folder. @return the path, borrowed until the next call */
const char *test_raster_write(const test_raster *raster, const char *name);

#endif
