/*
 * What an archive holds, beside what was promised of it.
 */
#ifndef OM_TILES_SURVEY_H
#define OM_TILES_SURVEY_H

#include "tiles/archive.h"
#include "tiles/manifest.h"

/** What stands in the manifest of an archive. Zero-initialise; end with om_promise_clear(). */
typedef struct om_promise {
    bool is_there; /**< false: the archive is not ours, and nothing was promised */
    om_json *settings;
    om_kept kept;
    om_runs tiles;
} om_promise;

void om_promise_clear(om_promise *promise);

#define OM_AUTO_PROMISE __attribute__((cleanup(om_promise_clear))) om_promise

/** @return OM_OK; OM_ERR_CORRUPT: the manifest is damaged */
OM_CHECKED om_status om_promise_read(const om_archive *archive, om_promise *ret, om_error *err);

/** Every tile looked at. Zero-initialise; end with om_survey_clear(). */
typedef struct om_survey {
    om_promise promise;
    uint64_t tiles[OM_TILE_PLAN_ZOOMS], bytes[OM_TILE_PLAN_ZOOMS]; /**< that are whole */
    uint64_t distinct;
    om_tiles_hash hash;
    om_runs missing, damaged, unpromised;
} om_survey;

void om_survey_clear(om_survey *survey);

#define OM_AUTO_SURVEY __attribute__((cleanup(om_survey_clear))) om_survey

/** Reads every tile. @return OM_OK, whatever is found; OM_ERR_DISK; OM_ERR_CANCELLED */
OM_CHECKED om_status om_survey_make(const om_archive *archive, const char *stage,
                                    const om_listener *listener, om_survey *ret, om_error *err);

/** A survey as JSON; `archive` is as it was surveyed. */
om_json *om_survey_describe(const om_archive *archive, const om_survey *survey);

/**
 * Whether all that was promised is there, whole and unchanged.
 *
 * @return OM_OK; OM_ERR_PARTIAL: the export was never finished; OM_ERR_CORRUPT: tiles are missing,
 *         damaged, changed or too many, told with one of them
 */
OM_CHECKED om_status om_survey_judge(const om_archive *archive, const om_survey *survey,
                                     om_error *err);

#endif
