/*
 * A run of the analysis "risk" as it was written down, and the same worked out again.
 *
 * What an explanation says is not read out of the results alone: tables, policy and sources are
 * opened again as the run's settings say, and whatever is not what it was then is listed.
 */
#ifndef OM_ENGINE_RISK_RERUN_H
#define OM_ENGINE_RISK_RERUN_H

#include "engine/base/file.h"
#include "engine/risk/judge.h"

typedef struct om_rerun {
    om_store *store;
    om_arena *arena;
    om_json *origin;      /**< the run: started, ended, checksum, detail */
    om_json *changes;     /**< what is not what it was: {"what", "name", "was", "is"} */
    const char *obstacle; /**< why it cannot be worked out again; NULL when it was */
    om_policy *policy;    /**< this and what follows: NULL with an obstacle */
    om_methods *methods;
    om_sources *sources;
    om_nearby *nearby;
    om_area_mode mode; /**< its limits are those of the areas at hand */
    om_method_options options;
    const char *policy_path;
    char policy_checksum[OM_CHECKSUM_SIZE];
} om_rerun;

/**
 * Opens the last run of a store.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: risk never ran on this store; OM_ERR_DISK; OM_ERR_FAILED
 */
OM_CHECKED om_status om_rerun_open(om_store *store, om_rerun **ret, om_error *err);
void om_rerun_free(om_rerun *rerun);
OM_DEFINE_AUTO(om_rerun)

/** A setting of the run, borrowed; NULL when it was not set. */
const om_json *om_rerun_setting(const om_rerun *rerun, const char *name);

/** What the run reported, borrowed. */
const om_json *om_rerun_report(const om_rerun *rerun);

/** Sets the limits that the run held the areas of a layer and level against. */
void om_rerun_recall_limits(om_rerun *rerun, const char *layer, const char *level);

/** The source called `id`; NULL when there is none (any more). */
const om_source *om_rerun_source(const om_rerun *rerun, const char *id);

#endif
