/*
 * Work on several threads: each index of a range is done once, by whoever is free.
 */
#ifndef OM_ENGINE_BASE_POOL_H
#define OM_ENGINE_BASE_POOL_H

#include "engine/base/status.h"

/**
 * Does the work at `index`.
 *
 * @param thread  0..threads-1, for scratch that each thread has of its own
 */
typedef om_status (*om_pool_fn)(void *context, size_t index, int thread, om_error *err);

/** Processor cores this process may use, at least 1. */
int om_pool_cores(void);

/**
 * Calls `work` for every index below `count`; results must not depend on the order.
 *
 * @param threads  1 works on the calling thread; 0 means one a core
 * @return OM_OK, or the failure with the lowest index among those met; the rest is not begun
 */
OM_CHECKED om_status om_pool_each(size_t count, int threads, om_pool_fn work, void *context,
                                  om_error *err);

#endif
