/*
 * Tiles that are there already: what every container can be asked, whoever made it. The counterpart
 * of sink.h; each kind stands in a file of its own, read_<scheme>.c.
 */
#ifndef OM_TILES_ARCHIVE_H
#define OM_TILES_ARCHIVE_H

#include "engine/base/own.h"
#include "engine/geo/mercator.h"
#include "tiles/runs.h"
#include "tiles/tileset.h"

/** What a container says of itself. Owns its texts; those that are not told are NULL. */
typedef struct om_archive_facts {
    char *name, *description, *attribution;
    char *manifest, *promise; /**< of an export of ours; see sink.h */
    om_tile_format format;
    bool has_bounds;
    om_box bounds;
    double scale;
    int tile_px;
} om_archive_facts;

void om_archive_facts_clear(om_archive_facts *facts);

/** Takes name, credits, format, scale and tile size from a document like TileJSON. */
void om_archive_facts_of_json(const om_json *json, om_archive_facts *ret);

/** What a kind of container can do. `self` is what `open` gave. */
typedef struct om_archive_kind {
    const char *scheme; /**< "xyz" */
    const char *ending; /**< of files of this kind, ".mbtiles"; NULL: a folder */

    /** @return OM_OK; OM_ERR_NOT_FOUND; OM_ERR_DISK; OM_ERR_CORRUPT */
    om_status (*open)(const char *path, void **ret_self, om_error *err);

    /** Fills in what it says of itself. */
    om_status (*describe)(void *self, om_archive_facts *ret, om_error *err);

    /** Adds the tiles that it lists, in any order. */
    om_status (*list)(void *self, om_runs *ret, om_error *err);

    /** Appends the file of a tile; `*ret_found` tells whether there is one. */
    om_status (*read)(void *self, om_tile tile, om_text *ret, bool *ret_found, om_error *err);

    /** NULL is fine. */
    void (*close)(void *self);
} om_archive_kind;

/** A container that is open. Zero-initialise; end with om_archive_close(). */
typedef struct om_archive {
    const om_archive_kind *kind;
    void *self;
    char *name; /**< as it was asked for */
    om_archive_facts facts;
    om_runs tiles; /**< which there are */
} om_archive;

void om_archive_close(om_archive *archive);

#define OM_AUTO_ARCHIVE __attribute__((cleanup(om_archive_close))) om_archive

/**
 * Opens a container and lists its tiles.
 *
 * @param name  "mbtiles:FILE" and so on, or a path: a folder or a file with the right ending
 * @return OM_OK; OM_ERR_USAGE: of no kind that is known; OM_ERR_PARTIAL: it is still being written;
 *         OM_ERR_NOT_FOUND; OM_ERR_DISK; OM_ERR_CORRUPT
 */
OM_CHECKED om_status om_archive_open(const char *name, om_archive *ret, om_error *err);

/** Appends the file of a tile that is listed. @return OM_OK; OM_ERR_CORRUPT: gone or damaged */
OM_CHECKED om_status om_archive_read(const om_archive *archive, uint64_t id, om_text *ret,
                                     om_error *err);

#endif
