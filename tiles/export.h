/*
 * An export on its way: what stands in the target, what is asked for, and which of both goes on.
 *
 * The public om_export() stands in onemap.h; here is its core, which takes any painter.
 */
#ifndef OM_TILES_EXPORT_H
#define OM_TILES_EXPORT_H

#include "tiles/pyramid.h"

/** What is exported. Borrows everything. */
typedef struct om_export_job {
    om_tile_plan plan;
    om_tileset tileset;
    om_json *settings; /**< all that decides the tiles' bytes; texts and numbers */
    om_encoding encoding;
    int threads;
    int shard, shards; /**< which part of how many, from 1; 0 of 0: all */
    bool is_flat;      /**< see om_target */
    bool resume, overwrite;
    const om_listener *listener;

    /** Makes the painter when there is something to paint. Its hands go into `ret`. */
    om_status (*open_painter)(void *context, om_painter *ret, om_error *err);
    /** Adds to the report what was drawn and what could not be; NULL: nothing to add. */
    void (*describe)(void *context, om_json *report);
    void *context;
} om_export_job;

/**
 * Exports into a target.
 *
 * @param ret_report  JSON, freed with free()
 * @return as om_export()
 */
OM_CHECKED om_status om_export_run(const om_export_job *job, const char *target, char **ret_report,
                                   om_error *err);

#endif
