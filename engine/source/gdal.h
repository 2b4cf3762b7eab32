/*
 * GDAL kept on a short lead: few drivers, chosen by the file's own name, and no word printed.
 */
#ifndef OM_ENGINE_SOURCE_GDAL_H
#define OM_ENGINE_SOURCE_GDAL_H

#include <gdal.h>

#include "engine/base/arena.h"
#include "engine/base/json.h"
#include "engine/base/status.h"

/** What GDAL said while it was watched. Zero-initialise. */
typedef struct om_gdal_watch {
    int failures, warnings;
    char failure[256]; /**< the first */
    char warning[256]; /**< the first */
} om_gdal_watch;

/** Hears what GDAL says on this thread until om_gdal_watch_end(). */
void om_gdal_watch_begin(om_gdal_watch *watch);
void om_gdal_watch_end(om_gdal_watch **watch);

/** Watches GDAL until the block ends. */
#define OM_GDAL_WATCH(watch)                                                                       \
    __attribute__((cleanup(om_gdal_watch_end))) om_gdal_watch *om_gdal_watched = (watch);          \
    om_gdal_watch_begin(om_gdal_watched)

/** A kind of source that is read through GDAL. */
typedef struct om_source_kind {
    const char *ending; /**< of the file name, or a beginning such as "PG:"; lower case */
    const char *driver; /**< GDAL's name */
    bool is_table;      /**< has no shapes of its own, only columns */
    bool is_needed;     /**< onemap is not whole without it */
} om_source_kind;

/** True for what is no file but a connection. */
bool om_source_is_connection(const char *source);

/**
 * Looks whether a file is there, and in which of GDAL's file systems.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such file; OM_ERR_USAGE: a file system that is not allowed;
 *         OM_ERR_DATA: an archive that swells beyond reason
 */
OM_CHECKED om_status om_source_check(const char *source, om_error *err);

/**
 * The kind of a source by its name, having looked that it is there and may be read.
 *
 * Only files, connections to PostGIS ("PG:…"), and files in archives that are named as such
 * ("/vsizip/roads.zip/roads.shp", "/vsigzip/sites.geojson.gz"): never another of GDAL's
 * file systems, never a text that is itself the data.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such file; OM_ERR_USAGE: an unknown ending, or a file system
 *         that is not allowed; OM_ERR_DATA: an archive that swells beyond reason
 */
OM_CHECKED om_status om_source_kind_of(const char *source, const om_source_kind **ret,
                                       om_error *err);

/**
 * Opens a source with the driver of its kind and no other.
 *
 * @param ret  given back with GDALClose()
 * @return OM_OK; OM_ERR_FAILED: GDAL lacks the driver; OM_ERR_DATA: no such content
 */
OM_CHECKED om_status om_gdal_open(const char *source, const om_source_kind *kind, GDALDatasetH *ret,
                                  om_error *err);

/** The name of the file on disk that holds a source: the archive, for a file in one. */
const char *om_source_file(om_arena *arena, const char *source);

/** A source as it may be written down: the password of a connection is left out. */
const char *om_source_printable(om_arena *arena, const char *source);

#endif
