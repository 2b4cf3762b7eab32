/*
 * From a plan and a painter to a sink: batches are painted and encoded on several threads, written
 * by the caller's thread in their order, and noted down so that they need not be made again.
 */
#ifndef OM_TILES_PYRAMID_H
#define OM_TILES_PYRAMID_H

#include "engine/canvas/picture.h"
#include "tiles/encoder.h"
#include "tiles/manifest.h"
#include "tiles/plan.h"
#include "tiles/sink.h"

/** Who knows what tiles look like. Borrows `context`. */
typedef struct om_painter {
    /** Makes ready for a zoom; called before anything of it is painted, on the caller's thread. */
    om_status (*open_zoom)(void *context, int z, om_error *err);

    /**
     * Paints the tiles of `range`, on any thread. Each must look as if it were painted alone.
     *
     * @param onto  as large as the range; what it held is painted over, all of it
     */
    om_status (*paint)(void *context, om_tile_range range, om_picture *onto, om_error *err);

    /** True when the tiles are surely all of one colour. NULL: never sure. On any thread. */
    bool (*is_blank)(void *context, om_tile_range range, uint32_t *ret_pixel);

    /** Colours that must stay exact at the zoom that was opened; borrowed. NULL: none. */
    om_pins (*pins)(void *context);

    void *context;
} om_painter;

/** A pyramid to be made. Borrows everything. */
typedef struct om_pyramid {
    const om_runs *tiles; /**< which are made */
    int metatile;         /**< see om_tile_plan */
    const om_painter *painter;
    const om_sink_kind *kind;
    void *sink;              /**< open, and begun or resumed */
    const om_json *settings; /**< for the manifest */
    uint32_t tile_px;        /**< device px along a tile's side */
    om_encoding encoding;
    int threads; /**< that paint; 0 means one a core */
    const om_listener *listener;
} om_pyramid;

/** What making it took. */
typedef struct om_pyramid_effort {
    double seconds[OM_TILE_PLAN_ZOOMS];
    uint64_t painted[OM_TILE_PLAN_ZOOMS]; /**< tiles of this run, not of those before it */
    uint64_t uniform[OM_TILE_PLAN_ZOOMS]; /**< of these, found to be of one colour undrawn */
} om_pyramid_effort;

/**
 * Makes all tiles that `kept` does not yet have, and keeps `kept` up to date.
 *
 * @return OM_OK; OM_ERR_CANCELLED: everything that the listener heard of is kept; OM_ERR_DISK;
 *         OM_ERR_PARTIAL: tiles are missing in the sink at the end; and what the painter returns
 */
OM_CHECKED om_status om_pyramid_make(const om_pyramid *pyramid, om_kept *kept,
                                     om_pyramid_effort *effort, om_error *err);

#endif
