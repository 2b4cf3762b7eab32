/*
 * What an export notes down beside its tiles, so that it can be gone on with: the settings that
 * decide every byte, and how far it is.
 */
#ifndef OM_TILES_MANIFEST_H
#define OM_TILES_MANIFEST_H

#include "engine/base/json.h"
#include "tiles/plan.h"
#include "tiles/tiles_hash.h"

/** How far an export is. Batches are written in their order, so one number tells which are done. */
typedef struct om_kept {
    bool is_finished;
    uint64_t batches;
    uint64_t tiles[OM_TILE_PLAN_ZOOMS], bytes[OM_TILE_PLAN_ZOOMS]; /**< written, by zoom */
    om_tiles_hash hash;                                            /**< of all that is written */
} om_kept;

/**
 * The text of a manifest.
 *
 * @param settings  an object of texts and numbers
 * @return one line of JSON, freed with free()
 */
char *om_manifest_write(const om_json *settings, const om_kept *kept);

/**
 * Reads a manifest.
 *
 * @param where         what to call it in an error
 * @param ret_settings  the settings as they were
 * @return OM_OK; OM_ERR_CORRUPT: no manifest, or of a newer version
 */
OM_CHECKED om_status om_manifest_parse(const char *text, const char *where, om_json **ret_settings,
                                       om_kept *ret_kept, om_error *err);

/**
 * Makes sure that an export is gone on with as it was begun.
 *
 * @return OM_OK; OM_ERR_USAGE: a setting differs, told with both values
 */
OM_CHECKED om_status om_manifest_compare(const om_json *was, const om_json *now, const char *where,
                                         om_error *err);

#endif
