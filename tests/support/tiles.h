/*
 * Test pictures to export, and ways to read back what an export wrote.
 */
#ifndef OM_TESTS_TILES_H
#define OM_TESTS_TILES_H

#include <stdatomic.h>

#include "engine/base/json.h"
#include "tiles/export.h"

/** A painter whose tiles differ; every fourth column is of one colour. */
typedef struct pattern {
    atomic_int painted; /**< batches */
    int opened;         /**< zooms */
    bool fails;         /**< paint() fails at zoom 3 */
    bool is_shy;        /**< never says that something is blank */
} pattern;

/** The hands of the painter. */
om_painter pattern_painter(pattern *self);

/** The pixel that `pattern` paints at a place of a tile. */
uint32_t pattern_pixel(om_tile tile, uint32_t x, uint32_t y);

/** A listener's user that stops an export after some reports. */
typedef struct patience {
    int reports_left; /**< negative: endless */
    int heard;
    uint64_t last_done, last_total;
} patience;

bool patience_hear(const om_progress *progress, void *user);

/** A whole export of a pattern, z0-3 around a place; settings by `label`. */
typedef struct pattern_export {
    pattern painter;
    patience patience;
    om_listener listener;
    om_export_job job;
} pattern_export;

/** Fills in defaults; give back with pattern_export_clear(). */
void pattern_export_init(pattern_export *all, const char *label);
void pattern_export_clear(pattern_export *all);

/** Opens a sink; what stands in the target is given back through `ret_manifest`. */
om_status sink_open(const om_sink_kind *kind, const char *path, void **ret_sink,
                    char **ret_manifest, om_error *err);

/** Opens and begins a sink where nothing is. */
void *sink_begun(const om_sink_kind *kind, const char *path);

/** Puts a tile. */
om_status sink_put(const om_sink_kind *kind, void *sink, om_tile tile, const void *bytes,
                   size_t size, om_error *err);

/** A whole PNG file of one tile; clear it. */
om_text png_of(om_tile tile);

/** How many batches of a plan are of zooms below one. */
uint64_t plan_batches(const om_tile_plan *plan, int below_zoom);

/** A folder below the scratch folder that is not there any more. Borrowed until the next call. */
const char *scratch_folder(const char *name);

/** Removes a file or folder with all that is in it; nothing there is fine. */
void remove_tree(const char *path);

/** The bytes of a tile in a target; empty when it is not there. Clear it. */
om_text tile_bytes(const char *target, om_tile tile);

/** Fails the test unless both targets hold the same bytes for every tile of the plan. */
void check_same_tiles(const om_tile_plan *plan, const char *target, const char *other);

/** The value of an MBTiles archive's metadata, freed with free(); NULL when there is none. */
char *mbtiles_metadata(const char *path, const char *name);

/** Changes an MBTiles archive that nobody else has open. */
void mbtiles_run(const char *path, const char *sql);

/** The number that a query of an MBTiles archive answers. */
int64_t mbtiles_number(const char *path, const char *sql);

#endif
