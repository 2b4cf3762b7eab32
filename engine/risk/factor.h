/*
 * The factors of a zoning of natural hazards, read from a CSV file.
 *
 * A row is a factor: its name, its role, what it is measured from (a layer of the store, or a
 * raster), how that becomes a number of an area, and how this number becomes part of the index.
 */
#ifndef OM_ENGINE_RISK_FACTOR_H
#define OM_ENGINE_RISK_FACTOR_H

#include <stdbool.h>

#include "engine/base/arena.h"
#include "engine/base/csv.h"
#include "engine/base/json.h"
#include "engine/risk/ruler.h"
#include "layers/layer.h"

/** What a factor says of an area. Capacity makes its risk less, the others make it more. */
typedef enum om_role {
    OM_ROLE_HAZARD,
    OM_ROLE_EXPOSURE,
    OM_ROLE_VULNERABILITY,
    OM_ROLE_CAPACITY
} om_role;
enum { OM_ROLE_COUNT = OM_ROLE_CAPACITY + 1, OM_MOST_FACTORS = 32 };

/** What a layer or a raster is on the ground of an area. */
typedef enum om_statistic {
    OM_STATISTIC_SHARE,   /**< of the ground within polygons, overlaps once, 0..1 */
    OM_STATISTIC_LENGTH,  /**< of lines, km a km2 */
    OM_STATISTIC_COUNT,   /**< things a km2, each where a point inside it lies */
    OM_STATISTIC_MEAN,    /**< of a column or a raster, by ground */
    OM_STATISTIC_DENSITY, /**< sum of a column or a raster of counts, a km2 */
    OM_STATISTIC_MINIMUM, /**< of a raster's cells */
    OM_STATISTIC_MAXIMUM  /**< of a raster's cells */
} om_statistic;

/** Their names in their order, ended by NULL. */
extern const char *const om_role_names[];
extern const char *const om_statistic_names[];

/** A factor. */
typedef struct om_factor {
    const char *name;
    om_role role;
    const om_layer *layer;                  /**< NULL: a raster */
    const char *column;                     /**< of the layer; "" where its statistic needs none */
    const char *where_column, *where_value; /**< only rows that say so; "" takes all */
    const char *raster; /**< its path, seen from where the program runs; NULL: a layer */
    int band;           /**< of the raster, from 1 */
    const char *nodata; /**< see raster.h; "" as the file says */
    om_statistic statistic;
    om_normal normal;
    bool falls;    /**< more of it is less of its role: height above the river, distance */
    double weight; /**< NaN when the file does not say */
    const char *source;
    bool verified;
    size_t line; /**< of the file */
} om_factor;

/** A file of factors. */
typedef struct om_factors {
    om_arena *arena;
    const char *path, *checksum;
    om_factor *list;
    size_t count, unverified;
} om_factors;

/**
 * Reads a file: needed are the columns factor, role, layer, column, raster, statistic, normalise,
 * direction, weight, source and verified; band, nodata, where_column, where_value and note may be
 * there.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DATA with file, line and reason
 */
OM_CHECKED om_status om_factors_open(const char *path, om_factors **ret, om_error *err);

/** The same of a table. @param path  what rasters are seen from */
OM_CHECKED om_status om_factors_parse(const om_csv *csv, const char *path, om_factors **ret,
                                      om_error *err);
void om_factors_free(om_factors *factors);
OM_DEFINE_AUTO(om_factors)

/** Adds file, checksum and how many rows are not verified to a list of tables. */
void om_factors_describe(const om_factors *factors, om_json *list);

/** What a factor is measured in, "km/km2"; "" when nobody says. Borrowed. */
const char *om_factor_unit(const om_factor *factor, om_arena *arena);

#endif
