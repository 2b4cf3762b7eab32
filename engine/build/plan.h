/*
 * A build file, read and checked: which keys it may have, and what each must be.
 *
 * A plan says what a city's store holds and what comes out of it. Every mistake is found before
 * the first step runs.
 */
#ifndef OM_ENGINE_BUILD_PLAN_H
#define OM_ENGINE_BUILD_PLAN_H

#include "engine/build/yaml.h"

/** The kinds of steps, in the order in which they run. */
typedef enum om_step_kind {
    OM_STEP_LOAD,
    OM_STEP_ANALYSE,
    OM_STEP_DRAW,
    OM_STEP_EXPORT,
    OM_STEP_REPORT,
    OM_STEP_KINDS
} om_step_kind;

/** One step. */
typedef struct om_step {
    om_step_kind kind;
    const om_yaml *node; /**< its keys, checked */
    const char *what;    /**< "load road" … for reports */
    const char *name;    /**< unique in the plan and lasting: "load/road/roads.fgb/" */
} om_step;

/** A checked build file. Lives in the arena it was read with. */
typedef struct om_plan {
    const char *path;       /**< of the build file */
    const char *store;      /**< path of the store, seen from where we are */
    const char *metric_crs; /**< NULL: chosen by the first load */
    const om_step *steps;
    size_t step_count;
} om_plan;

/** The word for a kind: "load", "analyse", "draw", "export", "report". */
const char *om_step_kind_name(om_step_kind kind);

/**
 * Reads and checks a build file.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND: no such file; OM_ERR_DATA: no YAML; OM_ERR_USAGE: a key that may
 *         not be there (with the nearest that may), one that is missing, a value of the wrong form
 */
OM_CHECKED om_status om_plan_open(om_arena *arena, const char *path, om_plan *ret, om_error *err);

#endif
