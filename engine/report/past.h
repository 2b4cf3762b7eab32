/*
 * Earlier runs: which one an indicator is compared with, and what stood there after it.
 */
#ifndef OM_ENGINE_REPORT_PAST_H
#define OM_ENGINE_REPORT_PAST_H

#include "engine/report/indicator.h"

/** What the present is compared with. Borrows the store; texts live in the arena. */
typedef struct om_past {
    om_store *store;
    const char *until; /**< runs that ended by this day or moment count; NULL: no date was given */
    int64_t run;       /**< runs up to this one count; 0: none was given */
    om_json *runs;     /**< by analysis, read once */
} om_past;

/**
 * @param since  a date, the number of a run, or NULL: each analysis's run before its last
 * @return OM_OK; OM_ERR_RANGE: neither date nor number; OM_ERR_NOT_FOUND: no load or run has that
 *         number
 */
OM_CHECKED om_status om_past_open(om_store *store, const char *since, om_arena *arena, om_past *ret,
                                  om_error *err);
void om_past_clear(om_past *past);

/** All runs of an analysis, the oldest first; borrowed. */
OM_CHECKED om_status om_past_runs(om_past *past, const om_analysis *analysis, const om_json **ret,
                                  om_error *err);

/** The number of a run. */
int64_t om_run_id(const om_json *run);

/**
 * Puts "run" and "earlier_run" (numbers, times, settings), "settings_differ" (names of those that
 * are not the same in both), and "changed_since" (layers that were loaded anew after the run).
 */
OM_CHECKED om_status om_past_put_runs(om_past *past, const om_analysis *analysis, om_json *object,
                                      om_error *err);

/** What stood in an indicator's layer after the earlier run; NULL when nobody knows. */
OM_CHECKED om_status om_past_rows(om_past *past, const om_indicator *indicator, om_json **ret,
                                  om_error *err);

#endif
