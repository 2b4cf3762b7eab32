/*
 * The figures of districts as each run of an analysis left them, so that a report can tell a trend.
 *
 * They are kept when an analysis runs, not when somebody reports: no run between two reports is
 * lost, a report changes nothing in the store, and an indicator that is thought of later has a
 * past.
 */
#ifndef OM_ENGINE_STORE_HISTORY_H
#define OM_ENGINE_STORE_HISTORY_H

#include "engine/store/store.h"

/** True for a result with figures of districts (a code, and always a level) or of levels alone (no
 *  shape); cells of a grid are none. */
bool om_history_concerns(const om_layer *layer);

/** The rows of a layer as they are now: an array of objects by id; NULL when it was never written.
 */
OM_CHECKED om_status om_history_now(om_store *store, const om_layer *layer, om_json **ret,
                                    om_error *err);

/**
 * Keeps the rows of a layer as those of a run, where they are not what the run before it left.
 *
 * @param run  what om_store_begin_origin() gave, in the same transaction
 */
OM_CHECKED om_status om_history_keep(om_store *store, const om_layer *layer, int64_t run,
                                     om_error *err);

/**
 * The rows of a layer as they were after a run.
 *
 * @param ret  as om_history_now() gives them; NULL when nothing was kept by then
 */
OM_CHECKED om_status om_history_at(om_store *store, const om_layer *layer, int64_t run,
                                   om_json **ret, om_error *err);

#endif
