/*
 * The steps of a plan: what each depends on, what it leaves behind, and how it is done.
 */
#ifndef OM_ENGINE_BUILD_STEP_H
#define OM_ENGINE_BUILD_STEP_H

#include "engine/base/file.h"
#include "engine/base/json.h"
#include "engine/build/plan.h"
#include "engine/store/store.h"

/** Where steps are done. Borrows everything. */
typedef struct om_site {
    om_store *store;
    const om_plan *plan;
    om_arena *arena;
    const om_listener *listener; /**< may be NULL */
} om_site;

/**
 * A checksum of all that the outcome of a step hangs on: its keys, the content of the files it
 * reads, the versions of the layers it reads, and the version of this program.
 *
 * @param ret  "" for a source that is no file: nobody knows whether it changed
 */
OM_CHECKED om_status om_step_inputs(const om_site *site, const om_step *step,
                                    char ret[OM_CHECKSUM_SIZE], om_error *err);

/** What a step has left behind, as text; "" when it is not there (any more). Lives in the arena. */
OM_CHECKED om_status om_step_outputs(const om_site *site, const om_step *step, const char **ret,
                                     om_error *err);

/** Does a step. @param ret_report  what it reports, owned by the caller */
OM_CHECKED om_status om_step_run(const om_site *site, const om_step *step, om_json **ret_report,
                                 om_error *err);

/** The source of a load step as om_load() is given it: a whole path where it is a file. */
const char *om_step_source(const om_site *site, const om_step *step);

/** The name under which the store knows that source. Lives in the arena. */
const char *om_step_source_name(const om_site *site, const om_step *step);

/**
 * The file of a step's style: beside the build file, or a shipped style by its bare name.
 *
 * @return OM_OK; OM_ERR_NOT_FOUND
 */
OM_CHECKED om_status om_step_style(const om_site *site, const om_step *step, const char **ret,
                                   om_error *err);

/** Settings of an analyse step as "name=value"; a value that names a file beside the build file
 *  becomes that file's path. @param ret_count  how many; the array lives in the arena */
const char *const *om_step_settings(const om_site *site, const om_step *step, size_t *ret_count);

/** The path of a draw step's file, or the file or folder of an export's target. */
const char *om_step_output(const om_site *site, const om_step *step);

#endif
