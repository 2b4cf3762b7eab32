/*
 * What a raster is on the ground of each of many shapes, by exact shares of its cells.
 *
 * A cell counts with the share of it that a shape covers; a cell without data counts nowhere, and
 * how much ground has data is told. The raster is read once, window by window, on all threads; what
 * comes out does not depend on how many there are.
 */
#ifndef OM_ENGINE_RISK_ZONAL_H
#define OM_ENGINE_RISK_ZONAL_H

#include "engine/geo/geom.h"
#include "engine/source/raster.h"

/** What cells with data are within a shape. */
typedef struct om_zonal {
    double cells;            /**< how many, parts as parts */
    double sum;              /**< of their values, each by its share */
    double minimum, maximum; /**< of the cells that it touches; NaN without any */
} om_zonal;

/** What is to be measured. Borrows. */
typedef struct om_zonal_request {
    const om_raster_request *raster;
    om_geo *geo;
    const om_geom *const *shapes; /**< polygons in metres of the CRS of the raster request */
    size_t count;
    int threads;                 /**< 0 means one a core */
    const om_listener *listener; /**< may be NULL */
} om_zonal_request;

/** How the raster was read. */
typedef struct om_zonal_facts {
    om_grid grid;
    bool is_moved; /**< into cells of the metric CRS, see raster.h */
} om_zonal_facts;

/**
 * Measures all shapes.
 *
 * @param ret  room for `count`
 * @return OM_OK; OM_ERR_DATA: the raster misses the shapes or has no data on any of them; what
 *         om_raster_file_open() says
 */
OM_CHECKED om_status om_zonal_measure(const om_zonal_request *request, om_zonal *ret,
                                      om_zonal_facts *ret_facts, om_error *err);

#endif
