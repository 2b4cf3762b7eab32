/*
 * What the PMTiles sink asks of an archive that is there.
 */
#ifndef OM_TILES_READ_PMTILES_H
#define OM_TILES_READ_PMTILES_H

#include "engine/base/status.h"

/**
 * The manifest that an export of ours left in an archive.
 *
 * @param ret  freed with free()
 * @return OM_OK; OM_ERR_USAGE: it is no archive, or not ours; OM_ERR_DISK
 */
OM_CHECKED om_status om_pmtiles_manifest_of(const char *path, char **ret, om_error *err);

#endif
