/*
 * Sets of tiles as runs of their numbers: small for whole regions, however many tiles they have.
 */
#ifndef OM_TILES_RUNS_H
#define OM_TILES_RUNS_H

#include <stdbool.h>

#include "engine/base/text.h"

/** The tiles `first` <= number < `end`; see tile_id.h. */
typedef struct om_tile_run {
    uint64_t first, end;
} om_tile_run;

/** Runs that ascend and neither meet nor overlap. Zero-initialise; end with om_runs_clear(). */
typedef struct om_runs {
    om_tile_run *items;
    size_t count, room;
} om_runs;

void om_runs_clear(om_runs *runs);

#define OM_AUTO_RUNS __attribute__((cleanup(om_runs_clear))) om_runs

/** Adds a run anywhere; the set is whole again after om_runs_tidy(). */
void om_runs_add(om_runs *runs, uint64_t first, uint64_t end);

/** Sorts and joins. */
void om_runs_tidy(om_runs *runs);

/** Tiles in the set. */
uint64_t om_runs_total(const om_runs *runs);

/** Tiles of the set from `first` up to, not with, `end`. */
uint64_t om_runs_total_within(const om_runs *runs, uint64_t first, uint64_t end);

bool om_runs_have(const om_runs *runs, uint64_t id);

/** The set's tile with `index` others before it. @param index  below om_runs_total() */
uint64_t om_runs_at(const om_runs *runs, uint64_t index);

/** What two sets share, added to the empty set `ret`. */
void om_runs_intersect(const om_runs *a, const om_runs *b, om_runs *ret);

/** What is in `a` and not in `b`, added to the empty set `ret`. */
void om_runs_subtract(const om_runs *a, const om_runs *b, om_runs *ret);

/** "5+3 9 12+40": first numbers as steps from the end of the run before, and lengths above 1. */
void om_runs_write(const om_runs *runs, om_text *ret);

/** @return OM_OK; OM_ERR_CORRUPT: not what om_runs_write() wrote */
OM_CHECKED om_status om_runs_parse(const char *text, const char *where, om_runs *ret,
                                   om_error *err);

#endif
