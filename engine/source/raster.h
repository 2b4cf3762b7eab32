/*
 * A raster as square cells of the metric CRS, read window by window: no more of it is in memory
 * than is asked for.
 *
 * What lies in another CRS, is turned, or has oblong cells is moved into square cells of the metric
 * CRS by GDAL, each with the value of the nearest cell: values are never mixed.
 */
#ifndef OM_ENGINE_SOURCE_RASTER_H
#define OM_ENGINE_SOURCE_RASTER_H

#include "engine/base/arena.h"
#include "engine/geo/fractions.h"

/** What is to be read. Borrows its texts. */
typedef struct om_raster_request {
    const char *path; /**< .tif, .tiff, .asc, .img or .hgt, as it is or in an archive */
    int band;         /**< from 1 */
    const char *crs;  /**< in which its cells are wanted, metres */
    /** The value that stands for no data: a number, "none" where every cell counts, "" where the
     * file itself says it. */
    const char *nodata;
} om_raster_request;

/** An opened raster. Used by one thread at a time; several may be open of one file. */
typedef struct om_raster_file om_raster_file;

/** Cells of one window; row 0 is the southernmost of the raster. */
typedef struct om_raster_window {
    uint32_t column, row, columns, rows;
} om_raster_window;

/**
 * Opens a raster.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such file; OM_ERR_USAGE: an unknown ending, or a `nodata`
 *         that is no number; OM_ERR_DATA: no raster, no such band, no CRS, no place, or nobody says
 *         which value stands for no data
 */
OM_CHECKED om_status om_raster_file_open(const om_raster_request *request, om_raster_file **ret,
                                         om_error *err);
void om_raster_file_free(om_raster_file *raster);
OM_DEFINE_AUTO(om_raster_file)

/** Its cells. Borrowed. */
const om_grid *om_raster_file_grid(const om_raster_file *raster);

/** Whether GDAL moved it into other cells than the file has. */
bool om_raster_file_is_moved(const om_raster_file *raster);

/** The number of windows that it is best read in, rows of them upwards; and one of them. */
size_t om_raster_file_window_count(const om_raster_file *raster);
/** Cells of the largest of them: room that a window needs. The first one is often smaller. */
size_t om_raster_file_most_cells(const om_raster_file *raster);
om_raster_window om_raster_file_window_at(const om_raster_file *raster, size_t index);

/**
 * Reads a window.
 *
 * @param ret  columns * rows values, the northernmost row first as in the file; NaN for no data
 * @return OM_OK; OM_ERR_DATA: the file is damaged
 */
OM_CHECKED om_status om_raster_file_read(om_raster_file *raster, om_raster_window window,
                                         double *ret, om_error *err);

#endif
