/*
 * Where tiles go. A kind of sink is a table of functions in a file of its own and one line in
 * sinks.def; archive.h has its counterpart, which reads.
 *
 * A target is written as scheme and path, "xyz:DIR". A sink keeps, beside its tiles, two texts of
 * the exporter's that it does not look into: the promise, which tiles there will be, and the
 * manifest, how far they are. What it does not recognise as its own it refuses to touch.
 */
#ifndef OM_TILES_SINK_H
#define OM_TILES_SINK_H

#include <stdbool.h>

#include "engine/base/file.h"
#include "engine/geo/mercator.h"
#include "tiles/tileset.h"

/** A place for tiles, and how they lie there. Borrows. */
typedef struct om_target {
    const char *path;
    om_tile_format format;
    bool is_flat; /**< MBTiles: every tile a row of its own, equal ones too */
} om_target;

/** The file of a tile. Borrows. */
typedef struct om_tile_file {
    om_tile tile;
    const void *bytes;
    size_t size;
    om_hash hash; /**< of the bytes */
} om_tile_file;

/** What a kind of sink can do. `self` is what `open` gave. */
typedef struct om_sink_kind {
    const char *scheme;  /**< "xyz" */
    const char *target;  /**< "xyz:DIR" */
    const char *summary; /**< one sentence */

    /**
     * Looks at what is there and locks it; changes nothing, but for the last step of a `finish`
     * that was interrupted there.
     *
     * @param ret_manifest  the last manifest kept there, freed with free(); NULL: nothing is there
     * @return OM_OK; OM_ERR_USAGE: something is there and is not ours; OM_ERR_LOCKED; OM_ERR_DISK;
     *         OM_ERR_CORRUPT
     */
    om_status (*open)(const om_target *target, void **ret_self, char **ret_manifest, om_error *err);

    /** Starts from nothing; what was there is replaced, at the latest by `finish`. */
    om_status (*begin)(void *self, const char *manifest, const char *promise, om_error *err);

    /** Goes on with what an earlier `begin` left. */
    om_status (*resume)(void *self, om_error *err);

    /** Writes a tile, in the place of one that is there. @return OM_OK; OM_ERR_DISK */
    om_status (*put)(void *self, const om_tile_file *file, om_error *err);

    /** Whether a tile is there. */
    om_status (*has)(void *self, om_tile tile, bool *ret, om_error *err);

    /**
     * Notes down that everything put so far stays, as `manifest` says.
     *
     * @param ret_is_safe  whether it does already; else from the next time that it is true
     */
    om_status (*keep)(void *self, const char *manifest, bool *ret_is_safe, om_error *err);

    /** Makes safe what was kept; NULL where keeping is enough. */
    om_status (*settle)(void *self, om_error *err);

    /** Different tiles among all; NULL where equal tiles are kept apart. */
    om_status (*distinct)(void *self, uint64_t *ret, om_error *err);

    /** Completes the set: from here on it is for everybody. */
    om_status (*finish)(void *self, const om_tileset *tileset, const char *manifest, om_error *err);

    /** Closes; what was kept and not finished stays to be resumed. NULL is fine. */
    void (*close)(void *self);
} om_sink_kind;

/** All kinds, in the order of sinks.def. @param ret_count  how many */
const om_sink_kind *const *om_sink_kinds(size_t *ret_count);

/**
 * Finds the kind that a target asks for.
 *
 * @param ret_path  the rest of the target, borrowed from it
 * @return OM_OK; OM_ERR_USAGE: no scheme, an unknown one, or no path
 */
OM_CHECKED om_status om_sink_find(const char *target, const om_sink_kind **ret,
                                  const char **ret_path, om_error *err);

#endif
