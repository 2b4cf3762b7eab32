/*
 * A PMTiles archive while it grows. FILE.part holds the tiles, FILE.part-index the promise and a
 * record a tile, FILE.part-state how much of both counts: what lies beyond was interrupted and is
 * written again. For sink_pmtiles.c alone.
 */
#ifndef OM_TILES_PMTILES_PART_H
#define OM_TILES_PMTILES_PART_H

#include "tiles/sink.h"

typedef struct om_pmtiles_work om_pmtiles_work;

/**
 * Opens and locks the part of an archive.
 *
 * @param ret           NULL: there is none
 * @param ret_manifest  what was kept last, freed with free(); untouched when there is none
 * @return OM_OK; OM_ERR_LOCKED; OM_ERR_DISK; OM_ERR_CORRUPT
 */
OM_CHECKED om_status om_pmtiles_work_open(const char *path, om_pmtiles_work **ret,
                                          char **ret_manifest, om_error *err);

/** Begins an empty part in the place of `*work`. */
OM_CHECKED om_status om_pmtiles_work_begin(const char *path, om_pmtiles_work **work,
                                           const char *manifest, const char *promise,
                                           om_error *err);

/* As the functions of om_sink_kind. */
OM_CHECKED om_status om_pmtiles_work_resume(om_pmtiles_work *work, om_error *err);
OM_CHECKED om_status om_pmtiles_work_put(om_pmtiles_work *work, const om_tile_file *file,
                                         om_error *err);
bool om_pmtiles_work_has(const om_pmtiles_work *work, om_tile tile);
OM_CHECKED om_status om_pmtiles_work_keep(om_pmtiles_work *work, const char *manifest,
                                          om_error *err);
uint64_t om_pmtiles_work_contents(const om_pmtiles_work *work);
OM_CHECKED om_status om_pmtiles_work_finish(om_pmtiles_work *work, const om_tileset *tileset,
                                            const char *manifest, om_error *err);

/** Closes; what was kept stays. NULL is fine. */
void om_pmtiles_work_free(om_pmtiles_work *work);

#endif
