/*
 * An assembly line: items are made on several threads and taken by the caller, in their order.
 *
 * Making may be slow and out of order; taking is one at a time and always ascending, so that what
 * is written does not depend on how many threads made it. Only a few items wait at any time.
 */
#ifndef OM_ENGINE_BASE_PIPELINE_H
#define OM_ENGINE_BASE_PIPELINE_H

#include "engine/base/status.h"

/** What is done to the items `first` <= index < `end`. Borrows `context`. */
typedef struct om_pipeline {
    uint64_t first, end;
    int threads; /**< that make; 0 means one a core */

    /**
     * Makes the item `index`, on any thread.
     *
     * @param thread  0..threads-1, for scratch that each thread has of its own
     */
    om_status (*make)(void *context, uint64_t index, int thread, void **ret_item, om_error *err);

    /** Uses an item, on the caller's thread. The item stays the pipeline's. */
    om_status (*take)(void *context, uint64_t index, void *item, om_error *err);

    /** Gives an item back, whether it was taken or not. */
    void (*drop)(void *item);

    void *context;
} om_pipeline;

/** The threads that `threads` of a pipeline stands for, at least 1. */
int om_pipeline_threads(int threads);

/**
 * Runs a pipeline to its end or to the first failure.
 *
 * When an item cannot be made, all items before it have been taken and none after it.
 *
 * @return OM_OK, or the failure with the lowest index
 */
OM_CHECKED om_status om_pipeline_run(const om_pipeline *pipeline, om_error *err);

#endif
